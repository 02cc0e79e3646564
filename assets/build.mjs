// Builds everything the browser gets into one directory:  node build.mjs DIRECTORY
// app.css, app.js, board.js (only the board page asks for it), the font and the favicon, and assets.json, which lists
// name, address, content type and ETag of each. An address holds the first ten hexadecimal digits of the SHA-256 of
// its file, so that it may be kept for a year; the style sheet refers to the font by that address.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const here = fileURLToPath(new URL('.', import.meta.url));
const FONT = 'node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2';
const FILES = ['app.css', 'app.js', 'board.js', 'source-sans-3.woff2', 'favicon.svg'];
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

function installPackages() {
  if (existsSync(join(here, 'node_modules/esbuild'))) return;
  try {
    execFileSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund'], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch {
    console.error('The style sheet and scripts are built by packages that npm did not get (its words above). docs/deployment.md, “Building it elsewhere”, says what helps.');
    process.exit(1);
  }
}

/** Both languages say everything. */
async function checkTexts() {
  const { TEXTS } = await import('./js/texts.js');
  const missing = Object.keys(TEXTS.sv).filter((key) => !TEXTS.en[key]).concat(Object.keys(TEXTS.en).filter((key) => !TEXTS.sv[key]));
  if (missing.length) throw new Error(`js/texts.js: said in one language only: ${missing.join(', ')}`);
}

async function bundle(out) {
  const { build } = await import('esbuild');
  const common = { absWorkingDir: here, outdir: out, bundle: true, minify: true, legalComments: 'none' };
  await build({ ...common, entryPoints: { app: 'js/app.js', board: 'js/board.js' }, format: 'esm', target: 'es2020' });
  await build({
    ...common,
    entryPoints: { app: 'css/app.css' },
    target: ['chrome109', 'firefox115', 'safari16'],
    external: ['*.woff2'],
  });
}

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

async function addressOf(out, name) {
  const kind = extname(name);
  return `/assets/${name.slice(0, -kind.length)}-${digest(await readFile(join(out, name)))}${kind}`;
}

async function pointAtFont(out) {
  const sheet = join(out, 'app.css');
  const address = await addressOf(out, 'source-sans-3.woff2');
  await writeFile(sheet, (await readFile(sheet, 'utf8')).replace('source-sans-3.woff2', address.replace('/assets/', '')));
}

async function list(out) {
  const rows = [];
  for (const name of FILES) {
    const bytes = await readFile(join(out, name));
    rows.push({ name, url: await addressOf(out, name), type: TYPES[extname(name)], etag: `"${digest(bytes)}"` });
    const packed = extname(name) === '.woff2' ? bytes.length : gzipSync(bytes).length;
    console.log(`${name.padEnd(20)} ${String(bytes.length).padStart(6)} B, packed ${String(packed).padStart(6)} B`);
  }
  await writeFile(join(out, 'assets.json'), `${JSON.stringify(rows, null, 1)}\n`);
}

const out = process.argv[2] && resolve(process.argv[2]);
if (!out) {
  console.error('Usage: node build.mjs DIRECTORY');
  process.exit(2);
}
await checkTexts();
installPackages();
await mkdir(out, { recursive: true });
await bundle(out);
await copyFile(join(here, FONT), join(out, 'source-sans-3.woff2'));
await copyFile(join(here, 'favicon.svg'), join(out, 'favicon.svg'));
await pointAtFont(out);
await list(out);
