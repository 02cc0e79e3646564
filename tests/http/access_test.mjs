// Who belongs to a collaboration, through the pages: inviting, roles, the last day, letting go: node access_test.mjs SAMSYN
import { People, scenario } from './scenario.mjs';
import { Site, logIn } from './site.mjs';
import { equal, finish } from './tap.mjs';

const site = await Site.start(process.argv[2], { collaborations: ['jonkoping', 'stockholm'],
  accounts: { 'anna@example.org': ['jonkoping', 'coordinator'], 'bo@example.org': ['jonkoping', 'member'], 'eva@example.org': ['stockholm', 'coordinator'] } });
const people = new People();
const roles = (email) => site.rows(`SELECT r.role FROM membership_role r JOIN membership m ON m.collaboration = r.collaboration AND m.id = r.membership
  JOIN account a ON a.id = m.account WHERE a.email = '${email}' ORDER BY r.role`).flat();
const play = (title, steps, saved) => scenario(site.server, title, steps, { people, saved });
await play('access', [logIn('anna', 'anna@example.org', 'jonkoping'), logIn('bo', 'bo@example.org', 'jonkoping'), logIn('eva', 'eva@example.org', 'stockholm')]);

await play('inviting', [
  { step: 'a member may not see who may', as: 'bo', get: '/jonkoping/access', status: 403 },
  { step: 'nor may another collaboration', as: 'eva', get: '/jonkoping/access', status: 403 },
  { step: 'the form', as: 'anna', get: '/jonkoping/access/invite', has: ['name="head"', 'name="member" value="1" checked'], lacks: 'name="ends_on"' },
  { step: 'without a role', as: 'anna', post: '/jonkoping/access/invite', form: { name: 'Ny Prov', email: 'ny@example.org' }, status: 422, has: ['Välj minst en roll', 'value="ny@example.org"'] },
  { step: 'without an address', as: 'anna', post: '/jonkoping/access/invite', form: { name: 'Ny Prov', email: 'ny', member: '1' }, status: 422 },
  { step: 'as what no box is', as: 'anna', post: '/jonkoping/access/invite', form: { name: 'Ny Prov', email: 'ny@example.org', member: '1', system_administrator: '1', role: 'coordinator' }, location: '/jonkoping/access?done=invited' },
]);
await play('inviting', [
  { step: 'somebody among the people', as: 'anna', post: '/jonkoping/people/new', form: { name: 'Åsa Prov', email: 'asa.prov@example.org' }, location: '/jonkoping/people/asa-prov?done=added' },
  { step: 'by the same address', as: 'anna', post: '/jonkoping/access/invite', form: { name: 'Åsa Prov', email: 'Asa.Prov@example.org', head: '1' }, location: '/jonkoping/access?done=invited' },
]);
equal('inviting: the address says who it is', site.rows("SELECT p.key FROM membership m JOIN person p ON p.id = m.person JOIN account a ON a.id = m.account WHERE lower(a.email) = 'asa.prov@example.org'"), [['asa-prov']]);
equal('inviting: only what was ticked', roles('ny@example.org'), ['member']);
equal('inviting: no administrator comes of it', site.rows("SELECT is_system_administrator FROM account WHERE email = 'ny@example.org'").flat().map(Number), [0]);
equal('inviting: the letter is there', site.rows("SELECT to_email, kind FROM letter ORDER BY to_email"), [['Asa.Prov@example.org', 'invitation'], ['ny@example.org', 'invitation']]);

const { of } = await play('changing', [
  { step: 'the list', as: 'anna', get: '/jonkoping/access?q=ny@example.org', has: ['Ny Prov', 'medlem'], save: { of: /\/jonkoping\/access\/([0-9a-z]{13})"/ } },
  { step: 'the box of what one is', as: 'anna', get: '/jonkoping/access/{of}', has: 'name="member" value="1" checked', lacks: 'name="head" value="1" checked' },
  { step: 'two roles and a last day', as: 'anna', post: '/jonkoping/access/{of}', form: { head: '1', preparer: '1', ends_on: '2031-12-31' }, location: '/jonkoping/access?done=saved' },
  { step: 'are shown', as: 'anna', get: '/jonkoping/access?q=ny@example.org', has: ['chef, beredare', 'till 31 december 2031'] },
  { step: 'and in the file', as: 'anna', get: '/jonkoping/access.csv?q=ny@example.org', has: 'chef, beredare' },
  { step: 'another collaboration does not reach it', as: 'eva', post: '/stockholm/access/{of}', form: { coordinator: '1' }, status: 404 },
  { step: 'nor does a member', as: 'bo', post: '/jonkoping/access/{of}', form: { coordinator: '1' }, status: 403 },
]);
equal('changing: both are kept', roles('ny@example.org'), ['head', 'preparer']);

const { self } = await play('ending', [
  { step: 'of somebody', as: 'anna', post: `/jonkoping/access/${of}/end`, location: '/jonkoping/access?done=saved' },
  { step: 'is gone from the list', as: 'anna', get: '/jonkoping/access', lacks: 'ny@example.org' },
  { step: 'oneself, the only coordinator', as: 'anna', get: '/jonkoping/access?q=anna@example.org', save: { self: /\/jonkoping\/access\/([0-9a-z]{13})"/ } },
]);
await play('ending', [
  { step: 'is refused', as: 'anna', post: `/jonkoping/access/${self}/end`, status: 409, has: 'Någon måste vara samordnare' },
  { step: 'as is leaving the role', as: 'anna', post: `/jonkoping/access/${self}`, form: { member: '1' }, status: 422, has: 'Någon måste vara samordnare' },
  { step: 'one may go on', as: 'anna', get: '/jonkoping/access', status: 200 },
]);
equal('ending: nothing is left of the one', roles('ny@example.org'), []);
equal('the log knows', site.rows("SELECT action FROM audit WHERE action LIKE 'access.%' AND account IS NOT NULL ORDER BY id").flat(), ['access.invite', 'access.invite', 'access.change', 'access.end']);
equal('the server ends well', (await site.stop()).code, 0);
finish();
