// Suggestions under an open cell: its column's choices that fit what is being written after the latest comma.
// The choices are a datalist named by the cell's data-choices.
import { element } from './dom.js';

const MOST = 8;

function wordAt(area) {
  const start = Math.max(area.value.lastIndexOf(',', area.selectionStart - 1), area.value.lastIndexOf('\n', area.selectionStart - 1)) + 1;
  return { start, word: area.value.slice(start, area.selectionStart).trim() };
}

function fitting(options, word) {
  const sought = word.toLocaleLowerCase('sv');
  const starts = options.filter((one) => one.toLocaleLowerCase('sv').startsWith(sought));
  const holds = options.filter((one) => !starts.includes(one) && one.toLocaleLowerCase('sv').includes(sought));
  return [...starts, ...holds].filter((one) => one.toLocaleLowerCase('sv') !== sought).slice(0, MOST);
}

function take(area, choice) {
  const { start } = wordAt(area);
  const space = start > 0 && area.value[start - 1] === ',' ? ' ' : '';
  area.setRangeText(space + choice, start, area.selectionStart, 'end');
  area.dispatchEvent(new Event('input'));
}

function draw(list, area, found, at) {
  list.replaceChildren(...found.map((choice, index) => element('li', {
    id: `choice-${index}`, role: 'option', 'aria-selected': String(index === at),
    mousedown: (event) => { event.preventDefault(); take(area, choice); },
  }, choice)));
  list.hidden = found.length === 0;
  area.setAttribute('aria-expanded', String(!list.hidden));
  if (at >= 0) area.setAttribute('aria-activedescendant', `choice-${at}`);
  else area.removeAttribute('aria-activedescendant');
}

export function suggest(cell, area) {
  const source = cell.dataset.choices && document.getElementById(cell.dataset.choices);
  if (!source) return;
  const options = [...source.options].map((one) => one.value);
  const list = element('ul', { class: 'cell-choices', id: 'cell-choices', role: 'listbox', 'aria-label': cell.dataset.label, hidden: true });
  cell.append(list);
  for (const [name, value] of [['role', 'combobox'], ['aria-controls', 'cell-choices'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false']]) {
    area.setAttribute(name, value);
  }
  let found = [];
  let at = -1;
  const show = (next) => { at = next; draw(list, area, found, at); };
  area.addEventListener('input', () => { const { word } = wordAt(area); found = word ? fitting(options, word) : []; show(-1); });
  area.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown') show((at + 1) % found.length);
    else if (event.key === 'ArrowUp') show((at <= 0 ? found.length : at) - 1);
    else if (event.key === 'Enter' && at >= 0) take(area, found[at]);
    else if (event.key === 'Escape') { found = []; show(-1); } else return;
    event.preventDefault();
  });
}
