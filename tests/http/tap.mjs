// What `meson test` reads: one line for each check, and the count at the end.
let checks = 0;
let failures = 0;

export function check(label, passed, detail = '') {
  checks += 1;
  if (!passed) failures += 1;
  process.stdout.write(`${passed ? 'ok' : 'not ok'} ${checks} - ${label.replaceAll('#', '')}\n`);
  if (!passed && detail) process.stdout.write(String(detail).replace(/^/gm, '# ') + '\n');
  return passed;
}

export function equal(label, actual, expected) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  return check(label, a === b, `got ${a}, expected ${b}`);
}

// What cannot be tried on this machine, counted as skipped.
export function skip(label) {
  checks += 1;
  process.stdout.write(`ok ${checks} - ${label.replaceAll('#', '')} # SKIP\n`);
}

export function finish() {
  process.stdout.write(`1..${checks}\n`);
  process.exitCode = failures === 0 ? 0 : 1;
}
