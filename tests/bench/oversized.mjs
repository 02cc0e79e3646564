// Heads and bodies that are too large, one after another: node oversized.mjs PORT TIMES
// Says how many were refused, by status ("cut": the connection was closed without a word).
import net from 'node:net';

const [port, times] = process.argv.slice(2).map(Number);
const forms = [
  `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(40960)}\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: localhost\r\n${Array.from({ length: 5000 }, (_, i) => `X-${i}: a\r\n`).join('')}\r\n`,
  'POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 18446744073709551614\r\n\r\na',
  'POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\na\r\n0\r\n\r\n',
  `POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 8388608\r\n\r\n${'a'.repeat(8388608)}`,
];
const answers = {};

const ask = (bytes) => new Promise((resolve) => {
  let answer = '';
  const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
  socket.on('data', (data) => { answer += data.toString('latin1', 0, 16); socket.end(); });
  socket.on('error', () => {}).on('close', () => resolve(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'cut'));
});

for (let i = 0; i < times; i += 1) {
  const status = await ask(forms[i % forms.length]);
  answers[status] = (answers[status] ?? 0) + 1;
}
console.log(Object.entries(answers).map(([status, n]) => `${n} × ${status}`).join(', '));
