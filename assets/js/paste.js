// Import: a table copied from Word or Excel is pasted with its cells (the clipboard's HTML) and not as mere text.
import { all, announce } from './dom.js';
import { text } from './texts.js';

const LARGEST = 8 * 1024 * 1024; // characters

function onPaste(event) {
  const area = event.currentTarget;
  const html = event.clipboardData.getData('text/html');
  if (!/<table[\s>]/i.test(html)) return;
  event.preventDefault();
  const said = area.form.querySelector('[data-paste-done]');
  if (html.length > LARGEST) {
    said.textContent = text('pastedTooLarge');
    return;
  }
  area.form.elements.namedItem(area.dataset.paste).value = html;
  area.value = event.clipboardData.getData('text/plain');
  said.textContent = text('pasted', { n: (html.match(/<tr[\s>]/gi) ?? []).length });
  announce(said.textContent);
}

function onInput(event) {
  if (event.inputType !== 'insertFromPaste') event.currentTarget.form.elements.namedItem(event.currentTarget.dataset.paste).value = '';
}

for (const area of all('textarea[data-paste]')) {
  area.addEventListener('paste', onPaste);
  area.addEventListener('input', onInput);
}

for (const zone of all('.upload')) {
  zone.addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('is-over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('is-over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('is-over');
    const input = zone.querySelector('input[type="file"]');
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
