// Jobs and letters as the system administrator sees them: node operations_test.mjs SAMSYN
import { execFileSync } from 'node:child_process';
import { People, scenario } from './scenario.mjs';
import { PASSWORD, Site } from './site.mjs';
import { MailServer } from './smtp.mjs';
import { equal, finish } from './tap.mjs';

const mail = await MailServer.start();
const site = await Site.start(process.argv[2], {
  collaborations: ['jonkoping'],
  accounts: { 'anna@example.org': ['jonkoping', 'coordinator'], 'bo@example.org': ['jonkoping', 'member'] },
  serve: ['--smtp', `smtp+plain://127.0.0.1:${mail.port}`, '--mail-from', 'samsyn@example.org', '--origin', 'https://samsyn.example.org'],
});
execFileSync(process.argv[2], ['user', 'add', '--name', 'Sys Tem', '--administrator', '--data', site.data, 'sys@example.org'], { input: `${PASSWORD}\n`, stdio: ['pipe', 'ignore', 'inherit'] });
const { server } = site;
const people = new People();
const saved = {};
const own = (step) => ({ ...step, headers: { host: 'samsyn.example.org', origin: 'https://samsyn.example.org', ...step.headers } });
const play = (title, steps) => scenario(server, title, steps.map(own), { people, saved });

// Asks for a link and waits until the job of its letter has come to this state.
async function ask(email, state) {
  await play('a letter', [{ step: `to ${email}`, post: '/login/link', form: { link_email: email, next: '' }, location: '/login/sent' }]);
  for (let rows = []; rows.length === 0; await new Promise((resolve) => setTimeout(resolve, 20)))
    rows = site.rows(`SELECT 1 FROM letter l JOIN job j ON j.subject = l.id WHERE l.to_email = '${email}' AND j.state = '${state}' AND j.attempts > 0`);
}

mail.onRecipient = (address) => (address.startsWith('bo') ? '550 5.1.1 no such user' : '451 4.7.1 come back later');
await ask('bo@example.org', 'done');
await ask('anna@example.org', 'waiting');
await play('letters', [
  { step: 'are for the system administrator', as: 'anna', post: '/login', form: { email: 'anna@example.org', password: PASSWORD, next: '/account' }, location: '/account' },
  { step: 'not for a coordinator', as: 'anna', get: '/mail', status: 403 },
  { step: 'nor in a file', as: 'anna', get: '/mail.csv', status: 403 },
  { step: 'the administrator logs in', as: 'sys', post: '/login', form: { email: 'sys@example.org', password: PASSWORD, next: '/mail' }, location: '/mail' },
  { step: 'sees what became of each', as: 'sys', get: '/mail', has: ['kom inte fram', '550 5.1.1 no such user', 'väntar'] },
  { step: 'by state', as: 'sys', get: '/mail?state=kom%20inte%20fram', has: 'bo@example.org', lacks: 'anna@example.org', save: { letter: /href="(\/mail\/[0-9a-z]{13})"/ } },
  { step: 'and as a file', as: 'sys', get: '/mail.csv', has: 'bo@example.org', header: { 'Content-Type': /^text\/csv/ } },
  { step: 'but never what stands in it', as: 'sys', get: '{letter}', has: ['bo@example.org', 'Skicka igen'], lacks: ['/login/link/', 'Hej '] },
  { step: 'no demonstration, no reading', as: 'sys', get: '/demo/mail', status: 404 },
  { step: 'of any kind', as: 'sys', get: '/demo{letter}/html', status: 404 },
]);
mail.onRecipient = () => '250 ok';
const coming = mail.nextLetter();
await play('again', [{ step: 'a letter that bounced is sent once more', as: 'sys', post: '{letter}', location: '{letter}?done=letter-again' }]);
equal('again: to whom it was', (await coming).to, ['bo@example.org']);
await play('again', [{ step: 'one that is under way, or sent, is not', as: 'sys', post: '{letter}', status: 409 }]);

await play('jobs', [
  { step: 'are for the system administrator', as: 'anna', get: '/jobs', status: 403 },
  { step: 'are listed', as: 'sys', get: '/jobs', has: ['Inloggningslänk', 'Brev: Logga in i Samsyn', '451 4.7.1 come back later'] },
  { step: 'by state', as: 'sys', get: '/jobs?state=v%C3%A4ntar', has: 'come back later', lacks: 'Inloggningslänk', save: { job: /href="(\/jobs\/[0-9a-z]{13})"/ } },
  { step: 'as a file', as: 'sys', get: '/jobs.csv', has: 'Inloggningslänk' },
  { step: 'one by one', as: 'sys', get: '{job}', has: ['Ni kan lämna sidan', 'Kör nu', 'Avbryt jobbet', 'hx-get="{job}"'] },
  { step: 'somebody else\'s is as if it were not there', as: 'anna', get: '{job}', status: 404 },
  { step: 'and not for a member to stop', as: 'anna', post: '{job}', form: { action: 'cancel' }, status: 403 },
  { step: 'something else cannot be done', as: 'sys', post: '{job}', form: { action: 'delete' }, status: 400 },
]);
const second = mail.nextLetter();
await play('jobs', [{ step: 'what waits can be run at once', as: 'sys', post: '{job}', form: { action: 'retry' }, location: '{job}?done=job-again' }]);
equal('jobs: which is done', (await second).to, ['anna@example.org']);
mail.onRecipient = () => '451 4.7.1 not now';
await ask('sys@example.org', 'waiting');
await play('jobs', [
  { step: 'the one that waits', as: 'sys', get: '/jobs?state=v%C3%A4ntar', save: { waiting: /href="(\/jobs\/[0-9a-z]{13})"/ } },
  { step: 'can be cancelled', as: 'sys', post: '{waiting}', form: { action: 'cancel' }, location: '{waiting}?done=job-cancelled' },
  { step: 'and is', as: 'sys', get: '{waiting}', has: 'avbrutet', lacks: ['Kör nu', 'hx-get'] },
  { step: 'once', as: 'sys', post: '{waiting}', form: { action: 'cancel' }, status: 409 },
]);
await play('a new account', [
  { step: 'has no password of another\'s choosing', as: 'sys', get: '/accounts/new', has: 'name="email"', lacks: 'name="password"' },
  { step: 'of the administrator\'s', as: 'sys', post: '/accounts', form: { name: 'Cia Exempel', email: 'cia@example.org', password: 'en helt annan mening', collaboration: 'jonkoping', role: 'coordinator' }, location: '/accounts?done=added' },
  { step: 'is not entered by one that was sent all the same', post: '/login', form: { email: 'cia@example.org', password: 'en helt annan mening' }, status: 401 },
  { step: 'is told to the collaboration', as: 'anna', get: '/jonkoping/log', has: ['cia@example.org: samordnare', 'bo@example.org: medlem'] },
]);
execFileSync(process.argv[2], ['user', 'password', '--data', site.data, 'bo@example.org'], { input: 'en helt annan mening\n', stdio: ['pipe', 'ignore', 'inherit'] });
await play('at the server', [{ step: 'what was done there is told too', as: 'sys', get: '/log', has: ['Konto: lösenord bytt', 'sys@example.org', 'bo@example.org'] }]);
equal('what was done is told', site.rows("SELECT action FROM audit WHERE action LIKE 'job.%' OR action LIKE 'letter.%' ORDER BY id"), [['letter.again'], ['job.retry'], ['job.cancel']]);
equal('the server ends well', await site.stop(), { code: 0, signal: null });
await mail.stop();
finish();
