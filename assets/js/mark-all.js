// "Markera alla": all check boxes of the form, and back. Without this file the button is not there.
import { all } from './dom.js';
import { text } from './texts.js';

all('[data-mark-all]').forEach((button) => {
  const boxes = () => all('input[type=checkbox]', button.form);
  const name = () => { button.textContent = text(boxes().every((box) => box.checked) ? 'markNone' : 'markAll'); };
  button.hidden = false;
  name();
  button.addEventListener('click', () => {
    const marked = !boxes().every((box) => box.checked);
    boxes().forEach((box) => {
      box.checked = marked;
      box.dispatchEvent(new Event('change', { bubbles: true }));
    });
  });
  button.form.addEventListener('change', name);
});
