// Backup, restore, verify and upgrade of an installation on PostgreSQL: node postgresql_test.mjs SAMSYN
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dumpOf, rowsOf } from '../http/site.mjs';
import { check, equal, finish } from '../http/tap.mjs';
import { makeOld } from './old.mjs';

const [SAMSYN, CLUSTER] = [process.argv[2], process.env.TEST_DATABASE];
const folder = mkdtempSync(join(tmpdir(), 'samsyn-upkeep-'));
const at = (name) => join(folder, name);
const databases = [];
const psql = (sql) => execFileSync('psql', ['--no-psqlrc', '--quiet', `--command=${sql}`, CLUSTER]);

function newDatabase(name) {
  databases.push(`${name}_${process.pid}`);
  psql(`CREATE DATABASE ${databases.at(-1)} TEMPLATE template0`);
  return CLUSTER.replace('/postgres?', `/${databases.at(-1)}?`);
}

function run(...args) {
  const { status, stdout, stderr } = spawnSync(SAMSYN, args, { encoding: 'utf8', env: { PATH: process.env.PATH }, timeout: 60000 });
  return { status, said: stdout + stderr };
}

// When a migration was run is nothing of the installation's.
const contentOf = (file) => dumpOf(file).split('\n').filter((line) => !line.startsWith('schema_migration ')).join('\n');
const same = (label, file, other) => check(label, contentOf(file) === contentOf(other), `${file} ${other}`);
const backups = () => readdirSync(at('backups'));

const old = makeOld(at('old.db'));
const where = newDatabase('upkeep');
mkdirSync(at('backups'));
check('the fixture has rows', rowsOf(old, 'SELECT count(*) FROM activity')[0][0] > 0);

// ---- from a file to PostgreSQL and back, with the schema it has ----

equal('restore: from a file of an older program', run('restore', '--from', old, '--data', where).status, 0);
const first = run('backup', '--data', where, '--to', at('first.db'));
check('backup: to a file, verified', first.status === 0 && /är hel: schema 0006/.test(first.said), first.said);
same('backup: has every row, as it was', at('first.db'), old);
equal('backup: never over one', [run('backup', '--data', where, '--to', at('first.db')).status, readdirSync(folder).sort()], [1, ['backups', 'first.db', 'old.db']]);

// ---- upgrade ----

const dry = run('migrate', '--data', where, '--dry-run');
check('dry run: lists what would be run', dry.status === 0 && /^0007-plan-reading$/m.test(dry.said), dry.said);
for (const command of ['migrate', 'serve']) {
  const refused = run(command, '--data', where);
  check(`${command}: nothing is upgraded without a backup`, refused.status === 1 && refused.said.includes('upgrade-backups') && refused.said.includes('--no-backup'), refused.said);
}
equal('and nothing has changed', run('migrate', '--data', where, '--dry-run').said, dry.said);
const upgraded = run('migrate', '--data', where, '--upgrade-backups', at('backups'));
equal('migrate: upgrades', upgraded.status, 0);
check('after a backup in its folder', backups().length === 1 && /^samsyn\.\d{8}-\d{6}-0006\.backup$/.test(backups()[0]), backups().join());
same('which is what it was', join(at('backups'), backups()[0]), old);
equal('verify: the upgraded one', run('verify', where).status, 0);
equal('migrate again: nothing to do', [run('migrate', '--data', where).status, backups().length], [0, 1]);
equal('the same upgrade on SQLite', run('migrate', '--data', old).status, 0);
equal('backup: the upgraded one', run('backup', '--data', where, '--to', at('upgraded.db')).status, 0);
same('both databases have been upgraded to the same rows', at('upgraded.db'), old);

// ---- what is refused, and what the operator may choose ----

const occupied = run('restore', '--from', at('first.db'), '--data', where);
check('restore: never over one', occupied.status === 1 && occupied.said.includes('finns redan'), occupied.said);
equal('restore: and it is as it was', run('verify', where).status, 0);
const other = newDatabase('upkeep_other');
equal('restore: an old backup', run('restore', '--from', at('first.db'), '--data', other).status, 0);
equal('migrate: without a backup where one says so', [run('migrate', '--data', other, '--no-backup').status, backups().length], [0, 1]);
equal('verify: it', run('verify', other).status, 0);

for (const name of databases) psql(`DROP DATABASE ${name}`);
rmSync(folder, { recursive: true });
finish();
