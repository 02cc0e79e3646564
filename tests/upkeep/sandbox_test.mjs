// The program under the filter of system calls of packaging/samsyn.service (quality.md, 45): node sandbox_test.mjs SAMSYN
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { People, scenario } from '../http/scenario.mjs';
import { Server } from '../http/server.mjs';
import { ROOT, Site, logIn } from '../http/site.mjs';
import { check, equal, finish } from '../http/tap.mjs';

const SAMSYN = process.argv[2];
process.env.ASAN_OPTIONS = 'detect_leaks=0'; // looking for leaks needs ptrace
const under = (unit) => ['python3', `${ROOT}tests/upkeep/sandbox.py`, `${ROOT}packaging/${unit}`];
const [python, ...launcher] = under('samsyn.service');
if (spawnSync(python, [...launcher, '/bin/true']).status === 77) {
  console.log('1..0 # SKIP libseccomp or systemd-analyze is not installed');
  process.exit(0);
}

// That the filter holds: what it takes away is refused.
const nice = spawnSync(python, [...launcher, '/usr/bin/nice', '-n', '5', '/bin/true'], { encoding: 'utf8' });
check('the filter refuses what it should', /not permitted/.test(nice.stderr), nice.stderr);

const site = await Site.start(SAMSYN, { collaborations: ['jonkoping'], accounts: { 'anna@example.org': ['jonkoping', 'coordinator'] } });
await site.server.stop();
site.server = await Server.start(python, ...launcher, SAMSYN, 'serve', '--data', site.data, '--listen', '127.0.0.1:0');
const people = new People();
const docx = readFileSync(`${ROOT}demo/jonkoping-plan-2021-2023.docx`);
await scenario(site.server, 'sandbox', [
  { step: 'ready', get: '/readyz', has: 'ok' },
  { step: 'metrics, with memory', get: '/metrics', has: /^process_resident_memory_bytes [1-9]/m },
  logIn('anna', 'anna@example.org', 'jonkoping'),
  { step: 'a plan begins', as: 'anna', post: '/jonkoping/plans', form: { document: 'verksamhetsplan', first_year: '2021' }, status: 303, save: { plan: /\/plans\/([0-9a-z]{13})/ } },
  { step: 'a file is handed in', as: 'anna', post: '/jonkoping/import', files: { file: { filename: 'plan.docx', content: docx } }, location: /^\/jonkoping\/import\// },
  { step: 'a PDF, with its fonts', as: 'anna', get: '/jonkoping/plans/{plan}.pdf', header: { 'Content-Type': 'application/pdf' } },
  { step: 'a DOCX', as: 'anna', get: '/jonkoping/plans/{plan}.docx' },
  { step: 'an XLSX, through a temporary file', as: 'anna', get: '/jonkoping/directory.xlsx' },
], { people });

// And the backup under its own.
const [other, ...backup] = under('samsyn-backup.service');
const copy = join(site.folder, 'copy.db');
execFileSync(other, [...backup, SAMSYN, 'backup', '--data', site.data, '--to', copy], { stdio: 'ignore' });
equal('the backup is whole', spawnSync(SAMSYN, ['verify', copy]).status, 0);

equal('the server ends well', await site.stop(), { code: 0, signal: null });
finish();
