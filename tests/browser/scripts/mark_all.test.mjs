import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openSite } from './site.mjs';

// "Markera alla" beside what is done with several rows at once.
let site;
before(async () => { site = await openSite(); });
after(() => site.close());

const FORM = `<form method="post" action="/rows"><label><input type="checkbox" name="row" value="1"> Ett</label>
  <label><input type="checkbox" name="row" value="2" checked> Två</label><button type="button" data-mark-all hidden>Markera alla</button></form>
  <label><input type="checkbox" name="other" value="3"> Utanför</label>`;

test('the button marks all of its form, says what it does next, and takes it back', async () => {
  const page = await site.page(FORM);
  const button = page.locator('[data-mark-all]');
  assert.equal(await button.textContent(), 'Markera alla');
  await button.click();
  assert.equal(await page.locator('input:checked').count(), 2);
  assert.equal(await page.isChecked('[name=other]'), false);
  assert.equal(await button.textContent(), 'Avmarkera alla');
  await page.uncheck('[value="1"]');
  assert.equal(await button.textContent(), 'Markera alla');
  await button.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  assert.equal(await page.locator('input:checked').count(), 0);
  assert.deepEqual(site.errors, []);
});
