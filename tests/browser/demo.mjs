// A demo database of its own, served by the built program, and a browser to look at it with.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { send } from '../http/scenario.mjs';
import { Server } from '../http/server.mjs';
import { dumpOf, rowsOf } from '../http/site.mjs';

export const FILES = fileURLToPath(new URL('../../demo/', import.meta.url));
export const OUT = fileURLToPath(new URL('../out/', import.meta.url));
export const PASSWORD = 'en lagom lång mening';
export const emailOf = (name) => `${name}@example.org`;
const COLLABORATIONS = fileURLToPath(new URL('../../collaborations/', import.meta.url));
export const TITLES = {
  jonkoping: 'Miljösamverkan Jönköpings län',
  'kronoberg-blekinge': 'Miljö- och byggsamverkan Kronoberg-Blekinge',
  vasterbotten: 'Miljösamverkan Västerbotten',
  stockholm: 'Miljösamverkan Stockholms län',
};
export const PLANS = {
  jonkoping: ['jonkoping-plan-2021-2023.docx'],
  'kronoberg-blekinge': ['kronoberg-blekinge-plan-2021-2022.tsv'],
  vasterbotten: ['vasterbotten-verksamhetsplan-2021.txt', 'vasterbotten-aktivitetsplan-2021.csv', 'vasterbotten-kalendarium-2021.tsv', 'vasterbotten-budget-2021.tsv'],
  stockholm: ['stockholm-plan-2021.xlsx'],
};

export class Demo {
  // `empty`: no demo but the collaborations without plans, and a coordinator of each who has PASSWORD.
  static async start(program, { empty = false, collaborations = Object.keys(PLANS) } = {}) {
    const demo = new Demo();
    demo.folder = await mkdtemp(join(tmpdir(), 'samsyn-demo-'));
    demo.data = join(demo.folder, 'demo.db');
    demo.run = (args, input = '') => execFileSync(program, [...args, '--data', demo.data], { input, stdio: ['pipe', 'ignore', 'inherit'] });
    demo.run([empty ? 'init' : 'demo']);
    for (const name of empty ? collaborations : []) {
      demo.run(['import', 'collaboration', `${COLLABORATIONS}${name}.conf`]);
      demo.addCoordinator(name, 'Anna Exempel', emailOf(name));
    }
    demo.server = await Server.start(program, 'serve', '--data', demo.data, '--listen', '127.0.0.1:0');
    demo.address = `http://localhost:${demo.server.port}`;
    return demo;
  }

  addCoordinator(collaboration, name, email) {
    this.run(['user', 'add', '--name', name, '--collaboration', collaboration, '--role', 'coordinator', email], `${PASSWORD}\n`);
  }

  dump() {
    return dumpOf(this.data);
  }

  rows(sql) {
    return rowsOf(this.data, sql);
  }

  async get(path, cookie) {
    return send(this.server, { method: 'GET', path, headers: { host: `localhost:${this.server.port}`, ...(cookie && { cookie }) } });
  }

  // The persona with that title in the collaboration's list; gives the cookie. `place`: a heading of the list.
  async logIn(place, title) {
    const list = (await this.get('/login')).body.split('<h2>').find((part) => part.startsWith(place));
    const account = list && [...list.matchAll(/value="(\w{13})"><b>[^<]*<\/b><span>([^<]*)/g)].find((one) => one[2] === title)?.[1];
    if (!account) throw new Error(`nobody is ${title} in ${place}`);
    return this.logInAs(account);
  }

  async logInAs(account) {
    const body = `account=${account}&next=`;
    const headers = { host: `localhost:${this.server.port}`, origin: this.address, 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length };
    const answer = await send(this.server, { method: 'POST', path: '/login/persona', headers, body });
    if (answer.status !== 303) throw new Error(`login: ${answer.status} ${answer.body}`);
    return answer.headers['set-cookie'][0].split(';')[0];
  }

  // A window of the browser where that person is logged in; a browser that has died is started anew.
  // `faults` gathers what the browser complains about.
  async window(cookie, options = {}) {
    this.browser ??= this.launch();
    const context = await (await this.browser).newContext({ baseURL: this.address, locale: 'sv-SE', viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
    if (cookie) {
      const [name, value] = cookie.split('=');
      await context.addCookies([{ name, value, url: this.address }]);
    }
    const page = await context.newPage();
    page.faults = [];
    page.on('pageerror', (error) => page.faults.push(error.message));
    page.on('console', (line) => line.type() === 'error' && !/Failed to load resource/.test(line.text()) && page.faults.push(line.text()));
    return page;
  }

  async launch() {
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
    browser.on('disconnected', () => (this.browser = undefined));
    return browser;
  }

  async closeBrowser() {
    await (await this.browser)?.close().catch(() => undefined);
    this.browser = undefined;
  }

  async stop() {
    await this.closeBrowser();
    const end = await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
    return end;
  }
}
