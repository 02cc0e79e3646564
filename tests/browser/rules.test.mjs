// The file of a collaboration's rules, in the browser: node rules.test.mjs SAMSYN
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { changedTables } from '../http/site.mjs';
import { Demo, emailOf, PASSWORD } from './demo.mjs';
import { Hand } from './hand.mjs';
import { logInByPassword } from './steps.mjs';

const NAME = 'jonkoping';
let demo;
let rules;

before(async () => {
  demo = await Demo.start(process.argv[2], { empty: true, collaborations: [NAME] });
  rules = await readFile(new URL(`../../collaborations/${NAME}.conf`, import.meta.url), 'utf8');
});
after(() => demo.stop());

async function person(options, keyboard) {
  const hand = new Hand(await demo.window(null, options), { keyboard });
  await logInByPassword(hand, emailOf(NAME), PASSWORD);
  return hand;
}

async function handIn(hand, name, content) {
  const file = join(demo.folder, name);
  await writeFile(file, content);
  await hand.page.goto(`/${NAME}/settings/file`);
  await hand.page.locator('input[type=file]').setInputFiles(file);
  await hand.use(hand.button('Se vad som ändras'));
  return hand.text();
}

async function changed(work) {
  const dump = demo.dump();
  await work();
  return changedTables(dump, demo.dump());
}

for (const [label, options, keyboard, month] of [['by keyboard', {}, true, 5], ['without JavaScript on a phone', { javaScriptEnabled: false, viewport: { width: 320, height: 640 } }, false, 4]])
  test(`a changed file is shown, taken in, and then changes nothing, ${label}`, async () => {
    const hand = await person(options, keyboard);
    const other = rules.replace('deadline_month=6', `deadline_month=${month}`);
    assert.deepEqual(await changed(async () => {
      const preview = await handIn(hand, 'rules.conf', other);
      assert.match(preview, /Verksamhetsplan.*, ändrat/);
      assert.match(preview, /\d+ regler är oförändrade\./);
      assert.ok(await hand.page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth));
    }), []);
    assert.deepEqual(await changed(async () => {
      await hand.use(hand.button('Läs in filen'));
      assert.equal(new URL(hand.page.url()).pathname, `/${NAME}/settings/file`);
    }), ['audit', 'collaboration', 'rule']);
    assert.equal(await (await hand.page.request.get(`/${NAME}/settings/file/export`)).text(), other);
    assert.deepEqual(await changed(async () => {
      assert.match(await handIn(hand, 'rules.conf', other), /Ingenting ändras\./);
      assert.equal(await hand.button('Läs in filen').count(), 0);
    }), []);
    assert.deepEqual(hand.page.faults, []);
    await hand.page.context().close();
  });

test('a broken file says what and where, and changes nothing', async () => {
  const hand = await person({}, true);
  const line = rules.split('\n').findIndex((one) => one === 'deadline_month=6') + 1;
  for (const [content, says] of [[rules.replace('deadline_month=6', 'deadline_month=juni'), `Rad ${line}: `], [`hej\n${rules}`, 'Rad 1: '], ['', /./], [Buffer.alloc(2000, 200), /./]])
    assert.deepEqual(await changed(async () => {
      await handIn(hand, 'rules.conf', content);
      const summary = hand.page.locator('.error-summary');
      const text = await summary.innerText();
      assert.ok(says instanceof RegExp ? says.test(text) && text.length > 40 : text.includes(says), `${says} in ${text}`);
      assert.ok(await summary.evaluate((one) => one.contains(document.activeElement) || one === document.activeElement), 'the focus is at what is wrong');
      assert.equal(await hand.button('Läs in filen').count(), 0);
    }), []);
  assert.deepEqual(hand.page.faults, []);
  await hand.page.context().close();
});
