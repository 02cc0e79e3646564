// A whole round in each of the four collaborations, by hand: node stories.test.mjs SAMSYN
// From the rules through proposals, preparation, comments and decisions to the published plan: at a desk, with the keyboard, on a phone by
// the link of a letter, and in one of them without JavaScript.
import { accountOf, atOffice, COLLECT, COMMENT, DECIDE, HEARD, inBody, PREPARE, withRole } from '../http/story.mjs';
import { check, finish } from '../http/tap.mjs';
import { Demo } from './demo.mjs';
import { Hand } from './hand.mjs';
import { adoptPlan } from './steps.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const demo = await Demo.start(process.argv[2]);
const LABELS = { opens_on: 'Första dag för förslag', closes_on: 'Sista dag för förslag', releases_on: 'Beredningen klar', comments_end_on: 'Sista dag för synpunkter', meeting_on: 'Dag för träffen', decides_on: 'Beslut senast' };

class Person extends Hand {
  static async of(name, collaboration, condition, { keyboard, ...options } = {}) {
    const cookie = await demo.logInAs(accountOf(demo.data, collaboration, condition));
    const person = new Person(await demo.window(cookie, options), { keyboard });
    Object.assign(person, { name, collaboration });
    await person.page.goto(`/${collaboration}`);
    return person;
  }

  async use(locator) {
    await super.use(locator);
    const [width, room] = await this.page.evaluate(() => [document.scrollingElement.scrollWidth, document.documentElement.clientWidth]);
    if (width > room) throw new Error(`${this.page.url()} is ${width} px wide, ${room} are shown`);
  }

  follow(name) {
    return this.use(this.page.locator('main').getByRole('link', { name }));
  }

  press(name) {
    return this.use(this.page.locator('main').getByRole('button', { name }));
  }

  // A place of the menu, which is folded away on a phone.
  async place(name) {
    const link = this.page.locator('.rail').getByRole('link', { name, exact: true });
    if (!await link.isVisible()) await this.page.getByRole('link', { name: 'Meny' }).click();
    await this.use(link);
  }

  async rounds() {
    await this.place('Förslag');
  }

  async round(title) {
    await this.rounds();
    await this.use(this.page.locator('main table').getByRole('link', { name: title, exact: true }));
  }

  async sees(...wanted) {
    const text = (await this.text()).replace(/\s+/g, ' ');
    for (const one of wanted) if (!text.includes(one)) throw new Error(`${this.name} does not see “${one}” at ${this.page.url()}:\n${text.slice(0, 1500)}`);
  }

  async misses(...unwanted) {
    const body = await this.page.content();
    for (const one of unwanted) if (body.includes(one)) throw new Error(`${this.name} sees “${one}” at ${this.page.url()}`);
  }

  // What is typed has been saved.
  async isSaved() {
    await this.page.locator('[data-autosave-said]').getByText(/^Sparat/).waitFor();
  }

  async fillDays(days) {
    for (const [name, day] of Object.entries(days)) await this.write(this.field(LABELS[name]), day);
  }

  async leave() {
    const { faults } = this.page;
    await this.page.context().close();
    if (faults.length) throw new Error(`${this.name}: ${faults.join('\n')}`);
  }
}

/* ---- what is done in several of them ---- */

async function beginRound(coordinator, title, days) {
  await coordinator.rounds();
  await coordinator.follow(`Ny omgång: ${title}`);
  await coordinator.sees('räknade bakåt från beslutet');
  await coordinator.fillDays(days);
  await coordinator.press('Börja omgången');
  await coordinator.sees(title, 'Förslag tas emot till 20 april');
}

// The days that the rules give a round, before anybody changes them.
async function daysByRule(coordinator, title) {
  await coordinator.rounds();
  await coordinator.follow(`Ny omgång: ${title}`);
  return Promise.all(Object.values(LABELS).map((label) => coordinator.field(label).first().inputValue()));
}

async function changeRule(coordinator, document, label, value) {
  await coordinator.place('Inställningar');
  await coordinator.follow('Planer och fastställande');
  await coordinator.follow(document);
  await coordinator.write(coordinator.field(label), value);
  await coordinator.press(/^Spara$/);
}

async function propose(person, title, text, proposal) {
  await person.round(title);
  await person.press('Skriv ett förslag');
  await person.write(person.field('Förslag'), proposal);
  await person.write(person.field(/^Behov/), text);
  await person.press('Lämna in förslaget');
  await person.sees('Förslaget är inlämnat.', proposal);
}

async function move(coordinator, title, days) {
  await coordinator.round(title);
  await coordinator.follow('Ändra dagar');
  await coordinator.fillDays(days);
  await coordinator.press('Spara');
}

async function release(person, title) {
  await person.round(title);
  await person.follow('Beredning');
  await person.follow('Släpp listan');
  await person.press('Släpp listan');
}

async function decide(coordinator, proposal, outcome, reason) {
  await coordinator.follow(proposal);
  await coordinator.choose(coordinator.field('Vad det blir av förslaget'), outcome);
  if (reason) await coordinator.write(coordinator.field('Skäl'), reason);
  await coordinator.press('Spara beslutet');
  await coordinator.sees('Beslut om förslagen');
}

async function outcomes(coordinator, title) {
  await coordinator.round(title);
  await coordinator.follow('Beslut');
}

async function beginPlan(coordinator, title) {
  await outcomes(coordinator, title);
  await coordinator.follow('Börja planen');
  await coordinator.press(/^Börja /);
  await coordinator.sees(title);
}

async function tellAndAdopt(coordinator, title, n) {
  await outcomes(coordinator, title);
  await coordinator.follow('Meddela alla');
  await coordinator.press('Meddela alla och avsluta omgången');
  await coordinator.round(title);
  await coordinator.sees(`Avslutad · ${n} förslag`);
  await coordinator.place('Plan');
  await coordinator.use(coordinator.page.locator('main table').getByRole('link', { name: title, exact: true }));
  await adoptPlan(coordinator, { on: '15 april 2021', paragraph: '§ 12', publish: true });
  await coordinator.sees('Fastställd');
}

async function published(collaboration, title, activity) {
  const anybody = new Person(await demo.window(null, PHONE));
  anybody.name = 'anybody';
  await anybody.page.goto(`/${collaboration}`);
  await anybody.follow(title);
  await anybody.sees(activity);
  await anybody.leave();
}

/* ---- the four ---- */

// The coordinator prepares, the steering group decides; no criteria, no comments; two years. Nobody has JavaScript.
async function kronobergBlekinge(step) {
  const name = 'kronoberg-blekinge';
  const title = 'Verksamhetsplan 2023–2024';
  const plain = { javaScriptEnabled: false };
  const coordinator = await Person.of('the coordinator', name, withRole('coordinator'), plain);
  const office = await Person.of('an officer in Växjö', name, `${atOffice('vaxjo')} AND NOT ${withRole('coordinator')}`, plain);
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
    await decide(coordinator, 'Tillsyn av uteserveringar', '2023');
    await decide(coordinator, 'Nätverk för strandskydd', 'Avslaget', 'Ett annat nätverk gör redan detta.');
    await tellAndAdopt(coordinator, title, 2);
  });
  await step('the office reads what became of it', async () => {
    await office.round(title);
    await office.follow('Nätverk för strandskydd');
    await office.sees('Ett annat nätverk gör redan detta.');
  });
  await step('everybody reads the plan', () => published(name, title, 'Tillsyn av uteserveringar'));
  await Promise.all([coordinator.leave(), office.leave()]);
}

// The letter with these words, in a window beside the one that it is read for; its link or its code.
async function letter(person, address, subject) {
  const mail = await person.page.context().newPage();
  await mail.goto('/demo/mail');
  const row = mail.locator('tr', { hasText: address }).filter({ hasText: subject }).first();
  await row.getByRole('link').first().click();
  await mail.locator('main').getByText(address).first().waitFor();
  const text = await mail.locator('main').innerText();
  await mail.close();
  return text;
}

const MARKS = ['Hög', 'Medel', 'Avstår'];

async function answerOnPhone(office, address) {
  const phone = new Person(await demo.window(null, PHONE));
  phone.name = `the contact person in ${office}`;
  const link = /https?:\/\/\S+\/answer\/\S+/.exec(await letter(phone, address, 'Lämna synpunkter'))[0];
  await phone.page.goto(new URL(link).pathname);
  await phone.sees('Synpunkter på förslagen', '0 av 3 förslag har ett svar');
  for (const [i, mark] of MARKS.entries()) await phone.page.locator('.answer-proposal').nth(i).getByText(mark, { exact: true }).tap();
  await phone.page.getByText('3 av 3 förslag har ett svar').waitFor();
  await phone.press('Lämna in svaret');
  await phone.press('Skicka kod');
  const code = /\b\d{6}\b|\b\d{3} \d{3}\b/.exec(await letter(phone, address, /kod/i))[0];
  await phone.write(phone.field('Koden'), code);
  await phone.press('Lämna in svaret');
  await phone.sees('inlämnat');
  await phone.leave();
}

// The offices propose and comment, a group prepares by criteria; three years. With the keyboard, and on a phone.
async function jonkoping(step) {
  const name = 'jonkoping';
  const title = 'Verksamhetsplan 2023–2025';
  const coordinator = await Person.of('the coordinator', name, withRole('coordinator'));
  const preparer = await Person.of('a preparer', name, `${withRole('preparer')} AND ${inBody('beredningsgrupp')}`);
  const eksjo = await Person.of('the head in Eksjö', name, `${atOffice('eksjo')} AND ${withRole('head')}`, { keyboard: true });
  const gnosjo = await Person.of('somebody in Gnosjö', name, atOffice('gnosjo'));
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
    await coordinator.follow('Synpunkter');
    await coordinator.press(/^Skicka till \d+ kontor/);
  });
  await step('the contact person in Eksjö answers on a phone by the link of the letter', () => answerOnPhone('Eksjö', addressAt('eksjo')));
  await step('the coordinator sees the answer, and decides', async () => {
    await coordinator.round(title);
    await coordinator.sees('1 av 12 kontor har svarat');
    await move(coordinator, title, { ...DECIDE, ...HEARD });
    await beginPlan(coordinator, title);
    await outcomes(coordinator, title);
    await moveCard(coordinator, 'Tillsyn av uthyrningsrum', '2023');
    await decide(coordinator, 'Film om egenkontroll', 'Förslagsbanken', 'Tas upp när budgeten är klar.');
    await decide(coordinator, 'Studieresa till Åland', 'Avslaget', 'För dyrt.');
    await tellAndAdopt(coordinator, title, 3);
  });
  await step('Gnosjö finds what waits in the bank', async () => {
    await gnosjo.rounds();
    await gnosjo.follow('Förslagsbank');
    await gnosjo.sees('Film om egenkontroll');
  });
  await step('everybody reads the plan', () => published(name, title, 'Tillsyn av uthyrningsrum'));
  await Promise.all([coordinator, preparer, eksjo, gnosjo].map((one) => one.leave()));
}

// A card is lifted, carried to the column and put down with the keyboard.
async function moveCard(person, proposal, column) {
  const card = () => person.page.locator('[data-card]', { hasText: proposal });
  const columnOf = () => card().evaluate((one) => one.closest('[data-column]').querySelector('h2').textContent.trim());
  await card().focus();
  await person.page.keyboard.press('Space');
  for (let i = 0; i < 6 && await columnOf() !== column; i += 1) await person.page.keyboard.press('ArrowRight');
  await Promise.all([person.page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.ok()), person.page.keyboard.press('Space')]);
}

const addressAt = (office) => demo.rows(`SELECT p.email FROM person p JOIN post t ON t.collaboration = p.collaboration AND t.person = p.id
  JOIN element e ON e.collaboration = p.collaboration AND e.id = t.element WHERE e.kind = 'office' AND e.key = '${office}' AND t.function = 'contact_person' AND t.valid_to IS NULL`)[0][0];

// The support group proposes, the collaboration group decides; a year's plan of activities.
async function vasterbotten(step) {
  const name = 'vasterbotten';
  const title = 'Aktivitetsplan 2023';
  const coordinator = await Person.of('the coordinator', name, withRole('coordinator'));
  const supporter = await Person.of('a member of the support group', name, `${inBody('stodgrupp')} AND NOT ${withRole('coordinator')}`);
  await step('the coordinator begins the round', () => beginRound(coordinator, title, COLLECT));
  await step('the support group proposes', () => propose(supporter, title, 'Bilar blir stående', 'Seminarium om skrotbilar'));
  await step('the coordinator brings it into the plan', async () => {
    await move(coordinator, title, PREPARE);
    await release(coordinator, title);
    await beginPlan(coordinator, title);
    await outcomes(coordinator, title);
    await moveCard(coordinator, 'Seminarium om skrotbilar', '2023');
    await tellAndAdopt(coordinator, title, 1);
  });
  await step('everybody reads the plan', () => published(name, title, 'Seminarium om skrotbilar'));
  await Promise.all([coordinator.leave(), supporter.leave()]);
}

// The offices propose, the steering group prepares, the managers' meeting decides; one year. Nacka writes on a phone.
async function stockholm(step) {
  const name = 'stockholm';
  const title = 'Verksamhetsplan 2022';
  const coordinator = await Person.of('the coordinator', name, withRole('coordinator'));
  const nacka = await Person.of('somebody in Nacka', name, atOffice('nacka'), PHONE);
  await step('the coordinator begins the round', () => beginRound(coordinator, title, COLLECT));
  await step('Nacka proposes twice on a phone', async () => {
    await propose(nacka, title, 'Båtar målas vid stranden', 'Tillsyn av båtklubbar');
    await propose(nacka, title, 'Någon ska kunna svara', 'Gemensam jour');
  });
  await step('the coordinator brings it to outcomes', async () => {
    await move(coordinator, title, PREPARE);
    await release(coordinator, title);
    await beginPlan(coordinator, title);
    await outcomes(coordinator, title);
    await decide(coordinator, 'Tillsyn av båtklubbar', '2022');
    await decide(coordinator, 'Gemensam jour', 'Förslagsbanken', 'Väntar på utredningen.');
    await tellAndAdopt(coordinator, title, 2);
  });
  await step('everybody reads the plan', () => published(name, title, 'Tillsyn av båtklubbar'));
  await Promise.all([coordinator.leave(), nacka.leave()]);
}

for (const [name, story] of Object.entries({ 'kronoberg-blekinge': kronobergBlekinge, jonkoping, vasterbotten, stockholm })) {
  let broken = false;
  await story(async (label, work) => {
    if (broken) return;
    try {
      await work();
      check(`${name}: ${label}`, true);
    } catch (error) {
      broken = true;
      check(`${name}: ${label}`, false, `${error.message}\n${error.stack.split('\n').filter((line) => line.includes('stories.test')).join('\n')}`);
    }
  }).catch((error) => check(`${name}: without a complaint from the browser`, false, error.message));
}
await demo.stop();
finish();
