// What whoever runs the server sees of it, and what its log may not hold: node watch_test.mjs SAMSYN
import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { People, scenario } from '../http/scenario.mjs';
import { Server } from '../http/server.mjs';
import { PASSWORD, Site, logIn, rowsOf } from '../http/site.mjs';
import { check, equal, finish } from '../http/tap.mjs';

const SAMSYN = process.argv[2];
const TOKEN = 'en-lang-hemlig-metriknyckel-0123456789';
const site = await Site.start(SAMSYN, { collaborations: ['jonkoping'], accounts: { 'anna@example.org': ['jonkoping', 'coordinator'] } });
await site.server.stop();
const tokenFile = join(site.folder, 'token');
writeFileSync(tokenFile, `${TOKEN}\n`, { mode: 0o600 });
const serve = () => Server.start(SAMSYN, 'serve', '--data', site.data, '--listen', '127.0.0.1:0', '--metrics-token-file', tokenFile);
site.server = await serve();
const { server } = site;
const people = new People();
const form = { email: 'anna@example.org', password: PASSWORD, next: '/jonkoping/plans' };
const text = { 'Content-Type': /^text\/plain/, 'Set-Cookie': null, 'Cache-Control': 'no-store' };
const run = (sql) => execFileSync('python3', ['-c', 'import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\ndb.execute(sys.argv[2])\ndb.commit()', site.data, sql]);

// ---- /readyz ----

const last = rowsOf(site.data, 'SELECT max(number) FROM schema_migration')[0][0];
await scenario(server, 'ready', [{ step: 'when all is well', get: '/readyz', has: /^ok\n$/, header: text }], { people });
run(`UPDATE schema_migration SET number = number + 1000 WHERE number = ${last}`);
await scenario(server, 'ready', [
  { step: 'not with another schema, and the operator hears why', get: '/readyz', status: 503, has: /^unavailable: Databasens ändring/, header: text },
  { step: 'others do not', get: '/readyz', headers: { 'X-Forwarded-For': '192.0.2.1' }, status: 503, has: /^unavailable\n$/ },
], { people });
run(`UPDATE schema_migration SET number = ${last} WHERE number = ${last} + 1000`);

// ---- a day's work, and its log (case 30) ----

const saved = await scenario(server, 'work', [
  { step: 'a wrong password', post: '/login', form: { ...form, password: 'ett felskrivet lösenord' }, status: 401 },
  logIn('anna', 'anna@example.org', 'jonkoping'),
  { step: 'a plan begins', as: 'anna', post: '/jonkoping/plans', form: { document: 'verksamhetsplan', first_year: '2021' }, status: 303, save: { plan: /\/plans\/([0-9a-z]{13})/ } },
  { step: 'is read', as: 'anna', get: '/jonkoping/plans/{plan}' },
  { step: 'what is none', as: 'anna', get: '/jonkoping/plans/0000000000001', status: 404 },
  { step: 'a search', as: 'anna', get: '/jonkoping/search?q=hemligt-s%C3%B6kord' },
  { step: 'a letter\'s link', get: `/login/link/${'Qw3rty'.repeat(7)}x`, status: 410 },
], { people });
const cookie = people.jar('anna').get('samsyn');

// ---- /metrics ----

await scenario(server, 'metrics', [
  { step: 'from the same machine', get: '/metrics', header: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }, has: [
    /^samsyn_requests_total\{method="POST",route="\/login",status="4xx"\} 1$/m, /^samsyn_requests_total\{method="POST",route="\/login",status="3xx"\} 1$/m,
    /^samsyn_requests_total\{method="GET",route="\/:collab\/plans\/:plan",status="4xx"\} 1$/m, /^samsyn_request_seconds_bucket\{method="POST",route="\/login",le="\+Inf"\} 2$/m,
    /^samsyn_request_seconds_count\{method="POST",route="\/login"\} 2$/m, /^samsyn_database_statements_total [1-9]/m, /^samsyn_database_connections [1-9]/m, /^process_resident_memory_bytes [1-9]/m, /^# TYPE samsyn_jobs gauge$/m] },
  { step: 'not through a proxy', get: '/metrics', headers: { 'X-Forwarded-For': '192.0.2.1' }, status: 404, lacks: 'samsyn_' },
  { step: 'nor one that says it is here', get: '/metrics', headers: { 'X-Forwarded-For': '127.0.0.1' }, status: 404 },
  { step: 'but with the token', get: '/metrics', headers: { 'X-Forwarded-For': '192.0.2.1', Authorization: `Bearer ${TOKEN}` }, has: 'samsyn_requests_total' },
  ...[`Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, 'Bearer ', TOKEN].map((given) => ({ step: `not with “${given}”`, get: '/metrics', headers: { 'X-Forwarded-For': '192.0.2.1', Authorization: given }, status: 404 })),
], { people });

// ---- SIGTERM: what runs is finished (case 44) ----

const body = new URLSearchParams({ kind: 'text', heading: 'Sist av allt', body: 'x' }).toString();
const half = Math.floor(body.length / 2);
const socket = net.connect(server.port, '127.0.0.1');
let answer = '';
socket.on('data', (bytes) => (answer += bytes));
socket.write(`POST /jonkoping/plans/${saved.plan}/chapters HTTP/1.1\r\nHost: localhost:${server.port}\r\nOrigin: http://localhost:${server.port}\r\nCookie: samsyn=${cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`);
const until = async (holds) => {
  for (let i = 0; i < 2000 && !(await holds()); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
};
await until(() => answer.includes('100 Continue'));
socket.write(body.slice(0, half));
server.process.kill('SIGTERM');
const refused = () => new Promise((resolve) => net.connect(server.port, '127.0.0.1').on('connect', function () { this.destroy(); resolve(false); }).on('error', () => resolve(true)));
await until(refused);
check('stop: nobody new is let in', await refused());
socket.write(body.slice(half));
await new Promise((resolve) => socket.on('close', resolve));
check('stop: what was being sent is saved and answered', /^HTTP\/1\.1 100[\s\S]*HTTP\/1\.1 303 /.test(answer), answer);
equal('stop: the program ends well', await server.exited, { code: 0, signal: null });
equal('stop: and it is there', rowsOf(site.data, "SELECT count(*) FROM chapter WHERE heading = 'Sist av allt'"), [[1]]);

const lines = server.log.split('\n').filter(Boolean);
check(`log: every line is JSON (${lines.length})`, lines.length > 15 && lines.every((line) => typeof JSON.parse(line).event === 'string'), server.log);
const secrets = { 'a password': PASSWORD, 'a wrong password': 'felskrivet', 'a session': cookie.slice(0, 8), 'a part of one': cookie.slice(-8), 'the token of /metrics': TOKEN.slice(0, 12), 'a letter\'s link': 'Qw3rtyQw', 'what was searched for': 'hemligt', 'an address': 'anna@' };
for (const [what, secret] of Object.entries(secrets)) check(`log: without ${what}`, !server.log.includes(secret), lines.find((line) => line.includes(secret)));

// ---- the service manager is told (Type=notify) ----

const MANAGER = 'import socket, sys\ns = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\ns.bind(sys.argv[1].replace("@", "\\0"))\nprint("bound", flush=True)\nwhile True:\n    print(s.recv(99).decode(), flush=True)';
for (const socketName of [join(site.folder, 'notify'), `@samsyn-watch-${process.pid}`]) {
  const manager = spawn('python3', ['-c', MANAGER, socketName]);
  const told = createInterface({ input: manager.stdout })[Symbol.asyncIterator]();
  const next = async () => (await told.next()).value;
  await next();
  process.env.NOTIFY_SOCKET = socketName;
  const notifying = await serve();
  equal(`notify, ${socketName[0] === '@' ? 'abstract' : 'a file'}: ready`, await next(), 'READY=1');
  await notifying.stop();
  equal('notify: no advice for somebody at a terminal', await notifying.line(), '');
  equal('notify: stopping', await next(), 'STOPPING=1');
  manager.kill();
}
delete process.env.NOTIFY_SOCKET;

await site.stop();
finish();
