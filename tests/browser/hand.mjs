// What a person does to a page: by mouse, or with the keyboard alone (Tab until there, then Enter or Space).
const MAX_TABS = 600;

export class Hand {
  constructor(page, { keyboard = false } = {}) {
    this.page = page;
    this.keyboard = keyboard;
    page.setDefaultTimeout(20000);
  }

  link(name) {
    return this.page.getByRole('link', { name });
  }

  button(name) {
    return this.page.getByRole('button', { name });
  }

  field(label) {
    return this.page.getByLabel(label);
  }

  async reach(locator) {
    const target = locator.first();
    await target.waitFor({ state: 'visible' });
    for (let i = 0; i < MAX_TABS; i += 1) {
      if (await target.evaluate((one) => one === document.activeElement)) return target;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${locator}`);
  }

  // A link or button that leads to another page.
  async use(locator) {
    const press = this.keyboard ? this.reach(locator).then(() => this.page.keyboard.press('Enter')) : locator.first().click();
    await Promise.all([this.page.waitForEvent('framenavigated'), press]);
    await this.page.waitForLoadState('load');
  }

  async write(locator, text) {
    if (!this.keyboard) return locator.first().fill(text);
    await this.reach(locator);
    await this.page.keyboard.press('Control+A');
    return this.page.keyboard.insertText(text);
  }

  async choose(locator, label) {
    if (!this.keyboard) return locator.first().selectOption({ label });
    const control = await this.reach(locator);
    await this.page.keyboard.type(label);
    const chosen = await control.evaluate((one) => one.selectedOptions[0].label);
    if (chosen !== label) throw new Error(`typing ${label} chose ${chosen}`);
    return undefined;
  }

  async tick(locator, wanted = true) {
    if (!this.keyboard) return locator.first().setChecked(wanted);
    const box = await this.reach(locator);
    if ((await box.isChecked()) !== wanted) await this.page.keyboard.press('Space');
    return undefined;
  }

  async text() {
    return this.page.locator('main').innerText();
  }
}
