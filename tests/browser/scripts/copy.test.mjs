import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from './site.mjs';

// "Kopiera e-postadresser", and searching a list as one types.
let site;
before(async () => { site = await openSite(); });
after(() => site.close());

const box = (key, address) => `<label><input type="checkbox" name="person" value="${key}" checked ${address ? '' : 'data-without'} data-address="${address}"> ${key}</label>`;
const FORM = `<form method="post" action="/addresses" data-copy><textarea data-copy-text readonly>som servern skrev</textarea>
  <p data-copy-count role="status">från början</p><button type="button" data-copy-button hidden>Kopiera</button>
  ${box('anna', 'anna@example.org')}${box('bo', 'bo@example.org')}${box('cia', 'ANNA@example.org')}${box('dag', '')}
  <div data-copy-update><button>Visa adresserna för de markerade</button></div></form>`;

test('the field follows the check boxes, a shared address stands there once, and who has none is said', async () => {
  const page = await site.page(FORM);
  assert.equal(await page.inputValue('textarea'), 'som servern skrev');
  assert.equal(await page.locator('[data-copy-update]').isVisible(), false);
  await page.uncheck('[value=bo]');
  assert.equal(await page.inputValue('textarea'), 'anna@example.org');
  assert.equal(await page.textContent('[data-copy-count]'), '1 adress. 1 person har ingen adress här och får inget brev.');
  await page.check('[value=bo]');
  await page.uncheck('[value=dag]');
  assert.equal(await page.inputValue('textarea'), 'anna@example.org; bo@example.org');
  assert.equal(await page.textContent('[data-copy-count]'), '2 adresser.');
  assert.deepEqual(site.posts, []);
});

test('the button copies the field and says so, also when the browser refuses', async () => {
  const page = await site.page(FORM);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.click('[data-copy-button]');
  await page.waitForFunction(() => document.querySelector('[data-copy-count]').textContent.startsWith('Kopierat'));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'som servern skrev');
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('nej')); });
  await page.click('[data-copy-button]');
  await page.waitForFunction(() => document.querySelector('[data-copy-count]').textContent.includes('Ctrl+C'));
  assert.deepEqual(site.errors, []);
});

const list = (found) => `<form><input type="search" id="q" name="q" hx-get="/list" hx-trigger="input changed delay:50ms, search" hx-include="closest form"
  hx-target="#list-rows" hx-select="#list-rows" hx-swap="outerHTML" hx-select-oob="#list-count,#list-menus" hx-replace-url="true">
  <input type="hidden" name="place" value="Aneby"></form><div id="list-menus">${found} filter</div><div id="list-count">${found} personer</div>
  <div id="list-rows">${found} rader</div>`;

test('a list is searched as one types: rows, count and filters change, the field and its cursor stay', async () => {
  const page = await site.page(list(3));
  site.content = list(1);
  await page.locator('#q').pressSequentially('an');
  await page.waitForFunction(() => document.querySelector('#list-rows').textContent === '1 rader');
  assert.equal(await page.textContent('#list-count'), '1 personer');
  assert.equal(await page.textContent('#list-menus'), '1 filter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'q');
  assert.equal(await page.inputValue('#q'), 'an');
  assert.equal(new URL(page.url()).search, '?q=an&place=Aneby');
  assert.deepEqual(site.errors, []);
});
