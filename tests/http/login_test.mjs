// Logging in with a link from a letter, and a new password: node login_test.mjs SAMSYN
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { People, scenario } from './scenario.mjs';
import { Server } from './server.mjs';
import { PASSWORD, Site, idText } from './site.mjs';
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
  { step: 'shows a button', get: link, has: [`action="${link}"`, '<button'], header: { 'Set-Cookie': null, 'Cache-Control': 'no-store', 'Referrer-Policy': 'strict-origin' } },
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

// The subjects of letters to somebody, from the outbox.
const subjectsTo = (email) => site.rows(`SELECT subject FROM letter WHERE to_email = '${email}' AND kind = 'account-notice' ORDER BY created_at, subject DESC`).flat();
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
  { step: 'one that anybody would guess too', as: 'bo', post: '/account/password', form: { new_password: 'Anna Exempel 2024' }, status: 422, has: 'lätt att gissa' },
  { step: 'a good one is taken', as: 'bo', post: '/account/password', form: { new_password: NEW }, location: '/account?done=password-changed' },
  { step: 'one stays in here', as: 'bo', get: '/account', has: 'bo@example.org' },
  { step: 'and is out elsewhere', as: 'elsewhere', get: '/account', status: 303 },
  { step: 'the old one is over', post: '/login', form: { email: 'bo@example.org', password: PASSWORD }, status: 401 },
  { step: 'the new one holds', as: 'elsewhere', post: '/login', form: { email: 'bo@example.org', password: NEW, next: '/' }, location: '/' },
]);

equal('the owner is told by mail', subjectsTo('bo@example.org'), ['Ert lösenord i Samsyn är bytt']);

const many = Array.from({ length: 4 }, (_, i) => ({ step: `time ${i + 1}`, post: '/login/link', form: { link_email: 'bo@example.org' }, location: '/login/sent' }));
await play('14 too many links', [...many, { step: 'are refused', post: '/login/link', form: { link_email: 'bo@example.org' }, status: 429, has: 'Vänta en kvart' }]);

// ---- the second factor ----

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
// The code of a secret so many steps from when the test came here, by RFC 6238 once more. Those of 0 and 1 hold for 30 seconds more
// at least.
let start;
function codeOf(secret, ahead = 0) {
  start ??= Math.floor(Date.now() / 30000);
  const bits = [...secret.replaceAll(' ', '')].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(start + ahead));
  const mac = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))).update(counter).digest();
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1000000).padStart(6, '0');
}
const user = (args, input) => execFileSync(process.argv[2], ['user', ...args, '--data', site.data], { input, stdio: ['pipe', 'ignore', 'inherit'] });
user(['add', '--name', 'Sys Tem', '--administrator', 'sys@example.org'], `${PASSWORD}\n`);
const form = { email: 'anna@example.org', password: PASSWORD, next: '/jonkoping/plans' };

const saved = {};
const factor = (title, steps) => scenario(server, title, steps.map(own), { people, saved });
site.write('UPDATE session SET created_at = created_at - 1801');
await factor('second factor', [
  { step: 'is not begun half an hour after logging in', as: 'anna', post: '/account/second-factor', location: '/login?next=%2Faccount&done=log-in-again' },
  { step: 'which the page says', as: 'anna', get: '/login?next=%2Faccount&done=log-in-again', has: 'Logga in igen först' },
  { step: 'but after logging in again', as: 'anna', post: '/login', form: { email: 'anna@example.org', password: PASSWORD, next: '/account' }, location: '/account' },
  { step: 'is offered on one\'s own account', as: 'anna', get: '/account', has: ['Tvåstegsinloggning', 'action="/account/second-factor"'] },
  { step: 'nothing is set up by looking', as: 'anna', get: '/account/second-factor/setup', location: '/account' },
  { step: 'is begun', as: 'anna', post: '/account/second-factor', location: '/account/second-factor/setup' },
  { step: 'shows a picture and the key', as: 'anna', get: '/account/second-factor/setup', has: ['<svg', 'role="img"', 'action="/account/second-factor/setup"'], save: { secret: /<b>([A-Z2-7 ]{39})<\/b>/ } },
  { step: 'a wrong code does nothing', as: 'anna', post: '/account/second-factor/setup', form: { code: '12345' }, status: 422, has: 'code-error' },
]);
await factor('second factor', [
  { step: 'the right one turns it on', as: 'anna', post: '/account/second-factor/setup', form: { code: codeOf(saved.secret, 0) }, has: 'Era reservkoder', save: { recovery: /<code>((?:[0-9a-z]{6}-){3}[0-9a-z]{6})<\/code>/ } },
  { step: 'the key is not shown again', as: 'anna', get: '/account/second-factor/setup', location: '/account' },
  { step: 'the account says so', as: 'anna', get: '/account', has: '10 reservkoder kvar' },
  { step: 'the password alone leads to the code', as: 'anna2', post: '/login', form, location: '/login/code', header: { 'Set-Cookie': /^__Host-samsyn-step=/ } },
  { step: 'and opens nothing', as: 'anna2', get: '/jonkoping/plans', status: 303 },
  { step: 'the page asks for it', as: 'anna2', get: '/login/code', has: ['name="code"', 'action="/login/code"'] },
  { step: 'but not anybody', as: 'mallory', get: '/login/code', location: '/login' },
  { step: 'the code that turned it on is used', as: 'anna2', post: '/login/code', form: { code: codeOf(saved.secret, 0) }, status: 422, header: { 'Set-Cookie': null } },
  { step: 'the next one logs in', as: 'anna2', post: '/login/code', form: { code: codeOf(saved.secret, 1) }, location: '/jonkoping/plans' },
  { step: 'and the page opens', as: 'anna2', get: '/jonkoping/plans', has: 'Anna Exempel' },
  { step: 'the first half is over', as: 'anna2', get: '/login/code', location: '/login' },
  { step: 'once more', as: 'anna3', post: '/login', form, location: '/login/code' },
  { step: 'the same code does not work twice', as: 'anna3', post: '/login/code', form: { code: codeOf(saved.secret, 1) }, status: 422 },
  { step: 'a recovery code does', as: 'anna3', post: '/login/code', form: { code: '{recovery}' }, location: '/jonkoping/plans' },
  { step: 'once', as: 'anna3', post: '/login', form, location: '/login/code' },
  { step: 'and no more', as: 'anna3', post: '/login/code', form: { code: '{recovery}' }, status: 422 },
]);
const third = linkIn(await ask('/login/link', { link_email: 'anna@example.org', next: '' }));
await factor('second factor', [
  { step: 'a link leads to the code as well', as: 'anna4', post: third, location: '/login/code' },
  { step: 'and opens nothing', as: 'anna4', get: '/account', status: 303 },
]);
const [[annas]] = site.rows("SELECT CAST(id AS TEXT) FROM account WHERE email = 'anna@example.org'");
check('the secrets are not in the log', !server.log.includes(saved.recovery) && !server.log.includes(saved.secret));
check('no recovery code is stored as it is', !site.dump().includes(saved.recovery));
await factor('second factor', [
  { step: 'the system administrator logs in', as: 'sys', post: '/login', form: { email: 'sys@example.org', password: PASSWORD, next: '/accounts' }, location: '/accounts' },
]);
const annasPath = `/accounts/${idText(annas)}`;
await factor('second factor', [
  { step: 'sees that Anna has one', as: 'sys', get: annasPath, has: 'Stäng av tvåstegsinloggningen' },
  { step: 'Anna may not reset it so', as: 'anna', post: `${annasPath}/second-factor`, status: 403 },
  { step: 'the administrator may', as: 'sys', post: `${annasPath}/second-factor`, location: `${annasPath}?done=factor-off` },
  { step: 'then the password is enough', as: 'anna5', post: '/login', form, location: '/jonkoping/plans' },
]);
equal('and it is told', site.rows("SELECT action FROM audit WHERE action LIKE 'account.second%' ORDER BY id"), [['account.second-factor.on'], ['account.second-factor.reset']]);
equal('the owner is told of both by mail', subjectsTo('anna@example.org').sort(), ['Tvåstegsinloggning är avstängd', 'Tvåstegsinloggning är påslagen']);

{ // an installation that requires it
  const strict = await Server.start(process.argv[2], 'serve', '--data', site.data, '--listen', '127.0.0.1:0', '--second-factor', 'required');
  await scenario(strict, 'required', [
    { step: 'a coordinator logs in', as: 'anna', post: '/login', form, location: '/jonkoping/plans' },
    { step: 'but may do nothing else', as: 'anna', get: '/jonkoping/plans', status: 403, has: ['tvåstegsinloggning', 'href="/account"'] },
    { step: 'than see to it', as: 'anna', get: '/account', has: 'action="/account/second-factor"' },
    { step: 'the system administrator neither', as: 'sys', post: '/login', form: { email: 'sys@example.org', password: PASSWORD, next: '/accounts' }, location: '/accounts' },
    { step: 'however high', as: 'sys', get: '/accounts', status: 403 },
    { step: 'a member goes on as before', as: 'bo', post: '/login', form: { email: 'bo@example.org', password: NEW, next: '/jonkoping/plans' }, location: '/jonkoping/plans' },
    { step: 'and reads', as: 'bo', get: '/jonkoping/plans' },
  ]);
  await strict.stop();
}

equal('the server ends well', await site.stop(), { code: 0, signal: null });
await mail.stop();
finish();
