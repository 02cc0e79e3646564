import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from './site.mjs';

let site;
before(async () => { site = await openSite(); });
after(() => site.close());

const FORM = `<form data-autosave="/save" action="/whole" method="post"><div class="field"><label for="a">Behov</label><textarea id="a" name="a">ett</textarea></div>
<fieldset class="field"><legend>Svar</legend><label><input type="radio" name="b" value="high" id="high">Hög</label><label><input type="radio" name="b" value="low" checked>Låg</label></fieldset>
<p data-autosave-said role="status"></p></form><div id="similar">inga</div>`;
const saved = () => ({ status: 200, html: 'Sparat 10.42<div data-into="similar"><b>två</b></div>' });

test('a text is saved after a pause, once, with what it was', async () => {
  const page = await site.page(FORM);
  site.answer = saved;
  await page.focus('#a');
  await page.keyboard.press('End');
  await page.keyboard.type(' två');
  await page.waitForFunction(() => document.querySelector('[data-autosave-said]').textContent === 'Sparat 10.42');
  assert.deepEqual(site.posts, [{ path: '/save', fields: { name: 'a', was: 'ett', value: 'ett två' } }]);
  assert.equal(await page.innerHTML('#similar'), '<b>två</b>');
  await page.keyboard.press('Tab');
  assert.equal(site.posts.length, 1);
});

test('what is chosen is saved at once', async () => {
  const page = await site.page(FORM);
  site.answer = saved;
  await page.click('#high');
  await page.waitForFunction(() => document.querySelector('[data-autosave-said]').textContent === 'Sparat 10.42');
  assert.deepEqual(site.posts[0].fields, { name: 'b', was: 'low', value: 'high' });
});

test('a refusal stands at the field, and the text stays', async () => {
  const page = await site.page(FORM);
  site.answer = () => ({ status: 422, html: '<p data-reason>Behov får ha högst 5 000 tecken.</p>' });
  await page.fill('#a', 'för långt');
  await page.locator('#a').blur();
  await page.waitForSelector('.field.has-error .field-error');
  assert.equal(await page.inputValue('#a'), 'för långt');
  site.answer = saved;
  await page.fill('#a', 'kort');
  await page.locator('#a').blur();
  await page.waitForFunction(() => !document.querySelector('.has-error'));
  assert.equal(site.posts.at(-1).fields.was, 'ett');
});

test('of two texts one is chosen', async () => {
  const page = await site.page(FORM);
  site.answer = (_, { was }) => (was === 'annans' ? saved() : { status: 409, html: '<p data-reason data-now="annans">Någon annan har skrivit här.</p>' });
  await page.fill('#a', 'min');
  await page.locator('#a').blur();
  await page.click('text=Behåll mitt');
  await page.waitForFunction(() => !document.querySelector('.has-error'));
  assert.deepEqual(site.posts.at(-1).fields, { name: 'a', was: 'annans', value: 'min' });
  await page.fill('#a', 'ny');
  site.answer = () => ({ status: 409, html: '<p data-reason data-now="deras">Någon annan har skrivit här.</p>' });
  await page.locator('#a').blur();
  await page.click('text=Ta den andras');
  assert.equal(await page.inputValue('#a'), 'deras');
});

test('what could not be sent is sent when the network is back', async () => {
  const page = await site.page(FORM);
  site.answer = saved;
  await page.context().setOffline(true);
  await page.click('#high');
  await page.waitForSelector('.field.has-error .field-error');
  assert.equal(await page.isChecked('#high'), true);
  await page.fill('#a', 'utan nät');
  await page.locator('#a').blur();
  await page.waitForFunction(() => document.querySelectorAll('.has-error').length === 2);
  await page.context().setOffline(false);
  await page.waitForFunction(() => !document.querySelector('.has-error'));
  assert.deepEqual(site.posts.map(({ fields }) => fields.name).sort(), ['a', 'b']);
});

test('what was typed last is saved when the page is left', async () => {
  const page = await site.page(FORM);
  site.answer = saved;
  await page.fill('#a', 'sist');
  await page.goto(`${page.url()}?next`);
  assert.equal(site.posts[0].fields.value, 'sist');
});

test('a form that is sent is saved first, and not sent when that is refused', async () => {
  const page = await site.page(FORM.replace('<p data', '<button id="send">Lämna in</button><p data'));
  site.answer = (path) => (path === '/save' ? saved() : { location: '/done' });
  await page.fill('#a', 'ny');
  await Promise.all([page.waitForURL(/done/), page.click('#send')]);
  assert.deepEqual(site.posts.map(({ path }) => path), ['/save', '/whole']);
  const refused = await site.page(FORM.replace('<p data', '<button id="send">Lämna in</button><p data'));
  site.answer = () => ({ status: 422, html: '<p data-reason>Nej.</p>' });
  await refused.fill('#a', 'ny');
  await refused.click('#send');
  await refused.waitForSelector('.field-error');
  assert.deepEqual([...new Set(site.posts.map(({ path }) => path))], ['/save']);
});
