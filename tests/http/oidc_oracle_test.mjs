// Logging in at another's program, node-oidc-provider of ../shared/oracles/oidc (node 20); skipped where it is not: node oidc_oracle_test.mjs SAMSYN
import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { People, scenario } from './scenario.mjs';
import { PASSWORD, ROOT, Site } from './site.mjs';
import { check, equal, finish, skip } from './tap.mjs';

const ORIGIN = 'https://samsyn.example.org';
const CALLBACK = '/login/provider/callback';
const WHERE = join(ROOT, '../shared/oracles/oidc');
const folder = await mkdtemp(join(tmpdir(), 'samsyn-oracle-'));

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

// Its own program, with our address and a port that is free; its packages beside the copy. NULL where it cannot be had.
async function oracle() {
  if (!existsSync(join(WHERE, 'op.mjs')) || Number(process.versions.node.split('.')[0]) < 20) return null;
  const port = await freePort();
  const program = (await readFile(join(WHERE, 'op.mjs'), 'utf8')).replace('http://127.0.0.1:8080/cb', ORIGIN + CALLBACK).replaceAll('4000', port);
  await writeFile(join(folder, 'op.mjs'), program);
  await copyFile(join(WHERE, 'package.json'), join(folder, 'package.json'));
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, stdio: 'ignore', timeout: 120000 });
  } catch {
    return null;
  }
  const running = spawn(process.execPath, ['op.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: running.stdout })) if (line === 'up') return { port, running };
  return null;
}

// A browser at the provider: logs in and consents until it is sent back to us; gives the query it is sent with.
async function goThrough(start, login) {
  const jar = new Map();
  let address = start;
  let form;
  for (let i = 0; i < 15; i++) {
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
    const answer = await fetch(address, { redirect: 'manual', headers, ...(form && { method: 'POST', body: new URLSearchParams(form) }) });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      jar.set(name, value);
    }
    form = undefined;
    const location = answer.headers.get('location');
    if (location) address = new URL(location, address).href;
    else {
      const page = await answer.text();
      form = page.includes('name="login"') ? { prompt: 'login', login, password: 'x' } : { prompt: 'consent' };
      address = new URL(/<form[^>]*action="([^"]+)"/.exec(page)[1], address).href;
    }
    if (address.startsWith(ORIGIN)) return Object.fromEntries(new URL(address).searchParams);
  }
  throw new Error(`no way back from ${address}`);
}

async function run({ port }) {
  const secret = join(folder, 'secret');
  await writeFile(secret, 's'.repeat(32), { mode: 0o600 });
  const site = await Site.start(process.argv[2], {
    collaborations: ['jonkoping'], accounts: { 'anna@example.org': ['jonkoping', 'member'] },
    serve: ['--origin', ORIGIN, '--oidc-issuer', `http://127.0.0.1:${port}`, '--oidc-client-id', 'samsyn', '--oidc-client-secret-file', secret],
  });
  const people = new People();
  const saved = {};
  const play = (steps) => scenario(site.server, 'oracle', steps.map((step) => ({ ...step, headers: { host: 'samsyn.example.org', origin: ORIGIN } })), { people, saved });
  const leave = async (who, from, login) => {
    await play([{ step: `${who} leaves`, as: who, get: from, status: 303, save: { away: /^(.+)$/ } }]);
    return goThrough(saved.away, login);
  };
  await play([{ step: 'Anna logs in with her password', as: 'anna', post: '/login', form: { email: 'anna@example.org', password: PASSWORD, next: '/account' }, location: '/account' }]);
  await play([{ step: 'and ties her account', as: 'anna', post: CALLBACK, form: await leave('anna', '/account/provider', 'anna'), location: '/account?done=provider-on' }]);
  equal('oracle: by its subject', site.rows('SELECT subject FROM account_identity'), [['anna']]);
  const answer = await leave('later', '/login/provider?next=/jonkoping/plans', 'anna');
  check('oracle: it names itself (RFC 9207)', answer.iss === `http://127.0.0.1:${port}`);
  await play([
    { step: 'then the provider is enough', as: 'later', post: CALLBACK, form: answer, location: '/jonkoping/plans' },
    { step: 'and the page opens', as: 'later', get: '/jonkoping/plans', has: 'Anna Exempel' },
  ]);
  await play([{ step: 'somebody else is unknown', as: 'bo', post: CALLBACK, form: await leave('bo', '/login/provider', 'bo'), status: 403, has: 'Inget konto är kopplat' }]);
  await site.stop();
}

const found = await oracle();
if (found === null) skip('logging in at node-oidc-provider');
else {
  await run(found);
  found.running.kill();
}
await rm(folder, { recursive: true });
finish();
