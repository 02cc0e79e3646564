// A mail server that takes letters and says how fast they came: node letters.mjs LETTERS
// Prints its port; when so many have come, the milliseconds from the first to the last.
import { MailServer } from '../http/smtp.mjs';

const expected = Number(process.argv[2]);
const server = await MailServer.start();
let first;
server.onLetter = () => {
  first ??= performance.now();
  if (server.letters.length + 1 >= expected) {
    console.log(Math.round(performance.now() - first));
    setImmediate(() => process.exit());
  }
  return '250 2.0.0 queued';
};
console.log(server.port);
