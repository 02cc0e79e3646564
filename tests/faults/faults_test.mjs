// Case 40: the server's n-th allocation fails: node faults_test.mjs SAMSYN ALLOCATION.so
// PDF and XLSX are not tried: Debian's HarfBuzz, fontconfig and libxlsxwriter do not look at what malloc() gave them.
// What is answered then is whole or an error, or the program ends by abort(); what was told of as saved is there afterwards.
import { openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { People, scenario, send } from '../http/scenario.mjs';
import { Server } from '../http/server.mjs';
import { ROOT, Site, logIn, rowsOf } from '../http/site.mjs';
import { check, equal, finish } from '../http/tap.mjs';

const [, , SAMSYN, SHIM] = process.argv;
const LONG = Number(process.env.KILLS ?? 100) >= 1000;
const ALL = LONG ? 60 : 6; // n of each request on a server of its own, where most end it
const LIBRARIES = LONG ? 400 : 30; // n of each request where GLib does not abort
const ENOUGH = 1 << 30;

const site = await Site.start(SAMSYN, { collaborations: ['jonkoping'], accounts: { 'anna@example.org': ['jonkoping', 'coordinator'] } });
const people = new People();
const { plan } = await scenario(site.server, 'faults', [logIn('anna', 'anna@example.org', 'jonkoping'),
  { step: 'a plan begins', as: 'anna', post: '/jonkoping/plans', form: { document: 'verksamhetsplan', first_year: '2021' }, status: 303, save: { plan: /\/plans\/([0-9a-z]{13})/ } }], { people });
await site.server.stop();

const memory = join(site.folder, 'faults');
writeFileSync(memory, Buffer.alloc(24));
const words = openSync(memory, 'r+');
const write = (values) => writeSync(words, Buffer.from(BigInt64Array.from(values.map(BigInt)).buffer), 0, 8 * values.length, 0);
const read = () => {
  const bytes = Buffer.alloc(24);
  readSync(words, bytes, 0, 24, 0);
  return { left: Number(bytes.readBigInt64LE(0)), failed: Number(bytes.readBigInt64LE(8)) };
};
const sanitizer = `ASAN_OPTIONS=${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0`; // the shim comes before it
const serve = () => Server.start('env', sanitizer, `LD_PRELOAD=${SHIM}`, `FAULTS=${memory}`, SAMSYN, 'serve', '--data', site.data, '--listen', '127.0.0.1:0');

const headers = (server, more) => ({ host: `localhost:${server.port}`, cookie: people.cookies('anna'), 'accept-encoding': 'gzip', ...more });
const get = (path) => (server) => send(server, { method: 'GET', path, headers: headers(server) });
const text = ({ bytes }) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString().replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 4000);
const told = [];
let headings = 0;
async function save(server) {
  const heading = `fyrtio-${(headings += 1)}`;
  const body = new URLSearchParams({ kind: 'text', heading, body: heading }).toString();
  const answer = await send(server, { method: 'POST', path: `/jonkoping/plans/${plan}/chapters`, body,
    headers: headers(server, { origin: `http://localhost:${server.port}`, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }) });
  if (answer.status === 303) told.push(heading);
  return answer;
}
const docx = readFileSync(`${ROOT}demo/jonkoping-plan-2021-2023.docx`);
async function upload(server) {
  const body = Buffer.concat([Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="plan.docx"\r\n\r\n'), docx, Buffer.from('\r\n--x--\r\n')]);
  const post = (path, type, content) => send(server, { method: 'POST', path, body: content,
    headers: headers(server, { origin: `http://localhost:${server.port}`, 'content-type': type, 'content-length': content.length }) });
  const answer = await post('/jonkoping/import', 'multipart/form-data; boundary=x', body);
  if (answer.status === 303) await post(`${answer.headers.location}/discard`, 'application/x-www-form-urlencoded', ''); // no more than 40 may wait
  return answer;
}
const REQUESTS = {
  saving: [save, 303],
  'a file handed in': [upload, 303],
  'a page': [get(`/jonkoping/plans/${plan}`), 200],
  'a table': [get('/jonkoping/offices.json'), 200],
  'a DOCX': [get(`/jonkoping/plans/${plan}.docx`), 200],
};

let lately = 0; // what failed in the request before, after whose answer the program may end
const ENDS = {}; // how often each, for who reads the log
// Whether a program that ran out of memory ended itself, by abort() or g_error(), and nothing worse was found.
const endedItself = (end, log) => (end.signal === 'SIGABRT' || (end.signal === 'SIGTRAP' && /ERROR \*\*:/.test(log))) && !/Sanitizer|runtime error/.test(log);
// What is wrong with the end of one request, or '' when it is as it should be; null when the server ended as it may.
async function faulty(server, request, whole, n, librariesOnly) {
  const before = lately;
  const [ask, status] = request;
  write([n, 0, librariesOnly]);
  const answer = await ask(server).catch(() => null);
  const { failed } = read();
  write([0, 0, librariesOnly]);
  lately = failed;
  if (failed) ENDS[answer?.status ?? 'none'] = (ENDS[answer?.status ?? 'none'] ?? 0) + 1;
  if (answer) {
    if (answer.status >= 500 && failed) return '';
    if (answer.status === 422 && failed && /Filen är skadad/.test(text(answer))) return ''; // as libzip says of some
    if (answer.status !== status) return `${n}: ${answer.status} ${text(answer)}`;
    return whole && answer.bytes.length !== whole.length ? `${n}: not whole, ${answer.bytes.length} of ${whole.length} bytes` : '';
  }
  const living = await ask(server).catch(() => null);
  if (living) return failed ? '' : `${n}: no answer, though nothing failed`;
  const end = await server.exited;
  return endedItself(end, server.log) && (failed || before) ? null : `${n}: ${JSON.stringify(end)} ${server.log.slice(-3000)}`;
}

// How many allocations a request makes, the second time on a server.
async function allocations(server, [ask], librariesOnly) {
  write([ENOUGH, 0, librariesOnly]);
  await ask(server);
  const { left } = read();
  write([0, 0, 0]);
  return ENOUGH - left;
}

async function attempt(name, most, librariesOnly) {
  const request = REQUESTS[name];
  const wrong = [];
  let aborted = 0;
  let tried = 0;
  let server = await serve();
  const first = await request[0](server);
  const whole = first.status === 200 && name !== 'a DOCX' ? first.bytes : null; // whose times are packed to different lengths
  const total = await allocations(server, request, librariesOnly);
  for (let n = 1; n <= total && wrong.length < 5; n += Math.max(1, Math.ceil(total / most))) {
    const fault = await faulty(server, request, whole, n, librariesOnly);
    tried += 1;
    if (fault) wrong.push(fault);
    if (fault === null) aborted += 1;
    if (server.process.exitCode === null && server.process.signalCode === null) continue;
    server = await serve();
    await request[0](server);
  }
  const end = await server.stop();
  if (end.code !== 0 && !(lately && endedItself(end, server.log))) wrong.push(`at the end: ${JSON.stringify(end)} ${server.log}`);
  const what = librariesOnly ? 'allocations of libraries' : 'allocations';
  equal(`40: ${name}: ${total} ${what}, ${tried} fail, ${aborted} end the program`, wrong, []);
  check(`40: ${name}: makes ${what}`, total >= 1, total);
}

for (const name of Object.keys(REQUESTS)) {
  await attempt(name, ALL, 0);
  await attempt(name, LIBRARIES, 1);
}
console.log(`# the answers: ${JSON.stringify(ENDS)}`);
const kept = rowsOf(site.data, "SELECT heading FROM chapter").flat();
equal('40: what was told of is there', told.filter((heading) => !kept.includes(heading)), []);
equal('40: and the database is whole', rowsOf(site.data, "SELECT (SELECT group_concat(integrity_check) FROM pragma_integrity_check), (SELECT count(*) FROM chapter) - (SELECT count(*) FROM audit WHERE action = 'chapter.add')"), [['ok', 0]]);
site.server = await serve();
await site.stop();
finish();
