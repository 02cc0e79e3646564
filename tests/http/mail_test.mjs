// The outbox against a mail server: node mail_test.mjs MAIL_FIXTURE
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server } from './server.mjs';
import { MailServer, makeCertificate } from './smtp.mjs';
import { check, equal, finish } from './tap.mjs';

const [program] = process.argv.slice(2);
const FROM = 'Samsyn i länet <samsyn@example.se>';
const folder = await mkdtemp(join(tmpdir(), 'samsyn-mail-'));
const certificate = makeCertificate(folder);
let databases = 0;

const statesOf = async (outbox) => (await outbox.command('letters')).split(' | ').sort();
const newData = () => join(folder, `mail-${(databases += 1)}.db`);
const begin = (data, url, ...options) => Server.start(program, data, url, FROM, ...options);
const plain = (port) => `smtp+plain://127.0.0.1:${port}`;

// A fixture with a database of its own and a plain server, handed to `play` and cleared away after.
async function scene(play, options = {}) {
  const server = await MailServer.start(options);
  const outbox = await begin(newData(), plain(server.port));
  await play(outbox, server);
  await outbox.stop();
  await server.stop();
}

await scene(async (outbox, server) => {
  for (const name of ['a', 'b', 'c']) await outbox.command(`add ${name}@example.se`);
  equal('three letters are sent', await outbox.command('run'), 'ran 3');
  equal('each goes to exactly one', server.letters.map((letter) => letter.to.join()).sort(), ['a@example.se', 'b@example.se', 'c@example.se']);
  equal('from the address of the settings', new Set(server.letters.map((letter) => letter.from)).size === 1 && server.letters[0].from, 'samsyn@example.se');
  equal('over one connection', server.connections, 1);
  equal('and marked with what the server said', await statesOf(outbox), ['a', 'b', 'c'].map((name) => `${name}@example.se sent: 250 2.0.0 queued`));
  equal('nothing is left to do', await outbox.command('run'), 'ran 0');
  const parsed = JSON.parse(execFileSync('python3', ['-c', `
import email, email.policy, json, sys
letter = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = [(p.get_content_type(), p.get_content()) for p in letter.iter_parts()]
print(json.dumps({"type": letter.get_content_type(), "to": str(letter["To"]), "from": str(letter["From"]), "subject": letter["Subject"],
    "defects": [str(d) for p in letter.walk() for d in p.defects], "kinds": [k for k, _ in parts], "text": parts[0][1], "html": parts[1][1],
    "unsubscribe": letter["List-Unsubscribe"], "auto": letter["Auto-Submitted"], "longest": 0}))`], { input: Buffer.from(server.letters.find((letter) => letter.to[0] === 'a@example.se').source, 'latin1'), encoding: 'utf8' }));
  equal('an independent reader finds no fault', parsed.defects, []);
  equal('and both parts', [parsed.type, ...parsed.kinds], ['multipart/alternative', 'text/plain', 'text/html']);
  equal('and the names', [parsed.to, parsed.from, parsed.subject], ['Åsa Öberg <a@example.se>', FROM, 'Förslagen väntar på ert svar']);
  check('and the text with its dots', /\n\.En rad som börjar med punkt\.\r?\n/.test(parsed.text) && parsed.text.includes('med å, ä, ö'), parsed.text);
  check('and the link in the HTML', parsed.html.includes('href="https://samsyn.example.se/x?a=1&amp;b=2"'), parsed.html);
  equal('and how to be left out', [parsed.unsubscribe, parsed.auto], ['<https://samsyn.example.se/unsubscribe/abc>', 'auto-generated']);
  check('no line is longer than 998', server.letters[0].source.split('\r\n').every((line) => line.length <= 998));
});

await scene(async (outbox, server) => {
  const answers = ['451 4.7.1 come back later', '250 ok'];
  server.onRecipient = () => answers.shift();
  await outbox.command('add a@example.se');
  await outbox.command('run');
  equal('4xx for the recipient: waits', await outbox.command('letters'), 'a@example.se waiting: ');
  equal('not at once', await outbox.command('run'), 'ran 0');
  await outbox.command('pass 30');
  equal('but later', await outbox.command('run'), 'ran 1');
  equal('and is sent once', server.letters.length, 1);
});

await scene(async (outbox, server) => {
  const answers = ['452 4.3.1 full', '250 ok'];
  server.onLetter = () => answers.shift();
  await outbox.command('add a@example.se');
  await outbox.command('run');
  equal('4xx after the data: waits, with the answer', await outbox.command('letters'), 'a@example.se waiting: 452 4.3.1 full');
  await outbox.command('pass 30');
  await outbox.command('run');
  equal('and is sent once', [server.letters.length, await outbox.command('letters')], [1, 'a@example.se sent: 250 ok']);
});

await scene(async (outbox, server) => {
  server.onRecipient = (address) => (address.startsWith('gone') ? '550 5.1.1 no such user' : '250 ok');
  server.onLetter = (letter) => (letter.to[0].startsWith('bad') ? '554 5.6.0 not liked' : '250 ok');
  for (const name of ['gone', 'bad', 'good']) await outbox.command(`add ${name}@example.se`);
  equal('5xx ends it', [await outbox.command('run'), await outbox.command('pass 86400').then(() => outbox.command('run'))], ['ran 3', 'ran 0']);
  equal('with the server\'s answer, and stops nobody else', await statesOf(outbox),
    ['bad@example.se bounced: 554 5.6.0 not liked', 'gone@example.se bounced: 550 5.1.1 no such user', 'good@example.se sent: 250 ok']);
  server.onRecipient = () => '250 ok';
  await outbox.command('again gone@example.se');
  await outbox.command('run');
  equal('a person may ask for it again', server.letters.map((letter) => letter.to[0]), ['good@example.se', 'gone@example.se']);
});

await scene(async (outbox, server) => {
  server.onSender = () => '550 5.7.1 you may not send';
  await outbox.command('add a@example.se');
  await outbox.command('run');
  equal('5xx for the sender is no bounce', await outbox.command('letters'), 'a@example.se waiting: ');
  server.onSender = undefined;
  await outbox.command('pass 30');
  await outbox.command('run');
  equal('once it is mended the letter goes', server.letters.length, 1);
});

{ // down for an hour
  const first = await MailServer.start();
  const { port } = first;
  await first.stop();
  const outbox = await begin(newData(), plain(port));
  for (const name of ['a', 'b']) await outbox.command(`add ${name}@example.se`);
  await outbox.command('add late@example.se 600');
  let attempts = 0;
  for (let minute = 0; minute < 60; minute += 1) {
    attempts += Number((await outbox.command('run')).slice(4));
    await outbox.command('pass 60');
  }
  check(`the hour is waited out in few attempts (${attempts})`, attempts >= 12 && attempts <= 24, attempts);
  const server = await MailServer.start({ port });
  await outbox.command('pass 3600');
  await outbox.command('run');
  equal('all is delivered once the server is back', server.letters.map((letter) => letter.to[0]).sort(), ['a@example.se', 'b@example.se']);
  check('but what is of no use any more', (await outbox.command('letters')).includes('late@example.se expired: '));
  await outbox.stop();
  await server.stop();
}

await scene(async (outbox, server) => { // refused for days
  server.onRecipient = () => '451 4.7.1 not now';
  await outbox.command('add a@example.se');
  let hours = 0;
  for (; hours < 200 && (await outbox.command('letters')).includes(' waiting: '); hours += 1) {
    await outbox.command('run');
    await outbox.command('pass 3600');
  }
  check(`it is given up after four days (${hours} h)`, hours >= 96 && hours <= 110, hours);
  equal('with the latest answer', await outbox.command('letters'), 'a@example.se bounced: 451 4.7.1 not now');
  server.onRecipient = () => '250 ok';
  equal('for good', await outbox.command('run'), 'ran 0');
  await outbox.command('again a@example.se');
  await outbox.command('run');
  equal('unless a person asks for it', server.letters.length, 1);
});

{ // the program is killed when the server has taken the letter but not yet answered
  const server = await MailServer.start();
  const data = newData();
  let outbox = await begin(data, plain(server.port));
  await outbox.command('add a@example.se');
  server.onLetter = () => {
    outbox.process.kill('SIGKILL');
    return null;
  };
  outbox.process.stdin.write('run\n');
  await outbox.exited;
  equal('the server has it', server.letters.length, 1);
  server.onLetter = () => '250 ok';
  outbox = await begin(data, plain(server.port));
  equal('the lease stands', await outbox.command('run'), 'ran 0');
  await outbox.command('pass 60');
  equal('then the job is taken over', await outbox.command('run'), 'ran 1');
  equal('but the letter is not sent again', server.letters.length, 1);
  check('and somebody is told', (await outbox.command('letters')).startsWith('a@example.se unknown: '));
  await outbox.stop();
  await server.stop();
}

{ // the program is killed before the last bytes
  const server = await MailServer.start();
  const data = newData();
  let outbox = await begin(data, plain(server.port));
  await outbox.command('add a@example.se');
  server.onRecipient = () => {
    outbox.process.kill('SIGKILL');
    return '250 ok';
  };
  outbox.process.stdin.write('run\n');
  await outbox.exited;
  server.onRecipient = () => '250 ok';
  outbox = await begin(data, plain(server.port));
  await outbox.command('run');
  await outbox.command('pass 60');
  await outbox.command('run');
  equal('killed before it was handed over: sent once', [server.letters.length, await outbox.command('letters')], [1, 'a@example.se sent: 250 2.0.0 queued']);
  await outbox.stop();
  await server.stop();
}

await scene(async (outbox, server) => {
  server.onLetter = () => {
    for (const socket of server.sockets) socket.destroy();
    return null;
  };
  await outbox.command('add a@example.se');
  await outbox.command('run');
  check('an answer that is lost is not guessed', (await outbox.command('letters')).startsWith('a@example.se unknown: '), await outbox.command('letters'));
});

{ // TLS
  const server = await MailServer.start({ certificate, login: ['samsyn', 'hemlig'] });
  const url = `smtp://localhost:${server.port}`;
  let outbox = await begin(newData(), url, `ca=${certificate.file}`, 'user=samsyn', 'password=hemlig');
  for (const name of ['a', 'b']) await outbox.command(`add ${name}@example.se`);
  await outbox.command('run');
  equal('STARTTLS and login', server.letters.map((letter) => [letter.encrypted, letter.loggedIn]), [[true, true], [true, true]]);
  equal('the encrypted connection is reused', server.connections, 1);
  await outbox.stop();
  outbox = await begin(newData(), url, `ca=${certificate.file}`, 'user=samsyn', 'password=fel');
  await outbox.command('add c@example.se');
  await outbox.command('run');
  equal('a wrong password is no bounce', await outbox.command('letters'), 'c@example.se waiting: ');
  await outbox.stop();
  outbox = await begin(newData(), url, 'user=samsyn', 'password=hemlig');
  await outbox.command('add d@example.se');
  await outbox.command('run');
  equal('a certificate that nobody vouches for: nothing is sent', [server.letters.length, await outbox.command('letters')], [2, 'd@example.se waiting: ']);
  await outbox.stop();
  await server.stop();
}

{
  const server = await MailServer.start();
  const outbox = await begin(newData(), `smtp://localhost:${server.port}`);
  await outbox.command('add a@example.se');
  await outbox.command('run');
  equal('a server without TLS: nothing is sent in the clear', [server.letters.length, await outbox.command('letters')], [0, 'a@example.se waiting: ']);
  await outbox.stop();
  await server.stop();
}

{
  const server = await MailServer.start({ certificate, implicit: true });
  const outbox = await begin(newData(), `smtps://localhost:${server.port}`, `ca=${certificate.file}`);
  await outbox.command('add a@example.se');
  await outbox.command('run');
  equal('TLS from the start', server.letters.map((letter) => letter.encrypted), [true]);
  await outbox.stop();
  await server.stop();
}

// DKIM, judged by dkimpy.
const VERIFY = `
import base64, subprocess, sys, dkim
key = subprocess.run(['openssl', 'pkey', '-in', sys.argv[1], '-pubout', '-outform', 'DER'], capture_output=True, check=True).stdout
kind, public = ('ed25519', key[-32:]) if 'ed' in sys.argv[1].split('/')[-1] else ('rsa', key)
record = b'v=DKIM1; k=' + kind.encode() + b'; p=' + base64.b64encode(public)
asked = []
def dns(name, timeout=5):
    asked.append(name)
    return record
letter = sys.stdin.buffer.read()
signed = dkim.DKIM(letter)
try:
    print(signed.verify(dnsfunc=dns), asked[0].decode(), end='')
except dkim.ValidationError:
    print(False, end='')
`;
for (const [name, algorithm] of [['rsa', ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048']], ['ed25519', ['ED25519']]]) {
  const key = join(folder, `${name}.key`);
  execFileSync('openssl', ['genpkey', '-algorithm', ...algorithm, '-out', key], { stdio: 'ignore' });
  await (async () => {
    const server = await MailServer.start();
    const outbox = await begin(newData(), plain(server.port), `dkim=${key}`);
    await outbox.command('add a@example.se');
    await outbox.command('run');
    const { source } = server.letters[0];
    const judge = (letter) => execFileSync('/usr/bin/python3', ['-c', VERIFY, key], { input: Buffer.from(letter, 'latin1'), encoding: 'utf8' });
    equal(`DKIM with ${name}: the signature holds`, judge(source), 'True samsyn._domainkey.example.se.');
    check('with relaxed headers and body', source.includes('c=relaxed/relaxed'));
    for (const header of ['Subject', 'From', 'List-Unsubscribe'])
      check(`${header} is signed`, judge(source.replace(`\r\n${header}: `, `\r\n${header}: x`)).startsWith('False'));
    check('the text is signed', judge(source.replace('b=C3=B6rjar', 'x').replace('punkt', 'komma')).startsWith('False'));
    check('a second From breaks it', judge(`From: x@example.org\r\n${source}`).startsWith('False'));
    await outbox.stop();
    await server.stop();
  })();
}
{
  const key = join(folder, 'short.key');
  writeFileSync(key, execFileSync('openssl', ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'], { stdio: ['ignore', 'pipe', 'ignore'] }));
  const refused = await begin(newData(), plain(1), `dkim=${key}`).catch((error) => error.message);
  check('a short RSA key is refused', String(refused).includes('DKIM-nyckeln'), refused);
}

await rm(folder, { recursive: true });
finish();
