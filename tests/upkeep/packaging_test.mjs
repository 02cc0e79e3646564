// What packaging/ holds, judged by the programs that it is for, where they are installed: node packaging_test.mjs SAMSYN
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../http/site.mjs';
import { check, equal, finish, skip } from '../http/tap.mjs';

const SAMSYN = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'samsyn-packaging-'));
const packaged = (name) => `${ROOT}packaging/${name}`;
const env = { ...process.env, HOME: folder };
const run = (program, ...args) => spawnSync(program, args, { encoding: 'utf8', env });
const has = (program, ...args) => run(program, ...args).status === 0;

// quality.md, case 45
for (const unit of ['samsyn.service', 'samsyn-backup.service']) {
  if (!has('systemd-analyze', '--version')) {
    skip(`${unit}: exposure`);
    continue;
  }
  const { status, stdout } = run('systemd-analyze', 'security', '--offline=true', '--threshold=15', '--no-pager', packaged(unit));
  check(`${unit}: ${/exposure level.*/.exec(stdout)?.[0] ?? 'no exposure level'}, at most 1.5`, status === 0 && /exposure level/.test(stdout), stdout);
}
if (has('systemd-analyze', '--version')) equal('the timer says a time', run('systemd-analyze', 'calendar', /OnCalendar=(.*)/.exec(readFileSync(packaged('samsyn-backup.timer'), 'utf8'))[1]).status, 0);

if (has('caddy', 'version')) equal('Caddy takes the Caddyfile', run('caddy', 'validate', '--adapter', 'caddyfile', '--config', packaged('Caddyfile')).status, 0);
else skip('Caddy takes the Caddyfile');

if (has('haproxy', '-v') && has('openssl', 'version')) {
  const pem = join(folder, 'samsyn.pem');
  run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=samsyn.example.se', '-keyout', join(folder, 'key'), '-out', join(folder, 'certificate'));
  writeFileSync(pem, readFileSync(join(folder, 'certificate'), 'utf8') + readFileSync(join(folder, 'key'), 'utf8'));
  writeFileSync(join(folder, 'haproxy.cfg'), readFileSync(packaged('haproxy.cfg'), 'utf8').replace('/etc/haproxy/samsyn.pem', pem));
  const { status, stderr } = run('haproxy', '-c', '-f', join(folder, 'haproxy.cfg'));
  check('HAProxy takes its file', status === 0, stderr);
} else skip('HAProxy takes its file');

// The file of settings, with the database elsewhere and every line in use.
writeFileSync(join(folder, 'secret'), 'x\n', { mode: 0o600 });
const settings = readFileSync(packaged('samsyn.conf'), 'utf8').replace(/^#(?=[a-z-]+ = )/gm, '').replace('/var/lib/samsyn', folder).replace('/etc/samsyn/smtp-password', join(folder, 'secret'));
const config = join(folder, 'samsyn.conf');
writeFileSync(config, settings);
const init = spawnSync(SAMSYN, ['init'], { encoding: 'utf8', env: { PATH: process.env.PATH, SAMSYN_CONFIG: config } });
equal('samsyn takes samsyn.conf', [init.status, init.stderr], [0, '']);

const documentation = readFileSync(`${ROOT}docs/deployment.md`, 'utf8');
for (const name of readdirSync(`${ROOT}packaging`)) check(`docs/deployment.md tells of ${name}`, documentation.includes(`packaging/${name}`));

// What the program needs where it was not built.
const sanitizers = /^lib(asan|ubsan|tsan|gcc)/;
if (has('readelf', '--version') && has('dpkg', '--version')) {
  const libraries = [...run('readelf', '--dynamic', SAMSYN).stdout.matchAll(/\(NEEDED\).*\[(.*)\]/g)].map(([, library]) => library).filter((library) => !sanitizers.test(library));
  const owners = libraries.map((library) => /^([^:]*):/m.exec(run('dpkg', '--search', `*/lib/*-linux-gnu/${library}`).stdout)?.[1]);
  check(`docs/deployment.md: packages of ${libraries.length} libraries`, libraries.length > 20);
  equal('docs/deployment.md names them all', owners.filter((owner) => owner !== 'libc6' && !documentation.includes(` ${owner} `)), []);
} else skip('docs/deployment.md names the packages of libraries');

rmSync(folder, { recursive: true });
finish();
