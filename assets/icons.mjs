// Takes the icons that the templates use from Lucide and writes them as inline SVG to icons/.
// Run by hand (npm ci && npm run icons) when the list changes; the result is committed.
import { readFile, writeFile, mkdir } from 'node:fs/promises';

const NAMES = `archive arrow-down arrow-right arrow-up arrow-up-down book-open building-2 calendar calendar-days chart-column
  chart-gantt check chevron-down chevron-right circle-alert circle-check clipboard-check clipboard-list clipboard-paste clock
  columns-3 contact download eye file-text flag git-compare grip-vertical history house inbox info landmark languages lightbulb
  lock log-in log-out mail map-pin menu move pencil phone plus printer repeat search settings square-kanban table trash-2
  triangle-alert undo-2 upload user users x`.split(/\s+/);

const source = new URL('./node_modules/lucide-static/', import.meta.url);
const target = new URL('./icons/', import.meta.url);

function inline(svg) {
  const shapes = svg.replace(/<!--[\s\S]*?-->/g, '').replace(/<svg[\s\S]*?>/, '').replace('</svg>', '');
  const body = shapes.replace(/\s+/g, ' ').replace(/ \/>/g, '/>').replace(/> </g, '><').trim();
  return `<svg class="icon" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">${body}</svg>\n`;
}

await mkdir(target, { recursive: true });
for (const name of NAMES) {
  const svg = await readFile(new URL(`icons/${name}.svg`, source), 'utf8');
  await writeFile(new URL(`${name}.svg`, target), inline(svg));
}
await writeFile(new URL('LICENSE', target), await readFile(new URL('LICENSE', source)));
