// A site of one page for testing the scripts alone: the built assets under the strict Content-Security-Policy, and
// answers that each test gives itself.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const BUILD = fileURLToPath(new URL('../../../assets/build.mjs', import.meta.url));
const TYPES = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', woff2: 'font/woff2' };
const POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const document = (body) => `<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>
<link rel="stylesheet" href="/app.css"><link rel="icon" href="/favicon.svg"><script type="module" src="/app.js"></script></head>
<body><main id="main">${body}</main></body></html>`;

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString());
}

/** Opens a browser and a server. `site.page(html)` opens a page with that content; `site.answer` gives
 *  { status, html, headers } or { location } for a POST from (path, fields); `site.posts` lists what was posted; `site.errors` what the
 *  browser complained about. */
export async function openSite() {
  const built = await mkdtemp(join(tmpdir(), 'samsyn-assets-'));
  execFileSync(process.execPath, [BUILD, built], { stdio: 'ignore' });
  const site = { posts: [], errors: [], content: '', answer: () => ({ status: 404, html: '' }) };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const send = (status, type, body, headers = {}) => response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': POLICY, ...headers }).end(body);
    if (request.method === 'POST') {
      const fields = Object.fromEntries(await bodyOf(request));
      site.posts.push({ path, fields });
      const { status, html, location, headers } = site.answer(path, fields);
      if (location) return response.writeHead(303, { Location: location }).end();
      return send(status, 'text/html; charset=utf-8', html, headers);
    }
    if (!path.includes('.')) return send(200, 'text/html; charset=utf-8', document(site.content));
    const file = path.slice(1).replace(/-[0-9a-f]{10}\./, '.');
    const content = await readFile(join(built, file)).catch(() => null);
    return content ? send(200, TYPES[file.split('.').pop()], content) : send(404, 'text/plain', '');
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  const at = `http://127.0.0.1:${server.address().port}`;

  site.page = async (html) => {
    Object.assign(site, { content: html, posts: [], errors: [] });
    const page = await browser.newPage();
    page.on('pageerror', (error) => site.errors.push(error.message));
    page.on('console', (line) => { if (line.type() === 'error' && !/Failed to load/.test(line.text())) site.errors.push(line.text()); });
    await page.goto(`${at}/`);
    return page;
  };
  site.close = async () => {
    await browser.close();
    server.close();
    await rm(built, { recursive: true });
  };
  return site;
}
