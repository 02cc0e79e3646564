// Logging in at a provider of OpenID Connect (quality 10, 16): node oidc_test.mjs SAMSYN
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECRET, Provider, ellipticKey, smallKey } from './provider.mjs';
import { People, scenario } from './scenario.mjs';
import { PASSWORD, Site } from './site.mjs';
import { check, equal, finish } from './tap.mjs';

const ORIGIN = 'https://samsyn.example.org';
const CALLBACK = '/login/provider/callback';
const provider = await Provider.start();
const folder = await mkdtemp(join(tmpdir(), 'samsyn-oidc-'));
const secret = join(folder, 'secret');
await writeFile(secret, `${SECRET}\n`);
await chmod(secret, 0o600);
const serve = ['--origin', ORIGIN, '--second-factor', 'required', '--oidc-issuer', provider.issuer, '--oidc-client-id', 'samsyn', '--oidc-client-secret-file', secret, '--oidc-label', 'Kommunens inloggning'];
const accounts = { 'anna@example.org': ['jonkoping', 'coordinator'], 'bo@example.org': ['jonkoping', 'member'] };
const site = await Site.start(process.argv[2], { collaborations: ['jonkoping'], accounts, serve });
const people = new People();
const saved = {};
const own = (step) => ({ ...step, headers: { host: 'samsyn.example.org', origin: ORIGIN, ...step.headers } });
const play = (title, steps) => scenario(site.server, title, steps.map(own), { people, saved });
const identities = () => site.rows('SELECT subject FROM account_identity ORDER BY 1').flat();
const tokenOf = (who) => people.jar(who).get('__Host-samsyn');

// Goes to the provider and gives what it sends back.
async function leave(who, from = '/login/provider?next=/jonkoping/plans') {
  await play('leaving', [{ step: `${who}`, as: who, get: from, status: 303, header: { 'Set-Cookie': /^__Host-samsyn-provider=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/ }, save: { away: /^(.+)$/ } }]);
  return provider.approve(saved.away);
}

// One login from the start to its end, which `step` says.
async function come(title, who, step, { from, answer = {} } = {}) {
  const form = { ...(await leave(who, from)), ...answer };
  return play(title, [{ step: 'the answer', as: who, post: CALLBACK, form, ...step }]);
}
const REFUSED = (what) => ({ step: 'is refused', status: 403, has: what, header: { 'Set-Cookie': /^__Host-samsyn-provider=;|Max-Age=0/ } });

// ---- the good case ----

await play('login page', [
  { step: 'offers the provider', get: '/login?next=/jonkoping/plans', has: ['href="/login/provider?next=', 'Kommunens inloggning'] },
  { step: 'a link on another site leads to its button', get: '/login/provider?next=/jonkoping/plans', headers: { 'sec-fetch-site': 'cross-site' }, location: '/login?next=%2Fjonkoping%2Fplans' },
  { step: 'nobody else than who is logged in ties an account', get: '/account/provider', status: 303, location: /^\/login/ },
]);
await come('unknown', 'anna', { step: 'says what to do', status: 403, has: ['Inget konto är kopplat', 'Koppla ihop under Mitt konto'] });
check('leaving: by code, PKCE and nonce', provider.asked.response_type === 'code' && provider.asked.code_challenge_method === 'S256' && provider.asked.scope === 'openid' &&
  provider.asked.redirect_uri === ORIGIN + CALLBACK && new Set([provider.asked.state, provider.asked.nonce, provider.asked.code_challenge]).size === 3 && provider.asked.state.length === 43, JSON.stringify(provider.asked));
equal('unknown: the same address ties nothing', identities(), []);
check('unknown: no session', tokenOf('anna') === undefined);
await play('tying', [
  { step: 'Bo logs in', as: 'bo', post: '/login', form: { email: 'bo@example.org', password: PASSWORD, next: '/account' }, location: '/account' },
  { step: 'Anna logs in', as: 'anna', post: '/login', form: { email: 'anna@example.org', password: PASSWORD, next: '/account' }, location: '/account' },
  { step: 'is offered', as: 'anna', get: '/account', has: ['href="/account/provider"', 'Kommunens inloggning'] },
]);
await play('tying', [{ step: 'does not begin on another site', as: 'anna', get: '/account/provider', headers: { 'sec-fetch-site': 'cross-site' }, location: '/account' }]);
const back = await leave('anna', '/account/provider');
await play('tying', [
  { step: 'asks first', as: 'anna', get: `${CALLBACK}?${new URLSearchParams(back)}`, has: ['Koppla ihop?', back.code], lacks: 'data-submit', header: { 'Cache-Control': 'no-store' } },
  { step: 'not from elsewhere', as: 'anna', post: CALLBACK, form: back, headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, status: 403 },
  { step: 'ties', as: 'anna', post: CALLBACK, form: back, location: '/account?done=provider-on' },
  { step: 'says so', as: 'anna', get: '/account', has: 'Koppla isär' },
]);
equal('tying: by subject', identities(), ['anna-1']);
const before = tokenOf('anna');
const again = await leave('anna');
await play('login', [
  { step: 'a GET shows a page that goes on by itself', as: 'anna', get: `${CALLBACK}?${new URLSearchParams(again)}`, has: ['data-submit', 'Fortsätt'], header: { 'Referrer-Policy': 'strict-origin' } },
  { step: 'and changes nothing', as: 'anna', get: `${CALLBACK}?${new URLSearchParams(again)}`, has: 'data-submit' },
  { step: 'a POST logs in', as: 'anna', post: CALLBACK, form: again, location: '/jonkoping/plans', header: { 'Set-Cookie': /__Host-samsyn=[\w-]{43};.*Secure/ } },
  { step: 'a second factor is the provider\'s matter', as: 'anna', get: '/jonkoping/plans', has: 'Anna Exempel' },
  { step: 'the list of sessions says how', as: 'anna', get: '/account', has: 'hos er organisation' },
]);
check('10 session: it is another one', before !== tokenOf('anna'));
await play('10 session', [{ step: 'the old one is dead', get: '/account', headers: { cookie: `__Host-samsyn=${before}` }, status: 303 }]);
check('30 neither code nor state nor secret is in the log', ![again.code, again.state, SECRET].some((text) => site.server.log.includes(text)));
await come('leading on', 'anna2', { step: 'not to elsewhere', location: '/' }, { from: '/login/provider?next=//evil.example' });

// ---- whose account it is ----

provider.subject = 'mallory';
await come('16 sub', 'mallory', { step: 'another one with the same address is unknown', status: 403, has: 'Inget konto är kopplat' });
check('16 sub: no session', tokenOf('mallory') === undefined);
provider.reset();
await come('tying', 'bo', { step: 'what is tied to Anna does not tie to Bo', status: 409, has: 'redan kopplat' }, { from: '/account/provider' });
equal('tying: nothing has changed', identities(), ['anna-1']);

// ---- what is refused ----

const wrong = async (title, what, change) => {
  Object.assign(provider, change);
  await come(`16 ${title}`, 'eve', REFUSED(what));
  provider.reset();
};
const now = Math.floor(Date.now() / 1000);
await wrong('nonce', '(nonce)', { claims: { nonce: 'annan' } });
await wrong('no nonce', '(nonce)', { claims: { nonce: undefined } });
await wrong('iss', '(iss)', { claims: { iss: 'https://evil.example' } });
await wrong('aud', '(aud)', { claims: { aud: 'another' } });
await wrong('several aud without azp', '(aud)', { claims: { aud: ['samsyn', 'another'] } });
await wrong('azp', '(aud)', { claims: { aud: ['samsyn', 'another'], azp: 'another' } });
await wrong('expired', '(exp)', { claims: { exp: now - 180 } });
await wrong('no exp', '(exp)', { claims: { exp: undefined } });
await wrong('of the future', '(iat)', { claims: { iat: now + 300 } });
await wrong('not yet', '(nbf)', { claims: { nbf: now + 300 } });
await wrong('no sub', '(sub)', { claims: { sub: undefined } });
await wrong('alg none', '(', { alg: 'none', sign: () => '' });
await wrong('alg none with a signature', '(', { alg: 'none', sign: () => 'AAAA' });
await wrong('HS256 with the public key', '(alg)', { alg: 'HS256', sign: provider.hmac });
await wrong('HS256 with the secret', '(alg)', { alg: 'HS256', sign: () => 'AAAA' });
await wrong('another signature', '(signatur)', { sign(text) { return this.usual(`${text}x`); } });
await wrong('crit', '(alg)', { header: { crit: ['b64'], b64: true } });
check('16 nobody is logged in by any of them', tokenOf('eve') === undefined);
provider.claims = { exp: now - 60, iat: now + 60 };
await come('a clock a minute off', 'anna2', { step: 'is let pass', location: '/jonkoping/plans' });
provider.reset();
for (const alg of ['PS256', 'RS256']) {
  provider.alg = alg;
  await come(alg, 'anna2', { step: 'is taken', location: '/jonkoping/plans' });
}
provider.reset();

await come('16 state', 'eve', { step: 'another one is refused', status: 403, has: 'hör inte till' }, { answer: { state: 'x'.repeat(43) } });
await come('16 state', 'eve', { step: 'none is refused', status: 403, has: 'hör inte till' }, { answer: { state: '' } });
await come('16 RFC 9207', 'eve', { step: 'an answer of another issuer is refused', status: 403, has: 'hör inte till' }, { answer: { iss: 'https://evil.example' } });
const stolen = await leave('eve');
await play('16 state', [
  { step: 'in another browser it is refused', as: 'somebody', post: CALLBACK, form: stolen, status: 403, has: 'hör inte till' },
  { step: 'so it is when it is looked at', as: 'somebody', get: `${CALLBACK}?${new URLSearchParams(stolen)}`, status: 403 },
  { step: 'what was broken off there says so', as: 'eve', get: `${CALLBACK}?${new URLSearchParams({ error: 'access_denied', state: stolen.state })}`, status: 403, has: 'avbröts' },
]);
const twice = await leave('anna2');
const cookie = people.cookies('anna2');
await play('16 replay', [
  { step: 'once', as: 'anna2', post: CALLBACK, form: twice, location: '/jonkoping/plans' },
  { step: 'the cookie is gone', as: 'anna2', post: CALLBACK, form: twice, status: 403, has: 'hör inte till' },
  { step: 'whoever kept it finds the code used', post: CALLBACK, form: twice, headers: { cookie }, status: 403, has: 'godtog inte' },
]);

// ---- keys ----

const fetched = () => provider.requests.filter((path) => path === '/jwks').length;
const keysBefore = fetched();
provider.rotate('tva');
await come('an unknown kid', 'eve', REFUSED('(kid)'));
equal('an unknown kid: fetches no keys within a minute of the last time', fetched(), keysBefore);

// ---- when the provider is not well ----

const unwell = async (title, path, behave) => {
  provider.behave = { [path]: behave };
  await come(title, 'eve', { step: 'is told', status: 503, has: 'svarar inte som den ska' });
  provider.reset();
};
await unwell('down', '/token', (response) => response.destroy());
await unwell('huge', '/token', (response) => response.end(`{"id_token": "${'x'.repeat(300 * 1024)}"}`));
await unwell('no JSON', '/token', (response) => response.end('<html>'));
await unwell('an error', '/token', (response) => response.writeHead(500).end('{}'));
await unwell('26 a redirect', '/token', (response) => response.writeHead(307, { Location: `${provider.issuer}/elsewhere` }).end());
check('26 a redirect is not followed', !provider.requests.includes('/elsewhere'));
let waiting;
provider.behave = { '/token': (response) => { waiting = response; } };
const slow = await leave('eve');
let over = false;
const slowly = play('slow', [{ step: 'is told', as: 'eve', post: CALLBACK, form: slow, status: 503, has: 'svarar inte' }]).then(() => { over = true; });
await play('slow', [{ step: 'others are answered meanwhile', get: '/login', has: 'Logga in' }]);
check('slow: it still waits', !over);
await slowly;
waiting?.destroy();
provider.reset();

await play('untying', [
  { step: 'Anna does', as: 'anna', post: '/account/provider', location: '/account?done=provider-off' },
  { step: 'the page says so', as: 'anna', get: '/account', has: 'href="/account/provider"' },
]);
site.write('UPDATE session SET created_at = created_at - 1801');
await play('tying', [
  { step: 'not half an hour after logging in', as: 'anna', get: '/account/provider', location: '/login?next=%2Faccount&done=log-in-again' },
  { step: 'nor untying', as: 'anna', post: '/account/provider', location: '/login?next=%2Faccount&done=log-in-again' },
]);
equal('untying: nothing is left', identities(), []);
equal('untying: the log knows', site.rows("SELECT action FROM audit WHERE action LIKE 'account.provider%' ORDER BY id").flat(), ['account.provider.on', 'account.provider.off']);
await site.stop();

// ---- a server that has not yet seen the provider ----

async function fresh(title, change, run) {
  change();
  const other = await Site.start(process.argv[2], { collaborations: ['jonkoping'], accounts, serve });
  const there = new People();
  const kept = {};
  await run((steps) => scenario(other.server, title, steps.map(own), { people: there, saved: kept }), kept, other);
  await other.stop();
  provider.reset();
}
const begin = { step: 'leaves', as: 'anna', get: '/login/provider', status: 303, save: { away: /^(.+)$/ } };
const discovery = '/.well-known/openid-configuration';
const told = [{ step: 'is told', as: 'anna', get: '/login/provider', status: 503, has: 'svarar inte som den ska', header: { 'Set-Cookie': null } }];
await fresh('discovery', () => { provider.metadata = { issuer: 'https://evil.example' }; }, async (steps) => {
  await steps(told);
  provider.metadata = { token_endpoint: 'http://192.0.2.1/token' };
  await steps(told);
  provider.metadata = { jwks_uri: 'file:///etc/passwd' };
  await steps(told);
  provider.metadata = {};
  provider.behave = { [discovery]: (response) => response.writeHead(302, { Location: '/elsewhere' }).end('{}') };
  await steps(told);
  provider.behave = {};
  await steps([{ ...begin, step: 'works again when it is well' }]);
});
for (const [title, key, alg, status] of [['ES256', ellipticKey('kurva'), 'ES256', 'Inget konto är kopplat'], ['a weak key', smallKey('svag'), 'RS256', '(signatur)'], ['RS256 in the header of an elliptic key', ellipticKey('kurva'), 'RS256', '(kid)']])
  await fresh(title, () => { provider.key = key; provider.published = [key]; provider.alg = alg; if (title.startsWith('RS256')) provider.sign = () => 'AAAA'; }, async (steps, kept) => {
    await steps([begin]);
    await steps([{ step: 'the answer', as: 'anna', post: CALLBACK, form: provider.approve(kept.away), status: 403, has: status }]);
  });

const start = (...more) => {
  try {
    execFileSync(process.argv[2], ['serve', '--data', join(folder, 'none.db'), '--listen', '127.0.0.1:0', ...more], { stdio: 'pipe', encoding: 'utf8', timeout: 20000 });
    return '';
  } catch (error) {
    return error.stderr;
  }
};
check('settings: origin is needed', start('--oidc-issuer', provider.issuer).includes('origin'));
check('settings: the others too', start('--origin', ORIGIN, '--oidc-issuer', provider.issuer).includes('oidc-client-id'));
check('settings: http elsewhere is refused', start('--origin', ORIGIN, '--oidc-issuer', 'http://login.example.org', '--oidc-client-id', 'a', '--oidc-client-secret-file', secret).includes('https://'));
await provider.stop();
await rm(folder, { recursive: true });
finish();
