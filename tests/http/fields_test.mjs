// Case 19: fields too many and twice, in every form: node fields_test.mjs SAMSYN
// The demo's pages are followed; each form that they have is sent with fields of another collaboration, of roles and of ids, and with
// each of its own fields twice. It is refused, or changes what it is for and nothing else: no row of another collaboration, nobody's
// membership or role, and nothing that the added fields say is kept.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Visitor, fieldsOf, formsOf } from './forms.mjs';
import { Server } from './server.mjs';
import { dumpOf, jobsDone, rowsOf } from './site.mjs';
import { check, equal, finish } from './tap.mjs';

const SAMSYN = process.argv[2];
const MARK = 'tillagt-i-smyg';
const KINDS_MIN = 30;
const LAST = /remove|discard|\/end$|adopt|publish|revise|undo|roll-forward|password|sessions|second-factor/; // what takes others' places away
const GIVES_ACCESS = /^\/(\w+\/access\/|accounts|language)/; // whose change is in an account, or who may do what

const folder = await mkdtemp(join(tmpdir(), 'samsyn-fields-'));
const data = join(folder, 'demo.db');
execFileSync(SAMSYN, ['demo', '--data', data], { stdio: ['ignore', 'ignore', 'inherit'] });
const server = await Server.start(SAMSYN, 'serve', '--data', data, '--listen', '127.0.0.1:0');
const visitor = new Visitor(server);

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
  const answer = await visitor.post(form.action, cookie, fields, form.multipart);
  if (answer.status < 400) accepted += 1;
  else refused += 1;
  await jobsDone(data);
  const after = dumpOf(data).split('\n');
  const [old, now] = [new Set(before), new Set(after)];
  const changed = [...before.filter((line) => !now.has(line)).map((line) => `- ${line}`), ...after.filter((line) => !old.has(line)).map((line) => `+ ${line}`)];
  before = after;
  const wrong = guarded(changed.map((line) => line.slice(2)), form.kind);
  check(`19 ${how}: ${form.kind} ${answer.status}`, wrong.length === 0 && answer.status < 500, [answer.status, JSON.stringify(fields), ...wrong].join('\n').slice(0, 3000));
}

const coordinator = await visitor.logIn('Miljösamverkan Jönköpings län', 'samordnare');
const adopted = await visitor.prepare(coordinator);
await jobsDone(data);
before = dumpOf(data).split('\n');

const kinds = new Set();
for (const [cookie, starts] of [[coordinator, ['/jonkoping', adopted, '/jonkoping/import', '/jonkoping/access']], [await visitor.logIn('Hela installationen', 'systemadministratör'), ['/accounts', '/']]]) {
  const forms = await visitor.crawl(cookie, starts);
  forms.sort((a, b) => LAST.test(a.kind) - LAST.test(b.kind));
  for (const form of forms) {
    if (kinds.has(form.kind)) continue;
    kinds.add(form.kind);
    const again = async () => fieldsOf(formsOf((await visitor.get(form.page, cookie)).body, form.page).find(({ kind }) => kind === form.kind)?.inner ?? form.inner);
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
