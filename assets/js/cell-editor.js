// One open cell: a text area in place of what the cell shows, with suggestions where its column has a list of choices.
import { element, memory } from './dom.js';
import { text } from './texts.js';
import { suggest } from './suggest.js';

const opened = new WeakMap(); // cell → { nodes, before, area }

export const editorOf = (cell) => opened.get(cell)?.area;

export const forget = (cell) => memory.remove(keyOf(cell));

/** What is stored for the cell, as text: data-text where the cell shows something else than its text. */
export const textOf = (cell) => cell.dataset.text ?? cell.textContent.trim();

/** Where unsaved text of the cell is remembered. */
export const keyOf = (cell) => `cell:${cell.parentElement.dataset.save}:${cell.dataset.cell}`;

/** How long the cell's text may be; its column's head says it. */
const limitOf = (cell) => cell.closest('table').tHead.rows[0].cells[cell.cellIndex].dataset.max;

function nameOf(cell) {
  const column = cell.dataset.label ?? '';
  const row = cell.parentElement.querySelector('th');
  return text('editing', { column, row: row.dataset.text ?? row.textContent.trim() });
}

function grow(area) {
  if (CSS.supports('field-sizing', 'content')) return;
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + 2}px`;
}

function onKey(event, area, { leave, cancel }) {
  if (event.isComposing) return;
  if (event.key === 'Escape') cancel();
  else if (event.key === 'Tab') leave(event.shiftKey ? 'previous' : 'next');
  else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) leave('here');
  else if (event.key === 'Enter' && event.altKey) area.setRangeText('\n', area.selectionStart, area.selectionEnd, 'end');
  else return;
  event.preventDefault();
  event.stopPropagation();
}

export function openEditor(cell, actions) {
  const before = textOf(cell);
  const area = element('textarea', { class: 'cell-editor', 'aria-label': nameOf(cell), maxlength: limitOf(cell) });
  area.defaultValue = before;
  area.value = memory.get(keyOf(cell)) ?? before;
  opened.set(cell, { nodes: [...cell.childNodes], before, area });
  cell.replaceChildren(area);
  cell.classList.add('is-open');
  suggest(cell, area);
  area.addEventListener('keydown', (event) => { if (!event.defaultPrevented) onKey(event, area, actions); });
  area.addEventListener('input', () => { memory.set(keyOf(cell), area.value); grow(area); });
  area.addEventListener('blur', () => { if (opened.has(cell)) actions.leave('away'); });
  grow(area);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}

/** Gives back what was typed and shows the cell as it was. What was changed stays in memory until it is saved. */
export function closeEditor(cell) {
  const { nodes, before, area } = opened.get(cell);
  opened.delete(cell);
  const value = area.value.replace(/\s+$/, '');
  cell.classList.remove('is-open', 'is-unsaved');
  cell.replaceChildren(...nodes.filter((node) => !node.matches?.('.cell-note')));
  if (value === before) forget(cell);
  return { value, before };
}
