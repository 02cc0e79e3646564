// What the web layer must hold against clients that do not play by the rules: node web_test.mjs FIXTURE
import net from 'node:net';
import { gunzipSync } from 'node:zlib';
import { header, open, parse, say, statuses } from './raw.mjs';
import { scenario, send } from './scenario.mjs';
import { Server } from './server.mjs';
import { HOST, get, post, smuggling } from './smuggling.mjs';
import { check, equal, finish } from './tap.mjs';

const FIXTURE = process.argv[2];
const NEXT = `GET /count HTTP/1.1\r\n${HOST}\r\n`;

const server = await Server.start(FIXTURE);
const { port } = server;
const echoes = async () => Number((await say(port, NEXT, { answers: 1 })).answers[0].body);

// Refused, closed, and what follows on the connection is never run. undefined: closed without an answer.
async function refused(label, bytes, allowed = [400]) {
  const before = await echoes();
  const result = await say(port, typeof bytes === 'string' ? bytes + post('Content-Length: 3\r\n', 'a=1') : bytes);
  const seen = statuses(result);
  check(`${label}: at most one answer, ${allowed.join(' or ')}`, seen.length <= 1 && allowed.includes(seen[0]), `${seen}\n${result.bytes.subarray(0, 500)}`);
  check(`${label}: closed`, result.closed && !result.late);
  equal(`${label}: nothing behind it was run`, await echoes(), before);
}

// A busy machine may take a connection in only after the clock was moved, so the clock goes on while one waits.
async function endsBy(done) {
  for (let i = 0; i < 600 && !done(); i += 1) {
    if (server.process.exitCode === null) await server.command('advance 1000');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return done();
}

for (const [label, bytes] of Object.entries(smuggling)) await refused(label, bytes);

const targets = ['/%00', '/%zz', '/%2', '/%2e%2e%2fetc/passwd', '/%2e%2e/', '/../etc/passwd', '/..', '/%252e%252e%252f', '/a%2fb', '/a%5cb', '//evil.example', '/a//b',
  '/\x01', '/\x80', '/%80', '/%0a', '/a\\b', 'http://localhost/', '*', '/?x=%00', '/?x=%zz', '/?x=%80', '/<script>'];
for (const target of targets) await refused(`target ${JSON.stringify(target)}`, get(target));
await refused('NUL in the target', Buffer.from(get('/count\0x') + NEXT, 'latin1'));
await refused('space in the target', get('/a b'), [400, undefined]);
await refused('a target of 5,000 bytes', get(`/${'a'.repeat(5000)}`), [414]);
await refused('TRACE', `TRACE / HTTP/1.1\r\n${HOST}\r\n`, [405]);
await refused('PUT', `PUT /echo HTTP/1.1\r\n${HOST}Content-Length: 3\r\n\r\na=1`, [405]);
await refused('an unknown method', `BREW / HTTP/1.1\r\n${HOST}\r\n`, [501]);
await refused('HTTP/2.0', `GET / HTTP/2.0\r\n${HOST}\r\n`, [505]);
await refused('HTTP/1.7', `GET / HTTP/1.7\r\n${HOST}\r\n`, [505]);
await refused('no version', 'GET /\r\n', [400, 505]);
await refused('nonsense', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n', [400, 501, 505, undefined]);

await refused('a header of 40 kB', get('/', `${HOST}X: ${'a'.repeat(40000)}\r\n`), [431]);
await refused('a header of 9 kB', get('/', `${HOST}X: ${'a'.repeat(9000)}\r\n`), [431]);
await refused('5,000 headers', get('/', HOST + 'X: a\r\n'.repeat(5000)), [431]);
await refused('101 headers', get('/', HOST + 'X: a\r\n'.repeat(100)), [431]);
await refused('Content-Length 2^64-2', post('Content-Length: 18446744073709551614\r\n', 'a=1'), [413]);
await refused('Content-Length 2^64', post('Content-Length: 18446744073709551616\r\n', 'a=1'), [413]);
for (const size of ['3', 'FFFFFFFFFFFFFFFF', '0ffffffffffffffff', '10000000000000000', 'xyz'])
  await refused(`chunk of ${size}`, post('Transfer-Encoding: chunked\r\n', `${size}\r\na=1\r\n0\r\n\r\n`), [411]);

// Limits on bodies, where the browser gets to see the answer.
const form = (size) => `a=${'x'.repeat(size - 2)}`;
await scenario(server, 'limits', [
  { step: 'a body within the route\'s limit', post: '/small', body: form(100), type: 'application/x-www-form-urlencoded', has: 'body 100' },
  { step: 'a body above it', post: '/small', body: form(101), type: 'application/x-www-form-urlencoded', status: 413, has: 'Texten är för lång' },
  { step: 'a body of 1 MiB where nothing else is said', post: '/echo', body: form(1024 * 1024), type: 'application/x-www-form-urlencoded', has: 'body 1048576' },
  { step: 'a body above 1 MiB', post: '/echo', body: form(1024 * 1024 + 1), type: 'application/x-www-form-urlencoded', status: 413, has: 'högst 1 MB' },
  { step: 'an upload of 20 MiB', post: '/upload', files: { file: { filename: 'C:\\plan\\år 2021.docx', content: Buffer.alloc(20 * 1024 * 1024, 1) } }, has: 'file år 2021.docx application/octet-stream 20971520' },
  { step: 'an upload of 30 MiB', post: '/upload', files: { file: { filename: 'x', content: Buffer.alloc(30 * 1024 * 1024) } }, status: 413, has: 'Filen är för stor: högst 20 MB' },
  { step: 'a file name that climbs', post: '/upload', files: { file: { filename: '../../x', content: 'x' } }, status: 400 },
  { step: '1,000 fields', post: '/echo', form: Array.from({ length: 1000 }, () => ['a', '1']), has: 'body 3999' },
  { step: '1,001 fields', post: '/echo', form: Array.from({ length: 1001 }, () => ['a', '1']), status: 400, has: 'fler än 1000' },
  { step: '100,000 parts', post: '/upload', body: '--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(100000) + '--X--\r\n', type: 'multipart/form-data; boundary=X', status: 400, has: 'fler än 1000' },
  { step: 'a part without end', post: '/upload', body: '--X\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n', type: 'multipart/form-data; boundary=X', status: 400 },
  { step: 'a huge part header', post: '/upload', body: `--X\r\nContent-Disposition: form-data; name="a"; x="${'y'.repeat(5000)}"\r\n\r\n1\r\n--X--\r\n`, type: 'multipart/form-data; boundary=X', status: 400 },
  { step: 'a form that is not UTF-8', post: '/echo', body: 'a=%ff', type: 'application/x-www-form-urlencoded', status: 400 },
  { step: 'another type is handed on as it is', post: '/echo', body: '{"a":1}', type: 'application/json', has: 'body 7' },
]);
const nul = await say(port, `POST /upload HTTP/1.1\r\n${HOST}Content-Type: multipart/form-data; boundary=a\0b\r\nContent-Length: 5\r\n\r\n--a--`, { answers: 1 });
equal('NUL in a boundary', statuses(nul), [400]);

// Keep-alive, pipelining, HEAD.
const two = await say(port, get('/') + get('/nothing/at/all/here'), { answers: 2 });
equal('two requests in one go', statuses(two), [200, 404]);
const after = await say(port, get('/fails/internal') + get('/nothing/here/at/all') + post('Content-Length: 3\r\nSec-Fetch-Site: cross-site\r\n', 'a=1') + get('/'), { answers: 4 });
equal('the connection goes on after errors', statuses(after), [500, 404, 403, 200]);
check('and stays open', !after.closed);
const head = await say(port, `HEAD /page HTTP/1.1\r\n${HOST}\r\n`, { answers: 1, heads: true });
equal('HEAD: as GET without body', [statuses(head), header(head.answers[0], 'content-length'), head.bytes.subarray(-4).toString()], [[200], '5000', '\r\n\r\n']);
const expecting = await say(port, post('Content-Length: 3\r\nExpect: 100-continue\r\nContent-Type: application/x-www-form-urlencoded\r\n', 'a=1'), { answers: 1 });
equal('Expect: 100-continue', statuses(expecting), [200]);
const wrongly = await say(port, `POST /small HTTP/1.1\r\n${HOST}Content-Length: 500\r\nExpect: 100-continue\r\n\r\n`);
equal('Expect: 100-continue with too much is told before it is sent', [statuses(wrongly), wrongly.closed], [[413], true]);

// Routes, guards, cookies, redirects, headers.
const security = {
  'Content-Security-Policy': /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';.*form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
  'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin', 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': /camera=\(\)/, 'Strict-Transport-Security': null,
};
const login = (next) => ({ step: `login goes on to ${next === '/a?b=c' ? '' : '/, not '}${JSON.stringify(next)}`, post: '/login', form: { next }, location: next === '/a?b=c' ? '/a?b=c' : '/' });
await scenario(server, 'pages', [
  { step: 'a page', get: '/', has: 'home', header: security },
  { step: 'an unknown address', get: '/no/such/page', status: 404, header: security, has: 'Sidan finns inte' },
  { step: 'an address with a slash too many', get: '/page/', status: 404 },
  { step: 'an unknown collaboration', get: '/atlantis/things/abc', status: 404, has: 'atlantis' },
  { step: 'another method', post: '/page', status: 405, header: { ...security, Allow: 'GET, HEAD' } },
  { step: 'another method the other way', get: '/login', status: 405, header: { Allow: 'POST' } },
  { step: 'parameters and query', get: '/jonkoping/things/%C3%A5r?q=a%20b', has: 'collab=jonkoping thing=år q=a b' },
  { step: 'an ending', get: '/jonkoping/things/abc.csv', has: 'csv abc', header: { 'Content-Disposition': /^attachment; filename="sak a\.csv"; filename\*=UTF-8''sak%20%C3%A5\.csv$/, 'Content-Security-Policy': /sandbox$/ } },
  { step: 'an error of the rules', get: '/fails/conflict', status: 409, has: 'Någon annan har ändrat planen.' },
  { step: 'our own mistake is not told', get: '/fails/internal', status: 500, has: 'Felnummer', lacks: 'secret detail' },
  { step: 'compressed', get: '/page', headers: { 'Accept-Encoding': 'gzip' }, header: { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } },
  { step: 'a style sheet that does not exist', get: '/assets/app-0000000000.xyz', status: 404 },
]);
await scenario(server, 'login', [
  { step: 'a stranger is sent to log in', get: '/members?x=1', location: '/login?next=%2Fmembers%3Fx%3D1' },
  { step: 'a stranger cannot post', post: '/jonkoping/things/abc', form: { a: 1 }, status: 403 },
  { step: 'a cookie with its attributes', as: 'anna', post: '/login', form: { next: '/members' }, location: '/members', header: { 'Set-Cookie': 'samsyn=anna; Path=/; HttpOnly; SameSite=Lax' } },
  { step: 'and the page opens', as: 'anna', get: '/members', has: 'home', header: { 'Cache-Control': 'no-store' } },
  { step: 'on another host only the Secure cookie', post: '/login', headers: { Host: 'samsyn.example', Origin: 'http://samsyn.example' }, location: '/', header: { 'Set-Cookie': '__Host-samsyn=anna; Path=/; HttpOnly; SameSite=Lax; Secure' } },
  { step: 'the plain name does not count there', get: '/members', headers: { Host: 'samsyn.example', Cookie: 'samsyn=anna' }, status: 303, location: /^\/login/ },
  { step: 'the Secure name does', get: '/members', headers: { Host: 'samsyn.example', Cookie: '__Host-samsyn=anna' }, has: 'home' },
  ...['/a?b=c', '//evil', '/\\evil', 'https://evil', '\\\\evil', '/\t/evil', '/\r\nSet-Cookie: x=y', ''].map(login),
]);
await scenario(server, 'other sites', [
  { step: 'a foreign Origin', post: '/echo', headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': null }, status: 403, has: 'annan webbplats' },
  { step: 'no Origin at all, by word', post: '/echo', headers: { Origin: 'null', 'Sec-Fetch-Site': null }, status: 403 },
  { step: 'a cross-site fetch', post: '/echo', headers: { Origin: null, 'Sec-Fetch-Site': 'cross-site' }, status: 403 },
  { step: 'another host of the same site', post: '/echo', headers: { Origin: null, 'Sec-Fetch-Site': 'same-site' }, status: 403 },
  { step: 'a foreign Referer', post: '/echo', headers: { Origin: null, 'Sec-Fetch-Site': null, Referer: 'https://evil.example/x' }, status: 403 },
  { step: 'a host that only begins like ours', post: '/echo', headers: { Origin: `http://localhost:${port}1`, 'Sec-Fetch-Site': null }, status: 403 },
  { step: 'our own page', post: '/echo', form: { a: 1 }, has: 'a=1' },
  { step: 'a program that is no browser', post: '/echo', form: { a: 1 }, headers: { Origin: null, 'Sec-Fetch-Site': null }, has: 'a=1' },
  { step: 'X-Forwarded-* of somebody we do not trust', get: '/origin', headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.9' }, has: `http://localhost:${port} 127.0.0.1 secure=0`, header: { 'Strict-Transport-Security': null } },
]);

// The trusted proxy of the fixture is 127.0.0.9.
const proxied = await new Promise((resolve) => {
  const socket = net.connect({ port, host: '127.0.0.1', localAddress: '127.0.0.9' });
  let received = Buffer.alloc(0);
  socket.on('data', (data) => (received = Buffer.concat([received, data])));
  socket.on('close', () => resolve(parse(received)[0]));
  socket.write(get('/origin', 'Host: samsyn.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.9\r\nConnection: close\r\n'));
});
equal('X-Forwarded-* of the trusted proxy: the address it saw itself', proxied?.body, 'https://samsyn.example 203.0.113.9 secure=1\n');
equal('and Strict-Transport-Security then', header(proxied, 'strict-transport-security'), 'max-age=63072000; includeSubDomains');

const packed = await send(server, { method: 'GET', path: '/page', headers: { host: 'localhost', 'accept-encoding': 'gzip' } });
equal('what is compressed is the page', gunzipSync(packed.bytes).toString(), 'a'.repeat(5000));

// Slow clients: deadlines are absolute, by a clock that the test moves.
const silent = open(port);
const slowHead = open(port);
const slowBody = open(port);
const endless = open(port); // a body of 1 MiB that never comes
const reading = open(port);
await Promise.all([silent, slowHead, slowBody, endless, reading].map((talk) => talk.connected));
slowHead.socket.write('GET / HTTP/1.1\r\nHos');
endless.socket.write(post('Content-Length: 1048576\r\n', 'a'));
slowBody.socket.write(post('Content-Length: 100\r\n', 'a='));
reading.socket.write(get('/large'));
await new Promise((resolve) => (reading.onData = resolve));
reading.socket.pause();
const crowd = Array.from({ length: 300 }, () => open(port));
await Promise.all(crowd.map((talk) => talk.connected));
crowd.forEach((talk, i) => talk.socket.write(i % 2 ? 'GET / HTTP/1.1\r\n' : post('Content-Length: 100\r\n', 'a')));
const meanwhile = [];
for (let i = 0; i < 20; i += 1) meanwhile.push(statuses(await say(port, NEXT, { answers: 1 }))[0]);
equal('others are served while 300 dawdle', meanwhile.filter((status) => status === 200).length, 20);
await server.command('advance 10000');
slowHead.socket.write('t: local');
slowBody.socket.write('x');
const early = await say(port, NEXT, { answers: 1 });
equal('nobody is cut off before the deadline', [statuses(early)[0], silent.closed, slowHead.closed, slowBody.closed], [200, false, false, false]);
await server.command('advance 11000');
const ends = (talks) => endsBy(() => talks.every((talk) => talk.closed));
check('a byte now and then prolongs nothing: all are closed', await ends([silent, slowHead, slowBody, endless, ...crowd]));
equal('none of them got an answer', [silent, slowHead, slowBody, endless, ...crowd].filter((talk) => parse(talk.received).length > 0).length, 0);
await server.command('advance 200000');
reading.socket.resume();
check('who does not read is closed', await ends([reading]));
check('before it has all', reading.received.length < 8 * 1024 * 1024, reading.received.length);
equal('and others are served', statuses(await say(port, NEXT, { answers: 1 })), [200]);

// Heavy routes have two workers of their own, as slow ones have, and each two places in line here.
const crowded = Array.from({ length: 6 }, () => say(port, get('/heavy'), { answers: 1 }));
const crowdedOut = [];
await new Promise((resolve) => crowded.forEach((one) => one.then((result) => crowdedOut.push(result) === 2 && resolve())));
await server.command('slow 2');
equal('13 a crowd at the heavy ones is told so', crowdedOut.map((result) => statuses(result)[0]), [503, 503]);
equal('13 and keeps no worker from what is posted', statuses(await say(port, post('Content-Length: 3\r\n', 'a=1'), { answers: 1 })), [200]);
const slow = Array.from({ length: 2 }, () => say(port, get('/slow'), { answers: 1 }));
await server.command('slow 4');
const waiting = Array.from({ length: 4 }, () => say(port, get('/slow'), { answers: 1 }));
const away = []; // both must be told before the stop, or a late one finds nobody listening
await new Promise((resolve) => waiting.forEach((one) => one.then((result) => away.push(result) === 2 && resolve())));
const [first] = away;
equal('where the line is full one is told so', [statuses(first)[0], header(first.answers[0], 'retry-after')], [503, '10']);
equal('ordinary pages go on meanwhile', statuses(await say(port, get('/'), { answers: 1 })), [200]);
await server.command('advance 1000000');
const idle = open(port);
await idle.connected;
const stopped = server.stop.bind(server);
server.process.kill('SIGTERM');
check('stopping closes who asks for nothing', await ends([idle]));
await server.command('release');
const done = (await Promise.all([...crowded, ...slow, ...waiting])).map((result) => statuses(result)[0]);
equal('running requests finish, whatever the clock says', [done.filter((status) => status === 200).length, done.filter((status) => status === 503).length], [8, 4]);
const outcome = await stopped();
equal('and the server ends well', outcome, { code: 0, signal: null });
const late = await new Promise((resolve) => net.connect({ port, host: '127.0.0.1' }).on('error', () => resolve('refused')).on('connect', () => resolve('connected')));
equal('nobody listens any more', late, 'refused');

const lines = server.log.trim().split('\n');
const parsed = lines.map((line) => { try { return JSON.parse(line); } catch { return null; } });
equal('every line of the log is JSON', lines.filter((line, i) => parsed[i] === null), []);
check('our own mistakes stand there', parsed.some((line) => line?.error === 'secret detail' && line.status === 500));
check('no query value does', !server.log.includes('203.0.113') || parsed.filter((line) => line?.peer === '203.0.113.9').length === 1);
check('no query does', !server.log.includes('?'));

// A request that never ends, in the pool and on the server's own thread: the stop ends all the same, and says so.
for (const path of ['/slow', '/stuck']) {
  const stuck = await Server.start(FIXTURE, '1');
  const asked = open(stuck.port);
  asked.socket.write(get(path));
  await stuck.command('slow 1');
  stuck.process.kill('SIGTERM');
  const hangs = setTimeout(() => stuck.process.kill('SIGKILL'), 100000);
  equal(`44 ${path} never ends: the stop does`, await stuck.exited, { code: 1, signal: null });
  clearTimeout(hangs);
  await asked.ended;
  equal(`44 ${path} is not answered`, asked.received.length, 0);
  check(`44 and the log says so of ${path}`, /"event":"stopped with requests running","requests":1/.test(stuck.log), stuck.log);
}
finish();
