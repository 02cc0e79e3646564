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
  { step: 'each with its name', as: 'anna', get: '/jonkoping/log?noun=plan', has: ['<span class="log-name">Verksamhetsplan ', '<a href="/jonkoping/settings">'] },
  { step: 'a day that cannot be read stays in its field', as: 'anna', get: '/jonkoping/log?since=i+mars', status: 422, has: ['<title>Fel: Logg', 'value="i mars"'] },
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

// ---- the register extract ----

// Bo gets a row wherever the program keeps something of a person.
execFileSync('python3', ['-c', `
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
one = lambda sql, *values: db.execute(sql, values).fetchone()[0]
c = one("SELECT id FROM collaboration WHERE name = 'jonkoping'")
bo = one("SELECT id FROM account WHERE email = 'bo@example.org'")
plan = one('SELECT id FROM plan WHERE collaboration = ?', c)
body, office = (one('SELECT id FROM element WHERE collaboration = ? AND kind = ?', c, kind) for kind in ('body', 'office'))
document = one("SELECT id FROM element WHERE collaboration = ? AND kind = 'document'", c)
year = one('SELECT min(id) FROM plan_year WHERE plan = ?', plan)
now = 1700000000
run = db.execute
run("INSERT INTO person (collaboration, id, key, name, email, phone, note) VALUES (?, 901, 'bo', 'Bo Särskild', 'bo@example.org', '010-12 34', 'Helst efter tio')", (c,))
run('UPDATE membership SET person = 901 WHERE account = ?', (bo,))
run("INSERT INTO post (collaboration, id, person, element, function, valid_from) VALUES (?, 902, 901, ?, 'inspector', '2021-01-01')", (c, office))
run("INSERT INTO seat (collaboration, id, body, person, role) VALUES (?, 903, ?, 901, 'member')", (c, body))
run("INSERT INTO letter (id, account, kind, to_name, to_email, subject, text, html, state, created_at) VALUES (904, NULL, 'x', 'Bo', 'BO@example.org', 'Ett brev', 'hemlig text', '', 'sent', ?)", (now,))
run("INSERT INTO job (id, account, kind, title, state, due_at, created_at, changed_at) VALUES (905, ?, 'x', 'Ett jobb', 'done', 0, ?, ?)", (bo, now, now))
run("INSERT INTO plan_upload (collaboration, id, account, filename, content, document, created_at) VALUES (?, 906, ?, 'bos plan.csv', x'00', ?, ?)", (c, bo, document, now))
run("INSERT INTO plan_version (collaboration, id, plan, number, body, adopted_on, paragraph, content, content_hash, account, created_at) VALUES (?, 907, ?, 1, ?, '2021-05-05', '§ 1', 'Ansvarig: Bo Särskild', '', ?, ?)", (c, plan, body, bo, now))
run("INSERT INTO category (collaboration, id, plan, plan_year, position, title) VALUES (?, 908, ?, ?, 1, 'x')", (c, plan, year))
run("INSERT INTO activity (collaboration, id, plan, category, position, title, leader) VALUES (?, 909, ?, 908, 1, 'En aktivitet', 'BO  SÄRSKILD'), (?, 910, ?, 908, 2, 'En annan', '')".replace('  ', ' '), (c, plan, c, plan))
run("INSERT INTO chapter (collaboration, id, plan, position, kind, heading, body) VALUES (?, 911, ?, 9, 'text', 'Vilka', 'Bo Särskild håller i det.')", (c, plan))
run("INSERT INTO task_link (collaboration, id, token_hash, kind, subject, element, person, email, created_at) VALUES (?, 912, x'00', 'answer', 909, ?, 901, 'bo@example.org', ?)", (c, office, now))
run("INSERT INTO task_code (collaboration, link, code_hash, email, created_at) VALUES (?, 912, x'01', 'bo@example.org', ?)", (c, now))
run("INSERT INTO confirmation (collaboration, id, started_on, last_on) VALUES (?, 913, '2021-01-01', '2021-02-01')", (c,))
run("INSERT INTO confirmation_office (collaboration, confirmation, element) VALUES (?, 913, ?)", (c, office))
run("INSERT INTO confirmation_person (collaboration, confirmation, element, person, outcome, said, said_at) VALUES (?, 913, ?, 901, 'changed', 'telefon', ?)", (c, office, now))
run("INSERT INTO people_upload (collaboration, id, account, filename, content, created_at) VALUES (?, 914, ?, 'bos folk.csv', x'00', ?)", (c, bo, now))
run("INSERT INTO login_attempt (key, failures, first_at) VALUES ('account:bo@example.org', 3, ?)", (now,))
top = one('SELECT max(id) FROM audit')
run("INSERT INTO audit (id, collaboration, account, at, action, subject, field, after) VALUES (?, ?, ?, ?, 'activity.cell', 909, 'goal', 'Bos mål')", (top + 1, c, bo, now))
run("INSERT INTO audit (id, collaboration, at, action, subject, field, before) VALUES (?, ?, ?, 'person.change', 901, 'phone', '010-99')", (top + 2, c, now))
run("INSERT INTO audit (id, account, at, action, subject) VALUES (?, ?, ?, 'account.password', ?)", (top + 3, bo, now, bo))
db.commit()`, site.data]);
const counted = { person: 1, posts: 1, seats: 1, account: 1, roles: 1, letters: 1, links: 1, confirmations: 1, uploads: 2, attempts: 1, jobs: 1, versions: 1, activities: 1, chapters: 1, frozen: 1, changes_of: 1, changes_about: 3 };
const whole = (extract) => {
  const wrong = Object.entries(counted).filter(([part, n]) => extract[part]?.length !== n).map(([part, n]) => `${part}: ${extract[part]?.length}, not ${n}`);
  check('extract: each part has what there is', wrong.length === 0 && extract.sessions.length >= 1, wrong.join('; '));
  return extract.name === 'Bo Särskild' && extract.person[0].phone === '010-12 34' && extract.activities[0].title === 'En aktivitet';
};
await scenario(server, 'extract', [
  { step: 'the coordinator makes it', as: 'anna', get: '/jonkoping/people/bo/extract', has: ['Registerutdrag', 'Bo Särskild', '010-12 34', 'Helst efter tio', 'bos plan.csv', 'Ett brev', 'Bos mål', '010-99', 'En aktivitet', 'Aktivitet: text ändrad', '>inspektör<', '>ledamot<', '>medlem<', 'med lösenord', 'skickat', 'klart'], lacks: ['hemlig text', 'En annan', 'argon2'] },
  { step: 'from the person\'s page', as: 'anna', get: '/jonkoping/people/bo', has: '/jonkoping/people/bo/extract' },
  { step: 'as a file', as: 'anna', get: '/jonkoping/people/bo/extract.json', json: whole, header: { 'Content-Disposition': /registerutdrag\.json/ } },
  { step: 'of nobody', as: 'anna', get: '/jonkoping/people/ingen/extract', status: 404 },
  { step: 'the person gets the same', as: 'bo', get: '/jonkoping/me/extract', has: ['Bo Särskild', 'bos plan.csv', '010-99'] },
  { step: 'as a file', as: 'bo', get: '/jonkoping/me/extract.json', json: whole },
  { step: 'but nobody else\'s', as: 'bo', get: '/jonkoping/people/bo/extract', status: 403 },
  { step: 'the coordinator has one too, of an account without a person', as: 'anna', get: '/jonkoping/me/extract', has: 'Anna Exempel', lacks: 'Bo Särskild' },
  { step: 'the public has none', get: '/jonkoping/me/extract', status: 303 },
], { people });

// Whoever makes a new table in which a person can be found has to say here what the extract does about it.
const KNOWN = ['account', 'activity', 'audit', 'chapter', 'confirmation_person', 'job', 'letter', 'login_attempt', 'membership', 'people_upload', 'person', 'plan_upload', 'plan_version', 'post', 'seat', 'session', 'task_code', 'task_link'];
const found = JSON.parse(execFileSync('python3', ['-c', `
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
bo, = db.execute("SELECT id FROM account WHERE email = 'bo@example.org'").fetchone()
about = lambda value: value in (bo, 901) if isinstance(value, int) else isinstance(value, str) and ('Särskild' in value or 'bo@example.org' in value.lower())
tables = [name for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
print(json.dumps(sorted(table for table in tables if any(about(value) for row in db.execute(f'SELECT * FROM "{table}"') for value in row))))`, site.data], { encoding: 'utf8' }));
equal('extract: there is nothing of Bo in tables that it does not read', found.filter((table) => !KNOWN.includes(table)), []);
const columns = site.rows("SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name IN ('account', 'person', 'email', 'to_email') ORDER BY 1").flat();
equal('extract: columns that point at people', columns, ['account.email', 'account_identity.account', 'answer_version.account', 'audit.account', 'confirmation_person.person', 'frozen_document.account', 'job.account', 'letter.account', 'letter.to_email', 'login_link.account', 'login_step.account', 'membership.account', 'membership.person',
  'people_upload.account', 'person.email', 'plan_upload.account', 'plan_version.account', 'post.person', 'proposal.account', 'proposal_discussion.account', 'recovery_code.account', 'seat.person', 'second_factor.account', 'session.account', 'statement.account', 'task_code.email', 'task_link.email', 'task_link.person']);

check('the server ends well', (await site.stop()).code === 0);
finish();
