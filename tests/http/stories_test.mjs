// A whole round in each of four collaborations that begin empty, from the administrator's form to the published plan, as their people do it,
// by what they read on the pages: node stories_test.mjs SAMSYN. They stand beside the demo's own, whose day stands still, so the
// coordinator moves the round's days instead.
import { readFileSync } from 'node:fs';
import { Reader } from './reader.mjs';
import { setUp } from './setting_up.mjs';
import { ROOT, Site } from './site.mjs';
import { accountOf, atOffice, beginPlan, beginRound, COLLECT, COMMENT, decide, DECIDE, HEARD, inBody, move, PREPARE, propose, release, withRole } from './story.mjs';
import { equal, finish } from './tap.mjs';

const SAMSYN = process.argv[2];
const site = await Site.demo(SAMSYN);
const { data, server } = site;

async function reader(name, collaboration, condition) {
  const made = new Reader(server, name);
  await made.logIn(accountOf(data, collaboration, condition), `/${collaboration}`);
  return made;
}

async function tellAndAdopt(coordinator, round, plan, n) {
  await coordinator.open(`${round}/outcomes/tell`);
  await coordinator.press('Meddela alla och avsluta omgången');
  await coordinator.open(round);
  coordinator.sees(`Avslutad · ${n} förslag`);
  await coordinator.open(`${plan}/adopt`);
  await coordinator.press('Fastställ planen', { adopted_on: '2021-04-15', paragraph: '§ 12', is_published: '1' });
  coordinator.sees('Fastställd');
}

const planOf = async (coordinator, round) => {
  await coordinator.open(round);
  const title = /<h1>([^<]*)<\/h1>/.exec(coordinator.body)[1];
  await coordinator.open(`${round.replace(/\/rounds.*/, '')}/plans`);
  await coordinator.follow(title);
  return coordinator.path.split('?')[0];
};

async function published(collaboration, title, ...activities) {
  const anybody = new Reader(server, `anybody in ${collaboration}`);
  await anybody.open(`/${collaboration}`);
  await anybody.follow(title);
  anybody.sees(...activities);
}

const coordinatorCalled = (name) => ({ name, email: `${name.toLowerCase().replace(/[åä]/g, 'a').replaceAll('ö', 'o').replace(' ', '.')}@example.org` });
const officer = (office) => `${atOffice(office)} AND NOT ${withRole('coordinator')}`;

// The days that the rules give a round.
async function daysByRule(coordinator, name, title) {
  await coordinator.open(`/${name}/rounds`);
  await coordinator.follow(`Ny omgång: ${title}`);
  return Object.fromEntries([...coordinator.body.matchAll(/name="(\w+_on)"[^>]*value="([\d-]*)"/g)].map(([, day, value]) => [day, value]));
}

// ---- Kronoberg-Blekinge: two counties, other offices for building than for environment; the coordinator prepares, the steering group decides;
// no criteria, no comments; two years, due in September for 2021 and in May after that ----
{
  const { coordinator, name } = await setUp(site, 'kronoberg-blekinge', { called: 'nya-kronoberg-blekinge', by: 'file', as: 'xlsx', coordinator: coordinatorCalled('Stina Nystart'),
    invited: [['amina-kvarnsjo', 'member'], ['petra-oxmyr', 'member']] });
  coordinator.sees('Kronobergs län', 'Blekinge län', 'miljö 13 11', 'bygg 13 13', 'senast i maj året före');
  const office = await reader('an officer in Växjö', name, officer('vaxjo'));
  const other = await reader('an officer in Karlskrona', name, officer('karlskrona'));
  await coordinator.open(`/${name}/rules/document/verksamhetsplan`);
  coordinator.sees('Vad som har gällt', 'september', 'maj');
  const days = await daysByRule(coordinator, name, 'Verksamhetsplan 2022–2023');
  equal('the plan for 2022 is due in May', days.decides_on, '2021-05-31');
  equal('there is no day for comments and none for a meeting', [days.comments_end_on, days.meeting_on], ['', '']);
  const round = await beginRound(coordinator, name, 'Verksamhetsplan 2022–2023', COLLECT);
  await propose(office, round, 'Tillsyn av uteserveringar');
  await propose(other, round, 'Nätverk för strandskydd');
  await office.open(round);
  await office.press('Skriv ett förslag');
  await office.press('Spara', { title: 'Hemligt utkast' });
  await coordinator.open(round);
  coordinator.sees('Påbörjat: Växjö').misses('Hemligt utkast');
  await move(coordinator, round, PREPARE);
  coordinator.sees('Förslagen bereds').misses('Synpunkter');
  await coordinator.follow('Beredning');
  coordinator.sees('Tillsyn av uteserveringar', 'Nätverk för strandskydd').misses('Hemligt utkast');
  await release(coordinator, round);
  coordinator.sees('Beslut senast');
  await beginPlan(coordinator, round, 'Börja tom');
  await decide(coordinator, round, 'Tillsyn av uteserveringar', '2022', '');
  await decide(coordinator, round, 'Nätverk för strandskydd', 'declined', 'Ett annat nätverk gör redan detta.');
  await tellAndAdopt(coordinator, round, await planOf(coordinator, round), 2);
  await other.open(round);
  other.sees('avslaget');
  await published(name, 'Verksamhetsplan 2022–2023', 'Tillsyn av uteserveringar');
}

// ---- Jönköping, rule by rule in forms: the offices propose and comment, a group prepares by criteria, the contact persons meet before the
// decision; three years, the last of them the bank ----
{
  const { coordinator, name, keyOf } = await setUp(site, 'jonkoping', { by: 'forms', as: 'csv', coordinator: coordinatorCalled('Vera Nystart'), names: { 1452: 'Tranemo' },
    invited: [['nadja-farholt', 'head', 'preparer'], ['sanna-ronnskog', 'head'], ['kjell-morthage', 'contact_person']] });
  coordinator.sees('kommuner 13', 'kontor 12', 'parter 15', '3 år: fastställt, preliminärt, förslagsbank', 'senast i juni året före').misses('Behöver ses över');
  const preparer = await reader('a preparer in Jönköping', name, `${withRole('preparer')} AND ${inBody(keyOf('body', 'beredningsgrupp'))}`);
  const eksjo = await reader('the head in Eksjö', name, `${atOffice('eksjo')} AND ${withRole('head')}`);
  const gnosjo = await reader('somebody in Gnosjö', name, atOffice('gnosjo'));
  const days = await daysByRule(coordinator, name, 'Verksamhetsplan 2022–2024');
  equal('the plan is due in June', days.decides_on, '2021-06-30');
  coordinator.sees('Dag för träffen');
  const round = await beginRound(coordinator, name, 'Verksamhetsplan 2022–2024', { ...COLLECT, comments_end_on: '2021-05-20', meeting_on: '2021-06-01' });
  await propose(eksjo, round, 'Tillsyn av uthyrningsrum');
  await propose(gnosjo, round, 'Film om egenkontroll');
  await propose(gnosjo, round, 'Studieresa till Åland');
  await move(coordinator, round, { ...PREPARE, ...COMMENT });
  await preparer.open(`${round}/preparation`);
  preparer.sees('3 förslag', 'utan bedömning', 'Arbetsmaterial');
  await eksjo.open(`${round}/preparation`);
  eksjo.misses('Tillsyn av uthyrningsrum');
  await preparer.open(`${round}/preparation/release`);
  await preparer.press('Släpp listan');
  await coordinator.open(round);
  coordinator.sees('Synpunkter till 20 maj · 0 av 12 kontor har svarat');
  await eksjo.open(`/${name}`);
  eksjo.sees('synpunkter');
  await eksjo.open(round);
  await eksjo.follow('Ert svar');
  await eksjo.press('Lämna in svaret', { 'mark-1': 'high', 'mark-2': 'medium', 'mark-3': 'abstain' });
  await coordinator.open(round);
  coordinator.sees('1 av 12 kontor har svarat');
  await move(coordinator, round, { ...DECIDE, ...HEARD });
  coordinator.sees('Beslut senast', 'Kontaktpersonerna', '1 juni');
  await beginPlan(coordinator, round, 'Börja tom');
  await decide(coordinator, round, 'Tillsyn av uthyrningsrum', '2022', '');
  await decide(coordinator, round, 'Film om egenkontroll', 'bank', 'Tas upp när budgeten är klar.');
  await decide(coordinator, round, 'Studieresa till Åland', 'declined', 'För dyrt.');
  await tellAndAdopt(coordinator, round, await planOf(coordinator, round), 3);
  await gnosjo.open(`/${name}/bank`);
  gnosjo.sees('Film om egenkontroll');
  await published(name, 'Verksamhetsplan 2022–2024', 'Tillsyn av uthyrningsrum');
}

// ---- Västerbotten: the support group proposes, the collaboration group decides four times: the plan, the year's activities, the calendar, the budget ----
{
  const { coordinator, name } = await setUp(site, 'vasterbotten', { called: 'nya-vasterbotten', by: 'file', as: 'csv', coordinator: coordinatorCalled('Alma Nystart'),
    invited: [['melker-dalmyr', 'head', 'preparer'], ['emre-vinterdal', 'member']] });
  coordinator.sees('kommuner 15');
  const supporter = await reader('a member of the support group', name, `${inBody('stodgrupp')} AND NOT ${withRole('coordinator')}`);
  const office = await reader('somebody outside the support group', name, `NOT ${inBody('stodgrupp')} AND ${withRole('member')}`);
  const round = await beginRound(coordinator, name, 'Aktivitetsplan 2022', COLLECT);
  await propose(supporter, round, 'Seminarium om skrotbilar');
  await office.open(round);
  office.sees('Seminarium om skrotbilar').misses('Skriv ett förslag');
  await move(coordinator, round, PREPARE);
  await release(coordinator, round);
  await beginPlan(coordinator, round, 'Börja tom');
  await decide(coordinator, round, 'Seminarium om skrotbilar', '2022', '');
  await tellAndAdopt(coordinator, round, await planOf(coordinator, round), 1);
  const decided = [['Verksamhetsplan 2022', 'verksamhetsplan', 'vasterbotten-verksamhetsplan-2021.txt'], ['Kalendarium 2022', 'kalendarium', 'vasterbotten-kalendarium-2021.tsv'], ['Budget 2022', 'budget', 'vasterbotten-budget-2021.tsv']];
  for (const [i, [title, document, file]] of decided.entries()) {
    await coordinator.open(`/${name}/import`);
    await coordinator.hand('Visa vad som händer', { file: { filename: file, content: readFileSync(`${ROOT}demo/${file}`) } }, { document, year: '2022' });
    await coordinator.press('Läs in');
    await coordinator.follow('Fastställ planen');
    coordinator.sees('Samverkansgruppen');
    await coordinator.press('Fastställ planen', { adopted_on: '2021-04-15', paragraph: `§ ${13 + i}`, is_published: '1' });
    coordinator.sees(title, 'Fastställd');
  }
  await coordinator.open(`/${name}/bodies/samverkansgrupp`);
  coordinator.sees('Har fastställt', 'Aktivitetsplan 2022', ...decided.map(([title]) => title));
  for (const [title] of decided) await published(name, title);
  await published(name, 'Aktivitetsplan 2022', 'Seminarium om skrotbilar');
}

// ---- Stockholm: 26 municipalities in 23 offices propose, the steering group prepares, the managers' meeting decides; one year ----
{
  const { coordinator, name } = await setUp(site, 'stockholm', { called: 'nya-stockholm', by: 'file', as: 'xlsx', coordinator: coordinatorCalled('Rut Nystart'), invited: [['jorun-angvall', 'member'], ['ismael-arthage', 'head', 'preparer']] });
  coordinator.sees('kommuner 26', 'kontor 23');
  const nacka = await reader('somebody in Nacka', name, `${atOffice('nacka')} AND ${withRole('member')}`);
  const steering = await reader('a member of the steering group', name, `${inBody('styrgrupp')} AND ${withRole('preparer')}`);
  const round = await beginRound(coordinator, name, 'Verksamhetsplan 2022', COLLECT);
  await propose(nacka, round, 'Tillsyn av båtklubbar');
  await propose(nacka, round, 'Gemensam jour');
  await move(coordinator, round, PREPARE);
  await release(steering, round);
  await beginPlan(coordinator, round, 'Börja tom');
  await decide(coordinator, round, 'Tillsyn av båtklubbar', '2022', '');
  await decide(coordinator, round, 'Gemensam jour', 'bank', 'Väntar på utredningen.');
  const plan = await planOf(coordinator, round);
  await coordinator.follow('Tillsyn av båtklubbar');
  await coordinator.open(`${coordinator.path.split('?')[0]}/facts`);
  await coordinator.press('Spara', { leader: 'Ismael på kontoret i Nacka', project_group: 'Kontoren i Sollentuna och Norrtälje' });
  coordinator.sees('Ismael på kontoret i Nacka', 'Kontoren i Sollentuna och Norrtälje');
  await tellAndAdopt(coordinator, round, plan, 2);
  coordinator.sees('miljöchefsträffen');
  await nacka.open(`/${name}/bank`);
  nacka.sees('Gemensam jour');
  await published(name, 'Verksamhetsplan 2022', 'Tillsyn av båtklubbar');
}

await site.stop();
finish();
