// Case 21 for accounts, statements and letters: what is written is text there too: node letters_test.mjs SAMSYN
import { execFileSync } from 'node:child_process';
import { ATTACKS, formulas, markupFaults, turnsWriting } from './markup.mjs';
import { People, scenario, send } from './scenario.mjs';
import { PASSWORD, Site } from './site.mjs';
import { MailServer } from './smtp.mjs';
import { check, equal, finish } from './tap.mjs';

const mail = await MailServer.start();
const ORIGIN = 'https://samsyn.example.org';
const site = await Site.start(process.argv[2], {
  collaborations: ['jonkoping'], accounts: { 'anna@example.org': ['jonkoping', 'coordinator'] },
  serve: ['--smtp', `smtp+plain://127.0.0.1:${mail.port}`, '--mail-from', 'Samsyn <samsyn@example.org>', '--origin', ORIGIN] });
execFileSync(process.argv[2], ['user', 'add', '--data', site.data, '--name', ATTACKS[0], '--administrator', 'system@example.org'], { input: `${PASSWORD}\n`, stdio: ['pipe', 'ignore', 'inherit'] });
execFileSync(process.argv[2], ['user', 'add', '--data', site.data, '--name', ATTACKS[1], '--collaboration', 'jonkoping', '--role', 'coordinator', 'attack@example.org'], { input: `${PASSWORD}\n`, stdio: ['pipe', 'ignore', 'inherit'] });
const people = new People();
const own = (request) => ({ ...request, headers: { host: 'samsyn.example.org', origin: ORIGIN, ...request.headers } });
const saved = {};
const run = (title, steps) => scenario(site.server, title, steps.map(own), { people, saved });
const logIn = (as, email) => ({ step: `${as} logs in`, as, post: '/login', form: { email, password: PASSWORD, next: '/' }, status: 303 });
const all = ATTACKS.join('\n\n');
const shown = (html) => ATTACKS.filter((attack) => /[<>"]/.test(attack) && html.includes(attack.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'))).length;

// ---- accounts, and letters to those who are invited ----

await run('21', [logIn('system', 'system@example.org'), logIn('attack', 'attack@example.org')]);
const letters = [];
for (const [i, attack] of ATTACKS.entries()) {
  const status = turnsWriting(attack) ? 422 : 303;
  const account = { step: `account ${i}`, as: 'system', post: '/accounts', form: { name: attack, email: `konto${i}@example.org`, password: PASSWORD, collaboration: '', role: '' }, status };
  const invitation = { step: `invitation ${i}`, as: 'attack', post: '/jonkoping/access/invite', form: { name: attack, email: `inbjuden${i}@example.org`, member: '1' }, status };
  await run('21', [account]);
  if (status === 422) await run('21', [invitation]);
  if (status === 422) continue;
  const coming = mail.nextLetter();
  await run('21', [invitation]);
  letters.push(await coming);
  const link = mail.nextLetter();
  await run('21', [{ step: `link ${i}`, post: '/login/link', form: { link_email: `konto${i}@example.org`, next: '' }, location: '/login/sent' }]);
  letters.push(await link);
}
const HTML = `
import email, email.policy, json, sys
letter = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
print(json.dumps([letter.get_body(('html',)).get_content(), letter.get_body(('plain',)).get_content(), letter['To']]))`;
const ALLOWED = /^(html|head|meta|title|body|table|tbody|tr|td|p|a|h1|h2|b|strong|span|div|br)$/;
const wrong = [];
let attacksShown = 0;
for (const [i, { source }] of letters.entries()) {
  const [html, text] = JSON.parse(execFileSync('/usr/bin/python3', ['-c', HTML], { input: Buffer.from(source, 'latin1'), encoding: 'utf8' }));
  attacksShown += shown(html);
  for (const [tag, name] of html.matchAll(/<([a-z][a-z0-9]*)\b[^>]*>/gi)) {
    const bare = tag.replace(/"[^"]*"/g, '""');
    if (!ALLOWED.test(name) || /\son[a-z]+\s*=/i.test(bare) || /http-equiv="refresh/i.test(tag)) wrong.push(`${i}: ${tag}`);
    const href = /\shref="([^"]*)"/.exec(tag)?.[1];
    if (href !== undefined && !href.startsWith(`${ORIGIN}/`)) wrong.push(`${i}: ${tag}`);
  }
  wrong.push(...ATTACKS.filter((attack) => /[<>]/.test(attack) && html.includes(attack)).map((attack) => `${i}: ${attack}`));
}
equal(`21 letters: ${letters.length} of them, what is written is text`, wrong, []);
check(`21 letters: it is there ${attacksShown} times`, attacksShown >= 1.5 * ATTACKS.length, attacksShown);

// ---- statements ----

for (const page of ['accessibility', 'personal-data'])
  await run('21', [
    { step: `${page}: the form`, as: 'system', get: `/${page}/edit`, save: { edit: /name="edit" value="(\d+)"/ } },
    { step: `${page}: is written`, as: 'system', post: `/${page}/edit`, form: { edit: '{edit}', body: `# ${ATTACKS[0]}\n\n- ${ATTACKS[1]}\n- ${ATTACKS[5]}\n\n${all}` }, status: 303 },
    { step: `${page}: is refused`, as: 'system', post: `/${page}/edit`, form: { edit: '{edit}', body: all }, status: 422, save: { refused: /([^]*)/ } }]);

// ---- the pages that show them ----

const host = { host: 'samsyn.example.org' };
const seen = [['a refused statement', saved.refused]];
const cells = [];
for (const [as, starts] of [['system', ['/accounts', '/mail', '/jobs', '/account', '/accessibility', '/accessibility/edit', '/personal-data', '/personal-data/edit', '/accounts.csv', '/mail.csv']], ['attack', ['/jonkoping/access', '/jonkoping/access.csv', '/jonkoping/log', '/account', '/jonkoping']], [undefined, ['/accessibility', '/personal-data']]]) {
  const queue = [...starts];
  const known = new Set(starts);
  for (let path = queue.shift(); path; path = queue.shift()) {
    const answer = await send(site.server, { method: 'GET', path, headers: { ...host, cookie: people.cookies(as) } });
    if (answer.status !== 200) check(`21: ${as} reads ${path}`, false, answer.status);
    if (/csv/.test(answer.headers['content-type'])) cells.push(...formulas(answer.body));
    if (!/html/.test(answer.headers['content-type'])) continue;
    seen.push([path, answer.body]);
    for (const [, next] of answer.body.matchAll(/href="(\/(?:accounts|mail|jobs|jonkoping\/access)\/[0-9a-z]{13})"/g))
      if (!known.has(next)) known.add(next) && queue.push(next);
  }
}
for (const [path, body] of seen) {
  const faults = markupFaults(body);
  if (faults.length) check(`21: ${path} shows text`, false, [...new Set(faults)].slice(0, 5).join('\n'));
}
const showing = seen.filter(([, body]) => shown(body)).length;
check(`21: what is written is text in ${showing} of ${seen.length} pages`, showing >= 40, [...seen.map(([path]) => path)].join('\n'));
equal('21: no cell is a formula', cells, []);
equal('the server ends well', (await site.stop()).code, 0);
await mail.stop();
finish();
