// Logging in with a link from a letter, and a new password: node login_test.mjs SAMSYN
import { execFileSync } from 'node:child_process';
import { People, scenario } from './scenario.mjs';
import { PASSWORD, Site } from './site.mjs';
import { MailServer } from './smtp.mjs';
import { check, equal, finish } from './tap.mjs';

const mail = await MailServer.start();
const site = await Site.start(process.argv[2], {
  collaborations: ['jonkoping'],
  accounts: { 'anna@example.org': ['jonkoping', 'coordinator'], 'bo@example.org': ['jonkoping', 'member'] },
  serve: ['--smtp', `smtp+plain://127.0.0.1:${mail.port}`, '--mail-from', 'Samsyn <samsyn@example.org>', '--origin', 'https://samsyn.example.org'],
});
const { server } = site;
const people = new People();
const textOf = (letter) => execFileSync('/usr/bin/python3', ['-c', `
import email, email.policy, sys
print(email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default).get_body(('plain',)).get_content())`], { input: Buffer.from(letter.source, 'latin1'), encoding: 'utf8' });
const linkIn = (letter) => /https:\/\/samsyn\.example\.org(\/login\/link\/[\w-]{43})/.exec(textOf(letter))[1];
const own = (request) => ({ ...request, headers: { host: 'samsyn.example.org', origin: 'https://samsyn.example.org', ...request.headers } });
const play = (title, steps) => scenario(server, title, steps.map(own), { people });

// Asks for a link and gives its path from the letter.
async function ask(address, fields) {
  const coming = mail.nextLetter();
  await play('a link', [{ step: `is asked for (${address})`, post: address, form: fields, location: '/login/sent' }]);
  return coming;
}

await play('login', [{ step: 'both ways are offered', get: '/login?next=/jonkoping/plans', has: ['action="/login"', 'action="/login/link"', 'Glömt lösenordet?'] }]);
await play('unknown', [
  { step: 'an address that nobody has gets the same answer', post: '/login/link', form: { link_email: 'ingen@example.org', next: '' }, location: '/login/sent' },
  { step: 'which says the same to all', get: '/login/sent', has: 'Har adressen ett konto' },
  { step: 'what is no address is a mistake in the form', post: '/login/link', form: { link_email: 'ingen', next: '' }, status: 422, has: 'link_email-error' },
]);

const letter = await ask('/login/link', { link_email: 'Anna@Example.org', next: '/jonkoping/plans' });
equal('the letter goes to the account\'s address', [mail.letters.length, letter.to, letter.from], [1, ['anna@example.org'], 'samsyn@example.org']);
const link = linkIn(letter);
check('no token in the log', !server.log.includes(link.slice(-20)));
await play('15 a link', [
  { step: 'shows a button', get: link, has: [`action="${link}"`, '<button'], header: { 'Set-Cookie': null, 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' } },
  { step: 'however often it is opened', get: link, has: '<button' },
  { step: 'a post from elsewhere does not use it', post: link, headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, status: 403 },
  { step: 'logs in, and leads on', as: 'anna', post: link, location: '/jonkoping/plans', header: { 'Set-Cookie': /^__Host-samsyn=[\w-]{43};.*Secure/ } },
  { step: 'as who one is', as: 'anna', get: '/jonkoping/plans', has: 'Anna Exempel' },
  { step: 'a second time it does nothing', as: 'mallory', post: link, status: 410, has: 'gäller inte längre', header: { 'Set-Cookie': null } },
  { step: 'and shows no button', get: link, status: 410, lacks: `action="${link}"` },
  { step: 'nor does one that was made up', post: `/login/link/${'A'.repeat(43)}`, status: 410 },
  { step: 'or is too short', post: '/login/link/a', status: 410 },
]);
equal('the letter\'s text is gone once it is sent', site.rows("SELECT DISTINCT text, html FROM letter WHERE state = 'sent'"), [['', '']]);
equal('and the job\'s payload', site.rows("SELECT DISTINCT payload FROM job WHERE state = 'done'"), [['']]);

const people_before = people.jar('anna').get('__Host-samsyn');
const second = linkIn(await ask('/login/link', { link_email: 'anna@example.org', next: '//evil.example' }));
await play('10 session', [{ step: 'logging in by link changes it', as: 'anna', post: second, location: '/' }]);
check('10 session: it is another one', people.jar('anna').get('__Host-samsyn') !== people_before);
await play('10 session', [{ step: 'the old one is dead', get: '/account', headers: { cookie: `__Host-samsyn=${people_before}` }, status: 303 }]);

const NEW = 'en helt ny mening';
const forgotten = linkIn(await ask('/login/forgotten', { link_email: 'bo@example.org' }));
await play('a forgotten password', [
  { step: 'the page is linked', get: '/login/forgotten', has: 'action="/login/forgotten"' },
  { step: 'Bo is logged in elsewhere', as: 'elsewhere', post: '/login', form: { email: 'bo@example.org', password: PASSWORD, next: '/account' }, location: '/account' },
  { step: 'whoever knows the password must say it to change it', as: 'elsewhere', get: '/account/password', has: 'name="current"' },
  { step: 'and is refused without', as: 'elsewhere', post: '/account/password', form: { current: 'fel fel fel fel', new_password: NEW }, status: 422, has: 'current-error' },
  { step: 'the link leads to a new password', as: 'bo', post: forgotten, location: '/account/password' },
  { step: 'which does not ask for the old one', as: 'bo', get: '/account/password', lacks: 'name="current"', has: 'autocomplete="new-password"' },
  { step: 'a short one is refused', as: 'bo', post: '/account/password', form: { new_password: 'kort' }, status: 422, has: 'mellan 12 och 200' },
  { step: 'a good one is taken', as: 'bo', post: '/account/password', form: { new_password: NEW }, location: '/account?done=password-changed' },
  { step: 'one stays in here', as: 'bo', get: '/account', has: 'bo@example.org' },
  { step: 'and is out elsewhere', as: 'elsewhere', get: '/account', status: 303 },
  { step: 'the old one is over', post: '/login', form: { email: 'bo@example.org', password: PASSWORD }, status: 401 },
  { step: 'the new one holds', as: 'elsewhere', post: '/login', form: { email: 'bo@example.org', password: NEW, next: '/' }, location: '/' },
]);

const many = Array.from({ length: 4 }, (_, i) => ({ step: `time ${i + 1}`, post: '/login/link', form: { link_email: 'bo@example.org' }, location: '/login/sent' }));
await play('14 too many links', [...many, { step: 'are refused', post: '/login/link', form: { link_email: 'bo@example.org' }, status: 422, has: 'Vänta en kvart' }]);

equal('the server ends well', await site.stop(), { code: 0, signal: null });
await mail.stop();
finish();
