// Menus are details elements. Here they close by Esc, by a click outside and when another opens,
// and the arrow keys go through their items.
import { all } from './dom.js';

const MENU = 'details.menu';
const ITEMS = 'a, button, input, select';

function close(menu, returnFocus) {
  menu.open = false;
  if (returnFocus) menu.querySelector('summary').focus();
}

function step(menu, by) {
  const items = all(ITEMS, menu);
  const at = items.indexOf(document.activeElement);
  const next = at < 0 && by < 0 ? items.length - 1 : (at + by + items.length) % items.length;
  items[next]?.focus();
}

document.addEventListener('click', (event) => {
  for (const menu of all(`${MENU}[open]`)) {
    if (!menu.contains(event.target)) close(menu, false);
  }
});

document.addEventListener('keydown', (event) => {
  const menu = event.target.closest?.(MENU);
  if (event.key === 'Escape') {
    if (menu?.open) close(menu, true);
    else if (location.hash === '#menu') location.hash = '#main';
    return;
  }
  if (!menu || !['ArrowDown', 'ArrowUp'].includes(event.key) || event.target.matches('select, input[type="text"]')) return;
  event.preventDefault();
  menu.open = true;
  step(menu, event.key === 'ArrowDown' ? 1 : -1);
});
