// Three nodes on one PostgreSQL database behind HAProxy, as packaging/haproxy.cfg says: node nodes_test.mjs SAMSYN
// Two of them are killed while people read and save. Nobody is logged out, no page fails, and what was answered as saved is
// there once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { People, scenario, send } from './scenario.mjs';
import { Server } from './server.mjs';
import { ROOT, Site, logIn } from './site.mjs';
import { check, equal, finish } from './tap.mjs';

const SAMSYN = process.argv[2];
const WRITERS = 5;
const READERS = 3;
const BETWEEN_KILLS = 40;

async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

// The file as it is packaged, on the loopback interface and without TLS.
async function startProxy(folder, port, nodes) {
  let text = (await readFile(`${ROOT}packaging/haproxy.cfg`, 'utf8')).replace('bind :80\n', `bind 127.0.0.1:${port}\n`)
    .replace(/^.*(bind :443|redirect scheme|Strict-Transport-Security).*\n/gm, '').replace('Proto https', 'Proto http').replace('hdr Host samsyn.example.se', 'hdr Host localhost');
  nodes.forEach((node, i) => { text = text.replace(`192.0.2.${11 + i}:8080`, `127.0.0.1:${node.port}`); });
  const file = join(folder, 'haproxy.cfg');
  await writeFile(file, text);
  const proxy = spawn('haproxy', ['-db', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] });
  proxy.exited = once(proxy, 'exit');
  return proxy;
}

const port = await freePort();
const site = await Site.start(SAMSYN, { collaborations: ['jonkoping'], accounts: { 'anna@example.org': ['jonkoping', 'coordinator'], 'bo@example.org': ['jonkoping', 'member'] },
  serve: ['--trusted-proxy', '127.0.0.1', '--origin', `http://localhost:${port}`] });
const another = () => Server.start(SAMSYN, 'serve', '--data', site.data, '--listen', '127.0.0.1:0', '--trusted-proxy', '127.0.0.1', '--origin', `http://localhost:${port}`);
const nodes = [site.server, await another(), await another()];
const proxy = await startProxy(site.folder, port, nodes);
const through = { port };
const people = new People();

// Until all three are known to be ready.
for (let tries = 0; tries < 200; tries += 1) {
  const answer = await send(through, { method: 'GET', path: '/healthz', headers: { host: `localhost:${port}` } }).catch(() => null);
  if (answer?.status === 200) break;
  await sleep(50);
}

const saved = await scenario(through, 'nodes', [logIn('anna', 'anna@example.org', 'jonkoping'), logIn('bo', 'bo@example.org', 'jonkoping'),
  { step: 'a plan begins', as: 'anna', post: '/jonkoping/plans', form: { document: 'verksamhetsplan', first_year: '2021' }, status: 303, save: { plan: /\/plans\/([0-9a-z]{13})/ } },
  { step: 'what is for the operator stays inside', get: '/readyz', status: 404 },
  { step: 'and the figures too', get: '/metrics', status: 404 }], { people });

const headers = (as) => ({ host: `localhost:${port}`, cookie: people.cookies(as) });
const told = [];
const failed = [];
const wrong = [];
let pages = 0;
let cut = 0; // a page that a killed node was in the middle of
let done = false;

async function write(writer) {
  for (let i = 0; !done; i += 1) {
    const heading = `skrivare ${writer} nr ${i}`;
    const body = new URLSearchParams({ kind: 'text', heading, body: heading }).toString();
    const answer = await send(through, { method: 'POST', path: `/jonkoping/plans/${saved.plan}/chapters`,
      headers: { ...headers('anna'), origin: `http://localhost:${port}`, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) }, body }).catch(() => null);
    const location = answer?.headers?.location ?? '';
    if (answer?.status === 303 && !location.startsWith('/login')) told.push(heading);
    else if (answer?.status === 303) wrong.push(`${heading}: to ${location}`);
    else failed.push(answer?.status ?? 'cut');
  }
}

async function read(reader) {
  while (!done) {
    const answer = await send(through, { method: 'GET', path: `/jonkoping/plans/${saved.plan}/chapters`, headers: headers(reader % 2 ? 'anna' : 'bo') }).catch((error) => ({ status: error.message }));
    if (answer.status === 200) pages += 1;
    else if (answer.status === 'socket hang up') cut += 1;
    else wrong.push(`a page: ${answer.status} ${answer.headers?.location ?? ''}`);
  }
}

async function untilTold(n) {
  while (told.length < n) await sleep(20);
}

const work = [...Array.from({ length: WRITERS }, (_, i) => write(i)), ...Array.from({ length: READERS }, (_, i) => read(i))];
await untilTold(BETWEEN_KILLS);
for (const node of [nodes[0], nodes[1]]) {
  node.process.kill('SIGKILL');
  equal('nodes: one is gone', (await node.exited).signal, 'SIGKILL');
  await untilTold(told.length + BETWEEN_KILLS);
}
done = true;
await Promise.all(work);

equal('nodes: nobody was logged out and no page failed', wrong, []);
check(`nodes: ${pages} pages were read, ${told.length} chapters saved, ${failed.length} were told that they were not`, told.length >= 3 * BETWEEN_KILLS && pages > 0);
check(`nodes: only what was under way at a killed node failed (saves: ${failed.join(" ") || "none"}; pages: ${cut})`, failed.length <= 2 * WRITERS && cut <= 2 * READERS);
const stored = site.rows('SELECT heading FROM chapter WHERE body = heading').flat();
const there = new Set(stored);
equal('nodes: nothing that was told of is lost', told.filter((heading) => !there.has(heading)), []);
equal('nodes: nothing is there twice', stored.length, there.size);
equal('nodes: each change is in the log once', site.rows("SELECT count(*) FROM audit WHERE action = 'chapter.add'"), [[stored.length]]);
await scenario(through, 'nodes', [
  { step: 'both are still logged in', as: 'bo', get: `/jonkoping/plans/${saved.plan}/chapters`, has: told.map((heading) => `>${heading}<`) },
  { step: 'and may go on', as: 'anna', post: `/jonkoping/plans/${saved.plan}/chapters`, form: { kind: 'text', heading: 'Efteråt', body: 'Efteråt' }, status: 303 }], { people });

proxy.kill('SIGTERM');
await proxy.exited;
equal('nodes: the last one ends well', (await nodes[2].stop()).code, 0);
await site.stop();
finish();
