import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openSite } from './site.mjs';

const ROW = (id, title) => `<tr id="${id}" data-save="/${id}/cell">
<th scope="row" data-cell="title" data-label="Aktivitet" data-text="${title}"><a href="/x">${title}</a></th>
<td class="lines" data-cell="goal" data-label="Mål">Mål ${title}</td>
<td class="lines" data-cell="time" data-label="Tid">2021</td>
<td data-cell="effect_goals" data-label="Effektmål" data-choices="goals"></td></tr>`;
const TABLE = `<table class="table plan is-editable" data-plan-table data-undo="/undo" aria-label="Aktiviteter">
<thead><tr><th data-max="500">Aktivitet</th><th data-max="5000">Mål</th><th data-max="500">Tid</th><th data-max="2000">Effektmål</th></tr></thead>
<tbody>${ROW('a', 'Köldmedia')}${ROW('b', 'Hygien')}</tbody></table>
<datalist id="goals"><option value="Giftfri miljö"></option><option value="Grundvatten av god kvalitet"></option></datalist>
<div data-plan-status><span data-said role="status"></span><button type="button" data-undo hidden>Ångra</button><span data-keys></span></div>`;
const escape = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
const saved = (path, { column, text = '' }) => ({ status: 200, html: `<tr id="${path[1]}"><td class="lines" data-cell="${column}">${escape(text)}</td></tr>` });

let site;
let page;
before(async () => { site = await openSite(); });
after(() => site.close());
beforeEach(async () => {
  await page?.close();
  site.answer = saved;
  page = await site.page(TABLE);
});

const cell = (column, row = 'a') => page.locator(`#${row} [data-cell="${column}"]`);
const focused = () => page.evaluate(() => `${document.activeElement.closest('tr')?.id} ${document.activeElement.closest('[data-cell]')?.dataset.cell}`);
const said = (pattern) => page.waitForFunction((source) => new RegExp(source).test(document.querySelector('[data-said]').textContent), pattern.source);
const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };

test('a cell takes as much text as the head of its column says', async () => {
  for (const [column, limit] of [['goal', '5000'], ['time', '500']]) {
    await cell(column).focus();
    await press('Enter');
    assert.equal(await page.locator('textarea').getAttribute('maxlength'), limit);
    await press('Escape');
  }
});

test('Tab saves the cell and opens the next, Shift+Tab goes back', async () => {
  await cell('goal').focus();
  await press('Enter', 'Control+A');
  await page.keyboard.type('Nytt mål');
  await press('Tab');
  await said(/^Sparat \d+\.\d\d$/);
  assert.deepEqual(site.posts, [{ path: '/a/cell', fields: { column: 'goal', was: 'Mål Köldmedia', text: 'Nytt mål' } }]);
  assert.equal(await cell('goal').textContent(), 'Nytt mål');
  assert.equal(await focused(), 'a time');
  await press('Shift+Tab');
  assert.equal(await page.inputValue('.cell-editor'), 'Nytt mål');
  assert.deepEqual(site.errors, []);
});

test('Esc leaves the cell as it was and posts nothing', async () => {
  await cell('goal').focus();
  await press('F2');
  await page.keyboard.type(' mer');
  await press('Escape');
  assert.equal(await cell('goal').textContent(), 'Mål Köldmedia');
  assert.equal(await focused(), 'a goal');
  assert.equal(site.posts.length, 0);
  await press('Enter');
  assert.equal(await page.inputValue('.cell-editor'), 'Mål Köldmedia');
});

test('an unchanged cell is not posted, Alt+Enter breaks the line', async () => {
  await cell('time').focus();
  await press('Enter', 'Enter');
  assert.equal(site.posts.length, 0);
  await press('Enter', 'Alt+Enter');
  await page.keyboard.type('våren');
  await press('Enter');
  await said(/^Sparat/);
  assert.equal(site.posts[0].fields.text, '2021\nvåren');
});

test('arrow keys go between closed cells', async () => {
  await cell('title').focus();
  await press('ArrowRight', 'ArrowRight', 'ArrowDown');
  assert.equal(await focused(), 'b time');
  await press('ArrowUp', 'ArrowLeft');
  assert.equal(await focused(), 'a goal');
});

test('the title is edited as text, not as its link', async () => {
  await cell('title').focus();
  await press('Enter');
  assert.equal(await page.inputValue('.cell-editor'), 'Köldmedia');
});

test('Ctrl+Z takes back the latest saved cell and goes to it', async () => {
  site.answer = () => ({ status: 200, html: '<tr id="b" data-changed="time"><td data-cell="time">förr</td></tr>' });
  await cell('goal').focus();
  await press('Control+z');
  await said(/^Ångrat/);
  assert.equal(site.posts[0].path, '/undo');
  assert.equal(await cell('time', 'b').textContent(), 'förr');
  assert.equal(await focused(), 'b time');
  site.answer = () => ({ status: 404, html: '<p data-reason>Det finns inget att ångra.</p>' });
  await press('Control+z');
  await said(/inget att ångra/);
});

test('what is undone elsewhere is opened where it stands, also on this page', async () => {
  site.answer = () => ({ status: 200, html: '<tr id="z" data-changed=""><td data-cell="time">förr</td></tr>', headers: { 'HX-Location': '/there?done=undone#z' } });
  await page.evaluate(() => { document.body.dataset.old = 'true'; });
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => location.pathname === '/there' && !document.body.dataset.old);
  await page.waitForSelector('[role="grid"]');
  await page.evaluate(() => { document.body.dataset.old = 'true'; });
  await cell('goal').focus();
  await press('Control+z');
  await page.waitForFunction(() => location.hash === '#z' && !document.body.dataset.old);
  assert.deepEqual(site.posts.map((one) => one.path), ['/undo', '/undo']);
  assert.deepEqual(site.errors, []);
});

test('in an untouched open cell Ctrl+Z is undo too, in a touched one the text area keeps it', async () => {
  await cell('goal').focus();
  await press('Enter', 'Control+z');
  await page.waitForFunction(() => !document.querySelector('.cell-editor'));
  assert.equal(site.posts[0].path, '/undo');
  await cell('goal').focus();
  await press('Enter');
  await page.keyboard.type('x');
  await press('Control+z');
  assert.equal(site.posts.length, 1);
  assert.equal(await page.locator('.cell-editor').count(), 1);
});

test('a refused text stays, with the reason, and is offered again after a reload', async () => {
  site.answer = () => ({ status: 400, html: '<p data-reason>Mål får ha högst 10 tecken.</p>' });
  await cell('goal').focus();
  await press('Enter');
  await page.keyboard.type(' som är för långt');
  await press('Enter');
  await said(/högst 10 tecken/);
  assert.match(await cell('goal').textContent(), /^Mål Köldmedia som är för långtMål får ha högst 10 tecken\. Försök igen$/);
  await page.reload();
  assert.match(await cell('goal').getAttribute('class'), /is-unsaved/);
  site.answer = saved;
  await cell('goal').focus();
  await press('Enter');
  assert.equal(await page.inputValue('.cell-editor'), 'Mål Köldmedia som är för långt');
  await press('Enter');
  await said(/^Sparat/);
  assert.equal(site.posts.at(-1).fields.was, 'Mål Köldmedia');
  await page.reload();
  assert.equal(await page.locator('.is-unsaved').count(), 0);
});

test('without a server the text stays and can be sent again', async () => {
  await page.route('**/cell', (route) => route.abort());
  await cell('time').focus();
  await press('Enter');
  await page.keyboard.type(' våren');
  await press('Enter');
  await said(/nå servern/);
  await page.unroute('**/cell');
  await cell('time').locator('button').click();
  await said(/^Sparat/);
  assert.deepEqual(site.posts[0].fields, { column: 'time', was: '2021', text: '2021 våren' });
});

test('a conflict shows both texts and saves the chosen one', async () => {
  site.answer = (path, { text }) => ({ status: 409, html: `<tr id="a"><td class="has-conflict" data-cell="goal"><form class="cell-conflict" method="post" action="/a/cell">
    <input type="hidden" name="was" value="Deras"><button name="text" value="Deras">Behåll Annas text</button><button name="text" value="${text}">Spara min text</button></form></td></tr>` });
  await cell('goal').focus();
  await press('Enter', 'Control+A');
  await page.keyboard.type('Mitt');
  await press('Enter');
  await said(/Någon annan/);
  site.answer = saved;
  await page.getByText('Spara min text').click();
  await said(/^Sparat/);
  assert.deepEqual(site.posts.at(-1).fields, { column: 'goal', was: 'Deras', text: 'Mitt' });
  assert.equal(await cell('goal').textContent(), 'Mitt');
});

test('effect goals are suggested after the latest comma', async () => {
  await cell('effect_goals').focus();
  await press('Enter');
  await page.keyboard.type('Giftfri miljö, gru');
  assert.deepEqual(await page.locator('.cell-choices li').allTextContents(), ['Grundvatten av god kvalitet']);
  await press('ArrowDown', 'Enter');
  assert.equal(await page.inputValue('.cell-editor'), 'Giftfri miljö, Grundvatten av god kvalitet');
  await press('Enter');
  await said(/^Sparat/);
  assert.equal(site.posts[0].fields.text, 'Giftfri miljö, Grundvatten av god kvalitet');
});
