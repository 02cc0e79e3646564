// The main job in steps, each from the page where the one before ended. `hand` is a Hand.
import { FILES } from './demo.mjs';

const PLAN_PATH = /\/plans\/[0-9a-z]{13}(\/chapters)?$/;

export async function logIn(hand, place, title) {
  await hand.page.goto('/login');
  const list = hand.page.locator(`h2:has-text("${place}") + ul`);
  await hand.use(list.getByRole('button', { name: title }));
}

// The newest plan of the list, or the one whose name begins so.
export async function openPlan(hand, collaboration, title = /plan \d{4}/i) {
  await hand.page.goto(`/${collaboration}/plans`);
  await hand.use(hand.page.locator('main table').getByRole('link', { name: title }));
}

export async function logInByPassword(hand, email, password) {
  await hand.page.goto('/login');
  await hand.write(hand.field('E-postadress'), email);
  await hand.write(hand.field('Lösenord'), password);
  await hand.use(hand.button('Logga in'));
  if (await hand.page.locator('form[action="/logout"]').count() === 0) throw new Error(`not logged in: ${await hand.text()}`);
}

// Hands in a file and gives the text of the preview.
export async function handIn(hand, collaboration, file) {
  await hand.page.goto(`/${collaboration}/import`);
  await hand.page.locator('input[type=file]').setInputFiles(FILES + file);
  await hand.use(hand.page.locator('form:has(input[type=file])').getByRole('button', { name: 'Visa vad som händer' }));
  return hand.text();
}

export async function takeOver(hand, collaboration, file) {
  const preview = await handIn(hand, collaboration, file);
  await hand.use(hand.page.locator('main').getByRole('button', { name: /^(Läs in|Skapa|Ta in)/ }));
  if (!PLAN_PATH.test(new URL(hand.page.url()).pathname)) throw new Error(`not taken over: ${await hand.text()}`);
  return preview;
}

export async function adoptPlan(hand, { body, on, paragraph, publish = false }) {
  await hand.use(hand.link('Fastställ planen'));
  if (body) await hand.choose(hand.field('Organ som fastställer'), body);
  await hand.write(hand.field('Beslutsdag'), on);
  await hand.write(hand.field('Paragraf'), paragraph);
  await hand.tick(hand.field(/ublicera/), publish);
  await hand.use(hand.button('Fastställ planen'));
  if (!PLAN_PATH.test(new URL(hand.page.url()).pathname)) throw new Error(`not adopted: ${await hand.text()}`);
}

export async function rollForward(hand) {
  await hand.use(hand.link(/^Börja /));
  await hand.use(hand.page.locator('main').getByRole('button').last());
  const plan = /^.*\/plans\/[0-9a-z]{13}/.exec(hand.page.url())?.[0];
  if (!plan) throw new Error(`not rolled forward: ${await hand.text()}`);
  await hand.use(hand.page.locator('main').locator(`a[href="${new URL(plan).pathname}"]`));
}
