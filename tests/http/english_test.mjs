// What people see who read English: node english_test.mjs SAMSYN EN.PO
// The coordinator, the system administrator and the public each follow the links of the demo; the coordinator fills forms in
// wrongly too. No text of a page is a Swedish text that po/en.po has the English of, but for what people wrote themselves: what
// stands in the database. The collaboration's own documents stay Swedish.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { send } from './scenario.mjs';
import { Server } from './server.mjs';
import { rowsOf } from './site.mjs';
import { check, equal, finish } from './tap.mjs';

const [program, po] = process.argv.slice(2);
const KEYS_MAX = 2; // filters combine without end
const OF_A_KIND = 4; // pages that are read of each kind: address without ids, and names of the query
const LETTERS_MIN = 5; // of a text with places, for it to be known again
const SHOWN = ['alt', 'aria-label', 'content', 'data-label', 'label', 'placeholder', 'title'];

const decoded = (text) => text.replace(/&#(x?)([0-9a-f]+);/gi, (_, hex, digits) => String.fromCodePoint(parseInt(digits, hex ? 16 : 10)))
  .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&nbsp;', '\u00a0').replaceAll('&amp;', '&');
const squeezed = (text) => text.replace(/[\s\u00a0]+/g, ' ').trim();

// The texts of a page: between its tags, and of the attributes that are read or seen.
function textsOf(html) {
  const bare = html.replace(/<(script|style|svg|textarea)\b[\s\S]*?<\/\1>/g, '');
  const attributes = [...bare.matchAll(/\s([a-z-]+)="([^"]*)"/g)].filter(([, name]) => SHOWN.includes(name)).map(([, , value]) => value);
  return [...bare.split(/<[^>]*>/), ...attributes].map((text) => squeezed(decoded(text))).filter((text) => /\p{L}/u.test(text));
}

// ---- Swedish ----

const joined = (lines) => lines.match(/"((?:[^"\\]|\\.)*)"/g).map((line) => JSON.parse(line)).join('');
const catalog = [...(await readFile(po, 'utf8')).matchAll(/^msgid ((?:".*"\s*)+)msgstr ((?:".*"\s*)+)/gm)]
  .map(([, msgid, msgstr]) => ({ swedish: joined(msgid), english: joined(msgstr) }))
  .filter(({ swedish, english }) => swedish && english && swedish !== english);
const PLACE = /\{[a-z_]+\}|%[-0-9.*]*(?:z|l|ll)?[dsuf]/;
const whole = new Set(catalog.filter(({ swedish }) => !PLACE.test(swedish)).map(({ swedish }) => squeezed(swedish)));
const english = new Set(catalog.map((one) => squeezed(one.english)));
const quoted = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const patterns = catalog.map(({ swedish }) => squeezed(swedish).split(new RegExp(PLACE, 'g')))
  .filter((parts) => parts.length > 1 && parts.join('').replace(/\P{L}/gu, '').length >= LETTERS_MIN)
  .map((parts) => new RegExp(`^${parts.map(quoted).join('.+')}$`, 'u'));
const isSwedish = (text) => !english.has(text) && (whole.has(text) || patterns.some((pattern) => pattern.test(text)));

// ---- what people wrote ----

const stringsOf = (value) => (typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : []);

function writtenIn(cell) {
  try {
    return stringsOf(JSON.parse(cell));
  } catch {
    return cell.split('\n').flatMap((line) => [line, ...line.split(/[\t,;=]/)]);
  }
}

function everythingWritten(data) {
  const tables = rowsOf(data, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'asset'").map(([name]) => name);
  const columns = (table) => rowsOf(data, `SELECT name FROM pragma_table_info('${table}') WHERE type LIKE 'TEXT%'`).map(([name]) => `"${name}"`);
  const cells = tables.flatMap((table) => (columns(table).length ? rowsOf(data, `SELECT ${columns(table)} FROM "${table}"`).flat() : []));
  return new Set(cells.filter((cell) => typeof cell === 'string').flatMap((cell) => [cell, ...writtenIn(cell)]).map(squeezed));
}

// ---- the demo ----

const folder = await mkdtemp(join(tmpdir(), 'samsyn-english-'));
const data = join(folder, 'demo.db');
execFileSync(program, ['demo', '--data', data], { stdio: ['ignore', 'ignore', 'inherit'] });
const server = await Server.start(program, 'serve', '--data', data, '--listen', '127.0.0.1:0');
const host = `localhost:${server.port}`;
const ask = (path, cookie, form) => {
  const body = form && new URLSearchParams(form).toString();
  const headers = { host, 'accept-language': 'en-GB,en;q=0.9', ...(cookie && { cookie }) };
  if (form) Object.assign(headers, { origin: `http://${host}`, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) });
  return send(server, { method: form ? 'POST' : 'GET', path, headers, body });
};

async function logIn(place, title) {
  const part = (await send(server, { method: 'GET', path: '/login', headers: { host } })).body.split('<h2>').find((one) => one.startsWith(place)) ?? '';
  const account = [...part.matchAll(/value="(\w{13})"><b>[^<]*<\/b><span>([^<]*)/g)].find((one) => one[2] === title)?.[1];
  return (await ask('/login/persona', undefined, { account, next: '' })).headers['set-cookie']?.[0].split(';')[0];
}

const kindOf = (url) => [...url.pathname.split('/').map((part, i) => (i > 1 ? part.replace(/^[0-9a-hjkmnp-tv-z]{13}(?=\.|$)/, ':id').replace(/^\d+/, ':n') : part)),
  ...[...new Set(url.searchParams.keys())].sort()].join('/');

async function crawl(cookie, starts) {
  const pages = [];
  const kinds = new Map();
  const seen = new Set(starts);
  const queue = [...starts];
  while (queue.length) {
    const address = queue.shift();
    const answer = await ask(address, cookie);
    if (answer.status === 303) queue.push(...[answer.headers.location].filter((next) => !seen.has(next) && seen.add(next)));
    if (answer.status !== 200 || !/^text\/html/.test(answer.headers['content-type'] ?? '')) continue;
    pages.push({ address, html: answer.body });
    if (!/<html lang="en"/.test(answer.body)) continue;
    for (const [, link] of answer.body.matchAll(/\s(?:href|data-href|hx-get)="([^"#]*)/g)) {
      const url = new URL(decoded(link), `http://${host}${address}`);
      const kind = kindOf(url);
      if (new Set(url.searchParams.keys()).size > KEYS_MAX) continue;
      if (url.host !== host || seen.has(url.pathname + url.search) || (kinds.get(kind) ?? 0) >= OF_A_KIND) continue;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      seen.add(url.pathname + url.search);
      queue.push(url.pathname + url.search);
    }
  }
  return pages;
}

// ---- judging ----

let written = new Set();
// As it was written, also with a number before it, or with English words around it.
const isWritten = (text) => [text, text.replace(/^\d+\.? /, ''), text.replace(/ – Samsyn$/, ''), text.replace(/^[\x20-\x7e]* (of|for|from) /, '')].some((one) => written.has(one));

function swedishIn(pages) {
  const found = new Map();
  for (const { address, html } of pages.filter((page) => !/<html lang="sv/.test(page.html)))
    for (const text of textsOf(html))
      if (!isWritten(text) && isSwedish(text) && !found.has(text)) found.set(text, address);
  return [...found].map(([text, address]) => `${address}: ${text}`);
}

function judge(label, pages) {
  const faults = swedishIn(pages);
  check(`${label}: no Swedish in ${pages.length} pages`, pages.length > 0 && faults.length === 0, faults.join('\n'));
}

check(`${whole.size} texts and ${patterns.length} with places are known`, whole.size > 100 && patterns.length > 20);
equal('Swedish is seen', swedishIn([{ address: '/', html: '<p>Planerade</p><b>Ta&#32;bort filen</b> <i title="3 dagar sen">Home</i>' }]), ['/: Ta bort filen', '/: 3 dagar sen']);

// A plan that is revised, with an activity that has changed, one that is new and one that is gone, and a file that waits.
const coordinator = await logIn('Miljösamverkan Jönköpings län', 'samordnare');
const idsIn = async (path, pattern) => [...new Set([...(await ask(path, coordinator)).body.matchAll(pattern)].map(([, id]) => id))];
const [plan] = await idsIn('/jonkoping/plans', /href="(\/jonkoping\/plans\/\w{13})"/g);
const prepare = async (address, form) => equal(`prepared: ${address.replaceAll(/\w{13}/g, ':id')}`, (await ask(address, coordinator, form)).status, 303);
await prepare(`${plan}/revise`, {});
const activities = await idsIn(`${plan}?year=2021`, /\/activities\/(\w{13})/g);
const [category] = await idsIn(`${plan}?year=2021`, /\/categories\/(\w{13})/g);
const activity = `/jonkoping/activities/${activities[0]}`;
const was = (await ask(`${activity}/edit`, coordinator)).body.match(/name="was_activity" value="([^"]*)"/)?.[1];
const FILE = ['Verksamhetsplan 2021', 'Aktiviteter 2021', 'Aktivitet\tMål\tGenomförande\tTid\tAnsvar\tParter\tEffektmål', 'Tillsyn', 'Prov av vatten\tRent vatten\tTa prov.\tnån gång\tVärdkommun:\tMarskommunen\tGiffri miljö',
  '\tEn rad utan namn\t\t\t\t\t', 'Ej fastställt', 'Förslagsbank', 'Något mer'];
await prepare(`${activity}/cell`, { column: 'activity', was: decoded(was ?? ''), text: 'Ett nytt namn' });
await prepare(`/jonkoping/activities/${activities[1]}/remove`, {});
await prepare(`${plan}/activities`, { category, title: 'En ny' });
await prepare('/jonkoping/import', { text: FILE.join('\n'), document: 'verksamhetsplan', year: '2021' });
written = everythingWritten(data);
const pages = await crawl(coordinator, ['/jonkoping', '/jonkoping/search?q=a', '/jonkoping/search?q=tillsyn']);
judge('the coordinator', pages);
judge('the system administrator', await crawl(await logIn('Hela installationen', 'systemadministratör'), ['/accounts', '/']));
judge('the public', await crawl(undefined, ['/', '/jonkoping', '/login']));

const WRONG = [
  [`${plan}/adopt`, { edit: '1', body: 'x', adopted_on: 'i går', paragraph: 'x', note: '' }],
  [`${plan}/chapters`, { kind: 'text', heading: '', body: 'x' }],
  [`${plan}/activities`, { category: 'x', title: '' }],
  [`${activity}/edit`, { activity: '', was_activity: '' }],
  [`${activity}/facts`, { edit: '1', hours: 'x', step_id: '', step_title: 'x', step_due: 'x', target_id: '', target_title: 'x', target_kind: 'other', target_amount: 'x' }],
  [`${activity}/follow-up`, { edit: '1', status: 'x', comment: '' }],
  [`${activity}/cell`, { column: 'x', was: '', text: '' }],
  ['/jonkoping/plans', { document: 'x', first_year: 'x' }],
  ['/jonkoping/import', { text: '', document: '', year: '' }],
  ['/jonkoping/import', { text: 'a\tb', document: 'x', year: '1' }],
  ['/jonkoping/people/new', { name: '', email: 'x', phone: '', note: '' }],
  ['/jonkoping/rules/office/new', { title: '', short: '', municipalities: 'x', on: 'x' }],
  ['/jonkoping/access/invite', { email: 'x', role: 'x' }],
  ['/login', { email: 'x', password: 'x', next: '' }],
];
const answers = [];
for (const [address, form] of WRONG) answers.push({ address: `POST ${address}`, ...(await ask(address, coordinator, form)) });
for (const address of ['/nowhere', '/jonkoping/plans/0000000000000', '/jonkoping/nowhere', '/jonkoping/plans/x', '/accounts']) answers.push({ address, ...(await ask(address, coordinator)) });
judge('what is refused', answers.map(({ address, body }) => ({ address, html: body })));

check('the statements are English', /Who sees what/.test((await ask('/personal-data')).body) && /How accessible/.test((await ask('/accessibility')).body));

// ---- documents ----

const head = async (path) => (await ask(path, coordinator)).body.replace(/^\ufeff/, '').split('\r\n')[0];
equal('a plan as a table is Swedish', await head(`${plan}.csv`), 'Planår;Läge;Kategori;Aktivitet;Aktivitetsmål;Genomförande;Tid;Ansvar;Samverkansparter;Effektmål');
const paper = (await ask(`${plan}.html`, coordinator)).body;
check('a plan on paper is Swedish', /<html lang="sv/.test(paper) && /Aktivitetsmål/.test(paper) && !/>Activity</.test(paper));
check('a plan on the screen is English', /<html lang="en"/.test((await ask(plan, coordinator)).body));

equal('the server ends well', (await server.stop()).status ?? 0, 0);
await rm(folder, { recursive: true, force: true });
finish();
