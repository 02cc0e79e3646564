// So many clients who never finish a request, one byte a second each, and come back when they are shut out:
// node dawdlers.mjs PORT CLIENTS SECONDS
// Says on the first line when all are there, and on the last how often they were shut out.
import net from 'node:net';

const [port, clients, seconds] = process.argv.slice(2).map(Number);
let there = 0;
let shutOut = 0;
let over = false;
const sockets = new Set();

function dawdle(isNew) {
  const socket = net.connect(port, '127.0.0.1', () => {
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX: ');
    there += isNew;
    if (isNew && there === clients) console.log('all are there');
  });
  const drip = setInterval(() => socket.write('a'), 1000);
  sockets.add(socket);
  socket.on('error', () => {}).on('close', () => {
    clearInterval(drip);
    sockets.delete(socket);
    shutOut += !over;
    if (!over) dawdle(false);
  });
}

for (let i = 0; i < clients; i += 1) dawdle(true);
setTimeout(() => {
  over = true;
  sockets.forEach((socket) => socket.destroy());
  console.log(shutOut);
}, seconds * 1000);
