// So many people log in at once, over and over, each from an address of her own: node logins.mjs URL PEOPLE SECONDS
// Says on the first line when all have asked, and on the last how many were answered, by status.
import http from 'node:http';

const [url, people, seconds] = [new URL('/login', process.argv[2]), Number(process.argv[3]), Number(process.argv[4])];
const agent = new http.Agent({ keepAlive: true, maxSockets: people });
const answers = {};
let asked = 0;
let over = false;

function ask(number) {
  const body = new URLSearchParams({ email: `ingen-${number}@example.org`, password: 'en lagom lång mening' }).toString();
  const headers = { origin: url.origin, 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body),
    'x-forwarded-for': `198.18.${number >> 8}.${number & 255}` };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      answers[response.statusCode] = (answers[response.statusCode] ?? 0) + 1;
      response.resume().on('end', resolve);
    });
    request.on('error', reject).end(body);
    asked += 1;
    if (asked === people) console.log('all have asked');
  });
}

async function insist(person) {
  for (let i = 0; !over; i += 1) await ask((person + i * people) % 65536);
}

setTimeout(() => { over = true; }, seconds * 1000);
await Promise.all(Array.from({ length: people }, (_, person) => insist(person)));
console.log(Object.entries(answers).map(([status, n]) => `${n} × ${status}`).join(', '));
agent.destroy();
