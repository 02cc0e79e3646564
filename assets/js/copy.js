// "Kopiera e-postadresser": the button copies the field, and the field follows the check boxes. Without this file the
// field is marked and copied by hand, and a button shows the addresses of those that are marked.
import { all } from './dom.js';
import { text } from './texts.js';

const folded = (address) => address.toLowerCase();

function addressesOf(boxes) {
  const found = new Map();
  boxes.filter((box) => box.checked && box.dataset.address).forEach((box) => {
    if (!found.has(folded(box.dataset.address))) found.set(folded(box.dataset.address), box.dataset.address);
  });
  return [...found.values()];
}

function show(form, field, boxes) {
  const addresses = addressesOf(boxes);
  const without = boxes.filter((box) => box.checked && 'without' in box.dataset).length;
  const said = [text(addresses.length === 1 ? 'oneAddress' : 'addresses', { n: `${addresses.length}` })];
  if (without > 0) said.push(text(without === 1 ? 'oneWithout' : 'withoutAddress', { n: `${without}` }));
  field.value = addresses.join('; ');
  form.querySelector('[data-copy-count]').textContent = said.join(' ');
}

async function copy(form, field) {
  let outcome = 'copied';
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    outcome = 'notCopied';
  }
  form.querySelector('[data-copy-count]').textContent = text(outcome);
}

all('form[data-copy]').forEach((form) => {
  const field = form.querySelector('[data-copy-text]');
  const button = form.querySelector('[data-copy-button]');
  const boxes = all('input[type=checkbox]', form);
  button.hidden = false;
  button.addEventListener('click', () => copy(form, field));
  form.addEventListener('change', () => show(form, field, boxes));
  form.querySelector('[data-copy-update]').hidden = true;
});
