// Backup, restore, verify, check and upgrade of an installation: node upkeep_test.mjs SAMSYN
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { People, scenario, send } from '../http/scenario.mjs';
import { ROOT, Site, dumpOf, logIn, rowsOf } from '../http/site.mjs';
import { check, equal, finish, skip } from '../http/tap.mjs';
import { SECRET, Provider } from '../http/provider.mjs';
import { makeOld } from './old.mjs';

const SAMSYN = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'samsyn-upkeep-'));
const at = (name) => join(folder, name);
const hash = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');
const environment = { PATH: process.env.PATH };

function run(args, env = {}) {
  const { status, stdout, stderr } = spawnSync(SAMSYN, args, { encoding: 'utf8', env: { ...environment, ...env } });
  return { status, out: stdout, err: stderr };
}

async function later(args) {
  const process = spawn(SAMSYN, args, { env: environment });
  let out = '';
  process.stdout.on('data', (text) => (out += text));
  process.stderr.on('data', (text) => (out += text));
  const [status] = await once(process, 'exit');
  return { status, out };
}

// A person at a terminal, who types when asked. Ends with 77 where the machine has no terminals (/dev/pts).
const AT_TERMINAL = `import os, pty, sys
typed = b""
try:
    pid, terminal = pty.fork()
except OSError:
    sys.exit(77)
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
shown = b""
try:
    while piece := os.read(terminal, 1000):
        shown += piece
        if shown.endswith(b": ") and not typed:
            typed = os.environb[b"TYPED"] + b"\\n"
            os.write(terminal, typed)
except OSError:
    pass
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))`;

// ---- backup while people save (case 41) ----

const site = await Site.start(SAMSYN, { collaborations: ['jonkoping'], accounts: { 'anna@example.org': ['jonkoping', 'coordinator'] } });
const people = new People();
const { plan } = await scenario(site.server, 'backup', [logIn('anna', 'anna@example.org', 'jonkoping'),
  { step: 'a plan begins', as: 'anna', post: '/jonkoping/plans', form: { document: 'verksamhetsplan', first_year: '2021' }, status: 303, save: { plan: /\/plans\/([0-9a-z]{13})/ } }], { people });

const told = [];
let saving = true;
async function write(writer) {
  for (let i = 0; saving; i += 1) {
    const heading = `${writer}-${i}`;
    const body = new URLSearchParams({ kind: 'text', heading, body: heading }).toString();
    const headers = { host: `localhost:${site.server.port}`, origin: `http://localhost:${site.server.port}`, cookie: people.cookies('anna'), 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
    const { status } = await send(site.server, { method: 'POST', path: `/jonkoping/plans/${plan}/chapters`, headers, body });
    if (status !== 303) return status;
    told.push(heading);
  }
  return 303;
}
const writers = [0, 1, 2, 3].map(write);
const enough = (n) => new Promise((resolve) => {
  const look = () => (told.length >= n ? resolve() : setTimeout(look, 5));
  look();
});
await enough(8);
const copies = [];
for (let i = 0; i < 3; i += 1) {
  const before = [...told];
  const { status, out } = await later(['backup', '--data', site.data, '--to', at(`copy-${i}.db`)]);
  equal(`backup ${i} under load succeeds`, [status, /är hel: schema/.test(out)], [0, true]);
  copies.push({ file: at(`copy-${i}.db`), before });
  await enough(told.length + 4);
}
saving = false;
equal('and nobody who saved was turned away', await Promise.all(writers), [303, 303, 303, 303]);
for (const [i, { file, before }] of copies.entries()) {
  const there = rowsOf(file, 'SELECT heading FROM chapter WHERE body = heading').flat();
  equal(`backup ${i} has all that was told of before it`, before.filter((heading) => !there.includes(heading)), []);
  equal(`and each change with its line in the log`, rowsOf(file, "SELECT (SELECT count(*) FROM chapter) - (SELECT count(*) FROM audit WHERE action = 'chapter.add')"), [[0]]);
}
check('it is for its owner alone', (statSync(copies[0].file).mode & 0o077) === 0);
equal('no half file is left', readdirSync(folder).sort(), ['copy-0.db', 'copy-1.db', 'copy-2.db']);

const kept = copies[2].file;
const before = hash(kept);
equal('a backup is never written over', run(['backup', '--data', site.data, '--to', kept]).status, 1);
const restored = run(['restore', '--from', kept, '--data', at('restored.db')]);
equal('it is restored elsewhere', restored.status, 0);
check('with the same rows', dumpOf(at('restored.db')) === dumpOf(kept));
equal('and the backup is as it was', hash(kept), before);
equal('never over a database', run(['restore', '--from', kept, '--data', at('restored.db')]).status, 1);
equal('the running one neither', run(['restore', '--from', kept, '--data', site.data]).status, 1);
await site.stop();

// ---- verify ----

const verified = run(['verify', kept]);
equal('verify: a sound backup', [verified.status, verified.err], [0, '']);
const damaged = at('damaged.db');
const bytes = readFileSync(kept);
bytes.fill(0x5a, 3 * 4096, 3 * 4096 + 300);
bytes.fill(0x5a, 9 * 4096, 9 * 4096 + 300);
writeFileSync(damaged, bytes);
const bad = run(['verify', damaged]);
equal('verify: a damaged one', bad.status, 1);
check('and says so', /skadad/.test(bad.out + bad.err), bad.out + bad.err);
equal('restore: not from a damaged one', [run(['restore', '--from', damaged, '--data', at('never.db')]).status, existsSync(at('never.db'))], [1, false]);
writeFileSync(at('text.db'), 'this is a text\n');
for (const other of ['text.db', 'missing.db']) equal(`verify: ${other} is no database`, run(['verify', at(other)]).status, 1);

// ---- upgrade of an old installation (case 42) ----

const old = makeOld(at('old.db'));
const oldHash = hash(old);
const dry = run(['migrate', '--data', old, '--dry-run']);
equal('dry run: succeeds', dry.status, 0);
check('lists what would be run', /^0007-plan-reading$/m.test(dry.out) && !/^0006/m.test(dry.out), dry.out);
equal('and changes nothing', [hash(old), readdirSync(folder).filter((name) => name.startsWith('old.db'))], [oldHash, ['old.db']]);
const oldTables = rowsOf(old, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema_migration'").flat();
const counts = (file) => oldTables.map((table) => [table, rowsOf(file, `SELECT count(*) FROM ${table}`)[0][0]]);
const countsBefore = counts(old);
copyFileSync(old, at('kept-old.db'));
equal('migrate: succeeds', run(['migrate', '--data', old]).status, 0);
equal('with the same rows', counts(old), countsBefore);
const backups = readdirSync(folder).filter((name) => /^old\.db\.\d{8}-\d{6}-0006\.backup$/.test(name));
equal('after a backup beside the database', backups.length, 1);
check('which is what it was', dumpOf(at(backups[0])) === dumpOf(at('kept-old.db')));
equal('verify: the upgraded one', run(['verify', old]).status, 0);
equal('migrate again: nothing to do', [run(['migrate', '--data', old]).status, readdirSync(folder).filter((name) => name.endsWith('.backup')).length], [0, 1]);

// ---- a password that is typed ----

const typing = spawnSync('python3', ['-c', AT_TERMINAL, SAMSYN, 'user', 'add', '--data', old, '--name', 'Tor Skriver', 'tor@example.org'], { encoding: 'utf8', env: { ...environment, TYPED: 'ett-långt-lösenord' }, timeout: 60000 });
if (typing.status === 77) skip('user add: at a terminal');
else {
  equal('user add: at a terminal', typing.status, 0);
  check('user add: asks, and does not show what is typed', typing.stdout.startsWith('Lösenord') && !typing.stdout.includes('lösenord-') && !typing.stdout.includes('långt'), typing.stdout);
}

// ---- check and settings ----

const mail = net.createServer((socket) => socket.on('error', () => {}).end('220 ready\r\n')).listen(0, '127.0.0.1');
await once(mail, 'listening');
const config = at('samsyn.conf');
const secret = at('password');
writeFileSync(secret, 'hemligt-lösenord\n', { mode: 0o600 });
writeFileSync(config, `data = ${old}\norigin = https://samsyn.example.se\nsmtp = smtp+plain://127.0.0.1:${mail.address().port}\nmail-from = Samsyn <samsyn@example.se>\nsmtp-user = samsyn\nsmtp-password-file = ${secret}\n`);
const sound = await later(['check', '--config', config]);
equal('check: all is well', sound.status, 0);
for (const what of ['inställningar', 'adress', 'databas', 'schema', 'rättigheter', 'disk', 'säkerhetskopior', 'e-post', 'typsnitt']) check(`check: tells of ${what}`, new RegExp(`^(bra|varning) +${what}: `, 'm').test(sound.out), sound.out);
check('check: tells no secret', !sound.out.includes('hemligt'));
const port = mail.address().port;
mail.close();
equal('check: the environment is read', run(['check'], { SAMSYN_CONFIG: config, SAMSYN_SMTP: `smtp+plain://127.0.0.1:${port}` }).status, 1);
const wrong = (label, args, says, env = {}) => {
  const { status, out, err } = run(['check', ...args], env);
  equal(`check: ${label}`, status, 1);
  check(`check: ${label}: says what`, says.test(out), out + err);
};
wrong('no mail server', ['--config', config], /^fel +e-post: .*svarar inte/m);
chmodSync(secret, 0o644);
wrong('a secret that others can read', ['--config', config], /^fel +inställningar: .*chmod 640/m);
chmodSync(secret, 0o600);
chmodSync(old, 0o644);
wrong('a database that others can read', ['--data', old], /^fel +rättigheter: /m);
chmodSync(old, 0o600);
wrong('no database', ['--data', at('missing.db')], /^fel +databas: /m);
writeFileSync(config, `data = ${old}\n\norigni = https://samsyn.example.se\n`);
wrong('an unknown setting', ['--config', config], /samsyn\.conf rad 3: .*Menas ”origin”/);

const provider = await Provider.start();
const key = at('key');
writeFileSync(key, `${SECRET}\n`, { mode: 0o600 });
writeFileSync(config, `data = ${old}\norigin = https://samsyn.example.se\noidc-issuer = ${provider.issuer}\noidc-client-id = samsyn\noidc-client-secret-file = ${key}\n`);
const asked = await later(['check', '--config', config]);
check('check: the provider answers', asked.status === 0 && asked.out.includes(`inloggning: ${provider.issuer} svarar.`), asked.out);
await provider.stop();
wrong('no provider', ['--config', config], /^fel +inloggning: .*svarar inte/m);
wrong('no folder for backups', ['--data', old, '--upgrade-backups', at('nowhere')], /^fel +säkerhetskopior: /m);
wrong('an unknown variable', [], /SAMSYN_DATTA.*Menas SAMSYN_DATA/, { SAMSYN_DATTA: 'x' });

rmSync(folder, { recursive: true });
finish();
