// The sessions that one sees and ends: node sessions_test.mjs SAMSYN
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { People, scenario } from './scenario.mjs';
import { PASSWORD, Site, changedTables, idText } from './site.mjs';
import { check, equal, finish } from './tap.mjs';

const site = await Site.start(process.argv[2], {
  collaborations: ['jonkoping'],
  accounts: { 'anna@example.org': ['jonkoping', 'member'], 'bo@example.org': ['jonkoping', 'member'] },
});
execFileSync(process.argv[2], ['user', 'add', '--data', site.data, '--name', 'Sys Tem', '--administrator', 'sys@example.org'], { input: `${PASSWORD}\n` });
const people = new People();
const saved = {};
const play = (title, steps) => scenario(site.server, title, steps, { people, saved });
const BROWSERS = {
  office: ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox (Windows)'],
  phone: ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1', 'Safari (iPhone)'],
  work: ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0', 'Edge (Windows)'],
  odd: ['<script>alert(1)</script>', 'Okänd webbläsare'],
};
const login = (as, email) => ({ step: `${as} logs in`, as, post: '/login', form: { email, password: PASSWORD, next: '/account' }, headers: { 'User-Agent': BROWSERS[as]?.[0] ?? 'curl/8' }, location: '/account' });
const ANNA = 'anna@example.org';

await play('sessions', Object.keys(BROWSERS).map((as) => login(as, ANNA)));
await play('sessions', [
  login('bo', 'bo@example.org'),
  { step: 'are listed by browser', as: 'office', get: '/account', has: [...Object.values(BROWSERS).map(([, words]) => words), '127.0.0.*', 'med lösenord', 'den här'], lacks: 'alert(1)' },
  { step: 'only one\'s own', as: 'bo', get: '/account', has: 'den här', lacks: ['Firefox (Windows)', 'Logga ut där<', 'value="others"'] },
]);
equal('nothing else of the header is stored', site.rows('SELECT DISTINCT browser FROM session WHERE browser IS NOT NULL ORDER BY browser').flat(), ['Edge (Windows)', 'Firefox (Windows)', 'Safari (iPhone)']);
const before = site.dump();
await play('20 looking', [{ step: 'at the list', as: 'office', get: '/account' }]);
check('20 looking changes no row, of sessions either', site.dump() === before, changedTables(before, site.dump()));

const token = people.jar('phone').get('samsyn');
const hash = createHash('sha256').update(token).digest('hex').toUpperCase();
const [[id]] = site.rows(`SELECT CAST(id AS TEXT) FROM session WHERE ${site.hex('token_hash')} = '${hash}'`);
const phone = idText(id);
check('a session is not named by its token', !before.includes(token));
await play('ending one', [
  { step: 'not that of somebody else', as: 'bo', post: '/account/sessions', form: { session: phone }, location: '/account?done=sessions-ended' },
  { step: 'which goes on', as: 'phone', get: '/account', has: 'den här' },
  { step: 'the list names it', as: 'office', get: '/account', has: `name="session" value="${phone}"` },
  { step: 'something else is refused', as: 'office', post: '/account/sessions', form: { session: 'x' }, status: 400 },
  { step: 'one\'s own', as: 'office', post: '/account/sessions', form: { session: phone }, location: '/account?done=sessions-ended' },
  { step: 'and it is out', as: 'phone', get: '/account', status: 303 },
  { step: 'the others are not', as: 'work', get: '/account', has: 'den här' },
]);
await play('ending all others', [
  { step: 'at once', as: 'office', post: '/account/sessions', form: { session: 'others' }, location: '/account?done=sessions-ended' },
  { step: 'they are out', as: 'work', get: '/account', status: 303 },
  { step: 'every one', as: 'odd', get: '/account', status: 303 },
  { step: 'but this', as: 'office', get: '/account', has: 'den här', lacks: 'Logga ut där<' },
  { step: 'and somebody else\'s', as: 'bo', get: '/account', has: 'den här' },
]);

const [[annas]] = site.rows(`SELECT CAST(id AS TEXT) FROM account WHERE email = '${ANNA}'`);
const path = `/accounts/${idText(annas)}`;
await play('the system administrator', [
  login('sys', 'sys@example.org'), login('phone', ANNA),
  { step: 'sees how many', as: 'sys', get: path, has: 'Inloggad på 2 ställen', lacks: 'Firefox' },
  { step: 'Bo may not end them', as: 'bo', post: `${path}/sessions`, status: 403 },
  { step: 'may end them', as: 'sys', post: `${path}/sessions`, location: `${path}?done=sessions-ended` },
  { step: 'one is out', as: 'office', get: '/account', status: 303 },
  { step: 'so is the other', as: 'phone', get: '/account', status: 303 },
  { step: 'none is left', as: 'sys', get: path, lacks: 'Logga ut överallt<' },
]);
equal('the log says who ended them', site.rows("SELECT count(*) FROM audit WHERE action = 'account.sessions'"), [[3]]);
await site.stop();
finish();
