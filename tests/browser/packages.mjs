// node packages.mjs FILE ARGUMENTS…: runs a browser test, after installing the pinned packages beside it when they are missing.
// A file of node:test reports in TAP.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const LOCK = `${HERE}.installing`;

const installed = () => {
  const mark = `${HERE}node_modules/.package-lock.json`;
  return existsSync(mark) && statSync(mark).mtimeMs >= statSync(`${HERE}package-lock.json`).mtimeMs;
};

// Tests run side by side: one installs, the others wait for it.
async function install() {
  while (!installed()) {
    let lock;
    try {
      lock = openSync(LOCK, 'wx');
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500));
      continue;
    }
    try {
      if (!installed()) execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: HERE, stdio: ['ignore', 'ignore', 'inherit'] });
    } finally {
      closeSync(lock);
      rmSync(LOCK);
    }
  }
}

await install();
const [file, ...args] = process.argv.slice(2);
spawn(process.execPath, ['--test-reporter=tap', file, ...args], { stdio: 'inherit' }).on('exit', (code) => {
  process.exitCode = code ?? 1;
});
