// Small things that only make sense with a script: print buttons, select all, focus on an error
// summary.
import { all } from './dom.js';

for (const button of all('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

for (const box of all('[data-select-all]')) {
  box.hidden = false;
  box.addEventListener('change', () => {
    all('.row-select', box.closest('table')).forEach((one) => { one.checked = box.checked; });
  });
}

document.querySelector('form[data-submit]')?.requestSubmit();

document.querySelector('.error-summary')?.focus();
