// "/" goes to the search field, as the key in it says. WCAG 2.1.4: a key without modifier can be turned off, by the
// button data-shortcut, and stays so in this browser.
import { all } from './dom.js';
import { text } from './texts.js';

const KEY = 'samsyn:shortcut';
const typing = (target) => target.closest('input, textarea, select, [contenteditable]');

function isOff() {
  try { return localStorage.getItem(KEY) === 'off'; } catch { return false; }
}

function toggle() {
  try { localStorage.setItem(KEY, isOff() ? 'on' : 'off'); } catch { /* without storage the key stays on */ }
  show();
}

function show() {
  all('.top-search kbd').forEach((key) => { key.hidden = isOff(); });
  all('[data-shortcut]').forEach((button) => {
    button.hidden = false;
    button.textContent = text(isOff() ? 'shortcutOn' : 'shortcutOff');
  });
}

all('[data-shortcut]').forEach((button) => button.addEventListener('click', toggle));
show();

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || isOff() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const field = document.querySelector('[data-search]');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
