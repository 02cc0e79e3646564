// A whole round in each of the four collaborations, from its rules to the published plan, as its people do it, by what they read on
// the pages: node stories_test.mjs SAMSYN. The demo's day stands still, so the coordinator moves the round's days instead.
import { Reader } from './reader.mjs';
import { Site } from './site.mjs';
import { accountOf, atOffice, beginPlan, beginRound, COLLECT, COMMENT, decide, DECIDE, HEARD, inBody, move, PREPARE, propose, release, withRole } from './story.mjs';
import { finish } from './tap.mjs';

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

// ---- Kronoberg-Blekinge: the coordinator prepares, the steering group decides; no criteria, no comments; two years ----
{
  const name = 'kronoberg-blekinge';
  const coordinator = await reader('the coordinator in Kronoberg-Blekinge', name, withRole('coordinator'));
  const office = await reader('an officer in Växjö', name, `${atOffice('vaxjo')} AND NOT ${withRole('coordinator')}`);
  const other = await reader('an officer in Karlskrona', name, `${atOffice('karlskrona')} AND NOT ${withRole('coordinator')}`);
  const round = await beginRound(coordinator, name, 'Verksamhetsplan 2023–2024', COLLECT);
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
  await beginPlan(coordinator, round, 'Börja plan 2023–2024');
  await decide(coordinator, round, 'Tillsyn av uteserveringar', '2023', '');
  await decide(coordinator, round, 'Nätverk för strandskydd', 'declined', 'Ett annat nätverk gör redan detta.');
  await tellAndAdopt(coordinator, round, await planOf(coordinator, round), 2);
  await other.open(round);
  other.sees('avslaget');
  await published(name, 'Verksamhetsplan 2023–2024', 'Tillsyn av uteserveringar');
}

// ---- Jönköping: the offices propose and comment, a group prepares by criteria; three years, the last of them the bank ----
{
  const name = 'jonkoping';
  const coordinator = await reader('the coordinator in Jönköping', name, withRole('coordinator'));
  const preparer = await reader('a preparer in Jönköping', name, `${withRole('preparer')} AND ${inBody('beredningsgrupp')}`);
  const eksjo = await reader('the head in Eksjö', name, `${atOffice('eksjo')} AND ${withRole('head')}`);
  const gnosjo = await reader('somebody in Gnosjö', name, atOffice('gnosjo'));
  const round = await beginRound(coordinator, name, 'Verksamhetsplan 2023–2025', { ...COLLECT, comments_end_on: '2021-05-20', meeting_on: '2021-06-01' });
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
  coordinator.sees('Beslut senast');
  await beginPlan(coordinator, round, 'Börja tom');
  await decide(coordinator, round, 'Tillsyn av uthyrningsrum', '2023', '');
  await decide(coordinator, round, 'Film om egenkontroll', 'bank', 'Tas upp när budgeten är klar.');
  await decide(coordinator, round, 'Studieresa till Åland', 'declined', 'För dyrt.');
  await tellAndAdopt(coordinator, round, await planOf(coordinator, round), 3);
  await gnosjo.open(`/${name}/bank`);
  gnosjo.sees('Film om egenkontroll');
  await published(name, 'Verksamhetsplan 2023–2025', 'Tillsyn av uthyrningsrum');
}

// ---- Västerbotten: the support group proposes, the collaboration group decides; a year's plan of activities beside three other documents ----
{
  const name = 'vasterbotten';
  const coordinator = await reader('the coordinator in Västerbotten', name, withRole('coordinator'));
  const supporter = await reader('a member of the support group', name, `${inBody('stodgrupp')} AND NOT ${withRole('coordinator')}`);
  const office = await reader('somebody outside the support group', name, `NOT ${inBody('stodgrupp')} AND ${withRole('member')}`);
  const round = await beginRound(coordinator, name, 'Aktivitetsplan 2023', COLLECT);
  await propose(supporter, round, 'Seminarium om skrotbilar');
  await office.open(round);
  office.sees('Seminarium om skrotbilar').misses('Skriv ett förslag');
  await move(coordinator, round, PREPARE);
  await release(coordinator, round);
  await beginPlan(coordinator, round, 'Börja tom');
  await decide(coordinator, round, 'Seminarium om skrotbilar', '2023', '');
  await tellAndAdopt(coordinator, round, await planOf(coordinator, round), 1);
  await published(name, 'Aktivitetsplan 2023', 'Seminarium om skrotbilar');
}

// ---- Stockholm: the offices propose, the steering group prepares, the managers' meeting decides; one year, no bank in the plan ----
{
  const name = 'stockholm';
  const coordinator = await reader('the coordinator in Stockholm', name, withRole('coordinator'));
  const nacka = await reader('somebody in Nacka', name, atOffice('nacka'));
  const round = await beginRound(coordinator, name, 'Verksamhetsplan 2022', COLLECT);
  await propose(nacka, round, 'Tillsyn av båtklubbar');
  await propose(nacka, round, 'Gemensam jour');
  await move(coordinator, round, PREPARE);
  await release(coordinator, round);
  await beginPlan(coordinator, round, 'Börja plan 2022');
  await decide(coordinator, round, 'Tillsyn av båtklubbar', '2022', '');
  await decide(coordinator, round, 'Gemensam jour', 'bank', 'Väntar på utredningen.');
  await tellAndAdopt(coordinator, round, await planOf(coordinator, round), 2);
  await nacka.open(`/${name}/bank`);
  nacka.sees('Gemensam jour');
  await published(name, 'Verksamhetsplan 2022', 'Tillsyn av båtklubbar');
}

await site.stop();
finish();
