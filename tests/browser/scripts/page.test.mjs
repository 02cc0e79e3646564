import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from './site.mjs';

let site;
before(async () => { site = await openSite(); });
after(() => site.close());

const active = (page) => page.evaluate(() => document.activeElement.id);

test('menus close by Esc, by a click outside, and their items by arrow keys', async () => {
  const page = await site.page('<details class="menu"><summary id="s">Meny</summary><ul class="menu-items"><li><a id="one" href="/1">Ett</a></li><li><a id="two" href="/2">Två</a></li></ul></details><p id="out">Utanför</p>');
  await page.focus('#s');
  await page.keyboard.press('ArrowDown');
  assert.equal(await active(page), 'one');
  await page.keyboard.press('ArrowUp');
  assert.equal(await active(page), 'two');
  await page.keyboard.press('Escape');
  assert.equal(await active(page), 's');
  assert.equal(await page.locator('details[open]').count(), 0);
  await page.click('#s');
  await page.click('#out');
  assert.equal(await page.locator('details[open]').count(), 0);
});

test('the key / goes to the search unless one types or has turned it off', async () => {
  const page = await site.page('<form class="top-search"><input id="search" data-search><kbd>/</kbd></form><input id="other"><button data-shortcut hidden></button>');
  await page.keyboard.press('/');
  assert.equal(await active(page), 'search');
  assert.equal(await page.inputValue('#search'), '');
  await page.focus('#other');
  await page.keyboard.press('/');
  assert.equal(await page.inputValue('#other'), '/');
  await page.click('[data-shortcut]');
  await page.keyboard.press('/');
  assert.notEqual(await active(page), 'search');
  assert.equal(await page.locator('kbd').isVisible(), false);
});

test('a click on a row opens it, a click on its button does not', async () => {
  const page = await site.page('<table><tbody><tr data-href="/opened"><td>Aneby</td><td><button type="button">Nej</button></td></tr></tbody></table>');
  await page.click('text=Nej');
  assert.equal(new URL(page.url()).pathname, '/');
  await page.click('text=Aneby');
  await page.waitForURL('**/opened');
});

test('what was typed in a form is offered again after a reload, not after it was saved', async () => {
  const page = await site.page('<form method="post" action="/save" data-keep><input id="title" name="title" value="Förr"><button>Spara</button></form>');
  const form = page.url();
  await page.fill('#title', 'Nytt');
  await page.reload();
  assert.equal(await page.inputValue('#title'), 'Förr');
  await page.click('text=Hämta tillbaka det');
  assert.equal(await page.inputValue('#title'), 'Nytt');
  site.answer = () => ({ status: 503, html: '<p data-error>Nej</p><script type="module" src="/app.js"></script>' });
  await page.click('text=Spara');
  await page.goto(form);
  assert.equal(await page.locator('text=Hämta tillbaka det').count(), 1);
  await page.click('text=Hämta tillbaka det');
  site.answer = () => ({ location: '/saved' });
  await page.click('text=Spara');
  await page.waitForURL('**/saved');
  await page.goto(form);
  assert.equal(await page.locator('text=Hämta tillbaka det').count(), 0);
});

test('what was typed is not left for whoever comes after one has logged out', async () => {
  const page = await site.page('<form method="post" action="/save" data-keep><input id="title" name="title" value="Förr"></form><form method="post" action="/logout"><button>Logga ut</button></form>');
  const form = page.url();
  await page.fill('#title', 'Nytt');
  site.answer = () => ({ location: '/out' });
  await page.click('text=Logga ut');
  await page.waitForURL('**/out');
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('samsyn:'))), []);
  await page.goto(form);
  assert.equal(await page.locator('text=Hämta tillbaka det').count(), 0);
});

test('a pasted table arrives with its cells, typing over it makes it mere text', async () => {
  const page = await site.page('<form><textarea name="text" data-paste="html"></textarea><input type="hidden" name="html"><p data-paste-done role="status"></p></form>');
  const paste = (html, plain) => page.evaluate(([rich, text]) => {
    const data = new DataTransfer();
    data.setData('text/html', rich);
    data.setData('text/plain', text);
    document.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, [html, plain]);
  const html = () => page.evaluate(() => document.forms[0].elements.html.value);
  const table = '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>';
  await paste(table, 'a\nb');
  assert.equal(await html(), table);
  assert.equal(await page.inputValue('textarea'), 'a\nb');
  assert.equal(await page.textContent('[data-paste-done]'), '2 rader från tabellen är inklistrade.');
  await page.type('textarea', 'c');
  assert.equal(await html(), '');
});

test('an error summary gets the focus', async () => {
  const page = await site.page('<div class="error-summary" id="errors" tabindex="-1">Fel</div>');
  assert.equal(await active(page), 'errors');
});
