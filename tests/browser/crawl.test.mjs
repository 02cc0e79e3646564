// Every page that can be reached by links: node crawl.test.mjs SAMSYN
// The coordinators of the four collaborations, the system administrator and the public each follow every link. A page must
// answer and change nothing. Five pages of each kind (address without ids) must be valid HTML for each person, and two of each
// kind are opened in the browser too: axe-core, no complaints, no sideways scroll at 320 px; with SCREENSHOTS=1 pictures
// into tests/out/.
import { mkdir } from 'node:fs/promises';
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import { check, equal, finish } from '../http/tap.mjs';
import { Demo, OUT, PLANS, TITLES } from './demo.mjs';
import { jobsDone } from '../http/site.mjs';
import { Hand } from './hand.mjs';
import { adoptPlan, handIn, openPlan, rollForward } from './steps.mjs';

const TRIES = 3; // of one page, each in a browser of its own
const PAGES_A_WINDOW = 40;
const PATIENCE = 300000; // milliseconds for one step in the browser, on a machine that is busy elsewhere
const MAX_PAGES = 3000; // of one person: more would mean that links breed links
// How many of a kind are followed and opened, by the number of keys in the query; filters combine without end.
const FOLLOWED = [MAX_PAGES, 4, 1, 0];
const OPENED = [2, 1, 0];
const WINDOWS = 2; // side by side
const VALIDATED = 5; // of a kind and person: they come from one template, with other rows
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'attribute-boolean-style': 'off',
    'attr-quotes': 'off',
    'doctype-style': 'off',
    'form-dup-name': 'off', // choices of one kind share a name
    'long-title': 'off', // titles of plans are as long as they are
    'no-dup-id': 'error',
    'no-implicit-button-type': 'off', // type="submit" is what a button in a form is
    'no-inline-style': 'error',
    'no-raw-characters': 'off',
    'no-trailing-whitespace': 'off',
    'no-utf8-bom': 'error',
    'prefer-native-element': 'off',
    'require-sri': 'off', // everything comes from this site
    'tel-non-breaking': 'off',
    'void-style': 'off',
    'wcag/h30': 'error',
    'wcag/h37': 'error',
    'wcag/h63': 'error',
    'wcag/h67': 'error',
  },
});

const decoded = (text) => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
// A letter's own HTML is for mail programs, which want what a page must not have.
const isLetter = (address) => /^\/demo\/mail\/\w+\/html$/.test(address);
const linksOf = (html) => [...html.matchAll(/\s(?:href|data-href|hx-get|src)="([^"#]*)/g)].map(([, address]) => decoded(address)).filter((address) => !isLetter(address));

const ELEMENTS = ['parties', 'offices', 'committees', 'bodies', 'people'];

// /jonkoping/plans/0sxnc5hg0a9dv?sort=a → /:collab/plans/:id?sort
export function kindOf(address) {
  const url = new URL(address, 'http://localhost');
  const path = url.pathname.split('/').map((part, i, all) => {
    if (i === 1 && part in TITLES) return ':collab';
    if (all[i - 1] === 'answer' || (i === 4 && all[2] === 'rules')) return part.replace(/^[^.]*/, ':key');
    if (i === 3 && ELEMENTS.includes(all[2]) && part !== 'new') return part.replace(/^[^.]*/, ':key');
    return part.replace(/^[0-9a-hjkmnp-tv-z]{13}(?=\.|$)/, ':id').replace(/^\d+(?=\.|$)/, ':n');
  }).join('/');
  const keys = [...new Set(url.searchParams.keys())].sort();
  return keys.length ? `${path}?${keys.join('&')}` : path;
}

const limit = (limits, kind) => limits[Math.min(kind.includes('?') ? kind.split('&').length : 0, limits.length - 1)];
const nameOf = (kind) => kind.replace(/^\//, '').replace(/[^a-z0-9.-]+/gi, '_').replace(/^_+|_+$/g, '') || 'start';

async function validate(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) => result.messages).filter((one) => one.severity === 2).map((one) => `${one.ruleId}: ${one.message} (${one.selector ?? one.line})`);
}

// Follows every link from `start`; gives { address: { status, html } } of the pages, and complaints.
async function crawl(demo, cookie, start) {
  const queue = [start];
  const seen = new Set(queue);
  const kinds = new Map();
  const found = { pages: [], faults: [], files: 0 };
  while (queue.length && seen.size < MAX_PAGES) {
    const address = queue.shift();
    const answer = await demo.get(address, cookie);
    const html = /^text\/html/.test(answer.headers['content-type'] ?? '');
    if (answer.status >= 400) found.faults.push(`${address}: status ${answer.status}, linked`);
    if (answer.status === 303) queue.push(...[answer.headers.location].filter((next) => !seen.has(next) && seen.add(next)));
    if (!html || answer.status >= 300) found.files += 1;
    if (!html || answer.status >= 300) continue;
    found.pages.push({ address, html: answer.body, kind: kindOf(address) });
    for (const link of linksOf(answer.body)) {
      const url = new URL(link, `${demo.address}${address}`);
      const next = url.pathname + url.search;
      const kind = kindOf(next);
      if (url.origin !== demo.address || seen.has(next) || (kinds.get(kind) ?? 0) >= limit(FOLLOWED, kind)) continue;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      seen.add(next);
      queue.push(next);
    }
  }
  if (queue.length) found.faults.push(`${queue.length} links were left after ${MAX_PAGES} pages`);
  return found;
}

const told = new Set();

async function picture(page, kind, width) {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${OUT}${nameOf(kind)}-${width}.png`, fullPage: true });
}

async function inspect(page, { address, kind }) {
  const complaints = [];
  await page.setViewportSize({ width: 1280, height: 800 });
  page.faults.length = 0;
  await page.goto(address, { waitUntil: 'load' });
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  for (const one of result.violations) complaints.push(`axe ${one.id}: ${one.help} (${one.nodes.length}: ${one.nodes[0].target.join(' ')})`);
  await picture(page, kind, 1280);
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > 320) complaints.push(`scrolls sideways at 320 px (${width} px)`);
  await picture(page, kind, 320);
  await page.emulateMedia({ media: 'print' });
  const shown = await page.evaluate(() => [...document.querySelectorAll('.rail, .top-search, .page-actions, .skip-link')].filter((one) => one.checkVisibility()).map((one) => one.className));
  if (shown.length) complaints.push(`prints ${shown}`);
  await page.emulateMedia({ media: 'screen' });
  return [...complaints, ...page.faults].filter((one) => !told.has(one) && told.add(one)); // each fault once
}

// One person's browser: a new window now and then, since Chromium grows with each page; a new browser when it has died.
class View {
  static restarts = 0;

  constructor(cookie) {
    this.cookie = cookie;
    this.opened = 0;
  }

  async window() {
    if (this.opened % PAGES_A_WINDOW === 0) await this.close();
    this.page ??= await demo.window(this.cookie);
    this.page.setDefaultTimeout(PATIENCE);
    this.opened += 1;
    return this.page;
  }

  async look(page) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await inspect(await this.window(), page);
      } catch (error) {
        if (tries === TRIES) return [error.message];
        View.restarts += 1;
        console.log(`# Chromium is started anew: ${error.message.split('\n')[0]}`);
        this.page = undefined;
        await demo.closeBrowser();
      }
    }
  }

  async close() {
    await this.page?.context().close().catch(() => undefined); // it may have died
    this.page = undefined;
  }
}

const looked = new Map();
const everywhere = new Map(); // one fault, many pages: told once for each kind

const another = (counts, kind) => counts.set(kind, (counts.get(kind) ?? 0) + 1).get(kind);
const pagesToOpen = (pages) => pages.filter(({ kind }) => another(looked, kind) <= limit(OPENED, kind));

async function validateAll(pages) {
  const validated = new Map();
  for (const page of pages.filter(({ kind }) => another(validated, kind) <= VALIDATED))
    for (const fault of await validate(page.html)) everywhere.set(`${page.kind} html ${fault.replace(/\(.*/s, '')}`, `${page.address}: ${fault}`);
}

async function lookAll(person, pages) {
  const queue = [...pages];
  const windows = Array.from({ length: WINDOWS }, async () => {
    const view = new View(cookies.get(person));
    for (let page = queue.shift(); page; page = queue.shift()) {
      const faults = await view.look(page);
      check(`${page.address} in the browser, as ${person.label}`, faults.length === 0, faults.join('\n'));
    }
    await view.close();
  });
  await Promise.all(windows);
}

const PEOPLE = [
  ...Object.entries(TITLES).map(([name, title]) => ({ label: `coordinator of ${name}`, place: title, title: 'samordnare', start: `/${name}` })),
  { label: 'system administrator', place: 'Hela installationen', title: 'systemadministratör', start: '/accounts' },
  { label: 'public', start: '/' },
];

const demo = await Demo.start(process.argv[2]);
await mkdir(OUT, { recursive: true });
const cookies = new Map();
for (const person of PEOPLE) if (person.place) cookies.set(person, await demo.logIn(person.place, person.title));
// Besides what the demo has: a plan that was rolled forward, adopted and is being revised; a file that waits.
const hand = new Hand(await demo.window(cookies.get(PEOPLE[0]), { javaScriptEnabled: false }));
try {
  await openPlan(hand, 'jonkoping');
  await rollForward(hand);
  await adoptPlan(hand, { on: '15 april 2021', paragraph: '§ 8' });
  await hand.use(hand.button('Revidera'));
  await handIn(hand, 'jonkoping', PLANS.jonkoping[0]);
  check('a plan is rolled forward, adopted and revised, a file is handed in', true);
} catch (error) {
  check('a plan is rolled forward, adopted and revised, a file is handed in', false, `${hand.page.url()}\n${error.message}`);
}
await hand.page.context().close();
await jobsDone(demo.data);
const before = demo.dump();
for (const person of PEOPLE) {
  const found = await crawl(demo, cookies.get(person), person.start);
  check(`${person.label}: ${found.pages.length} pages and ${found.files} files answer`, found.faults.length === 0 && found.pages.length > 0, found.faults.join('\n'));
  await Promise.all([validateAll(found.pages), lookAll(person, pagesToOpen(found.pages))]);
}
console.log(`# Chromium was started anew ${View.restarts} times`);
check('valid HTML everywhere', everywhere.size === 0, [...everywhere.values()].join('\n'));
equal('the crawl has changed nothing', demo.dump() === before, true);
equal('no error in the log', demo.server.log.match(/.*"level":"error".*/g) ?? [], []);
equal('the server ends well', (await demo.stop()).code, 0);
finish();
