// Case 19: fields too many and twice, in every form: node fields_test.mjs SAMSYN
// The demo's pages are followed; each form that they have is sent with fields of another collaboration, of roles and of ids, and with
// each of its own fields twice. It is refused, or changes what it is for and nothing else: no row of another collaboration, nobody's
// membership or role, and nothing that the added fields say is kept.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { send } from './scenario.mjs';
import { Server } from './server.mjs';
import { dumpOf, rowsOf } from './site.mjs';
import { check, equal, finish } from './tap.mjs';

const SAMSYN = process.argv[2];
const MARK = 'tillagt-i-smyg';
const KINDS_MIN = 30;
const LAST = /remove|discard|\/end$|adopt|publish|revise|undo|roll-forward|password|sessions|second-factor/; // what takes others' places away
const NEVER = /^\/(login|logout)/; // tried in samsyn_test.mjs, and would end this session
const GIVES_ACCESS = /^\/(\w+\/access\/|accounts|language)/; // whose change is in an account, or who may do what

const folder = await mkdtemp(join(tmpdir(), 'samsyn-fields-'));
const data = join(folder, 'demo.db');
execFileSync(SAMSYN, ['demo', '--data', data], { stdio: ['ignore', 'ignore', 'inherit'] });
const server = await Server.start(SAMSYN, 'serve', '--data', data, '--listen', '127.0.0.1:0');
const host = `localhost:${server.port}`;
const decoded = (text) => text.replace(/&#(x?)([0-9a-f]+);/gi, (_, hex, digits) => String.fromCodePoint(parseInt(digits, hex ? 16 : 10)))
  .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&nbsp;', '\u00a0').replaceAll('&amp;', '&');
const get = (path, cookie) => send(server, { method: 'GET', path, headers: { host, cookie } });

function post(path, cookie, fields, type) {
  const parts = fields.map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('');
  const body = type ? `${parts}--x--\r\n` : new URLSearchParams(fields).toString();
  return send(server, { method: 'POST', path, body, headers: { host, cookie, origin: `http://${host}`, 'content-length': Buffer.byteLength(body),
    'content-type': type ? 'multipart/form-data; boundary=x' : 'application/x-www-form-urlencoded' } });
}

async function logIn(place, title) {
  const page = (await send(server, { method: 'GET', path: '/login', headers: { host } })).body.split('<h2>').find((one) => one.startsWith(place)) ?? '';
  const account = [...page.matchAll(/value="(\w{13})"><b>[^<]*<\/b><span>([^<]*)/g)].find((one) => one[2] === title)?.[1];
  return (await post('/login/persona', '', [['account', account], ['next', '']])).headers['set-cookie'][0].split(';')[0];
}

// ---- the forms of a page ----

const attribute = (tag, name) => decoded(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
const wanted = (tag) => (/\srequired/.test(tag) ? typed(tag) : '');
const typed = (tag) => ({ email: 'prov@example.org', date: '2021-05-05', number: '2021' })[attribute(tag, 'type')] ?? 'Prov';

function fieldsOf(form) {
  const fields = [];
  for (const [tag, name, inner] of form.matchAll(/<(?:input|textarea|select|button)\b[^>]*?\sname="([^"]+)"[^>]*>(?:([^]*?)<\/(?:textarea|select)>)?/g)) {
    const head = tag.slice(0, tag.indexOf('>') + 1);
    const kind = attribute(head, 'type');
    if (head.startsWith('<input') && (kind === 'file' || (/checkbox|radio/.test(kind) && !/\schecked/.test(head)))) continue;
    if (head.startsWith('<button') && fields.some(([other]) => other === name)) continue;
    if (head.startsWith('<select')) fields.push([name, attribute(/<option[^>]*\sselected[^>]*>/.exec(inner)?.[0] ?? /<option[^>]*>/.exec(inner)?.[0] ?? '', 'value')]);
    else if (head.startsWith('<textarea')) fields.push([name, decoded(inner ?? '') || wanted(head)]);
    else fields.push([name, attribute(head, 'value') || wanted(head)]);
  }
  return fields;
}

const kindOf = (path) => path.split('?')[0].replace(/[0-9a-hjkmnp-tv-z]{13}/g, ':id').replace(/^(\/\w+\/(?:people|rules\/[a-z-]+))\/(?!new)[^/]+/, '$1/:key');
const formsOf = (page, path) => [...page.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)].filter(([, head]) => /method="post"/.test(head))
  .map(([, head, inner]) => ({ page: path, action: attribute(head, 'action') || path, multipart: /multipart/.test(head), inner }))
  .map((form) => ({ ...form, kind: kindOf(form.action) }));

async function crawl(cookie, starts) {
  const kinds = new Map();
  const forms = new Map();
  const seen = new Set(starts);
  for (const queue = [...starts]; queue.length; ) {
    const path = queue.shift();
    const answer = await get(path, cookie);
    if (answer.status === 303 && !seen.has(answer.headers.location)) queue.push(answer.headers.location);
    if (answer.status !== 200 || !/^text\/html/.test(answer.headers['content-type'])) continue;
    for (const form of formsOf(answer.body, path)) if (!forms.has(form.kind) && !NEVER.test(form.action)) forms.set(form.kind, form);
    for (const [, link] of answer.body.matchAll(/\s(?:href|data-href|hx-get)="(\/[^"#]*)/g)) {
      const next = decoded(link);
      const kind = kindOf(next);
      if (seen.has(next) || /^\/assets|\.(csv|xlsx|json|pdf|docx|html)(\?|$)/.test(next) || (kinds.get(kind) ?? 0) >= 2) continue;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      seen.add(next);
      queue.push(next);
    }
  }
  return [...forms.values()];
}

// ---- what must not change ----

const text32 = (value) => { // an id as it stands in addresses
  let text = '';
  for (let rest = BigInt(value); text.length < 13; rest /= 32n) text = '0123456789abcdefghjkmnpqrstvwxyz'[Number(rest % 32n)] + text;
  return text;
};
const one = (sql) => rowsOf(data, sql)[0][0];
const stockholm = one("SELECT CAST(id AS TEXT) FROM collaboration WHERE name = 'stockholm'");
const theirs = (table) => one(`SELECT CAST(id AS TEXT) FROM ${table} WHERE collaboration = ${stockholm} ORDER BY id LIMIT 1`);
const [person, membership, plan] = ['person', 'membership', 'plan'].map(theirs);
const account = one(`SELECT CAST(account AS TEXT) FROM membership WHERE collaboration = ${stockholm} ORDER BY id LIMIT 1`);
const others = rowsOf(data, "SELECT CAST(id AS TEXT) FROM collaboration WHERE name <> 'jonkoping'").flat();
const planted = () => [['collaboration', text32(stockholm)], ['collab', 'stockholm'], ['role', 'coordinator'], ['id', text32(plan)], ['plan', text32(plan)], ['person', text32(person)], ['account', text32(account)],
  ['membership', text32(membership)], ['is_system_administrator', '1'], ['permission', '1'], ['created_at', '1'], ['note_in_secret', MARK]];
const theirRows = new RegExp(`\\b(${[...others, person, membership, plan].join('|')})\\b`);
const VOLATILE = /^(session|login_attempt) /;
const guarded = (lines, kind) => lines.filter((line) => !VOLATILE.test(line) && (line.includes(MARK) || theirRows.test(line) || (!GIVES_ACCESS.test(kind) && /^(membership|membership_role|account|collaboration) /.test(line))));

let before;
let accepted = 0;
let refused = 0;
async function tried(form, cookie, fields, how) {
  const answer = await post(form.action, cookie, fields, form.multipart);
  if (answer.status < 400) accepted += 1;
  else refused += 1;
  const after = dumpOf(data).split('\n');
  const [old, now] = [new Set(before), new Set(after)];
  const changed = [...before.filter((line) => !now.has(line)).map((line) => `- ${line}`), ...after.filter((line) => !old.has(line)).map((line) => `+ ${line}`)];
  before = after;
  const wrong = guarded(changed.map((line) => line.slice(2)), form.kind);
  check(`19 ${how}: ${form.kind} ${answer.status}`, wrong.length === 0 && answer.status < 500, [answer.status, JSON.stringify(fields), ...wrong].join('\n').slice(0, 3000));
}

// A plan that is revised, and a file that waits, so that their forms are there too.
const coordinator = await logIn('Miljösamverkan Jönköpings län', 'samordnare');
const adopted = /href="(\/jonkoping\/plans\/\w{13})"/.exec((await get('/jonkoping/plans', coordinator)).body)[1];
equal('19: a plan is revised', (await post(`${adopted}/revise`, coordinator, [])).status, 303);
equal('19: a file waits', (await post('/jonkoping/import', coordinator, [['text', 'Verksamhetsplan 2021\nAktivitet\tMål\nProv av vatten\tRent vatten'], ['document', 'verksamhetsplan'], ['year', '2021']])).status, 303);
before = dumpOf(data).split('\n');

const kinds = new Set();
for (const [cookie, starts] of [[coordinator, ['/jonkoping', adopted, '/jonkoping/import', '/jonkoping/access']], [await logIn('Hela installationen', 'systemadministratör'), ['/accounts', '/']]]) {
  const forms = await crawl(cookie, starts);
  forms.sort((a, b) => LAST.test(a.kind) - LAST.test(b.kind));
  for (const form of forms) {
    if (kinds.has(form.kind)) continue;
    kinds.add(form.kind);
    const again = async () => fieldsOf(formsOf((await get(form.page, cookie)).body, form.page).find(({ kind }) => kind === form.kind)?.inner ?? form.inner);
    const fields = await again();
    await tried(form, cookie, [...fields, ...fields.map(([name]) => [name, MARK])], 'each twice');
    const fresh = await again();
    const more = planted().filter(([name]) => !fresh.some(([own]) => own === name));
    await tried(form, cookie, [...fresh, ...more, ...more], 'more');
  }
}
check(`19: ${kinds.size} forms, ${accepted} accepted and ${refused} refused`, kinds.size >= KINDS_MIN && accepted >= KINDS_MIN / 2, [...kinds].join('\n'));
equal('the server ends well', (await server.stop()).code, 0);
await rm(folder, { recursive: true });
finish();
