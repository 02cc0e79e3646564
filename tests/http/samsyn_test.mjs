// The whole program behind its server: node samsyn_test.mjs SAMSYN
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { say, statuses } from './raw.mjs';
import { People, scenario } from './scenario.mjs';
import { PASSWORD, ROOT, Site, idText } from './site.mjs';
import { check, equal, finish } from './tap.mjs';

const site = await Site.start(process.argv[2], {
  collaborations: ['jonkoping', 'stockholm'],
  accounts: { 'anna@example.org': ['jonkoping', 'coordinator'], 'stina@example.org': ['stockholm', 'coordinator'], 'guess@example.org': ['jonkoping', 'member'] },
});
const { server } = site;
const people = new People();
const form = { email: 'anna@example.org', password: PASSWORD, next: '/jonkoping/plans' };

if (site.hasFile) {
  const { mode } = await stat(site.data);
  check('the database is for its owner alone', (mode & 0o077) === 0, mode.toString(8));
}

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
equal('session: its hash is stored', site.rows(`SELECT count(*) FROM session WHERE ${site.hex('token_hash')} = '${createHash('sha256').update(second).digest('hex').toUpperCase()}'`), [[1]]);
const everything = site.dump();
check('session: and no part of itself', ![0, 8, 16, 24, 31].some((at) => everything.includes(second.slice(at, at + 12))));
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

// Searches that are bombs: longer than a search field takes is refused before anything is searched, and nothing is a pattern.
const searches = ['/jonkoping/search?', '/jonkoping/offices?', '/jonkoping/directory?', '/jonkoping/directory.csv?', '/jonkoping/plans?', '/jonkoping/log?'];
const bombs = { percents: '%'.repeat(1200), underscores: '_'.repeat(3900), stars: '*a'.repeat(1900), marks: 'a' + '\u0301\u0323'.repeat(300), 'one letter': 'a'.repeat(201), 'a regular expression': '(a+)+'.repeat(300) };
await scenario(server, '31 bombs', [
  ...searches.flatMap((path) => Object.entries(bombs).map(([name, q]) => ({ step: `${name} at ${path} are refused`, as: 'anna', get: `${path}q=${encodeURIComponent(q)}`, status: 400, has: /får ha högst 200 tecken/ }))),
  ...['%%', '__', '**', '.*', '[a-ö]+', '(a+)+$', 'ko' + '\u0301'.repeat(150)].map((q) => ({ step: `${q} is text`, as: 'anna', get: `/jonkoping/search?q=${encodeURIComponent(q)}`, has: q[0] === 'k' ? /class="panel"/ : 'Inget hittades' })),
  ...['%%', '.*'].map((q) => ({ step: `${q} is text in a list`, as: 'anna', get: `/jonkoping/offices.json?q=${encodeURIComponent(q)}`, json: ({ rows }) => rows.length === 0 })),
  { step: 'what the field takes is searched', as: 'anna', get: `/jonkoping/search?q=${'a'.repeat(200)}`, has: 'Inget hittades' },
], { people });

// The gate stands before the whole program too (each form is tried in web_test.mjs).
for (const [label, target] of Object.entries({ 'a way out': '/assets/../../../etc/passwd', 'a coded way out': '/assets/%2e%2e%2f%2e%2e%2fetc/passwd', 'a coded NUL': '/jonkoping%00' })) {
  const seen = statuses(await say(server.port, `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`))[0];
  check(`traversal: ${label} gives 400 or 404`, [400, 404].includes(seen), seen);
}
const smuggled = statuses(await say(server.port, 'POST /logout HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\na=1GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'));
equal('smuggling: one refusal, nothing behind it', smuggled, [400]);

// A crowd: pages are read, files handed in and passwords checked at the same time.
const docx = await readFile(`${ROOT}demo/jonkoping-plan-2021-2023.docx`);
const crowd = [
  ...['', '/plans', '/parties', '/directory', '/committees', '/import'].flatMap((page) => Array(6).fill({ step: `reads ${page}`, as: 'anna', get: `/jonkoping${page}` })),
  ...Array.from({ length: 8 }, (_, i) => ({ step: 'hands in a file', as: 'anna', post: '/jonkoping/import', files: { file: { filename: `plan ${i}.docx`, content: docx } }, location: /^\/jonkoping\/import\// })),
  ...Array(4).fill({ step: 'logs in', post: '/login', form, location: '/jonkoping/plans' }),
];
await Promise.all(crowd.map((step) => scenario(server, 'crowd', [step], { people })));
const [[anna]] = site.rows("SELECT CAST(id AS TEXT) FROM account WHERE email = 'anna@example.org'");
const lines = server.log.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
const askers = (path, status) => [...new Set(lines.filter((line) => line.path === path && line.status === status).map((line) => line.account ?? 'nobody'))];
check('the log says who logged in', askers('/login', 303).includes(idText(anna)), askers('/login', 303).join());
equal('and who asked', askers('/jonkoping/plans', 200), [idText(anna)]);
equal('and of whom it is not known', askers('/login', 401), ['nobody']);
check('no password or token is in the log', !server.log.includes(PASSWORD) && !server.log.includes(second) && server.log.includes('/login'));
equal('the server ends well', (await site.stop()).code, 0);
equal('nothing but its log is on standard error', server.log.split('\n').filter((line) => line !== '' && !line.startsWith('{')), []);
finish();
