// Somebody with a window of the browser, who goes by what the pages say.
import { accountOf } from '../http/story.mjs';
import { Hand } from './hand.mjs';

export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
export const SMALL_PHONE = { ...PHONE, viewport: { width: 320, height: 640 } };

export class Person extends Hand {
  // Who is logged in by `cookie`, or anybody; `options` of the window, and of the hand.
  static async at(demo, name, cookie, { keyboard, ...options } = {}) {
    return Object.assign(new Person(await demo.window(cookie, options), { keyboard }), { name });
  }

  // The first of the collaboration's accounts for which the condition holds.
  static async of(demo, name, collaboration, condition, options) {
    const person = await Person.at(demo, name, await demo.logInAs(accountOf(demo.data, collaboration, condition)), options);
    await person.page.goto(`/${collaboration}`);
    return person;
  }

  async fits() {
    const [width, room] = await this.page.evaluate(() => [document.scrollingElement.scrollWidth, document.documentElement.clientWidth]);
    if (width > room) throw new Error(`${this.page.url()} is ${width} px wide, ${room} are shown`);
  }

  async use(locator) {
    await super.use(locator);
    await this.fits();
  }

  // Into the field, by the mouse or with Tab, and key by key.
  async write(locator, text) {
    if (this.keyboard) await this.reach(locator);
    else await locator.first().click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  // With the keyboard by the arrows, however slowly.
  async choose(locator, label) {
    if (!this.keyboard) return super.choose(locator, label);
    const control = await this.reach(locator);
    const chosen = () => control.evaluate((one) => [one.selectedOptions[0].label, one.selectedIndex + 1 === one.options.length]);
    for (let [at, isLast] = await chosen(); at !== label; [at, isLast] = await chosen()) {
      if (isLast) throw new Error(`there is no “${label}” to choose`);
      await this.page.keyboard.press('ArrowDown');
    }
    return undefined;
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

  // A row of the table of the page, by its name.
  row(name) {
    return this.use(this.page.locator('main table').getByRole('link', { name, exact: true }));
  }

  async round(title) {
    await this.place('Förslag');
    await this.row(title);
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

  async leave() {
    const { faults } = this.page;
    await this.page.context().close();
    if (faults.length) throw new Error(`${this.name}: ${faults.join('\n')}`);
  }
}

// The text of the last letter to this address with these words in its subject, in a window beside the one that it is read for. The workers write
// the letters, so it may be on its way.
export async function letter(person, address, subject) {
  const mail = await person.page.context().newPage();
  const row = mail.locator('tr', { hasText: address }).filter({ hasText: subject }).first();
  for (let i = 0; i < 200 && await row.count() === 0; i += 1) await mail.goto(`/demo/mail?q=${encodeURIComponent(address)}`);
  await row.getByRole('link').first().click();
  await mail.locator('main').getByText(address).first().waitFor();
  const text = await mail.locator('main').innerText();
  await mail.close();
  return text;
}

// Somebody without a password comes in: the letter of the invitation leads to the form that sends a link.
export async function comesByLetter(demo, name, address, invitation, options) {
  const person = await Person.at(demo, name, null, options);
  await person.page.goto(linkOf(await letter(person, address, invitation), '/login?next='));
  await person.page.getByText('Logga in med en länk i e-posten').click();
  const form = person.page.locator('form', { has: person.page.locator('[name=link_email]') });
  await person.write(form.getByLabel('E-postadress'), address);
  await person.use(form.getByRole('button'));
  await person.sees('Titta i er e-post');
  await person.page.goto(linkOf(await letter(person, address, 'Logga in'), '/login/link/'));
  await person.press('Logga in');
  return person;
}

// Where the letter's link with this part leads.
export function linkOf(text, part) {
  const found = [...text.matchAll(/https?:\/\/[^/\s]+(\/\S+)/g)].find(([, path]) => path.includes(part));
  if (!found) throw new Error(`no link with ${part} in the letter:\n${text}`);
  return found[1];
}
