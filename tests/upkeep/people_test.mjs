// What the installation says to people, and what it tells of them: node people_test.mjs SAMSYN
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

check('the server ends well', (await site.stop()).code === 0);
finish();
