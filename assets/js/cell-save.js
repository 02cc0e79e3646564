// Saving one cell: POST column, was and text to the row's data-save. The server answers with the row anew (200),
// with the row whose cell holds both texts (409), or with the reason why not. Only the cell itself is exchanged:
// another cell of the row may be open. Nothing typed is lost.
import { all, announce, element, memory, post, visit } from './dom.js';
import { clock, text } from './texts.js';
import { keyOf, textOf } from './cell-editor.js';

const waiting = new WeakMap(); // cell that could not be saved → { value, before }
const status = (part) => document.querySelector(`[data-plan-status] [${part}]`);

function say(sentence) {
  if (status('data-said')) status('data-said').textContent = sentence;
  else announce(sentence);
}

function replace(cell, content) {
  const fresh = content.querySelector(`[data-cell="${cell.dataset.cell}"]`);
  if (!fresh) return cell;
  const hadFocus = document.activeElement === cell;
  fresh.tabIndex = cell.tabIndex;
  cell.replaceWith(fresh);
  if (hadFocus) fresh.focus();
  return fresh;
}

function showAsTyped(cell, value) {
  cell.replaceChildren(value);
  cell.dataset.text = value;
}

function fail(cell, { value, before }, sentence) {
  waiting.set(cell, { value, before });
  memory.set(keyOf(cell), value);
  cell.dataset.text = before;
  cell.classList.remove('is-saving');
  cell.classList.add('has-error');
  const again = element('button', { type: 'button', class: 'button-link', 'data-again': true }, text('again'));
  cell.append(element('p', { class: 'cell-note' }, sentence, ' ', again));
  say(sentence);
}

function refusal(answer) {
  if (answer.status === 401 || answer.redirected) return text('loggedOut');
  return answer.content.querySelector('[data-reason]')?.textContent.trim() ?? text('refused');
}

function showSaved(cell, content, key) {
  memory.remove(key);
  say(text('saved', { time: clock() }));
  if (status('data-undo')) status('data-undo').hidden = false;
  const fresh = replace(cell, content);
  fresh.classList.remove('is-saving');
  fresh.classList.add('is-saved');
  return fresh;
}

/** Gives the cell that now stands in the table. */
export async function save(cell, value, before) {
  const key = keyOf(cell);
  cell.classList.remove('has-error', 'is-unsaved');
  cell.classList.add('is-saving');
  showAsTyped(cell, value);
  say(text('saving'));
  try {
    const answer = await post(cell.parentElement.dataset.save, { column: cell.dataset.cell, was: before, text: value });
    if (answer.status === 409) {
      say(text('conflict'));
      return replace(cell, answer.content);
    }
    if (answer.status === 200 && !answer.redirected) return showSaved(cell, answer.content, key);
    fail(cell, { value, before }, refusal(answer));
  } catch {
    fail(cell, { value, before }, text('notSaved'));
  }
  return cell;
}

export function saveAgain(cell) {
  const { value, before } = waiting.get(cell);
  waiting.delete(cell);
  return save(cell, value, before);
}

/** Takes back one's latest change: POST to the table's data-undo, which answers with the row and, in its
 *  data-changed, the column of a cell. Anything else (a row that comes back or moves, a cell that does not show here)
 *  is opened where it stands. Gives the cell, or null when there is none here. */
export async function undo(table) {
  try {
    const answer = await post(table.dataset.undo, {});
    const row = answer.content.querySelector('tr[id]');
    const cell = row && document.getElementById(row.id)?.querySelector(`[data-cell="${row.dataset.changed}"]`);
    if (answer.status === 200 && !cell && answer.elsewhere) {
      visit(answer.elsewhere);
      return null;
    }
    if (answer.status !== 200 || !cell) {
      say(answer.content.querySelector('[data-reason]')?.textContent.trim() ?? text('nothingToUndo'));
      return null;
    }
    say(text('undone', { time: clock() }));
    return replace(cell, answer.content);
  } catch {
    say(text('notUndone'));
    return null;
  }
}

/** The two buttons of a conflict: each posts the text that shall stand. */
export async function chooseText(form, submitter) {
  const fields = new FormData(form);
  return save(form.closest('[data-cell]'), submitter?.value ?? fields.get('text'), fields.get('was'));
}

/** After a reload: marks the cells whose text was typed and never saved. */
export function showUnsaved(table) {
  const cells = all('[data-cell]', table).filter((cell) => {
    const kept = memory.get(keyOf(cell));
    return kept !== null && kept !== textOf(cell);
  });
  for (const cell of cells) {
    cell.dataset.text = textOf(cell);
    cell.classList.add('is-unsaved');
    cell.append(element('p', { class: 'cell-note' }, text('unsaved')));
  }
  if (cells.length) say(text('unsavedCells', { n: cells.length }));
}
