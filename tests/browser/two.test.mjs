// Two people in the same plan, in the browser: node two.test.mjs SAMSYN
// What either of them has typed is always on the screen or in the plan.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Demo, emailOf, PASSWORD, PLANS } from './demo.mjs';
import { Hand } from './hand.mjs';
import { logInByPassword, takeOver } from './steps.mjs';

const NAME = 'jonkoping';
let demo;
let plan;
let anna;
let bo;
let first; // the plan's first activity

async function person(email, options) {
  const hand = new Hand(await demo.window(null, options));
  await logInByPassword(hand, email, PASSWORD);
  return hand;
}

before(async () => {
  demo = await Demo.start(process.argv[2], { empty: true, collaborations: [NAME] });
  demo.addCoordinator(NAME, 'Bo Exempel', 'bo@example.org');
  const hand = await person(emailOf(NAME));
  await takeOver(hand, NAME, PLANS[NAME][0]);
  plan = `${new URL(hand.page.url()).pathname}?year=2021`;
  await hand.page.goto(plan);
  first = await hand.page.locator('[data-plan-table] tr[data-save]').first().getAttribute('id');
  await hand.page.context().close();
});
after(() => demo.stop());

beforeEach(async () => {
  for (const one of [anna, bo]) await one?.page.context().close();
  [anna, bo] = [await person(emailOf(NAME)), await person('bo@example.org')];
  await anna.page.goto(plan);
  await bo.page.goto(plan);
});

const cell = (hand, column) => hand.page.locator(`#${first} [data-cell="${column}"]`);
const stored = (column) => demo.rows(`SELECT a.${column} FROM activity a JOIN category c ON c.id = a.category JOIN plan_year y ON y.id = c.plan_year
  ORDER BY y.year, c.position, a.position LIMIT 1`)[0][0];
const said = (hand, pattern) => hand.page.waitForFunction((source) => new RegExp(source).test(document.querySelector('[data-said]').textContent), pattern.source);

async function type(hand, column, text, key = 'Enter') {
  await cell(hand, column).focus();
  await hand.page.keyboard.press('Enter');
  await hand.page.keyboard.press('Control+A');
  await hand.page.keyboard.insertText(text);
  if (key) await hand.page.keyboard.press(key);
}

test('both open a cell, one saves, the other saves: both texts are shown and nothing is lost', async () => {
  const before = await cell(anna, 'time').innerText();
  await type(bo, 'time', 'juni 2021', null);
  await type(anna, 'time', 'maj 2021');
  await said(anna, /^Sparat/);
  assert.equal(await bo.page.inputValue('.cell-editor'), 'juni 2021');
  await bo.page.keyboard.press('Enter');
  await cell(bo, 'time').locator('.cell-conflict').waitFor();
  const shown = await cell(bo, 'time').innerText();
  for (const text of ['Anna Exempel', 'Nu står det', 'maj 2021', 'Ni skrev', 'juni 2021']) assert.ok(shown.includes(text), `${text} in ${shown}`);
  assert.equal(stored('time'), 'maj 2021');
  await bo.page.reload();
  assert.match(await cell(bo, 'time').innerText(), /maj 2021/);
  assert.match(await cell(bo, 'time').getAttribute('class'), /is-unsaved/);
  await cell(bo, 'time').focus();
  await bo.page.keyboard.press('Enter');
  assert.equal(await bo.page.inputValue('.cell-editor'), 'juni 2021');
  await bo.page.keyboard.press('Enter');
  await said(bo, /^Sparat/);
  assert.equal(stored('time'), 'juni 2021');
  await type(bo, 'time', before);
  await said(bo, /^Sparat/);
  assert.deepEqual([...anna.page.faults, ...bo.page.faults], []);
});

test('in a conflict one chooses: one\'s own text', async () => {
  await type(anna, 'goal', 'Annas mål.');
  await said(anna, /^Sparat/);
  await type(bo, 'goal', 'Bos mål.');
  await cell(bo, 'goal').getByRole('button', { name: 'Spara min text' }).click();
  await said(bo, /^Sparat/);
  assert.equal(stored('goal'), 'Bos mål.');
  assert.equal(await cell(bo, 'goal').locator('.cell-conflict').count(), 0);
  await anna.page.reload();
  assert.equal(await cell(anna, 'goal').innerText(), 'Bos mål.');
});

test('or, with the keyboard, the text that stands', async () => {
  const before = stored('goal');
  await type(anna, 'goal', 'Annas andra mål.');
  await said(anna, /^Sparat/);
  await type(bo, 'goal', 'Bos andra mål.');
  bo.keyboard = true;
  const keep = await bo.reach(cell(bo, 'goal').getByRole('button', { name: 'Behåll det som står' }));
  await keep.press('Enter');
  await cell(bo, 'goal').locator('.cell-conflict').waitFor({ state: 'detached' });
  assert.notEqual(before, 'Annas andra mål.');
  assert.equal(stored('goal'), 'Annas andra mål.');
  await bo.page.reload();
  assert.equal(await cell(bo, 'goal').innerText(), 'Annas andra mål.');
});

test('different cells of a row disturb nobody', async () => {
  await type(bo, 'responsible', 'Bo', null);
  await type(anna, 'parties', 'Länets kommuner, Aneby');
  await said(anna, /^Sparat/);
  await bo.page.keyboard.press('Enter');
  await said(bo, /^Sparat/);
  assert.deepEqual([stored('responsible'), stored('parties')], ['Bo', 'Länets kommuner, Aneby']);
});

test('what one goes on typing in the next cell stays when the one before is saved', async () => {
  let answered;
  const held = new Promise((resolve) => { answered = resolve; });
  await bo.page.route('**/cell', async (route) => { await held; await route.continue(); });
  await type(bo, 'time', 'augusti 2021', 'Tab');
  await bo.page.keyboard.press('Control+A');
  await bo.page.keyboard.insertText('Bo och Anna');
  answered();
  await said(bo, /^Sparat/);
  assert.equal(await bo.page.inputValue('.cell-editor'), 'Bo och Anna');
  await bo.page.keyboard.press('Enter');
  await bo.page.waitForFunction(() => document.querySelectorAll('.is-saved').length === 2);
  assert.deepEqual([stored('time'), stored('responsible')], ['augusti 2021', 'Bo och Anna']);
});

test('without JavaScript the form shows both, and is saved again', async () => {
  await bo.page.context().close();
  bo = await person('bo@example.org', { javaScriptEnabled: false });
  await bo.page.goto(plan);
  await bo.use(bo.page.locator(`#${first}`).getByRole('link', { name: /^Ändra/ }));
  await bo.write(bo.field('Aktivitetsmål'), 'Bos tredje mål.');
  await type(anna, 'goal', 'Annas tredje mål.');
  await said(anna, /^Sparat/);
  await bo.use(bo.button('Spara'));
  const page = await bo.text();
  assert.match(page, /Annas tredje mål\./);
  assert.equal(await bo.field('Aktivitetsmål').first().inputValue(), 'Bos tredje mål.');
  assert.equal(stored('goal'), 'Annas tredje mål.');
  await bo.use(bo.button('Spara'));
  assert.equal(stored('goal'), 'Bos tredje mål.');
});
