// What people write is text wherever it is shown: node markup_test.mjs SAMSYN
// Everything that can be written is written with attacks in it; then every page that links lead to is read.
import { ATTACKS, formulas, markupFaults, turnsWriting } from './markup.mjs';
import { People, scenario, send } from './scenario.mjs';
import { Site, logIn } from './site.mjs';
import { check, equal, finish } from './tap.mjs';
import { unzip } from './zip.mjs';

const PAGES_MAX = 400;
const site = await Site.start(process.argv[2], { collaborations: ['jonkoping'], accounts: { 'anna@example.org': ['jonkoping', 'coordinator'] } });
const { server } = site;
const people = new People();
const saved = {};
const run = (title, steps) => scenario(server, title, steps, { people, saved });
const all = ATTACKS.join('\n');
const seen = [];
const judged = (step) => ({ as: 'anna', ...step, save: { ...step.save, page: /([^]*)/ } });

// A page that answers what was typed is judged at once.
async function run1(title, step) {
  await run(title, [judged(step)]);
  seen.push([`${title}: ${step.step}`, saved.page ?? '']);
}

await run('markup', [logIn('anna', 'anna@example.org', 'jonkoping'),
  { step: 'a plan begins', as: 'anna', post: '/jonkoping/plans', form: { document: 'verksamhetsplan', first_year: '2021' }, status: 303, save: { plan: /\/plans\/([0-9a-z]{13})/ } },
  { step: 'has a category', as: 'anna', get: '/jonkoping/plans/{plan}?year=2021', save: { category: /\/categories\/([0-9a-z]{13})/ } },
  { step: 'whose name is', as: 'anna', get: '/jonkoping/plans/{plan}/categories/{category}', save: { title: /name="was_title" value="([^"]*)"/ } }]);
for (const [i, attack] of ATTACKS.entries())
  await run('markup', [
    { step: `activity ${i}`, as: 'anna', post: '/jonkoping/plans/{plan}/activities', form: { category: '{category}', title: attack }, status: 303, save: { activity: /#activity-([0-9a-z]{13})/ } },
    { step: `chapter ${i}`, as: 'anna', post: '/jonkoping/plans/{plan}/chapters', form: { kind: i % 2 ? 'table' : 'text', columns: '2', cell: attack, heading: attack, body: all }, status: 303 },
    { step: `person ${i}`, as: 'anna', post: '/jonkoping/people/new', form: { name: attack, email: '', phone: attack.slice(0, 40), note: all }, status: turnsWriting(attack) ? 422 : 303 },
    { step: `party ${i}`, as: 'anna', post: '/jonkoping/rules/party/new', form: { title: attack, short: attack.slice(0, 40), kind: 'other', on: '' }, status: turnsWriting(attack) ? 422 : 303 }]);
const cells = ['goal', 'implementation', 'time', 'responsible', 'parties', 'effect_goals'];
await run('markup', [
  { step: 'a category', as: 'anna', post: '/jonkoping/plans/{plan}/categories/{category}', form: { title: ATTACKS[1], note: ATTACKS.slice(0, 5).join(' '), was_title: '{title}', was_note: '' }, status: 303 },
  { step: 'all cells', as: 'anna', post: '/jonkoping/activities/{activity}/edit', form: Object.fromEntries([...cells.map((cell) => [cell, cell === 'time' || cell === 'responsible' ? ATTACKS[0] : all]), ...cells.map((cell) => [`was_${cell}`, ''])]), status: 303 },
  { step: 'the edit', as: 'anna', get: '/jonkoping/activities/{activity}/facts', save: { edit: /name="edit" value="(\d+)"/ } },
  { step: 'facts', as: 'anna', post: '/jonkoping/activities/{activity}/facts', status: 303, form: [['edit', '{edit}'], ['hours', '4'], ['leader', ATTACKS[1]], ['project_group', ATTACKS[2]], ['other_goals', all], ['host', 'open'],
    ...ATTACKS.flatMap((attack) => [['step_id', ''], ['step_title', attack], ['step_due', '2021-03-31']]),
    ...ATTACKS.flatMap((attack) => [['target_id', ''], ['target_title', attack], ['target_kind', 'other'], ['target_amount', '']]),
    ...ATTACKS.flatMap((attack) => [['responsibility_id', ''], ['responsibility_title', attack], ['responsibility_kind', 'content']])] },
  { step: 'the edit again', as: 'anna', get: '/jonkoping/activities/{activity}/follow-up', save: { edit: /name="edit" value="(\d+)"/ } },
  { step: 'a comment', as: 'anna', post: '/jonkoping/activities/{activity}/follow-up', form: { edit: '{edit}', status: 'ongoing', comment: all }, status: 303 }]);
equal('every step, target and duty is there', site.rows('SELECT (SELECT count(*) FROM activity_step), (SELECT count(*) FROM activity_target), (SELECT count(*) FROM activity_responsibility)'), [[ATTACKS.length, ATTACKS.length, ATTACKS.length]]);

// What is answered with what was typed.
await run1('typed', { step: 'a conflict of a cell', post: '/jonkoping/activities/{activity}/cell', form: { column: 'goal', was: 'annat', text: `${all} mer` }, headers: { 'HX-Request': 'true' }, status: 409 });
await run1('typed', { step: 'a conflict without scripts', post: '/jonkoping/activities/{activity}/cell', form: { column: 'goal', was: 'annat', text: `${all} mer` }, status: 409 });
await run1('typed', { step: 'a refused cell', post: '/jonkoping/activities/{activity}/cell', form: { column: ATTACKS[0], was: ATTACKS[1], text: ATTACKS[2] }, headers: { 'HX-Request': 'true' }, status: 422 });
await run1('typed', { step: 'a follow-up too late', post: '/jonkoping/activities/{activity}/follow-up', form: { edit: '1', status: ATTACKS[1], comment: all }, status: 422 });
await run1('typed', { step: 'facts that are refused', post: '/jonkoping/activities/{activity}/facts', form: [['edit', '1'], ['hours', ATTACKS[1]], ['leader', all], ['step_title', ATTACKS[2]], ['step_due', ATTACKS[1]]], status: 422 });
await run1('typed', { step: 'a chapter without heading', post: '/jonkoping/plans/{plan}/chapters', form: { heading: '', body: all }, status: 422 });
await run1('typed', { step: 'a person who is refused', post: '/jonkoping/people/new', form: { name: ATTACKS[1], email: ATTACKS[1], phone: ATTACKS[7], note: all }, status: 422 });
await run1('typed', { step: 'a rule that is refused', post: '/jonkoping/rules/office/new', form: { title: ATTACKS[1], short: ATTACKS[7], municipalities: all, fields: ATTACKS[1], on: ATTACKS[1] }, status: 422 });
await run1('typed', { step: 'an adoption that is refused', post: '/jonkoping/plans/{plan}/adopt', form: { edit: '1', body: ATTACKS[1], adopted_on: ATTACKS[1], paragraph: ATTACKS[7], note: all }, status: 422 });
await run1('typed', { step: 'a table that is refused', post: '/jonkoping/import', form: { text: all.replaceAll('\n', '\t'), document: ATTACKS[1], year: ATTACKS[1] }, status: 422 });
await run1('typed', { step: 'rules that are refused', post: '/jonkoping/settings/file/import', form: { text: `[party ${ATTACKS[0]}]` }, status: 422 });
await run1('typed', { step: 'a search', get: `/jonkoping/search?q=${encodeURIComponent(ATTACKS[1])}` });
await run1('typed', { step: 'a filter', get: `/jonkoping/plans/{plan}?year=2021&q=${encodeURIComponent(ATTACKS[1])}&party=${encodeURIComponent(ATTACKS[1])}&responsible=${encodeURIComponent(ATTACKS[7])}&status=${encodeURIComponent(ATTACKS[8])}` });
await run1('typed', { step: 'an address', get: `/jonkoping/${encodeURIComponent(ATTACKS[7])}`, status: 404 });
await run1('typed', { step: 'a collaboration', get: `/${encodeURIComponent(ATTACKS[1].replaceAll('/', ''))}/plans`, status: 404 });
await run1('typed', { step: 'a list', get: `/jonkoping/directory?q=${encodeURIComponent(ATTACKS[1])}&sort=${encodeURIComponent(ATTACKS[1])}&page=${encodeURIComponent(ATTACKS[1])}` });
await run('markup', [{ step: 'a login that fails', as: 'nobody', post: '/login', form: { email: ATTACKS[1], password: ATTACKS[0], next: `/${ATTACKS[1]}` }, status: 422, save: { page: /([^]*)/ } }]);
seen.push(['typed: a login that fails', saved.page]);

// Adopted and published, revised and rolled forward, so that the pages of its life are there too.
await run('markup', [
  { step: 'the plan\'s edit', as: 'anna', get: '/jonkoping/plans/{plan}/adopt', save: { edit: /name="edit" value="(\d+)"/ } },
  { step: 'is adopted', as: 'anna', post: '/jonkoping/plans/{plan}/adopt', form: { edit: '{edit}', body: 'styrgrupp', adopted_on: '2020-06-09', paragraph: '"><b>xss</b>', note: all, is_published: '1' }, status: 303 },
  { step: 'is revised', as: 'anna', post: '/jonkoping/plans/{plan}/revise', status: 303 },
  { step: 'a cell is changed', as: 'anna', post: '/jonkoping/activities/{activity}/cell', form: { column: 'responsible', was: ATTACKS[0], text: `${ATTACKS[2]} ${ATTACKS[0]}` }, status: 303 },
  { step: 'is rolled forward', as: 'anna', post: '/jonkoping/plans/{plan}/roll-forward', status: 303 },
  { step: 'a table waits', as: 'anna', post: '/jonkoping/import', files: { file: { filename: 'x<img src=x onerror=window.xss=1>.tsv', content: `2025\n\nAktivitet\tMål\tTid\n${ATTACKS.map((attack) => `${attack.replaceAll('"', "'")}\t${attack.replaceAll('"', "'")}\t2025`).join('\n')}\n` } }, status: 303 }]);

const queue = ['/jonkoping', '/jonkoping/plans', '/jonkoping/published', '/jonkoping/collaboration', '/jonkoping/import', '/jonkoping/settings', `/jonkoping/activities/${saved.activity}`, `/jonkoping/plans/${saved.plan}/history`];
const known = new Set(queue);
const shapes = new Map(); // addresses like this one have been read so many times
const formulaCells = [];
const sheets = [];
const tables = [];
const cookie = people.cookies('anna');
let pages = 0;
for (let path = queue.shift(); path && pages < PAGES_MAX; path = queue.shift()) {
  const answer = await send(server, { method: 'GET', path, headers: { host: `localhost:${server.port}`, cookie } });
  pages += 1;
  const type = answer.headers['content-type'] ?? '';
  if (answer.status >= 500) seen.push([path, `<iframe>${answer.status}`]);
  if (type.endsWith('spreadsheetml.sheet')) sheets.push([path, unzip(answer.bytes, 'xl/worksheets/sheet1.xml')]);
  if (type === 'application/json') tables.push(JSON.parse(answer.body));
  if (type.startsWith('text/csv')) formulaCells.push(...formulas(answer.body).map((cell) => `${path}: ${cell}`));
  if (!type.startsWith('text/html')) continue;
  seen.push([path, answer.body]);
  for (const [, link] of answer.body.matchAll(/<a [^>]*href="(\/jonkoping[^"#]*)/g)) {
    const address = link.replaceAll('&amp;', '&');
    const shape = address.replace(/[0-9a-z]{13}/g, ':id').replace(/(people|parties|party)\/[^/?]+/, '$1/:key').replace(/=[^&]*/g, '=');
    if (known.has(address) || (shapes.get(shape) ?? 0) >= 6) continue;
    known.add(address);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
    queue.push(address);
  }
}
for (const [name, body] of seen) {
  const faults = markupFaults(body);
  if (faults.length) check(`${name}: what was written is text`, false, [...new Set(faults)].slice(0, 5).join('\n'));
}
const showing = seen.filter(([, body]) => body.includes('&lt;script&gt;window.xss=1&lt;/script&gt;') || body.includes('onerror=window.xss=1&gt;')).length;
check(`it is text in ${showing} of ${seen.length} pages`, showing >= 40 && seen.length >= 100, `${showing} of ${seen.length}, ${pages} read`);
equal('no cell of a CSV file is a formula', formulaCells, []);
check('what is written reaches CSV files', (await send(server, { method: 'GET', path: `/jonkoping/plans/${saved.plan}.csv`, headers: { host: `localhost:${server.port}`, cookie } })).body.includes("'=HYPERLINK"));
equal('no cell of an XLSX file is a formula', sheets.filter(([, sheet]) => /<f[ >]/.test(sheet)).map(([path]) => path), []);
check(`what is written reaches XLSX files, ${sheets.length} of them`, sheets.length >= 5 && sheets.some(([, sheet]) => sheet.includes('<t>=HYPERLINK') || sheet.includes('<t xml:space="preserve">=HYPERLINK')));
check(`and JSON files, ${tables.length} of them`, tables.length >= 5 && JSON.stringify(tables).includes('"=HYPERLINK'));
equal('the server ends well', (await site.stop()).code, 0);
finish();
