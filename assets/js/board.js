// The board: cards move by drag and by keyboard. Space lifts a card, arrows move it, space drops, Esc puts it back.
// A move is POST column and before (the card it shall stand before, empty: last) to the card's data-move;
// the server answers with the board anew. Where the board has data-undo, Ctrl+Z and the button below take back the latest.
import Sortable from 'sortablejs/modular/sortable.core.esm.js';
import { all, announce, element, isUndo, post } from './dom.js';
import { clock, text } from './texts.js';

const titleOf = (card) => card.querySelector('.board-card-title').textContent.trim();
const columnOf = (card) => card.closest('[data-column]');
const nameOf = (column) => column.querySelector('h2').textContent.trim();
const listOf = (column) => column.querySelector('[data-board-cards]');
const status = document.querySelector('[data-board-status]');
let lifted = null; // { card, home, next }

function place(card) {
  const cards = all('[data-card]', card.parentElement);
  return { place: cards.indexOf(card) + 1, count: cards.length, column: nameOf(columnOf(card)) };
}

function putBack({ card, home, next }) {
  home.insertBefore(card, next);
}

/** The board as the server gives it, in place of the one that shows. */
function show(answer) {
  const fresh = answer.content.querySelector('[data-board]');
  if (answer.status !== 200 || !fresh) throw new Error(String(answer.status));
  document.querySelector('[data-board]').replaceWith(fresh);
  start(fresh);
  return fresh;
}

async function undo() {
  const board = document.querySelector('[data-board]');
  if (!board.dataset.undo) return;
  const focused = document.activeElement?.dataset.card;
  try {
    const answer = await post(board.dataset.undo, { to: 'board' });
    if (answer.status !== 200) {
      announce(answer.content.querySelector('[data-reason]')?.textContent.trim() ?? text('notUndone'));
      return;
    }
    const fresh = show(answer);
    if (focused) fresh.querySelector(`[data-card="${CSS.escape(focused)}"]`)?.focus();
    announce(text('undone', { time: clock() }));
  } catch {
    announce(text('notUndone'));
  }
}

// Said and shown at the card, which lies where it lay.
function refuse(move, sentence) {
  putBack(move);
  all('.board-refused').forEach((one) => one.remove());
  move.card.append(element('p', { class: 'field-error board-refused' }, sentence));
  move.card.focus();
  announce(sentence);
}

async function send(move) {
  const { card } = move;
  const title = titleOf(card);
  const id = card.dataset.card;
  try {
    const before = card.nextElementSibling?.dataset.card ?? '';
    const answer = await post(card.dataset.move, { column: columnOf(card).dataset.column, before });
    const reason = answer.content.querySelector('[data-reason]');
    if (answer.status !== 200 && reason) {
      refuse(move, reason.textContent.trim());
      return;
    }
    const fresh = show(answer);
    if (status) status.hidden = false;
    const again = fresh.querySelector(`[data-card="${CSS.escape(id)}"]`);
    again?.focus();
    announce(text('dropped', { card: title, column: again ? nameOf(columnOf(again)) : '' }));
  } catch {
    refuse(move, text('moveFailed', { card: title }));
  }
}

function lift(card) {
  lifted = { card, home: card.parentElement, next: card.nextElementSibling };
  card.classList.add('is-lifted');
  announce(text('lifted', { card: titleOf(card) }));
}

function drop() {
  const move = lifted;
  lifted = null;
  move.card.classList.remove('is-lifted');
  if (move.card.parentElement === move.home && move.card.nextElementSibling === move.next) return;
  send(move);
}

function cancel() {
  const { card } = lifted;
  putBack(lifted);
  lifted = null;
  card.classList.remove('is-lifted');
  card.focus();
  announce(text('dropCancelled', { card: titleOf(card) }));
}

function moveBy(card, key) {
  const columns = all('[data-column]', card.closest('[data-board]'));
  const at = columns.indexOf(columnOf(card));
  if (key === 'ArrowUp' && card.previousElementSibling) card.previousElementSibling.before(card);
  if (key === 'ArrowDown' && card.nextElementSibling) card.nextElementSibling.after(card);
  if (key === 'ArrowLeft' && columns[at - 1]) listOf(columns[at - 1]).prepend(card);
  if (key === 'ArrowRight' && columns[at + 1]) listOf(columns[at + 1]).prepend(card);
  card.focus();
  card.scrollIntoView({ block: 'nearest' });
  announce(text('moved', place(card)));
}

function onUndoKey(event) {
  if (!isUndo(event) || lifted || !event.target.matches('body, main, [data-card], [data-card] *')) return;
  event.preventDefault();
  undo();
}

function onKey(event) {
  const card = event.target.closest('[data-card]');
  if (!card || event.target !== card) return;
  if (event.key === ' ') {
    if (lifted) drop();
    else lift(card);
  } else if (lifted && event.key === 'Tab') {
    cancel();
    return;
  } else if (lifted && event.key === 'Escape') cancel();
  else if (lifted && event.key === 'Enter') drop();
  else if (lifted && event.key.startsWith('Arrow')) moveBy(card, event.key);
  else return;
  event.preventDefault();
}

function start(board) {
  board.classList.add('is-draggable');
  all('[data-card]', board).forEach((card) => { card.tabIndex = 0; });
  all('.board-card-title', board).forEach((link) => { link.draggable = false; });
  board.addEventListener('keydown', onKey);
  board.addEventListener('focusout', () => setTimeout(() => {
    if (lifted && !lifted.card.contains(document.activeElement)) cancel();
  }));
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let origin = null;
  for (const list of all('[data-board-cards]', board)) {
    Sortable.create(list, {
      group: 'board', draggable: '[data-card]', filter: 'details', preventOnFilter: false,
      animation: calm ? 0 : 120, ghostClass: 'is-ghost', delay: 150, delayOnTouchOnly: true,
      onStart: ({ item }) => { origin = { card: item, home: item.parentElement, next: item.nextElementSibling }; },
      onEnd: ({ from, to, oldIndex, newIndex }) => { if (from !== to || oldIndex !== newIndex) send(origin); },
    });
  }
}

all('[data-board]').forEach(start);
if (document.querySelector('[data-board]')) document.addEventListener('keydown', onUndoKey);
status?.querySelector('[data-undo]').addEventListener('click', undo);
