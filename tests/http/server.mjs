// Starts a server program, finds out its port, talks to its standard input, and stops it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

// What the program runs under, as `valgrind --error-exitcode=99`.
const UNDER = (process.env.SERVER_UNDER ?? '').split(' ').filter(Boolean);

export class Server {
  static async start(command, ...args) {
    const server = new Server();
    const [program, ...rest] = [...UNDER, command, ...args];
    server.process = spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'] });
    server.log = '';
    server.process.stderr.setEncoding('utf8').on('data', (text) => (server.log += text));
    server.exited = once(server.process, 'exit').then(([code, signal]) => ({ code, signal }));
    server.lines = createInterface({ input: server.process.stdout })[Symbol.asyncIterator]();
    const greeting = await server.line();
    server.port = Number(/https?:\/\/\S*:(\d+)/.exec(greeting)?.[1]);
    if (!server.port) throw new Error(`${command}: no address in “${greeting}”\n${server.log}`);
    return server;
  }

  async line() {
    const { value, done } = await this.lines.next();
    return done ? '' : value;
  }

  // For fixtures that take commands on standard input and answer each with one line.
  async command(text) {
    this.process.stdin.write(`${text}\n`);
    return this.line();
  }

  // Ends it as a service manager does; gives its exit code and whether a signal killed it.
  async stop() {
    this.process.kill('SIGTERM');
    this.process.stdin.end();
    return this.exited;
  }
}
