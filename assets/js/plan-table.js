// The plan edited in its cells. Enter, F2 or a click opens a cell; Tab saves and opens the next; Esc cancels;
// arrow keys move between closed cells; Ctrl+Z takes back the latest change.
// Rows carry data-save (where a cell is posted) and an id, cells data-cell (their column), the table data-undo.
import { all, isUndo } from './dom.js';
import { text } from './texts.js';
import { closeEditor, editorOf, forget, openEditor } from './cell-editor.js';
import { chooseText, save, saveAgain, showUnsaved, undo } from './cell-save.js';

const CELL = '[data-cell]';

function cellsOf(table) {
  return all(CELL, table);
}

function focusCell(cell) {
  const table = cell.closest('table');
  cellsOf(table).forEach((one) => { one.tabIndex = one === cell ? 0 : -1; });
  cell.focus();
}

function neighbour(cell, by) {
  const cells = cellsOf(cell.closest('table'));
  return cells[cells.indexOf(cell) + by];
}

function rowNeighbour(cell, by) {
  const rows = all('tr[data-save]', cell.closest('table'));
  const row = rows[rows.indexOf(cell.parentElement) + by];
  return row?.querySelector(`[data-cell="${cell.dataset.cell}"]`);
}

function open(cell) {
  if (!cell) return;
  focusCell(cell);
  if (cell.matches('.is-open, .is-saving, .has-conflict')) return;
  openEditor(cell, { leave: (next) => leave(cell, next), cancel: () => cancel(cell) });
}

/** `where` is 'next', 'previous', 'here', or 'away' when the focus has already gone elsewhere. */
function leave(cell, where) {
  const { value, before } = closeEditor(cell);
  const target = neighbour(cell, { next: 1, previous: -1 }[where]);
  if (value !== before) save(cell, value, before);
  if (target) open(target);
  else if (where !== 'away') focusCell(cell);
}

function cancel(cell) {
  closeEditor(cell);
  forget(cell);
  focusCell(cell);
}

const MOVES = {
  ArrowLeft: (cell) => neighbour(cell, -1),
  ArrowRight: (cell) => neighbour(cell, 1),
  ArrowUp: (cell) => rowNeighbour(cell, -1),
  ArrowDown: (cell) => rowNeighbour(cell, 1),
};

/** In an open cell that has been typed in, Ctrl+Z is the text area's own. */
const isTouched = (cell) => editorOf(cell) && editorOf(cell).value !== editorOf(cell).defaultValue;

function onKey(event) {
  const cell = event.target.closest(CELL);
  if (!cell) return;
  if (isUndo(event) && !isTouched(cell)) {
    event.preventDefault();
    if (editorOf(cell)) cancel(cell);
    undo(event.currentTarget).then((done) => done && focusCell(done));
    return;
  }
  if (event.target !== cell) return;
  if (event.key === 'Enter' || event.key === 'F2') {
    event.preventDefault();
    open(cell);
  } else if (MOVES[event.key]) {
    event.preventDefault();
    const next = MOVES[event.key](cell);
    if (next) focusCell(next);
  }
}

function onClick(event) {
  const cell = event.target.closest(CELL);
  if (!cell) return;
  if (event.target.closest('[data-again]')) saveAgain(cell);
  else if (!event.target.closest('a, button, form, textarea, .goal') && !String(getSelection())) open(cell);
}

function onSubmit(event) {
  if (!event.target.matches('.cell-conflict')) return;
  event.preventDefault();
  chooseText(event.target, event.submitter).then((cell) => cell && focusCell(cell));
}

function start(table) {
  table.setAttribute('role', 'grid');
  cellsOf(table).forEach((cell, index) => { cell.tabIndex = index ? -1 : 0; });
  table.addEventListener('keydown', onKey);
  table.addEventListener('click', onClick);
  table.addEventListener('submit', onSubmit);
  document.addEventListener('keydown', (event) => {
    if (!isUndo(event) || !event.target.matches('body, main')) return;
    event.preventDefault();
    undo(table).then((done) => done && focusCell(done));
  });
  const status = document.querySelector('[data-plan-status]');
  status?.querySelector('[data-undo]')?.addEventListener('click', () => undo(table));
  const keys = status?.querySelector('[data-keys]');
  if (keys) keys.textContent = text('keys');
  showUnsaved(table);
}

all('table[data-plan-table]').forEach(start);
