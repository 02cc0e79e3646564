import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openSite } from './site.mjs';

const card = (id) => `<li class="board-card" data-card="${id}" data-move="/${id}/move"><a class="board-card-title" href="/x">Kort ${id}</a></li>`;
const column = (id, cards) => `<section class="board-column is-shown" data-column="${id}"><header class="board-head"><h2>${id}</h2></header><ol class="board-cards" data-board-cards>${cards.map(card).join('')}</ol></section>`;
const board = (columns) => `<div data-board data-undo="/undo?category=x"><div class="board">${Object.entries(columns).map(([id, cards]) => column(id, cards)).join('')}</div></div>`;
const START = { 2022: ['a', 'b'], 2023: ['c'], bank: ['d'] };

let site;
let page;
before(async () => { site = await openSite(); });
after(() => site.close());
beforeEach(async () => {
  await page?.close();
  site.answer = () => ({ status: 200, html: board({ 2022: ['b'], 2023: ['a', 'c'], bank: ['d'] }) });
  page = await site.page(`${board(START)}<p data-board-status hidden><button data-undo>Ångra</button></p><script type="module" src="/board.js"></script>`);
  await page.waitForSelector('.is-draggable');
});

const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
const layout = () => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('[data-column]')].map((one) => (
  [one.dataset.column, [...one.querySelectorAll('[data-card]')].map((each) => each.dataset.card)]))));
const announced = (pattern) => page.waitForFunction((source) => new RegExp(source).test(document.getElementById('announce')?.textContent ?? ''), pattern.source);

test('space lifts, arrows move, space drops, and the focus stays on the card', async () => {
  await page.focus('[data-card="a"]');
  await press(' ');
  await announced(/Kort a är lyft/);
  await press('ArrowRight');
  await announced(/2023, plats 1 av 2/);
  await press(' ');
  await announced(/Kort a ligger nu i 2023/);
  assert.deepEqual(site.posts, [{ path: '/a/move', fields: { column: '2023', before: 'c' } }]);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.card), 'a');
  assert.deepEqual(site.errors, []);
});

test('a move that is refused says why at the card, which lies where it lay', async () => {
  site.answer = () => ({ status: 409, html: '<p data-reason>Planen är låst.</p>' });
  await page.focus('[data-card="a"]');
  await press(' ', 'ArrowRight', ' ');
  await announced(/Planen är låst/);
  assert.deepEqual(await layout(), START);
  assert.equal(await page.locator('[data-card="a"] .field-error').innerText(), 'Planen är låst.');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.card), 'a');
});

test('a move is taken back by Ctrl+Z and by the button, and the focus stays on the card', async () => {
  await page.focus('[data-card="a"]');
  await press(' ', 'ArrowRight', ' ');
  await announced(/ligger nu/);
  site.answer = () => ({ status: 200, html: board(START) });
  await press('Control+z');
  await announced(/^Ångrat/);
  assert.deepEqual(site.posts[1], { path: '/undo', fields: { to: 'board' } });
  assert.deepEqual(await layout(), START);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.card), 'a');
  site.answer = () => ({ status: 409, html: '<p data-reason>Har ändrats igen.</p>' });
  await page.click('button[data-undo]');
  await announced(/^Har ändrats igen/);
  assert.deepEqual(await layout(), START);
});

test('last in a column is before nothing', async () => {
  await page.focus('[data-card="a"]');
  await press(' ', 'ArrowDown', 'Enter');
  await announced(/ligger nu/);
  assert.deepEqual(site.posts[0].fields, { column: '2022', before: '' });
});

test('Esc and leaving put the card back', async () => {
  await page.focus('[data-card="a"]');
  await press(' ', 'ArrowRight', 'Escape');
  assert.deepEqual(await layout(), START);
  await press(' ', 'ArrowRight', 'Tab');
  await announced(/ligger kvar/);
  assert.deepEqual(await layout(), START);
  assert.equal(site.posts.length, 0);
});

test('a move that is not saved goes back', async () => {
  site.answer = () => ({ status: 409, html: '' });
  await page.focus('[data-card="a"]');
  await press(' ', 'ArrowRight', ' ');
  await announced(/sparades inte/);
  assert.deepEqual(await layout(), START);
});

test('a card is dragged to another column', async () => {
  const from = await page.locator('[data-card="a"]').boundingBox();
  const to = await page.locator('[data-card="d"]').boundingBox();
  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.down();
  for (let step = 1; step <= 8; step += 1) {
    await page.mouse.move(from.x + 40 + (to.x - from.x) * step / 8, from.y + 20 + (to.y - from.y) * step / 8);
    await page.waitForTimeout(20);
  }
  await page.mouse.up();
  await announced(/ligger nu/);
  assert.equal(site.posts[0].fields.column, 'bank');
  assert.deepEqual(site.errors, []);
});
