// Forms with data-keep: what was typed and not saved is offered again after a reload or an error.
import { all, element, memory } from './dom.js';
import { text } from './texts.js';

const keyOf = (form) => `form:${location.pathname}:${form.getAttribute('action') ?? ''}`;
const isTyped = (field) => field.name && !['hidden', 'password', 'file', 'submit'].includes(field.type);

function read(form) {
  return [...form.elements].filter(isTyped).map((field) => (
    [field.name, field.value, ['checkbox', 'radio'].includes(field.type) ? field.checked : null]));
}

function write(form, values) {
  const fields = [...form.elements].filter(isTyped);
  fields.forEach((field, index) => {
    const [name, value, checked] = values[index] ?? [];
    if (name !== field.name) return;
    if (checked === null) field.value = value;
    else field.checked = checked;
  });
}

function offer(form, values) {
  const note = element('div', { class: 'message message-attention', role: 'status' });
  const done = () => { note.remove(); memory.remove(keyOf(form)); };
  const restore = element('button', { type: 'button', class: 'button button-small', click: () => { write(form, values); note.remove(); } }, text('restore'));
  const discard = element('button', { type: 'button', class: 'button button-small', click: done }, text('discard'));
  note.append(element('div', {}, element('p', {}, text('unsavedForm')), element('div', { class: 'button-row' }, restore, discard)));
  form.prepend(note);
}

function keep(form) {
  const key = keyOf(form);
  const kept = memory.get(key);
  const shown = JSON.stringify(read(form));
  const answered = document.querySelector('.error-summary');
  if (kept && kept !== shown && !answered) offer(form, JSON.parse(kept));
  form.addEventListener('input', () => memory.set(key, JSON.stringify(read(form))));
  form.addEventListener('submit', () => memory.set('sent', key));
}

// A form that was sent and answered with a redirect (other than to the login) has been saved.
function forgetSent() {
  const sent = memory.get('sent');
  const redirected = performance.getEntriesByType('navigation')[0]?.redirectCount > 0;
  memory.remove('sent');
  if (sent && redirected && !location.pathname.startsWith('/login')) memory.remove(sent);
}

forgetSent();
all('form[action="/logout"]').forEach((form) => form.addEventListener('submit', memory.clear));
all('form[data-keep]').forEach(keep);
