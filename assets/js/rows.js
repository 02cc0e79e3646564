// A click anywhere on a row with data-href opens what its link opens; selecting text does not.
const CONTROL = 'a, button, input, select, textarea, label, summary, [data-cell]';

document.addEventListener('click', (event) => {
  const row = event.target.closest?.('tr[data-href]');
  if (!row || event.target.closest(CONTROL) || String(getSelection())) return;
  if (event.ctrlKey || event.metaKey) open(row.dataset.href, '_blank', 'noopener');
  else location.href = row.dataset.href;
});
