// What the installation says to people, and what it tells of them: node about_people_test.mjs SAMSYN
import { People, scenario } from '../http/scenario.mjs';
import { Site, logIn } from '../http/site.mjs';
import { check, equal, finish } from '../http/tap.mjs';
import { execFileSync } from 'node:child_process';
import { PASSWORD } from '../http/site.mjs';

const SAMSYN = process.argv[2];
const site = await Site.start(SAMSYN, { collaborations: ['jonkoping', 'stockholm'], accounts: { 'anna@example.org': ['jonkoping', 'coordinator'], 'bo@example.org': ['jonkoping', 'member'] } });
const { server } = site;
execFileSync(SAMSYN, ['user', 'add', '--data', site.data, '--name', 'Drift Ansvarig', '--administrator', 'drift@example.org'], { input: `${PASSWORD}\n` });
const people = new People();
const own = '# Hos oss\n\nSkriv till <script>alert(1)</script> drift.\n\n- ett\n- två';

await scenario(server, 'statements', [
  { step: 'how accessible it is, told to anybody', get: '/accessibility', has: ['<h1>Tillgänglighet</h1>', '2018:1937', 'Digg'], lacks: 'Ändra texten' },
  { step: 'what is kept of people', get: '/personal-data', has: ['<h1>Personuppgifter</h1>', 'imy.se'] },
  ...['/login', '/', '/accessibility'].map((page) => ({ step: `linked at the foot of ${page}`, get: page, has: ['href="/accessibility"', 'href="/personal-data"'] })),
  logIn('anna', 'anna@example.org', 'jonkoping'),
  { step: 'and inside', as: 'anna', get: '/jonkoping/plans', has: ['href="/accessibility"', 'href="/personal-data"'] },
  { step: 'a coordinator does not write them', as: 'anna', get: '/accessibility/edit', status: 403 },
  { step: 'nor by hand', as: 'anna', post: '/accessibility/edit', form: { edit: '0', body: 'x' }, status: 403 },
  { step: 'the system administrator', as: 'drift', post: '/login', form: { email: 'drift@example.org', password: PASSWORD, next: '/accessibility/edit' }, location: '/accessibility/edit' },
  { step: 'sees the text that came with the program', as: 'drift', get: '/accessibility/edit', has: '2018:1937' },
  { step: 'may not empty it', as: 'drift', post: '/accessibility/edit', form: { edit: '0', body: '  ' }, status: 422 },
  { step: 'writes the own one', as: 'drift', post: '/accessibility/edit', form: { edit: '0', body: own }, location: '/accessibility?done=statement-changed' },
  { step: 'and somebody who began before is told', as: 'drift', post: '/accessibility/edit', form: { edit: '0', body: 'senare' }, status: 422, has: ['Någon annan har ändrat texten', 'senare'] },
  { step: 'everybody reads it', get: '/accessibility', has: ['<h2>Hos oss</h2>', '<li>två</li>', '&lt;script&gt;', 'Senast ändrad'], lacks: ['<script>alert', '2018:1937'] },
  { step: 'the other is as it was', get: '/personal-data', has: 'imy.se' },
], { people });
equal('statements: the change is in the log', site.rows("SELECT count(*) FROM audit WHERE action = 'statement.change' AND field = 'accessibility'"), [[1]]);

// ---- the log ----

const day = new Date().toISOString().slice(0, 10);
const { plan } = await scenario(server, 'log', [
  { step: 'a plan begins', as: 'anna', post: '/jonkoping/plans', form: { document: 'verksamhetsplan', first_year: '2021' }, status: 303, save: { plan: /\/plans\/([0-9a-z]{13})/ } },
  { step: 'and gets chapters', as: 'anna', post: '/jonkoping/plans/{plan}/chapters', form: { kind: 'text', heading: '=1+1', body: 'Ett kapitel' }, status: 303 },
], { people });
await scenario(server, 'log', [
  { step: 'the coordinator reads it', as: 'anna', get: '/jonkoping/log', has: ['Plan: påbörjad', 'Kapitel: nytt', 'Anna Exempel'] },
  { step: 'by what', as: 'anna', get: '/jonkoping/log?noun=plan', has: 'Plan: påbörjad' },
  { step: 'by what, and nothing else', as: 'anna', get: '/jonkoping/log.json?noun=chapter', json: ({ rows }) => rows.length === 1 && rows[0].action === 'chapter.add' && rows[0].account === 'Anna Exempel' },
  { step: 'by which plan', as: 'anna', get: '/jonkoping/log.json?subject={plan}', json: ({ rows }) => rows.length === 2 },
  { step: 'by when', as: 'anna', get: `/jonkoping/log.json?since=${day}`, json: ({ rows }) => rows.length >= 2 },
  { step: 'before anything', as: 'anna', get: '/jonkoping/log.json?until=2020-01-01', json: ({ rows }) => rows.length === 0 },
  { step: 'a day that is none', as: 'anna', get: '/jonkoping/log?since=igar', status: 422, has: 'Skriv dagen som' },
  { step: 'as CSV without formulas', as: 'anna', get: '/jonkoping/log.csv', has: 'chapter.add', lacks: /(^|;)"?=1\+1/m },
  { step: 'as XLSX', as: 'anna', get: '/jonkoping/log.xlsx', header: { 'Content-Type': /spreadsheetml/ } },
  { step: 'not the installation\'s', as: 'anna', get: '/jonkoping/log', lacks: 'Text om installationen: ändrad</' },
  { step: 'nor another collaboration\'s', as: 'anna', get: '/stockholm/log', status: 403 },
  { step: 'nor the installation\'s by its own address', as: 'anna', get: '/log', status: 403 },
  { step: 'the system administrator reads that', as: 'drift', get: '/log.json', json: ({ rows }) => rows.some(({ action }) => action === 'statement.change') && !rows.some(({ action }) => action === 'plan.start') },
  { step: 'but no collaboration\'s', as: 'drift', get: '/jonkoping/log', status: 403 },
  { step: 'a member does not', as: 'bo', post: '/login', form: { email: 'bo@example.org', password: PASSWORD, next: '/jonkoping' }, status: 303 },
  { step: 'read it', as: 'bo', get: '/jonkoping/log', status: 403 },
], { people, saved: { plan } });

// Many lines, read page by page in SQL.
execFileSync('python3', ['-c', `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
collaboration, = db.execute("SELECT id FROM collaboration WHERE name = 'jonkoping'").fetchone()
top, = db.execute('SELECT max(id) FROM audit').fetchone()
db.executemany("INSERT INTO audit (id, collaboration, at, action, field, after) VALUES (?, ?, 1700000000, 'activity.cell', 'goal', ?)", [(top + i, collaboration, f'rad {i}') for i in range(1, 1001)])
db.commit()`, site.data]);
await scenario(server, 'log', [
  { step: 'a thousand lines in pages', as: 'anna', get: '/jonkoping/log?noun=activity', has: [/1.?000 ändringar/, 'sida 1 av 10', '>rad 1000<', '>rad 901<'], lacks: '>rad 900<' },
  { step: 'the last of them', as: 'anna', get: '/jonkoping/log?noun=activity&page=10', has: ['>rad 100<', '>rad 1<'], lacks: '>rad 101<' },
  { step: 'one beyond is empty', as: 'anna', get: '/jonkoping/log?noun=activity&page=99', has: 'Ingen ändring passar' },
  { step: 'all of them in a file', as: 'anna', get: '/jonkoping/log.json?noun=activity', json: ({ rows }) => rows.length === 1000 },
], { people });

check('the server ends well', (await site.stop()).code === 0);
finish();
