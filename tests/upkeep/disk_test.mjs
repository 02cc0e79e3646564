// What the program asks of the disk, and what it says when the disk fails, seen with strace: node disk_test.mjs SAMSYN
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Visitor, fieldsOf, formsOf } from '../http/forms.mjs';
import { People, scenario, send } from '../http/scenario.mjs';
import { Server } from '../http/server.mjs';
import { ROOT, Site, changedTables, dumpOf, logIn, rowsOf } from '../http/site.mjs';
import { check, equal, finish } from '../http/tap.mjs';

const SAMSYN = process.argv[2];
const SAVES = 10;
const MAX = 60; // of writes that one save makes
const FORMS_MIN = 18; // of the demo's pages
const THREADS = 20; // at most, that answer: strace counts calls in each of its own, so one save of each may fail
process.env.ASAN_OPTIONS = 'detect_leaks=0'; // looking for leaks needs ptrace
if (spawnSync('strace', ['-D', '-qq', '-o', '/dev/null', '/bin/true']).status !== 0) {
  console.log('1..0 # SKIP strace is not installed, or may not trace here');
  process.exit(0);
}

const site = await Site.start(SAMSYN, { collaborations: ['jonkoping'], accounts: { 'anna@example.org': ['jonkoping', 'coordinator'] } });
const people = new People();
const { plan } = await scenario(site.server, 'disk', [logIn('anna', 'anna@example.org', 'jonkoping'),
  { step: 'a plan begins', as: 'anna', post: '/jonkoping/plans', form: { document: 'verksamhetsplan', first_year: '2021' }, status: 303, save: { plan: /\/plans\/([0-9a-z]{13})/ } }], { people });
await site.server.stop();
const cookie = people.cookies('anna');
const trace = join(site.folder, 'trace');
const serve = (...options) => Server.start('strace', '-D', '-f', '-qq', '-y', '-o', trace, ...options, SAMSYN, 'serve', '--data', site.data, '--listen', '127.0.0.1:0');
const traced = () => readFileSync(trace, 'utf8').split('\n');

function save(heading) {
  const body = new URLSearchParams({ kind: 'text', heading, body: heading }).toString();
  const headers = { host: `localhost:${site.server.port}`, origin: `http://localhost:${site.server.port}`, cookie, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
  return send(site.server, { method: 'POST', path: `/jonkoping/plans/${plan}/chapters`, headers, body });
}

// ---- 34 and 35: a sync for each commit, and nobody but SQLite opens its files ----

site.server = await serve('-e', 'trace=openat,open,creat,fdatasync,fsync');
for (let i = 0; i < SAVES; i += 1) {
  const before = traced().filter((line) => /f(data)?sync\(\d+<[^>]*-wal>/.test(line)).length;
  equal(`34: save ${i} is told of`, (await save(`trettiofyra ${i}`)).status, 303);
  const syncs = traced().filter((line) => /f(data)?sync\(\d+<[^>]*-wal>/.test(line)).length - before;
  check(`34: save ${i} was synced before`, syncs >= 1, syncs);
}
const docx = readFileSync(`${ROOT}demo/jonkoping-plan-2021-2023.docx`);
await scenario(site.server, '35', [
  { step: 'ready', get: '/readyz', has: 'ok' },
  { step: 'metrics', get: '/metrics', has: 'samsyn_database' },
  { step: 'a file is handed in', as: 'anna', post: '/jonkoping/import', files: { file: { filename: 'plan.docx', content: docx } }, location: /^\/jonkoping\/import\// },
  { step: 'a PDF', as: 'anna', get: `/jonkoping/plans/${plan}.pdf` },
  { step: 'an XLSX', as: 'anna', get: '/jonkoping/directory.xlsx' },
].map((step) => ({ as: 'anna', ...step })), { people });
equal('35: the server ends well', (await site.server.stop()).code, 0);
const opened = traced().filter((line) => /open(at)?\(|creat\(/.test(line) && line.includes(`"${site.data}`));
check(`35: the database's files are opened ${opened.length} times`, opened.length >= 3);
equal('35: each time as SQLite opens them', opened.filter((line) => !/O_NOFOLLOW/.test(line) || !/O_CLOEXEC/.test(line)), []);

// ---- 33: each write and each sync of a save fails in turn ----

for (const [call, least] of [['pwrite64', 3], ['fdatasync', 1]]) {
  let refused = 0;
  const wrong = [];
  for (let n = 1, status = 0; n <= MAX && status !== 303; n += 1) {
    site.server = await serve('-P', site.data, '-P', `${site.data}-wal`, '-e', `trace=${call}`, '-e', `inject=${call}:error=EIO:when=${n}`);
    const answer = await save(`trettiotre ${call} ${n}`);
    ({ status } = answer);
    if (status >= 500) refused += 1;
    if ((status !== 303 && status < 500) || /Sparat/.test(answer.body)) wrong.push(`${n}: ${status}`);
    if (status === 303 && traced().some((line) => /INJECTED/.test(line) && /-wal/.test(line))) wrong.push(`${n}: told of, though it failed`);
    let after = status;
    for (let i = 0; after !== 303 && i < THREADS; i += 1) after = (await save(`efter ${call} ${n} ${i}`)).status;
    if (after !== 303) wrong.push(`${n}: nothing is saved afterwards`);
    site.server.process.kill('SIGTERM');
    await site.server.exited;
  }
  equal(`33: a ${call} that fails is an error page, never “Sparat”`, wrong, []);
  check(`33: ${refused} of them failed`, refused >= least, refused);
  equal(`33: and the database is whole after ${call}`, rowsOf(site.data, "SELECT (SELECT group_concat(integrity_check) FROM pragma_integrity_check), (SELECT count(*) FROM chapter) - (SELECT count(*) FROM audit WHERE action = 'chapter.add')"), [['ok', 0]]);
}
site.server = await Server.start(SAMSYN, 'serve', '--data', site.data, '--listen', '127.0.0.1:0');
await site.stop();

// ---- 33: and every page that saves, while all writes or all syncs fail ----

const folder = await mkdtemp(join(tmpdir(), 'samsyn-disk-'));
const [demo, failing] = ['demo.db', 'failing.db'].map((name) => join(folder, name));
execFileSync(SAMSYN, ['demo', '--data', demo], { stdio: ['ignore', 'ignore', 'inherit'] });
const start = (data, ...under) => Server.start(...under, SAMSYN, 'serve', '--data', data, '--listen', '127.0.0.1:0');
let server = await start(demo);
let visitor = new Visitor(server);
const coordinator = await visitor.logIn('Miljösamverkan Jönköpings län', 'samordnare');
const administrator = await visitor.logIn('Hela installationen', 'systemadministratör');
const revised = await visitor.prepare(coordinator);
const forms = [...(await visitor.crawl(coordinator, ['/jonkoping', revised, '/jonkoping/import', '/jonkoping/access'])).map((form) => ({ ...form, cookie: coordinator })),
  ...(await visitor.crawl(administrator, ['/accounts', '/'])).map((form) => ({ ...form, cookie: administrator }))];
const submit = (form, inner = form.inner) => visitor.post(form.action, form.cookie, fieldsOf(inner), form.multipart);
forms.sort((a, b) => /remove|discard|\/end$/.test(a.kind) - /remove|discard|\/end$/.test(b.kind)); // these take others' pages away
await server.stop();
copyFileSync(demo, failing);

// Which of them save, where the disk is well.
server = await start(demo);
visitor = new Visitor(server);
const saving = [];
for (const form of forms) {
  const before = dumpOf(demo);
  const now = formsOf((await visitor.get(form.page, form.cookie)).body, form.page).find(({ kind }) => kind === form.kind);
  const { status } = await submit(form, now?.inner);
  if (status === 303 && changedTables(before, dumpOf(demo)).length > 0) saving.push(form);
}
await server.stop();
check(`33: ${saving.length} pages save`, saving.length >= FORMS_MIN, saving.map((form) => form.kind).join('\n'));

for (const call of ['pwrite64', 'fdatasync']) {
  const before = dumpOf(failing);
  server = await start(failing, 'strace', '-D', '-f', '-qq', '-o', join(folder, 'trace'), '-P', failing, '-P', `${failing}-wal`, '-e', `trace=${call}`, '-e', `inject=${call}:error=EIO:when=1+`);
  visitor = new Visitor(server);
  const wrong = [];
  for (const form of saving) {
    const answer = await submit(form);
    if (answer.status < 500 || /Sparat/.test(answer.body)) wrong.push(`${form.kind}: ${answer.status}`);
    if (!answer.body.includes('Inget har sparats')) wrong.push(`${form.kind}: does not say that nothing is saved`);
  }
  equal(`33: while each ${call} fails, each page that saves says so`, wrong, []);
  equal(`33: reading works while each ${call} fails`, (await visitor.get(revised, coordinator)).status, 200);
  server.process.kill('SIGTERM');
  await server.exited;
  if (call === 'pwrite64') equal('33: and nothing is saved', changedTables(before, dumpOf(failing)), []);
  equal(`33: the database is whole while each ${call} failed`, rowsOf(failing, 'SELECT group_concat(integrity_check) FROM pragma_integrity_check'), [['ok']]);
}
await rm(folder, { recursive: true });
finish();
