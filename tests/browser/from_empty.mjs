// A small collaboration from the administrator's form to the published plan, all of it on the screen: three municipalities in two offices, the
// offices propose and comment, the coordinator prepares, the steering group decides; two years.
import { administratorOf, COLLECT, COMMENT, DECIDE, HEARD, PREPARE } from '../http/story.mjs';
import { comesByLetter, Person, PHONE, SMALL_PHONE } from './person.mjs';
import { answerOnPhone, beginPlan, beginRound, daysByRule, decide, move, moveCard, outcomes, propose, published, release, sendLetters, tellAndAdopt } from './rounds.mjs';

const NAME = 'siljansbygden';
const TITLE = 'Miljösamverkan Siljansbygden';
const PLAN = 'Verksamhetsplan 2022–2023';
const DISA = { name: 'Disa Nystart', email: 'disa.nystart@example.org' };
const MAJA = { name: 'Maja Höghed', email: 'maja.hoghed@example.org' };
const OTTO = { name: 'Otto Sjöfors', email: 'otto.sjofors@example.org' };
const HEADS_AND_BOARD = [MAJA.name, 'Nils Myrberg', 'Britta Norrhed'];
const STEPS = ['Har ni reglerna i en fil?', 'Lägg till parterna', 'Lägg till nämnderna', 'Lägg till kontoren', 'Lägg till organen', 'Bestäm vilka planer ni gör', 'Lägg till kategorierna', 'Läs in personerna', 'Bjud in dem som ska logga in'];
// Headings of the coordinator's own; the last row is of somebody in another county.
const PEOPLE = [['Namn', 'Mejl', 'Växel', 'Hör till', 'Uppdrag', 'Kan'],
  [MAJA.name, MAJA.email, '0250-100 01', 'Mora', 'chef', 'avfall'],
  ['Nils Myrberg', 'nils.myrberg@example.org', '0248-100 02', 'Leksand-Rättvik', 'chef', ''],
  [OTTO.name, OTTO.email, '0248-100 03', 'Miljökontoret i Leksand och Rättvik', 'kontaktperson', 'buller, strandskydd'],
  ['Karin Backfors', 'karin.backfors@example.org', '', 'Mora', 'kontaktperson', 'livsmedel'],
  ['Britta Norrhed', 'britta.norrhed@example.org', '', 'Länsstyrelsen', 'länsstyrelsen', ''],
  ['Per Bortom', 'per.bortom@example.org', '', 'Gävle', 'inspektör', '']];
const COLUMNS = { Växel: 'Telefon', 'Hör till': 'Arbetar på', Uppdrag: 'Uppgift', Kan: 'Områden' };

const same = (label, given, wanted) => {
  if (JSON.stringify(given) !== JSON.stringify(wanted)) throw new Error(`${label}: ${JSON.stringify(given)} in place of ${JSON.stringify(wanted)}`);
};

/* ---- setting up ---- */

// The steps that Hem still names, from Hem.
async function stepsLeft(coordinator) {
  await coordinator.place('Hem');
  return coordinator.page.locator('section', { has: coordinator.page.getByRole('heading', { name: 'Kom i gång' }) }).locator('.task-title').allInnerTexts();
}

// Takes the step that Hem puts first, with its button.
async function takeStep(coordinator, ...left) {
  same('the steps left', await stepsLeft(coordinator), left);
  const [title] = left.filter((one) => one !== STEPS[0]);
  const task = coordinator.page.locator('.tasks li', { hasText: title });
  if (await task.locator('.button-primary').count() !== 1) throw new Error(`“${title}” is not put first`);
  await coordinator.use(task.getByRole('link'));
}

// Fills the form in by its labels: what is to be typed, the words of a choice, or true for a box to tick.
async function fillIn(person, fields) {
  for (const [label, value] of Object.entries(fields)) {
    const [, group, name] = /^(?:(.*): )?(.*)$/.exec(label);
    const place = group ? person.page.locator('main').getByRole('group', { name: group }) : person.page.locator('main');
    const control = place.getByLabel(new RegExp(`^${name}( \\(frivilligt\\))?$`)).first();
    if (value === true) await person.tick(control);
    else if (await control.evaluate((one) => one.localName === 'select')) await person.choose(control, value);
    else await person.write(control, value);
  }
}

async function add(coordinator, ...forms) {
  for (const [i, fields] of forms.entries()) {
    await fillIn(coordinator, fields);
    await coordinator.press(i + 1 < forms.length ? 'Lägg till och skriv nästa' : /^Lägg till$/);
    await coordinator.sees('Det nya är sparat.');
  }
}

async function create(administrator) {
  await administrator.page.goto('/');
  await administrator.follow('Ny samverkan');
  await fillIn(administrator, { 'Samverkans namn': TITLE, 'Kort namn': 'Siljansbygden', 'Samordnarens namn': DISA.name, 'Samordnarens e-postadress': DISA.email });
  await administrator.press('Skapa samverkan');
  await administrator.sees('Det finns ett fel att rätta');
  await fillIn(administrator, { Län: 'Dalarnas län' });
  await administrator.press('Skapa samverkan');
  await administrator.sees('Samverkan är skapad.', TITLE);
}

const municipality = (code, title, short) => ({ Slag: 'kommun', 'Kod hos SCB': code, Namn: title, 'Kort namn': short });

async function addParties(coordinator) {
  await add(coordinator, municipality('2062', 'Mora kommun', 'Mora'), municipality('2029', 'Leksands kommun', 'Leksand'), municipality('2031', 'Rättviks kommun', 'Rättvik'),
    { Slag: 'länsstyrelse', Namn: 'Länsstyrelsen i Dalarnas län', 'Kort namn': 'Länsstyrelsen' });
}

// One of the municipalities is misspelt: what was typed stays, and is mended.
async function addCommittees(coordinator) {
  await add(coordinator, { Namn: 'Miljönämnden i Mora', Kommuner: 'Mora' }, { Namn: 'Miljönämnden i Leksand och Rättvik', Kommuner: 'Leksand\nRättvik' });
}

async function misspell(coordinator) {
  await fillIn(coordinator, { Namn: 'Miljönämnden i Mora', Kommuner: 'Morra' });
  await coordinator.press(/^Lägg till$/);
  await coordinator.sees('Det finns ett fel att rätta', 'det finns ingen kommun som heter ”Morra”');
  same('what was typed', await coordinator.field('Namn').inputValue(), 'Miljönämnden i Mora');
}

async function addOffices(coordinator) {
  await add(coordinator, { Namn: 'Miljökontoret i Mora', 'Kort namn': 'Mora', Kommuner: 'Mora', Nämnd: 'Miljönämnden i Mora', Organisation: 'kommunens eget kontor' },
    { Namn: 'Miljökontoret i Leksand och Rättvik', 'Kort namn': 'Leksand-Rättvik', Kommuner: 'Leksand\nRättvik', Nämnd: 'Miljönämnden i Leksand och Rättvik', Organisation: 'gemensam nämnd' });
}

async function addBody(coordinator) {
  await add(coordinator, { Slag: 'styrgrupp', Namn: 'Styrgruppen', 'Beslutar om': 'verksamhetsplan\nbudget', 'Från, regel 1': 'varje kontor', 'Antal, regel 1': '1', 'Som är, regel 1': 'chef',
    'Från, regel 2': 'Länsstyrelsen', 'Antal, regel 2': '1', 'Möten per år': '4' });
  await coordinator.sees('I Styrgruppen saknar två kontor en chef: Mora och Leksand-Rättvik.');
}

async function addPlan(coordinator) {
  await add(coordinator, { Slag: 'verksamhetsplan', Namn: 'Verksamhetsplan', 'Planår: År 1.*': 'fastställt', 'Planår: År 2.*': 'preliminärt', 'Innehåll: aktiviteter': true, 'Fastställs av': 'Styrgruppen',
    'Senast i månaden': 'juni', 'Året': 'året innan den börjar gälla', 'Förslag lämnas av: kontoren': true, 'Förslagen bereds av': 'samordnaren', 'Synpunkter lämnas av: kontoren': true,
    'Veckor för att lämna förslag': '8', 'Veckor för beredning': '2', 'Veckor för synpunkter': '4', 'Veckor till beslut': '3' });
}

async function addCategories(coordinator) {
  await add(coordinator, { Dokument: 'Verksamhetsplan', Namn: 'Tillsynsprojekt', Slag: 'tillsyn' }, { Dokument: 'Verksamhetsplan', Namn: 'Utbildning', Slag: 'utbildning' });
}

/* ---- people ---- */

async function handIn(coordinator, rows) {
  const [chooser] = await Promise.all([coordinator.page.waitForEvent('filechooser'), coordinator.page.locator('input[type=file]').click()]);
  await chooser.setFiles({ name: 'personer.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n')) });
  await coordinator.press('Visa vad som händer');
  await coordinator.sees('Det här skulle hända. Inget är ändrat än.');
}

// Says what the columns are that the file calls by names of its own.
async function matchColumns(coordinator) {
  await coordinator.page.locator('summary', { hasText: 'Kolumner' }).click();
  same('the column of addresses', await coordinator.field('Mejl').inputValue(), 'email');
  for (const [heading, column] of Object.entries(COLUMNS)) await coordinator.choose(coordinator.page.getByLabel(heading, { exact: true }), column);
  await coordinator.press('Läs om');
}

async function readPeople(coordinator) {
  await handIn(coordinator, PEOPLE);
  await coordinator.sees('6 Kan inte läsas', 'Raden säger inte var personen arbetar.');
  await matchColumns(coordinator);
  await coordinator.sees('5 Nya', '1 Kan inte läsas', 'Gävle är inget kontor här', '5 personer läggs till eller ändras.');
  await coordinator.press('Läs in personerna');
  await coordinator.sees('Personerna är inlästa.', 'Alla 5', '0248-100 03', 'buller');
}

async function readThemAgain(coordinator) {
  await coordinator.follow(/^Läs in$/);
  await handIn(coordinator, PEOPLE.slice(0, -1));
  await matchColumns(coordinator);
  await coordinator.sees('5 Oförändrade', 'Filen säger detsamma som telefonboken.');
  await coordinator.press('Ta bort filen');
}

async function seatThem(coordinator) {
  await coordinator.row('Styrgruppen');
  await coordinator.follow('Lägg till ledamöter');
  await coordinator.page.locator('main summary').click(); // those whom the body does not ask for
  for (const name of HEADS_AND_BOARD) await coordinator.tick(coordinator.page.getByRole('checkbox', { name }));
  await coordinator.press('Lägg till ledamöterna');
  await coordinator.sees(...HEADS_AND_BOARD);
  await coordinator.misses('vakant', 'saknar');
}

async function invite(coordinator) {
  await fillIn(coordinator, { Namn: MAJA.name, 'E-postadress': MAJA.email, 'Person i samverkan': MAJA.name, Chef: true });
  await coordinator.press('Bjud in');
  await coordinator.sees('Inbjudan är skickad.', MAJA.name);
}

/* ---- the round ---- */

async function checkDays(coordinator) {
  same('the days by the rules', await daysByRule(coordinator, PLAN), ['2021-03-03', '2021-04-28', '2021-05-12', '2021-06-09', '', '2021-06-30']);
}

async function decideAll(coordinator) {
  await coordinator.round(PLAN);
  await coordinator.sees('1 av 2 kontor har svarat');
  await move(coordinator, PLAN, { ...DECIDE, comments_end_on: HEARD.comments_end_on });
  await beginPlan(coordinator, PLAN);
  await outcomes(coordinator, PLAN);
  await moveCard(coordinator, 'Tillsyn av fäbodar', '2022');
  await decide(coordinator, 'Utbildning om brandvatten', '2023');
  await decide(coordinator, 'Studieresa till Åland', 'Avslaget', 'För dyrt.');
  await tellAndAdopt(coordinator, PLAN, 3);
}

// Every place of the menu on a narrow phone.
async function lookAround(coordinator) {
  await coordinator.page.setViewportSize(SMALL_PHONE.viewport);
  for (const place of ['Hem', 'Plan', 'Förslag', 'Telefonbok', 'Samverkan', 'Läs in plan', 'Inställningar']) await coordinator.place(place);
  await coordinator.round(PLAN);
  for (const tab of ['Beredning', 'Synpunkter', 'Beslut']) await coordinator.follow(tab);
  await coordinator.place('Plan');
  await coordinator.row(PLAN);
}

export async function fromEmpty(demo, step) {
  const people = [];
  const enter = async (coming) => people[people.push(await coming) - 1];
  let coordinator;
  let head;
  await step('the administrator makes it, with the keyboard', async () => create(await enter(Person.at(demo, 'the administrator', await demo.logInAs(administratorOf(demo.data)), { keyboard: true }))));
  await step('the coordinator comes in by the letters, and sees how to begin', async () => {
    coordinator = await enter(comesByLetter(demo, 'the coordinator', DISA.email, 'Välkommen till'));
    await coordinator.place('Plan');
    await coordinator.sees('Bestäm först under Inställningar');
    await takeStep(coordinator, ...STEPS);
  });
  await step('adds the parties, with the keyboard', async () => {
    coordinator.keyboard = true;
    await addParties(coordinator);
    coordinator.keyboard = false;
  });
  await step('the committees, once misspelt', async () => {
    await takeStep(coordinator, ...STEPS.slice(2));
    await misspell(coordinator);
    await addCommittees(coordinator);
  });
  await step('the offices', async () => {
    await takeStep(coordinator, ...STEPS.slice(3));
    await addOffices(coordinator);
  });
  await step('the body that decides, on a narrow phone', async () => {
    await coordinator.page.setViewportSize(SMALL_PHONE.viewport);
    await takeStep(coordinator, ...STEPS.slice(4));
    await addBody(coordinator);
    await coordinator.page.setViewportSize({ width: 1280, height: 800 });
  });
  await step('the plan and its rules', async () => {
    await takeStep(coordinator, ...STEPS.slice(5));
    await addPlan(coordinator);
  });
  await step('the categories', async () => {
    await takeStep(coordinator, ...STEPS.slice(6));
    await addCategories(coordinator);
  });
  await step('the people, from a list with columns of its own', async () => {
    await takeStep(coordinator, ...STEPS.slice(7));
    await readPeople(coordinator);
    await readThemAgain(coordinator);
  });
  await step('the members of the body, all at once', async () => {
    await takeStep(coordinator, 'Sätt in ledamöterna i organen', STEPS[8]);
    await seatThem(coordinator);
  });
  await step('invites a head, and nothing is left to do', async () => {
    await takeStep(coordinator, STEPS[8]);
    await invite(coordinator);
    same('the steps left', await stepsLeft(coordinator), []);
    await coordinator.misses('Kom i gång');
  });
  await step('the rules give the round its days, and it begins', async () => {
    await checkDays(coordinator);
    await beginRound(coordinator, PLAN, { ...COLLECT, comments_end_on: COMMENT.comments_end_on });
  });
  await step('the head comes in by the letters, and proposes on a phone', async () => {
    head = await enter(comesByLetter(demo, 'the head', MAJA.email, 'Välkommen till', PHONE));
    await propose(head, PLAN, 'Många djur, lite vatten', 'Tillsyn av fäbodar');
    await propose(head, PLAN, 'Nya krav nästa år', 'Utbildning om brandvatten');
    await propose(head, PLAN, 'Se hur andra gör', 'Studieresa till Åland');
  });
  await step('the coordinator releases the list, and sends letters', async () => {
    await move(coordinator, PLAN, { ...PREPARE, comments_end_on: COMMENT.comments_end_on });
    await release(coordinator, PLAN);
    await coordinator.round(PLAN);
    await coordinator.sees('Synpunkter till 20 maj · 0 av 2 kontor har svarat');
    await sendLetters(coordinator, PLAN);
  });
  await step('a contact person hands in the answer of two municipalities on a narrow phone', () => answerOnPhone(demo, OTTO.email, ['Hög', 'Medel', 'Avstår'], SMALL_PHONE));
  await step('the coordinator brings it to the adopted plan', () => decideAll(coordinator));
  await step('the head reads why', async () => {
    await head.round(PLAN);
    await head.follow('Studieresa till Åland');
    await head.sees('För dyrt.');
  });
  await step('everybody reads the plan on a narrow phone', () => published(demo, NAME, PLAN, 'Tillsyn av fäbodar', SMALL_PHONE));
  await step('nothing is wider than a narrow phone', () => lookAround(coordinator));
  await Promise.all(people.map((one) => one.leave()));
}
