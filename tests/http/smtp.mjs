// A mail server (RFC 5321) that answers as it is told, and keeps what it was given.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';

// A certificate for localhost, and the key that signed it, as files in `folder`.
export function makeCertificate(folder) {
  const [key, certificate] = [join(folder, 'tls.key'), join(folder, 'tls.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { file: certificate, key: readFileSync(key), cert: readFileSync(certificate) };
}

export class MailServer {
  // `certificate`: offers STARTTLS, or speaks TLS from the start (`implicit`). `login`: [user, password] that must be given.
  static async start({ certificate, implicit = false, login, port = 0 } = {}) {
    const server = new MailServer();
    Object.assign(server, { certificate, implicit, login, letters: [], connections: 0, sockets: new Set() });
    server.onRecipient = () => '250 2.1.5 ok';
    server.onLetter = () => '250 2.0.0 queued';
    server.listener = implicit ? tls.createServer(certificate, (socket) => server.serve(socket, true)) : net.createServer((socket) => server.serve(socket, false));
    server.listener.listen(port, '127.0.0.1');
    await once(server.listener, 'listening');
    server.port = server.listener.address().port;
    return server;
  }

  // The letter that comes after this call, once it is taken.
  nextLetter() {
    return new Promise((resolve) => {
      const before = this.onLetter;
      this.onLetter = (letter) => {
        this.onLetter = before;
        const answer = before(letter);
        resolve(letter);
        return answer;
      };
    });
  }

  serve(socket, encrypted) {
    const session = { encrypted, from: null, to: [], loggedIn: false, data: null };
    this.connections += 1;
    this.listen(socket, session);
    socket.write('220 localhost ESMTP\r\n');
  }

  listen(socket, session) {
    let rest = Buffer.alloc(0);
    this.sockets.add(socket);
    socket.on('error', () => {}).on('close', () => this.sockets.delete(socket));
    socket.on('data', (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      for (let end; (end = rest.indexOf('\r\n')) >= 0; ) {
        const line = rest.subarray(0, end).toString('latin1');
        rest = rest.subarray(end + 2);
        this.take(socket, session, line);
      }
    });
  }

  take(socket, session, line) {
    const answer = session.asked ? this.logIn(session, line) : session.data ? this.takeData(session, line) : this.obey(socket, session, line);
    if (answer) socket.write(`${answer}\r\n`);
  }

  takeData(session, line) {
    if (line !== '.') {
      session.data.push(line.startsWith('.') ? line.slice(1) : line);
      return null;
    }
    const letter = { from: session.from, to: session.to, encrypted: session.encrypted, loggedIn: session.loggedIn, source: `${session.data.join('\r\n')}\r\n` };
    session.data = null;
    const answer = this.onLetter(letter);
    if (answer === null || answer.startsWith('2')) this.letters.push(letter);
    return answer;
  }

  obey(socket, session, line) {
    const [verb, ...words] = line.split(' ');
    switch (verb.toUpperCase()) {
      case 'EHLO':
        return ['localhost', ...(this.certificate && !session.encrypted ? ['STARTTLS'] : []), ...(this.login ? ['AUTH PLAIN'] : []), '8BITMIME']
          .map((word, i, all) => `250${i === all.length - 1 ? ' ' : '-'}${word}`).join('\r\n');
      case 'STARTTLS':
        this.encrypt(socket, session);
        return null;
      case 'AUTH':
        session.asked = true;
        return words[1] ? this.logIn(session, words[1]) : '334 ';
      case 'MAIL':
        if (this.login && !session.loggedIn) return '530 5.7.0 log in first';
        Object.assign(session, { from: /<(.*)>/.exec(line)[1], to: [] });
        return this.onSender?.() ?? '250 2.1.0 ok';
      case 'RCPT': {
        const address = /<(.*)>/.exec(line)[1];
        const answer = this.onRecipient(address);
        if (answer.startsWith('2')) session.to.push(address);
        return answer;
      }
      case 'DATA':
        session.data = [];
        return '354 go on';
      case 'RSET':
      case 'NOOP':
        return '250 ok';
      case 'QUIT':
        socket.end('221 bye\r\n');
        return null;
      default:
        return '502 5.5.1 no such command';
    }
  }

  logIn(session, response) {
    session.asked = false;
    session.loggedIn = Buffer.from(response, 'base64').toString() === `\0${this.login?.join('\0')}`;
    return session.loggedIn ? '235 2.7.0 ok' : '535 5.7.8 wrong password';
  }

  encrypt(socket, session) {
    socket.removeAllListeners('data');
    socket.write('220 go on\r\n');
    const secure = new tls.TLSSocket(socket, { isServer: true, ...this.certificate });
    session.encrypted = true;
    this.listen(secure, session);
  }

  // Closes the connections too; the port stays free for a later start().
  async stop() {
    for (const socket of this.sockets) socket.destroy();
    this.listener.close();
    await once(this.listener, 'close');
  }
}
