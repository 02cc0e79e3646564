// Samsyn behind nginx as docs/deployment.md sets it up (packaging/nginx.conf): node nginx_test.mjs SAMSYN
// Without nginx on the machine the test is skipped. nginx listens on ports of loopback, without TLS, and writes to a temporary folder alone.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { say, statuses } from '../http/raw.mjs';
import { People, scenario } from '../http/scenario.mjs';
import { Server } from '../http/server.mjs';
import { PASSWORD, ROOT, Site } from '../http/site.mjs';
import { smuggling } from '../http/smuggling.mjs';
import { check, equal, finish } from '../http/tap.mjs';

const SAMSYN = process.argv[2];
const NGINX = ['/usr/sbin/nginx', 'nginx'].find((path) => spawnSync(path, ['-v']).status === 0);
if (!NGINX) {
  console.log('1..0 # SKIP nginx is not installed');
  process.exit(0);
}

const freePort = async () => {
  const socket = net.createServer().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  socket.close();
  await once(socket, 'close');
  return port;
};

const site = await Site.start(SAMSYN, { collaborations: ['jonkoping'], accounts: { 'anna@example.org': ['jonkoping', 'coordinator'] } });
await site.server.stop();
const port = await freePort();
const origin = `http://localhost:${port}`; // TLS is nginx's matter
site.server = await Server.start(SAMSYN, 'serve', '--data', site.data, '--listen', '127.0.0.1:0', '--origin', origin, '--trusted-proxy', '127.0.0.1');

// The file of the documentation, on other ports and without certificates.
const own = readFileSync(`${ROOT}packaging/nginx.conf`, 'utf8');
const served = own.slice(own.indexOf('server {', own.indexOf('server {') + 1))
  .replace(/^ *(ssl_|listen \[::\]).*\n/gm, '')
  .replace('/var/log/nginx/access.log', `${site.folder}/access.log`)
  .replace('listen 443 ssl http2', `listen 127.0.0.1:${port}`)
  .replace('http://127.0.0.1:8080', `http://127.0.0.1:${site.server.port}`)
  .replace('proxy_set_header Host $host;', `proxy_set_header Host localhost:${port};`);
const folder = join(site.folder, 'nginx');
mkdirSync(folder);
const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
writeFileSync(join(folder, 'nginx.conf'), `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log info;
events {} http { access_log off; ${paths}
${served}}
`);
const nginx = spawn(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { stdio: 'inherit' });
const up = () => new Promise((resolve) => net.connect(port, '127.0.0.1').on('connect', function () { this.destroy(); resolve(true); }).on('error', () => resolve(false)));
for (let i = 0; i < 500 && !(await up()); i += 1) await new Promise((resolve) => setTimeout(resolve, 20));

const through = { port };
const people = new People();
await scenario(through, 'nginx', [
  { step: 'somebody logs in', as: 'anna', post: '/login', form: { email: 'anna@example.org', password: PASSWORD, next: '/jonkoping/plans' }, location: '/jonkoping/plans' },
  { step: 'and reads', as: 'anna', get: '/jonkoping/plans', has: 'Anna Exempel', header: { 'Strict-Transport-Security': /^max-age=63072000; includeSubDomains$/ } },
  { step: 'and hands in a file of 20 MiB', as: 'anna', post: '/jonkoping/import', files: { file: { filename: 'stor.docx', content: Buffer.alloc(20 * 1024 * 1024, 1) } }, status: 422 },
  { step: 'from another site nothing is taken', as: 'anna', post: '/logout', headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, status: 403 },
  { step: 'metrics are not for the world', get: '/metrics', status: 404 },
  { step: 'nor with a header that says one is here', get: '/readyz', headers: { 'X-Forwarded-For': '127.0.0.1', Forwarded: 'for=127.0.0.1' }, has: 'ok' },
], { people });
await scenario(through, 'nginx', [{ step: 'an address that is a secret', get: '/login/link/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG', status: 410 }], { people });
const logged = () => site.server.log.split('\n').filter(Boolean).map((line) => JSON.parse(line));
await scenario(through, 'nginx', [{ step: 'a client says that it is another', get: '/healthz', headers: { 'X-Forwarded-For': '203.0.113.9' } }], { people });
const accessLog = readFileSync(join(site.folder, 'access.log'), 'utf8');
check('nginx: addresses that are secrets are not in its log', accessLog.includes('/jonkoping/plans') && !accessLog.includes('/login/link'), accessLog);
equal('nginx: what a client says of its address is not believed', logged().filter(({ peer }) => peer === '203.0.113.9'), []);

// Each form, with a request behind it on the same connection. Either nginx refuses it and what is behind it never runs, or nginx has read it as one
// request, which Samsyn refuses or answers; then Samsyn has been asked exactly as often as the client has been answered.
const asked = () => logged().filter(({ event }) => event === 'request').length;
async function askedSince(before, wanted) {
  for (let i = 0; i < 200 && asked() - before < wanted; i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  return asked() - before;
}
const MUST_REFUSE = /Content-Length|Transfer-Encoding|NUL|bare CR|two Hosts|no Host|body on GET|byte in a header/;
const answered = [];
let number = 0;
for (const [label, bytes] of Object.entries(smuggling)) {
  const mark = `/smuggled-${(number += 1)}`;
  const before = asked();
  const result = await say(port, `${bytes}GET ${mark} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  const seen = statuses(result);
  if (![400, 501].includes(seen[0])) answered.push(label);
  if (seen.length === 1 && [400, 501].includes(seen[0])) {
    check(`nginx: ${label}: refused, and nothing behind it is run`, result.closed && !logged().some(({ path }) => path === mark), seen);
    continue;
  }
  equal(`nginx: ${label}: asked as often as answered (${seen})`, await askedSince(before, seen.length), seen.length);
}
equal('nginx: refused is all that can be read in two ways', answered.filter((label) => MUST_REFUSE.test(label)), []);
console.log(`# made plain by nginx: ${answered.join(' | ')}`);
for (const target of ['/%00', '/%2e%2e%2fetc/passwd', '/..%2f..%2fetc/passwd', '//evil.example', '/a%2fb', '/%zz']) {
  const seen = statuses(await say(port, `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`))[0];
  check(`nginx: ${target} leads nowhere`, [400, 404].includes(seen), seen);
}

nginx.kill('SIGTERM');
await once(nginx, 'exit');
await site.stop();
finish();
