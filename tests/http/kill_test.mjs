// The program is killed while people save, again and again: node kill_test.mjs SAMSYN
// What was answered as saved is there afterwards, whole, and the program starts again with it.
import { People, scenario, send } from './scenario.mjs';
import { Server } from './server.mjs';
import { Site, logIn } from './site.mjs';
import { check, equal, finish } from './tap.mjs';

const ROUNDS = 4;
const WRITERS = 6;
const SAMSYN = process.argv[2];
const site = await Site.start(SAMSYN, { collaborations: ['jonkoping'], accounts: { 'anna@example.org': ['jonkoping', 'coordinator'] } });
const people = new People();
const saved = await scenario(site.server, 'killed', [logIn('anna', 'anna@example.org', 'jonkoping'),
  { step: 'a plan begins', as: 'anna', post: '/jonkoping/plans', form: { document: 'verksamhetsplan', first_year: '2021' }, status: 303, save: { plan: /\/plans\/([0-9a-z]{13})/ } }], { people });

function chapter(server, heading) {
  const body = new URLSearchParams({ kind: 'text', heading, body: heading }).toString();
  const headers = { host: `localhost:${server.port}`, origin: `http://localhost:${server.port}`, cookie: people.cookies('anna'), 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body) };
  return send(server, { method: 'POST', path: `/jonkoping/plans/${saved.plan}/chapters`, headers, body });
}

// Writers save one chapter after another until the server is gone; gives what was answered as saved.
async function saveUntilKilled(server, round) {
  const told = [];
  const enough = 5 + 7 * round;
  const write = async (writer) => {
    for (let i = 0; ; i += 1) {
      const heading = `${round}-${writer}-${i}`;
      const answer = await chapter(server, heading).catch(() => null);
      if (!answer) return;
      if (answer.status === 303) told.push(heading);
      if (told.length >= enough) server.process.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  equal(`killed: round ${round} ends by the signal`, (await server.exited).signal, 'SIGKILL');
  return told;
}

let all = [];
for (let round = 0; round < ROUNDS; round += 1) {
  all = all.concat(await saveUntilKilled(site.server, round));
  const there = new Set(site.rows('SELECT heading FROM chapter WHERE body = heading').flat());
  equal(`killed: nothing that was told of is lost after round ${round}`, all.filter((heading) => !there.has(heading)), []);
  equal(`killed: each is whole, in its place and told of, after round ${round}`, site.rows(`SELECT (SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'),
    (SELECT count(*) FROM chapter) - (SELECT count(DISTINCT position) FROM chapter), (SELECT count(*) FROM chapter) - (SELECT count(*) FROM audit WHERE action = 'chapter.add')`), [[0, 0, 0]]);
  site.server = await Server.start(SAMSYN, 'serve', '--data', site.data, '--listen', '127.0.0.1:0');
}
check(`killed: ${all.length} chapters were saved`, all.length >= 5 * ROUNDS);
await scenario(site.server, 'killed', [{ step: 'and they are shown', as: 'anna', get: `/jonkoping/plans/${saved.plan}/chapters`, has: all.map((heading) => `>${heading}<`) }], { people });
equal('the server ends well', (await site.stop()).code, 0);
finish();
