// The main job in every collaboration: node tour.test.mjs SAMSYN
// Last year's published plan is taken over, a cell is edited, the plan is adopted and published, rolled forward, the next one
// adopted and published, and its PDF read: with the keyboard alone, without JavaScript, and for one on a phone.
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { check, finish } from '../http/tap.mjs';
import { Demo, emailOf, PASSWORD, PLANS } from './demo.mjs';
import { Hand } from './hand.mjs';
import { adoptPlan, logInByPassword, rollForward, takeOver } from './steps.mjs';

let demo;

async function step(tour, label, work) {
  try {
    const complaint = await work() || tour.wide.splice(0).join('\n');
    tour.broken = !check(`${tour.label}: ${label}`, !complaint, complaint);
  } catch (error) {
    tour.broken = true;
    check(`${tour.label}: ${label}`, false, `${tour.hand.page.url()}\n${error.message}`);
  }
}

const PHONE = { width: 320, height: 640 };

// On a phone no page that the hand comes to scrolls sideways.
class NarrowHand extends Hand {
  wide = [];

  async use(locator) {
    await super.use(locator);
    const width = await this.page.evaluate(() => document.scrollingElement.scrollWidth);
    if (width > PHONE.width) this.wide.push(`${new URL(this.page.url()).pathname} is ${width} px wide`);
  }
}

const lacks = (text, ...wanted) => wanted.filter((one) => !(one instanceof RegExp ? one.test(text) : text.includes(one))).map((one) => `lacks ${one}`).join('\n');

// The first activity's time is written anew from the keyboard and taken back.
async function editCell(hand) {
  const { page } = hand;
  const cell = page.locator('[data-plan-table] [data-cell="time"]').first();
  const before = await cell.innerText();
  await page.locator('[data-plan-table] [data-cell="title"]').first().focus();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('våren 2021');
  await page.keyboard.press('Tab');
  await page.getByText(/^Sparat/).first().waitFor();
  await page.keyboard.press('Escape');
  await page.reload();
  const written = await cell.innerText();
  await page.locator('[data-plan-table] [data-cell="time"]').first().focus();
  await page.keyboard.press('Control+Z');
  await page.waitForFunction((text) => document.querySelector('[data-plan-table] [data-cell="time"]').innerText === text, before);
  return lacks(written, 'våren 2021');
}

const cookieOf = async (window) => (await window.context().cookies()).map((one) => `${one.name}=${one.value}`).join('; ');

async function readPdf(hand, address, cookie, ...wanted) {
  const answer = await demo.get(address, cookie);
  if (answer.status !== 200) return `status ${answer.status}`;
  const file = join(demo.folder, 'plan.pdf');
  await writeFile(file, answer.bytes);
  const run = (program, ...args) => execFileSync(program, args, { encoding: 'utf8' });
  const fonts = run('pdffonts', file).split('\n').slice(2).filter((line) => line && !/\byes +yes +yes\b|\byes +yes\b/.test(line));
  return [fonts.length ? `fonts not embedded: ${fonts}` : '', lacks(run('pdfinfo', '-struct', file), /Table/, /TH/, /H1/), lacks(run('pdfinfo', file), /Tagged: +yes/),
    lacks(run('pdftotext', '-layout', file, '-').replace(/\s+/g, ' '), ...wanted)].filter(Boolean).join('\n');
}

async function tourOf(name, { label, keyboard, scripts, narrow }, window) {
  const hand = new (narrow ? NarrowHand : Hand)(window, { keyboard });
  const tour = { label: `${name}, ${label}`, hand, wide: hand.wide ?? [] };
  const file = PLANS[name].find((one) => !one.endsWith('.txt'));
  const steps = [
    ['logs in', () => logInByPassword(hand, emailOf(name), PASSWORD)],
    ['takes over last year\'s plan', async () => lacks(await takeOver(hand, name, file), /\d/)],
    ...(scripts ? [['edits a cell and takes it back', () => editCell(hand)]] : []),
    ['adopts and publishes it', async () => { await adoptPlan(hand, { on: '14 april 2021', paragraph: '§ 7', publish: true }); return lacks(await hand.text(), '§ 7'); }],
    ['everybody may read it', async () => lacks((await demo.get(`/${name}/published`)).body, /plan 2021/i)],
    ['rolls it forward', async () => { await rollForward(hand); return lacks(await hand.text(), '2022'); }],
    ['adopts the next plan', async () => { await adoptPlan(hand, { on: '15 april 2021', paragraph: '§ 8', publish: true }); return lacks(await hand.text(), '§ 8'); }],
    ['reads its PDF', async () => readPdf(hand, `${new URL(hand.page.url()).pathname}.pdf`, await cookieOf(window), '2022', '§ 8')],
    ['without a complaint from the browser', () => hand.page.faults.join('\n')],
  ];
  for (const [title, work] of steps) {
    if (!tour.broken) await step(tour, title, work);
    if (/cell/.test(title)) tour.broken = false; // the next steps do not need it
  }
  await window.context().close();
}

const names = Object.keys(PLANS);
const ways = [
  { label: 'by keyboard', keyboard: true, scripts: true, names },
  { label: 'without JavaScript', keyboard: false, scripts: false, names },
  { label: 'on a phone', keyboard: false, scripts: true, narrow: true, names: ['jonkoping'] },
];
for (const way of ways) {
  demo = await Demo.start(process.argv[2], { empty: true, collaborations: way.names });
  for (const name of way.names)
    await tourOf(name, way, await demo.window(null, { javaScriptEnabled: way.scripts, ...(way.narrow && { viewport: PHONE, isMobile: true, hasTouch: true }) }));
  await demo.stop();
}
finish();
