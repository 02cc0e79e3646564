// A whole round in five collaborations that begin empty, by hand: node stories.test.mjs SAMSYN [STORY]
// From the rules through proposals, preparation, comments and decisions to the published plan: at a desk, with the keyboard, on a phone by
// the link of a letter, and in one of them without JavaScript.
import { setUp } from '../http/setting_up.mjs';
import { atOffice, COLLECT, COMMENT, DECIDE, HEARD, inBody, PREPARE, withRole } from '../http/story.mjs';
import { check, finish } from '../http/tap.mjs';
import { Demo, FILES } from './demo.mjs';
import { fromEmpty } from './from_empty.mjs';
import { Person, PHONE } from './person.mjs';
import { answerOnPhone, beginPlan, beginRound, daysByRule, decide, move, moveCard, outcomes, propose, published, release, sendLetters, tellAndAdopt } from './rounds.mjs';
import { adoptPlan } from './steps.mjs';

const demo = await Demo.start(process.argv[2]);
const person = (...of) => Person.of(demo, ...of);

async function changeRule(coordinator, document, label, value) {
  await coordinator.place('Inställningar');
  await coordinator.follow('Planer och fastställande');
  await coordinator.follow(document);
  await coordinator.write(coordinator.field(label), value);
  await coordinator.press(/^Spara$/);
}

const coordinatorCalled = (name) => ({ name, email: `${name.toLowerCase().replace(/[åä]/g, 'a').replaceAll('ö', 'o').replace(' ', '.')}@example.org` });

// The collaboration of the file as it is from nothing on; its name in addresses.
async function fromNothing(file, as, coordinator, ...invited) {
  const { name } = await setUp(demo, file, { by: 'file', as, called: `nya-${file}`, coordinator: coordinatorCalled(coordinator), invited });
  return name;
}

/* ---- the four, each set up by the rules of its file ---- */

// The coordinator prepares, the steering group decides; no criteria, no comments; two years. Nobody has JavaScript.
async function kronobergBlekinge(step) {
  const name = await fromNothing('kronoberg-blekinge', 'xlsx', 'Stina Nystart', ['amina-kvarnsjo', 'member']);
  const title = 'Verksamhetsplan 2022–2023';
  const plain = { javaScriptEnabled: false };
  const coordinator = await person('the coordinator', name, withRole('coordinator'), plain);
  const office = await person('an officer in Växjö', name, `${atOffice('vaxjo')} AND NOT ${withRole('coordinator')}`, plain);
  await step('the coordinator begins the round', () => beginRound(coordinator, title, COLLECT));
  await step('an office proposes twice and keeps a draft', async () => {
    await propose(office, title, 'Klagomål varje sommar', 'Tillsyn av uteserveringar');
    await propose(office, title, 'Samma frågor i båda länen', 'Nätverk för strandskydd');
    await office.round(title);
    await office.press('Skriv ett förslag');
    await office.write(office.field('Förslag'), 'Hemligt utkast');
    await office.press('Spara');
  });
  await step('the coordinator sees that something is begun, and releases the list', async () => {
    await coordinator.round(title);
    await coordinator.sees('Påbörjat: Växjö');
    await coordinator.misses('Hemligt utkast');
    await move(coordinator, title, PREPARE);
    await release(coordinator, title);
  });
  await step('the coordinator decides', async () => {
    await beginPlan(coordinator, title);
    await outcomes(coordinator, title);
    await decide(coordinator, 'Tillsyn av uteserveringar', '2022');
    await decide(coordinator, 'Nätverk för strandskydd', 'Avslaget', 'Ett annat nätverk gör redan detta.');
    await tellAndAdopt(coordinator, title, 2);
  });
  await step('the office reads what became of it', async () => {
    await office.round(title);
    await office.follow('Nätverk för strandskydd');
    await office.sees('Ett annat nätverk gör redan detta.');
  });
  await step('everybody reads the plan', () => published(demo, name, title, 'Tillsyn av uteserveringar'));
  await Promise.all([coordinator.leave(), office.leave()]);
}

// The offices propose and comment, a group prepares by criteria; three years. With the keyboard, and on a phone.
async function jonkoping(step) {
  const name = await fromNothing('jonkoping', 'csv', 'Vera Nystart', ['nadja-farholt', 'head', 'preparer'], ['sanna-ronnskog', 'head'], ['kjell-morthage', 'contact_person']);
  const title = 'Verksamhetsplan 2022–2024';
  const coordinator = await person('the coordinator', name, withRole('coordinator'));
  const preparer = await person('a preparer', name, `${withRole('preparer')} AND ${inBody('beredningsgrupp')}`);
  const eksjo = await person('the head in Eksjö', name, `${atOffice('eksjo')} AND ${withRole('head')}`, { keyboard: true });
  const gnosjo = await person('somebody in Gnosjö', name, atOffice('gnosjo'));
  await step('the coordinator gives the offices more time for comments by the rules, and the days of the round follow', async () => {
    const before = await daysByRule(coordinator, title);
    await changeRule(coordinator, 'Verksamhetsplan', /^Veckor för synpunkter/, '6');
    const after = await daysByRule(coordinator, title);
    const moved = before.map((day, i) => day !== after[i]);
    if (moved.join() !== 'true,true,true,false,false,false') throw new Error(`the days ${before} became ${after}`);
  });
  await step('the coordinator begins the round', () => beginRound(coordinator, title, { ...COLLECT, ...COMMENT }));
  await step('the head in Eksjö proposes with the keyboard', () => propose(eksjo, title, 'Många hyr ut rum', 'Tillsyn av uthyrningsrum'));
  await step('Gnosjö proposes twice', async () => {
    await propose(gnosjo, title, 'Fler ska kunna visa den', 'Film om egenkontroll');
    await propose(gnosjo, title, 'Se hur andra gör', 'Studieresa till Åland');
  });
  await step('a preparer assesses and releases the list', async () => {
    await move(coordinator, title, { ...PREPARE, ...COMMENT });
    await preparer.round(title);
    await preparer.follow('Beredning');
    await preparer.follow('Tillsyn av uthyrningsrum');
    await preparer.page.locator('.criterion-field').first().getByText('Uppfyllt', { exact: true }).click();
    await preparer.isSaved();
    await preparer.field('Storlek').selectOption('M'); // by its value
    await preparer.page.getByText('1 av 6 bedömda').waitFor();
    await release(preparer, title);
  });
  await step('the coordinator sends letters', async () => {
    await coordinator.round(title);
    await coordinator.sees('Synpunkter till 20 maj · 0 av 12 kontor har svarat');
    await sendLetters(coordinator, title);
  });
  await step('the contact person in Eksjö answers on a phone by the link of the letter', () => answerOnPhone(demo, addressAt(name, 'eksjo'), ['Hög', 'Medel', 'Avstår']));
  await step('the coordinator sees the answer, and decides', async () => {
    await coordinator.round(title);
    await coordinator.sees('1 av 12 kontor har svarat');
    await move(coordinator, title, { ...DECIDE, ...HEARD });
    await beginPlan(coordinator, title);
    await outcomes(coordinator, title);
    await moveCard(coordinator, 'Tillsyn av uthyrningsrum', '2022');
    await decide(coordinator, 'Film om egenkontroll', 'Förslagsbanken', 'Tas upp när budgeten är klar.');
    await decide(coordinator, 'Studieresa till Åland', 'Avslaget', 'För dyrt.');
    await tellAndAdopt(coordinator, title, 3);
  });
  await step('Gnosjö finds what waits in the bank', async () => {
    await gnosjo.place('Förslag');
    await gnosjo.follow('Förslagsbank');
    await gnosjo.sees('Film om egenkontroll');
  });
  await step('everybody reads the plan', () => published(demo, name, title, 'Tillsyn av uthyrningsrum'));
  await Promise.all([coordinator, preparer, eksjo, gnosjo].map((one) => one.leave()));
}

const addressAt = (collaboration, office) => demo.rows(`SELECT p.email FROM person p JOIN collaboration c ON c.id = p.collaboration JOIN post t ON t.collaboration = c.id AND t.person = p.id
  JOIN element e ON e.collaboration = c.id AND e.id = t.element WHERE c.name = '${collaboration}' AND e.kind = 'office' AND e.key = '${office}' AND t.function = 'contact_person' AND t.valid_to IS NULL`)[0][0];

// The other documents that are decided beside the activities, from the files of the year before.
const DECIDED = [['Verksamhetsplan', 'vasterbotten-verksamhetsplan-2021.txt'], ['Kalendarium', 'vasterbotten-kalendarium-2021.tsv'], ['Budget', 'vasterbotten-budget-2021.tsv']];

async function takeOverAndAdopt(coordinator, document, file, paragraph) {
  await coordinator.place('Läs in plan');
  const form = coordinator.page.locator('form', { has: coordinator.page.locator('input[type=file]') });
  await form.getByText('Välj dokument och år själv').click();
  await coordinator.choose(form.getByLabel('Dokument'), document);
  await coordinator.write(form.getByLabel(/^Planens första år/), '2022');
  await form.locator('input[type=file]').setInputFiles(FILES + file);
  await coordinator.use(form.getByRole('button', { name: 'Visa vad som händer' }));
  await coordinator.press(/^Läs in/);
  await adoptPlan(coordinator, { on: '15 april 2021', paragraph, publish: true });
  await coordinator.sees(`${document} 2022`, 'Fastställd');
}

// The support group proposes, the collaboration group decides four times: the plan, the year's activities, the calendar, the budget.
async function vasterbotten(step) {
  const name = await fromNothing('vasterbotten', 'csv', 'Alma Nystart', ['melker-dalmyr', 'head', 'preparer']);
  const title = 'Aktivitetsplan 2022';
  const coordinator = await person('the coordinator', name, withRole('coordinator'));
  const supporter = await person('a member of the support group', name, `${inBody('stodgrupp')} AND NOT ${withRole('coordinator')}`);
  await step('the coordinator begins the round', () => beginRound(coordinator, title, COLLECT));
  await step('the support group proposes', () => propose(supporter, title, 'Bilar blir stående', 'Seminarium om skrotbilar'));
  await step('the coordinator brings it into the plan', async () => {
    await move(coordinator, title, PREPARE);
    await release(coordinator, title);
    await beginPlan(coordinator, title);
    await outcomes(coordinator, title);
    await moveCard(coordinator, 'Seminarium om skrotbilar', '2022');
    await tellAndAdopt(coordinator, title, 1);
  });
  await step('the plan, the calendar and the budget for the year are taken over and adopted', async () => {
    for (const [i, [document, file]] of DECIDED.entries()) await takeOverAndAdopt(coordinator, document, file, `§ ${13 + i}`);
  });
  await step('the group has decided four times', async () => {
    await coordinator.place('Samverkan');
    await coordinator.follow(/^Organ/);
    await coordinator.row('Samverkansgruppen');
    await coordinator.sees('Har fastställt', title, ...DECIDED.map(([document]) => `${document} 2022`));
  });
  await step('everybody reads the plan', () => published(demo, name, title, 'Seminarium om skrotbilar'));
  await Promise.all([coordinator.leave(), supporter.leave()]);
}

const [LEADER, STAFF] = ['Ismael på kontoret i Nacka', 'Kontoren i Sollentuna och Norrtälje'];

// The offices propose, the steering group prepares, the managers' meeting decides; one year. Nacka writes on a phone.
async function stockholm(step) {
  const name = await fromNothing('stockholm', 'xlsx', 'Rut Nystart', ['jorun-angvall', 'member'], ['ismael-arthage', 'head', 'preparer']);
  const title = 'Verksamhetsplan 2022';
  const coordinator = await person('the coordinator', name, withRole('coordinator'));
  const nacka = await person('somebody in Nacka', name, `${atOffice('nacka')} AND ${withRole('member')}`, PHONE);
  const steering = await person('a member of the steering group', name, `${inBody('styrgrupp')} AND ${withRole('preparer')}`);
  await step('the coordinator begins the round', () => beginRound(coordinator, title, COLLECT));
  await step('Nacka proposes twice on a phone', async () => {
    await propose(nacka, title, 'Båtar målas vid stranden', 'Tillsyn av båtklubbar');
    await propose(nacka, title, 'Någon ska kunna svara', 'Gemensam jour');
  });
  await step('the steering group releases the list, and the coordinator brings it to outcomes', async () => {
    await move(coordinator, title, PREPARE);
    await release(steering, title);
    await beginPlan(coordinator, title);
    await outcomes(coordinator, title);
    await decide(coordinator, 'Tillsyn av båtklubbar', '2022');
    await decide(coordinator, 'Gemensam jour', 'Förslagsbanken', 'Väntar på utredningen.');
  });
  await step('offices lead the project and staff it', async () => {
    await coordinator.place('Plan');
    await coordinator.row(title);
    await coordinator.follow('Tillsyn av båtklubbar');
    await coordinator.follow('Ändra fakta');
    await coordinator.write(coordinator.field('Projektledare'), LEADER);
    await coordinator.write(coordinator.field('Projektgrupp'), STAFF);
    await coordinator.press('Spara fakta');
    await coordinator.sees(LEADER, STAFF);
  });
  await step("the managers' meeting adopts the plan", async () => {
    await tellAndAdopt(coordinator, title, 2);
    await coordinator.sees('miljöchefsträffen');
  });
  await step('everybody reads the plan', () => published(demo, name, title, 'Tillsyn av båtklubbar'));
  await Promise.all([coordinator.leave(), nacka.leave(), steering.leave()]);
}

const only = process.argv[3];
for (const [name, story] of Object.entries({ 'from empty': (step) => fromEmpty(demo, step), 'kronoberg-blekinge': kronobergBlekinge, jonkoping, vasterbotten, stockholm })) {
  if (only && !name.includes(only)) continue;
  let broken = false;
  await story(async (label, work) => {
    if (broken) return;
    try {
      await work();
      check(`${name}: ${label}`, true);
    } catch (error) {
      broken = true;
      check(`${name}: ${label}`, false, `${error.message}\n${error.stack.split('\n').filter((line) => /tests.browser/.test(line)).join('\n')}`);
    }
  }).catch((error) => check(`${name}: to its end, without a complaint from the browser`, false, error.message));
}
await demo.stop();
finish();
