// What is done in the rounds of several collaborations, each by a Person from the page where the one before ended.
import { letter, linkOf, Person, PHONE } from './person.mjs';
import { adoptPlan } from './steps.mjs';

const LABELS = { opens_on: 'Första dag för förslag', closes_on: 'Sista dag för förslag', releases_on: 'Beredningen klar', comments_end_on: 'Sista dag för synpunkter', meeting_on: 'Dag för träffen', decides_on: 'Beslut senast' };

async function fillDays(person, days) {
  for (const [name, day] of Object.entries(days)) await person.write(person.field(LABELS[name]), day);
}

export async function beginRound(coordinator, title, days) {
  await coordinator.place('Förslag');
  await coordinator.follow(`Ny omgång: ${title}`);
  await coordinator.sees('räknade bakåt från beslutet');
  await fillDays(coordinator, days);
  await coordinator.press('Börja omgången');
  await coordinator.sees(title, 'Förslag tas emot till 20 april');
}

// The days that the rules give a round, before anybody changes them.
export async function daysByRule(coordinator, title) {
  await coordinator.place('Förslag');
  await coordinator.follow(`Ny omgång: ${title}`);
  return Promise.all(Object.values(LABELS).map((label) => coordinator.field(label).first().inputValue()));
}

export async function propose(person, title, text, proposal) {
  await person.round(title);
  await person.press('Skriv ett förslag');
  await person.write(person.field('Förslag'), proposal);
  await person.write(person.field(/^Behov/), text);
  await person.press('Lämna in förslaget');
  await person.sees('Förslaget är inlämnat.', proposal);
}

export async function move(coordinator, title, days) {
  await coordinator.round(title);
  await coordinator.follow('Ändra dagar');
  await fillDays(coordinator, days);
  await coordinator.press('Spara');
}

export async function release(person, title) {
  await person.round(title);
  await person.follow('Beredning');
  await person.follow('Släpp listan');
  await person.press('Släpp listan');
}

export async function sendLetters(coordinator, title) {
  await coordinator.round(title);
  await coordinator.follow('Synpunkter');
  await coordinator.press(/^Skicka till \d+ kontor/);
}

// The contact person hands in the office's answer by the link of the letter, with a mark for each proposal.
export async function answerOnPhone(demo, address, marks, options = PHONE) {
  const phone = await Person.at(demo, `the contact person ${address}`, null, options);
  const n = marks.length;
  await phone.page.goto(linkOf(await letter(phone, address, 'Lämna synpunkter'), '/answer/'));
  await phone.fits();
  await phone.sees('Synpunkter på förslagen', `0 av ${n} förslag har ett svar`);
  for (const [i, mark] of marks.entries()) await phone.page.locator('.answer-proposal').nth(i).getByText(mark, { exact: true }).tap();
  await phone.page.getByText(`${n} av ${n} förslag har ett svar`).waitFor();
  await phone.press('Lämna in svaret');
  await phone.press('Skicka kod');
  const code = /\b\d{6}\b|\b\d{3} \d{3}\b/.exec(await letter(phone, address, /kod/i))[0];
  await phone.write(phone.field('Koden'), code);
  await phone.press('Lämna in svaret');
  await phone.sees('inlämnat');
  await phone.leave();
}

export async function outcomes(coordinator, title) {
  await coordinator.round(title);
  await coordinator.follow('Beslut');
}

export async function decide(coordinator, proposal, outcome, reason) {
  await coordinator.follow(proposal);
  await coordinator.choose(coordinator.field('Vad det blir av förslaget'), outcome);
  if (reason) await coordinator.write(coordinator.field('Skäl'), reason);
  await coordinator.press('Spara beslutet');
  await coordinator.sees('Beslut om förslagen');
}

// A card is lifted, carried to the column and put down with the keyboard.
export async function moveCard(person, proposal, column) {
  const card = () => person.page.locator('[data-card]', { hasText: proposal });
  const columnOf = () => card().evaluate((one) => one.closest('[data-column]').querySelector('h2').textContent.trim());
  await card().focus();
  await person.page.keyboard.press('Space');
  for (let i = 0; i < 6 && await columnOf() !== column; i += 1) await person.page.keyboard.press('ArrowRight');
  await Promise.all([person.page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.ok()), person.page.keyboard.press('Space')]);
}

export async function beginPlan(coordinator, title) {
  await outcomes(coordinator, title);
  await coordinator.follow('Börja planen');
  await coordinator.press(/^Börja /);
  await coordinator.sees(title);
}

export async function tellAndAdopt(coordinator, title, n) {
  await outcomes(coordinator, title);
  await coordinator.follow('Meddela alla');
  await coordinator.press('Meddela alla och avsluta omgången');
  await coordinator.round(title);
  await coordinator.sees(`Avslutad · ${n} förslag`);
  await coordinator.place('Plan');
  await coordinator.row(title);
  await adoptPlan(coordinator, { on: '15 april 2021', paragraph: '§ 12', publish: true });
  await coordinator.sees('Fastställd');
}

export async function published(demo, collaboration, title, activity, options = PHONE) {
  const anybody = await Person.at(demo, 'anybody', null, options);
  await anybody.page.goto(`/${collaboration}`);
  await anybody.follow(title);
  await anybody.sees(activity);
  await anybody.leave();
}
