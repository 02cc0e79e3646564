// The board of a real plan: node board.test.mjs SAMSYN
// Cards move by mouse and by keyboard, and by the form where there are no scripts, on a wide screen and on a phone.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Demo, emailOf, PASSWORD, PLANS } from './demo.mjs';
import { Hand } from './hand.mjs';
import { logInByPassword, takeOver } from './steps.mjs';

const NAME = 'jonkoping';
const PHONE = { width: 320, height: 640 };
let demo;
let board;
let hand;
let page;

before(async () => {
  demo = await Demo.start(process.argv[2], { empty: true, collaborations: [NAME] });
  const first = new Hand(await demo.window(null));
  await logInByPassword(first, emailOf(NAME), PASSWORD);
  await takeOver(first, NAME, PLANS[NAME][0]);
  board = `${new URL(first.page.url()).pathname}/board`;
  await first.page.context().close();
});
after(() => demo.stop());

async function open(options) {
  await hand?.page.context().close();
  hand = new Hand(await demo.window(null, options));
  page = hand.page;
  await logInByPassword(hand, emailOf(NAME), PASSWORD);
  await page.goto(board);
  if (options?.javaScriptEnabled !== false) await page.waitForSelector('.is-draggable');
}
beforeEach(() => { hand = null; });

const cards = (year) => page.locator(`[data-column="${year}"] [data-card]`);
const idOf = (card) => card.getAttribute('data-card');
const announced = (pattern) => page.waitForFunction((source) => new RegExp(source).test(document.getElementById('announce')?.textContent ?? ''), pattern.source);
const columnOf = (id) => page.locator(`[data-card="${id}"]`).evaluate((card) => card.closest('[data-column]').dataset.column);
const told = () => demo.rows("SELECT count(*) FROM audit WHERE action = 'activity.move'")[0][0];
const sideways = () => page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);

// The card stands in the year on the screen, after a reload, and in the plan's table; and the move is told of once.
async function assertMoved(id, year, before) {
  assert.equal(await columnOf(id), year);
  await page.goto(board);
  assert.equal(await columnOf(id), year);
  await page.goto(`${board.replace('/board', '')}?year=${year}`);
  assert.equal(await page.locator(`#activity-${id}`).count(), 1);
  assert.equal(told(), before + 1);
  assert.deepEqual(page.faults, []);
}

test('a card is dragged with the mouse to another year', async () => {
  await open();
  const card = cards(2021).nth(1);
  const [id, n] = [await idOf(card), told()];
  const from = await card.boundingBox();
  const to = await cards(2022).first().boundingBox();
  await page.mouse.move(from.x + 60, from.y + from.height - 6);
  await page.mouse.down();
  await page.mouse.move(from.x + 70, from.y + from.height);
  for (let step = 0; await columnOf(id) !== '2022'; step += 1) {
    assert.ok(step < 200, 'the card does not follow the mouse');
    await page.mouse.move(to.x + 60 + (step % 3), to.y + 10 + (step % 5));
  }
  const saved = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.mouse.up();
  assert.equal((await saved).status(), 200);
  await announced(/ligger nu i/);
  await assertMoved(id, '2022', n);
});

test('a card is lifted, moved and dropped with the keyboard', async () => {
  await open();
  const card = cards(2021).first();
  const [id, n] = [await idOf(card), told()];
  await hand.reach(card);
  await page.keyboard.press(' ');
  await announced(/är lyft/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await announced(/2022.*plats 2 av/);
  await page.keyboard.press(' ');
  await announced(/ligger nu i/);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.card), id);
  await assertMoved(id, '2022', n);
});

test('Esc puts a lifted card back and nothing is saved', async () => {
  await open();
  const card = cards(2021).first();
  const [id, n] = [await idOf(card), told()];
  await card.focus();
  for (const key of [' ', 'ArrowRight', 'Escape']) await page.keyboard.press(key);
  assert.equal(await columnOf(id), '2021');
  await page.goto(board);
  assert.equal(await columnOf(id), '2021');
  assert.equal(told(), n);
});

test('a card that somebody has taken away meanwhile goes back, and one is told', async () => {
  await open();
  const card = cards(2021).first();
  const id = await idOf(card);
  const other = new Hand(await demo.window(null));
  await logInByPassword(other, emailOf(NAME), PASSWORD);
  await other.page.goto(board.replace('/board', '?year=2021'));
  const answer = await other.page.request.post(`/${NAME}/activities/${id}/remove`, { headers: { origin: demo.address } });
  assert.equal(answer.status(), 200);
  await other.page.context().close();
  await card.focus();
  for (const key of [' ', 'ArrowRight', ' ']) await page.keyboard.press(key);
  await announced(/sparades inte/);
  assert.equal(await columnOf(id), '2021');
});

for (const [label, options] of Object.entries({ 'without JavaScript': { javaScriptEnabled: false }, 'without JavaScript at 320 px': { javaScriptEnabled: false, viewport: PHONE }, 'at 320 px': { viewport: PHONE } }))
  test(`the form moves a card, ${label}`, async () => {
    await open(options);
    assert.ok(await sideways() <= 0, 'the page scrolls sideways');
    await page.goto(`${board}?year=2021`);
    const card = cards(2021).first();
    const [id, n] = [await idOf(card), told()];
    await card.locator('summary').click();
    assert.ok(await sideways() <= 0, 'the open menu scrolls sideways');
    await hand.use(card.getByRole('button', { name: /till 2022/ }));
    await assertMoved(id, '2022', n);
  });

test('on a phone one column shows at a time, and the keyboard moves a card there too', async () => {
  await open({ viewport: PHONE });
  assert.equal(await page.locator('[data-column]:visible').count(), 1);
  await hand.use(page.getByRole('navigation', { name: 'Kolumn' }).getByRole('link', { name: /2022/ }));
  assert.equal(await page.locator('[data-column]:visible').getAttribute('data-column'), '2022');
  const card = cards(2022).nth(1);
  const [id, n] = [await idOf(card), told()];
  await card.focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press(' ');
  await announced(/ligger nu i/);
  assert.equal(await idOf(cards(2022).first()), id);
  assert.equal(told(), n + 1);
  assert.ok(await sideways() <= 0);
});
