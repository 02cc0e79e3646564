// The whole program behind its server: node samsyn_test.mjs SAMSYN
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { say, statuses } from './raw.mjs';
import { People, scenario } from './scenario.mjs';
import { Server } from './server.mjs';
import { check, equal, finish } from './tap.mjs';

const SAMSYN = process.argv[2];
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PASSWORD = 'en lagom lång mening';
const folder = await mkdtemp(join(tmpdir(), 'samsyn-http-'));
const data = join(folder, 'samsyn.db');
const run = (args, input = '') => execFileSync(SAMSYN, [...args, '--data', data], { input, stdio: ['pipe', 'ignore', 'inherit'] });
const user = (email, ...rest) => run(['user', 'add', '--name', 'Anna Exempel', ...rest, email], `${PASSWORD}\n`);
const rows = (sql) => JSON.parse(execFileSync('python3', ['-c', 'import json, sqlite3, sys\nprint(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))', data, sql], { encoding: 'utf8' }));

run(['init']);
for (const name of ['jonkoping', 'stockholm']) run(['import', 'collaboration', `${ROOT}collaborations/${name}.conf`]);
user('anna@example.org', '--collaboration', 'jonkoping', '--role', 'coordinator');
user('stina@example.org', '--collaboration', 'stockholm', '--role', 'coordinator');
user('guess@example.org', '--collaboration', 'jonkoping', '--role', 'member');
const server = await Server.start(SAMSYN, 'serve', '--data', data, '--listen', '127.0.0.1:0');
const people = new People();
const form = { email: 'anna@example.org', password: PASSWORD, next: '/jonkoping/plans' };

await scenario(server, 'health', [
  { step: 'is told to anybody, without a session', get: '/healthz', has: 'ok', header: { 'Set-Cookie': null, 'Content-Type': /^text\/plain/ } },
], { people });

await scenario(server, 'login', [
  { step: 'no list of personas outside a demo', get: '/login', lacks: 'personas' },
  { step: 'nor a login as one', post: '/login/persona', form: { account: '0000000000001', next: '' }, status: 403 },
  { step: 'a stranger is sent to log in', get: '/jonkoping/plans', location: '/login?next=%2Fjonkoping%2Fplans' },
  { step: 'a wrong password', post: '/login', form: { ...form, password: 'en annan mening' }, status: 401, has: 'stämmer inte', header: { 'Set-Cookie': null } },
  { step: 'an unknown address gets the same words', post: '/login', form: { ...form, email: 'ingen@example.org' }, status: 401, has: 'stämmer inte', header: { 'Set-Cookie': null } },
  { step: 'the right one, with a cookie that scripts do not see', as: 'anna', post: '/login', form, location: '/jonkoping/plans', header: { 'Set-Cookie': /^samsyn=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/ } },
  { step: 'and the page opens, uncached', as: 'anna', get: '/jonkoping/plans', has: 'Anna Exempel', header: { 'Cache-Control': 'no-store' } },
  { step: 'another collaboration stays closed', as: 'anna', get: '/stockholm/plans', status: 403 },
], { people });

const token = () => people.jar('anna').get('samsyn');
const first = token();
await scenario(server, 'session', [
  { step: 'logging in again changes it', as: 'anna', post: '/login', form, location: '/jonkoping/plans' },
], { people });
const second = token();
check('session: it is another one', first && second && first !== second, `${first} ${second}`);
check('session: only its hash is stored', !JSON.stringify(rows('SELECT hex(token_hash) FROM session')).includes(Buffer.from(second).toString('hex').toUpperCase()));
await scenario(server, 'session', [
  { step: 'the old one is dead', get: '/jonkoping/plans', headers: { Cookie: `samsyn=${first}` }, status: 303 },
  { step: 'one that was made up is nobody', as: 'mallory', get: '/jonkoping/plans', headers: { Cookie: `samsyn=${'A'.repeat(43)}` }, status: 303 },
  { step: 'a cross-site logout does nothing', as: 'anna', post: '/logout', headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, status: 403 },
  { step: 'one is still there', as: 'anna', get: '/jonkoping/plans' },
  { step: 'logging out takes the cookie away', as: 'anna', post: '/logout', status: 303, header: { 'Set-Cookie': /Max-Age=0/ } },
  { step: 'and ends the session on the server', get: '/jonkoping/plans', headers: { Cookie: `samsyn=${second}` }, status: 303 },
  { step: 'extra and doubled fields change nothing', as: 'stina', post: '/login', form: [['email', 'stina@example.org'], ['password', PASSWORD], ['next', '/stockholm'], ['collaboration', 'jonkoping'], ['role', 'coordinator']], location: '/stockholm' },
  { step: 'one is who one was', as: 'stina', get: '/jonkoping/plans', status: 403 },
], { people });
for (const next of ['//evil', '/\\evil', 'https://evil', '/\r\nSet-Cookie: x=y'])
  await scenario(server, 'login', [{ step: `next=${JSON.stringify(next)} leads nowhere else`, post: '/login', form: { email: 'stina@example.org', password: PASSWORD, next }, location: /^\/[a-z]*$/ }]);

const guess = (n) => ({ step: `guess ${n}`, post: '/login', form: { email: 'guess@example.org', password: `gissning nummer ${n}` }, status: 401 });
await scenario(server, 'throttling', [
  ...Array.from({ length: 10 }, (_, i) => guess(i + 1)),
  { step: 'then even the right password is refused', post: '/login', form: { email: 'guess@example.org', password: PASSWORD }, status: 429, header: { 'Set-Cookie': null } },
  { step: 'others log in as before', as: 'anna', post: '/login', form, location: '/jonkoping/plans' },
], { people });

// Uploads: a clear sentence, and nothing changed.
function zip(entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, content, size = content.length] of entries) {
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0); head.writeUInt16LE(20, 4); head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18); head.writeUInt32LE(size, 22); head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0); entry.writeUInt16LE(20, 4); entry.writeUInt16LE(20, 6); entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20); entry.writeUInt32LE(size, 24); entry.writeUInt16LE(name.length, 28); entry.writeUInt32LE(offset, 42);
    parts.push(head, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(entries.length, 8); end.writeUInt16LE(entries.length, 10); end.writeUInt32LE(list.length, 12); end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}
const bomb = zip([['word/document.xml', Buffer.alloc(40 * 1024 * 1024)]]);
const entity = zip([['word/document.xml', Buffer.from('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>')]]);
const docx = await readFile(`${ROOT}demo/jonkoping-plan-2021-2023.docx`);
const head = 'Aktivitet\tMål\tGenomförande\tTid\tAnsvar\tSamverkansparter\tEffektmål\n';
const bad = {
  'a zip bomb': bomb,
  'an external entity': entity,
  'a cut Word file': docx.subarray(0, docx.length / 2),
  'nothing': Buffer.alloc(0),
  'a picture': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'a hundred thousand rows': Buffer.from(`2021\n${head}${'a\tb\tc\td\te\tf\tg\n'.repeat(100000)}`),
  'more than three hundred columns': Buffer.from(`2021\n${'a\t'.repeat(300)}a\n`.repeat(3)),
};
const contents = () => JSON.stringify(['plan', 'activity', 'plan_upload', 'audit'].map((table) => rows(`SELECT count(*) FROM ${table}`)));
const before = contents();
await scenario(server, 'uploads', Object.entries(bad).map(([name, content]) => (
  { step: `${name} is refused in words`, as: 'anna', post: '/jonkoping/import', files: { file: { filename: 'plan.docx', content } }, status: 422, has: /class="message message-error"[^]*?<p>[^<]{20,}/, lacks: ['root:', 'Felnummer'] })), { people });
equal('uploads: nothing of it is kept', contents(), before);
await scenario(server, 'uploads', [
  { step: 'a name that leads elsewhere', as: 'anna', post: '/jonkoping/import', files: { file: { filename: '../../plan.docx', content: docx } }, status: 400 },
  { step: 'a stranger to the collaboration may not', as: 'stina', post: '/jonkoping/import', files: { file: { filename: 'plan.docx', content: docx } }, status: 403 },
  { step: 'a plan is taken in', as: 'anna', post: '/jonkoping/import', files: { file: { filename: '<b>plan.docx', content: docx } }, location: /^\/jonkoping\/import\/[0-9a-z]{13}$/, save: { upload: /\/import\/([0-9a-z]{13})/ } },
  { step: 'its name is text', as: 'anna', get: '/jonkoping/import/{upload}', has: '&lt;b&gt;plan', lacks: '<b>plan' },
  { step: 'more than the limit is not even read', as: 'anna', post: '/jonkoping/import', files: { file: { filename: 'big.docx', content: Buffer.alloc(25 * 1024 * 1024) } }, status: 413 },
], { people });

// The gate stands before the whole program too (each form is tried in web_test.mjs).
for (const [label, target] of Object.entries({ 'a way out': '/assets/../../../etc/passwd', 'a coded way out': '/assets/%2e%2e%2f%2e%2e%2fetc/passwd', 'a coded NUL': '/jonkoping%00' })) {
  const seen = statuses(await say(server.port, `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`))[0];
  check(`traversal: ${label} gives 400 or 404`, [400, 404].includes(seen), seen);
}
const smuggled = statuses(await say(server.port, 'POST /logout HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\na=1GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'));
equal('smuggling: one refusal, nothing behind it', smuggled, [400]);
check('no password or token is in the log', !server.log.includes(PASSWORD) && !server.log.includes(second) && server.log.includes('/login'));
equal('the server ends well', (await server.stop()).code, 0);
await rm(folder, { recursive: true });
finish();
