// A client that sends exactly the bytes it is given, for requests that no proper client sends.
import net from 'node:net';

const PATIENCE = 15000; // milliseconds until a silent server counts as hanging

export function open(port) {
  const socket = net.connect({ port, host: '127.0.0.1' });
  const talk = { socket, received: Buffer.alloc(0), closed: false };
  socket.on('error', () => {});
  talk.ended = new Promise((resolve) => socket.on('close', () => resolve((talk.closed = true))));
  socket.on('data', (data) => {
    talk.received = Buffer.concat([talk.received, data]);
    talk.onData?.();
  });
  talk.connected = new Promise((resolve) => socket.on('connect', resolve));
  return talk;
}

// The whole answers at the start of `bytes`. `heads`: they answer HEAD and have no body.
export function parse(bytes, heads = false) {
  const answers = [];
  for (let rest = bytes; ; ) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return answers;
    const [line, ...fields] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const headers = fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]);
    const length = heads ? 0 : Number(headers.find(([name]) => name === 'content-length')?.[1] ?? 0);
    if (rest.length < end + 4 + length) return answers;
    const status = Number(line.split(' ')[1]);
    if (status >= 200) answers.push({ status, headers, body: rest.subarray(end + 4, end + 4 + length).toString('utf8') });
    rest = rest.subarray(end + 4 + length);
  }
}

// Sends `bytes` and waits for the connection to close, or for `answers` whole answers.
export async function say(port, bytes, { answers = Infinity, heads = false } = {}) {
  const talk = open(port);
  talk.socket.write(Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes, 'latin1'));
  const enough = new Promise((resolve) => {
    talk.onData = () => parse(talk.received, heads).length >= answers && resolve();
  });
  let timer;
  const late = new Promise((resolve) => (timer = setTimeout(() => resolve('late'), PATIENCE)));
  const outcome = await Promise.race([talk.ended, enough, late]);
  clearTimeout(timer);
  const result = { answers: parse(talk.received, heads), closed: talk.closed, late: outcome === 'late', bytes: talk.received };
  talk.socket.destroy();
  return result;
}

export const statuses = (result) => result.answers.map((answer) => answer.status);
export const header = (answer, name) => answer?.headers.find(([key]) => key === name.toLowerCase())?.[1];
