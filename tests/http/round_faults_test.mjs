// What goes wrong in a round, and what its people then read: node round_faults_test.mjs SAMSYN
import { Reader } from './reader.mjs';
import { Site } from './site.mjs';
import { accountOf, atOffice, beginPlan, beginRound, COLLECT, COMMENT, decide, DECIDE, HEARD, inBody, move, PREPARE, propose, release, withRole } from './story.mjs';
import { check, equal, finish } from './tap.mjs';

const SAMSYN = process.argv[2];
const NAME = 'jonkoping';
const site = await Site.demo(SAMSYN);
const { data, server } = site;
const rows = (sql) => site.rows(sql);

async function reader(name, condition) {
  const made = new Reader(server, name);
  await made.logIn(accountOf(data, NAME, condition), `/${NAME}`);
  return made;
}

const coordinator = await reader('the coordinator', withRole('coordinator'));
const preparer = await reader('a preparer', `${withRole('preparer')} AND ${inBody('beredningsgrupp')}`);
const eksjo = await reader('the head in Eksjö', `${atOffice('eksjo')} AND ${withRole('head')}`);
const colleague = await reader('the contact person in Eksjö', `${atOffice('eksjo')} AND ${withRole('contact_person')}`);
const gnosjo = await reader('somebody in Gnosjö', atOffice('gnosjo'));
const round = await beginRound(coordinator, NAME, 'Verksamhetsplan 2023–2025', { ...COLLECT, ...COMMENT });
const path = () => gnosjo.path.split('?')[0];

// ---- what Word puts on the clipboard ----

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:""; font-family:"Calibri",sans-serif; mso-fareast-language:EN-US;} @page WordSection1 {size:595.3pt 841.9pt;} --></style>
<script>alert('inklistrat')</script></head><body lang=SV style='tab-interval:65.2pt'><!--StartFragment-->
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
<tr style='mso-yfti-irow:0'><td width=300 style='mso-border-alt:solid windowtext .5pt'><p class=MsoNormal style='margin-bottom:0cm'><b>Nr<o:p></o:p></b></p></td>
<td><p class=MsoNormal><b>Svar<o:p></o:p></b></p></td><td><p class=MsoNormal><b>Kommentar<o:p></o:p></b></p></td></tr>
<tr style='mso-yfti-irow:1'><td><p class=MsoNormal>1<o:p></o:p></p></td><td><p class=MsoNormal><span style='mso-bidi-font-weight:bold'>Hög</span><o:p></o:p></p></td>
<td><p class=MsoNormal>Vi tar&nbsp;gärna <i>täten</i><img src=x onerror="alert(1)"><o:p></o:p></p></td></tr>
<tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'><td><p class=MsoNormal>2</p></td><td><p class=MsoNormal>låg</p></td><td><p class=MsoNormal>&lt;script&gt;alert(2)&lt;/script&gt;</p></td></tr>
</table><!--[if !supportMisalignedColumns]><![endif]--><!--EndFragment--></body></html>`;
const UNWANTED = ['<o:p>', 'mso-', 'MsoNormal', '[if gte', "alert('inklistrat')", '<script>alert', 'onerror="', '<w:'];

await gnosjo.open(round);
await gnosjo.press('Skriv ett förslag');
await gnosjo.press('Lämna in förslaget', { title: 'Film om <b>egenkontroll</b><o:p></o:p>', need: WORD, contact: '<img src=x onerror="alert(1)">' });
gnosjo.sees('Förslaget är inlämnat.').misses('<b>egenkontroll', '<o:p>', '<script>alert', '<img src=x', '<table class=MsoTableGrid');
check('Word in a text field is text that says what was pasted', gnosjo.body.includes('&lt;o:p&gt;') && gnosjo.body.includes('Vi tar&amp;nbsp;gärna'));
await coordinator.open(round);
coordinator.misses('<b>egenkontroll', '<o:p>');
const film = path();

// ---- titles of 10,000 characters ----

const long = 'Å'.repeat(10000);
await gnosjo.open(`${film}/edit`);
await gnosjo.press('Spara', { title: long });
equal('a long title: the form is shown again', gnosjo.status, 422);
gnosjo.sees('”Förslag” har 10000 tecken. Korta texten till högst 200.').misses('Å'.repeat(10001));
await gnosjo.ask('POST', `${film}/save`, [['name', 'title'], ['was', 'Film'], ['value', long]]);
equal('a long title: nor while typing', gnosjo.status, 422);
gnosjo.sees('högst 200');
await coordinator.open(`${round}/register`);
await coordinator.press('Lägg in förslaget', { title: long });
equal('a long title: nor for somebody else', coordinator.status, 422);
equal('a long title: nothing is stored', rows('SELECT count(*) FROM proposal WHERE length(title) > 200'), [[0]]);
await gnosjo.open(`${film}/edit`);
await gnosjo.press('Spara', { title: 'Film om egenkontroll', need: 'Fler ska se den', contact: '' });

// ---- a merged proposal that its proposer edits ----

await propose(eksjo, round, 'Tillsyn av uthyrningsrum');
const rooms = eksjo.path.split('?')[0];
await propose(eksjo, round, 'Tillsyn av stugbyar');
const cabins = eksjo.path.split('?')[0];
await move(coordinator, round, { ...PREPARE, ...COMMENT });
await preparer.open(`${round}/preparation`);
await preparer.press('Slå ihop valda', {}); // none chosen
preparer.sees('Kryssa för 2 till 20 förslag');
const id = (address) => address.split('/').pop();
await preparer.open(`${round}/preparation/merge?proposal=${id(rooms)}&proposal=${id(cabins)}`);
await preparer.press('Slå ihop', { title: 'Tillsyn av uthyrning' });
await move(coordinator, round, { ...COLLECT, ...COMMENT });
await eksjo.ask('POST', `${rooms}/save`, [['name', 'goal'], ['was', ''], ['value', 'Ett annat mål']]);
equal('a merged proposal is not edited, though the time for proposals has come again', eksjo.status, 422);
eksjo.sees('bereds nu och kan inte ändras');
await eksjo.ask('POST', `${rooms}/edit`, [['title', 'Tillsyn av rum'], ['edit', '1']]);
check('nor by its form', eksjo.status === 409 || eksjo.status === 422, eksjo.status);
equal('nothing of it has changed', rows("SELECT count(*) FROM proposal WHERE title = 'Tillsyn av rum' OR goal = 'Ett annat mål'"), [[0]]);

// The draft of somebody who leaves later on.
await colleague.open(round);
await colleague.press('Skriv ett förslag');
await colleague.press('Spara', { title: 'Utkast av den som slutar' });
const draft = colleague.path.split('?')[0].replace(/\/edit$/, '');

// ---- two people hand in the same answer at once ----

await move(coordinator, round, { ...PREPARE, ...COMMENT });
await release(preparer, round);
for (const one of [eksjo, colleague]) {
  await one.open(round);
  await one.follow('Ert svar');
}
await Promise.all([eksjo.press('Lämna in svaret', { 'mark-1': 'high', 'mark-4': 'high' }), colleague.press('Lämna in svaret', { 'mark-1': 'low', 'mark-4': 'low' })]);
const statuses = [eksjo, colleague].map((one) => one.status).sort();
equal('one of two is handed in', statuses, [200, 409]);
const refused = eksjo.status === 200 ? colleague : eksjo;
refused.sees('medan ni skrev');
equal('once', rows("SELECT count(*) FROM answer_version v JOIN answer a ON a.id = v.answer JOIN element e ON e.id = a.respondent JOIN round r ON r.id = a.round WHERE e.key = 'eksjo' AND r.first_year = 2023"), [[1]]);
await coordinator.open(round);
coordinator.sees('1 av 12 kontor har svarat');

// ---- somebody leaves who is logged in and has begun a draft ----

const leaver = rows(`SELECT p.key FROM person p JOIN membership m ON m.collaboration = p.collaboration AND m.person = p.id JOIN collaboration c ON c.id = m.collaboration
  WHERE c.name = '${NAME}' AND ${atOffice('eksjo')} AND ${withRole('contact_person')} ORDER BY m.id LIMIT 1`)[0][0];
await coordinator.open(`/${NAME}/people/${leaver}/edit`);
await coordinator.press('Spara sista dag', { last_on: '2021-04-14' });
await colleague.open(draft);
check('whoever has left is logged out at the next request', colleague.path.startsWith('/login'), colleague.path);
await colleague.ask('POST', `${draft}/save`, [['name', 'title'], ['was', 'Utkast av den som slutar'], ['value', 'Kvar']]);
equal('and writes nothing', colleague.status, 403);
await eksjo.open(round);
eksjo.sees('Era utkast', 'Utkast av den som slutar');
await eksjo.open(`${draft}/edit`);
await eksjo.press('Spara', { title: 'Utkast som kontoret har tagit över' });
eksjo.sees('Utkast som kontoret har tagit över');
await coordinator.open(`/${NAME}/people/${leaver}`);
coordinator.sees('har slutat');
await coordinator.open(`/${NAME}/directory/contacts`);
coordinator.sees('Eksjö');
equal('no post, seat or session of theirs goes on', rows(`SELECT (SELECT count(*) FROM post t WHERE t.person = p.id AND t.valid_to IS NULL), (SELECT count(*) FROM seat s WHERE s.person = p.id AND s.valid_to IS NULL),
  (SELECT count(*) FROM session e JOIN membership m ON m.account = e.account WHERE m.person = p.id) FROM person p WHERE p.key = '${leaver}' AND p.collaboration = (SELECT id FROM collaboration WHERE name = '${NAME}')`), [[0, 0, 0]]);

// ---- Word in the field for answers that are pasted ----

await coordinator.ask('POST', `${round}/answers/register/read?respondent=aneby`, [['text', 'Nr\tSvar\tKommentar'], ['html', WORD.replace('<p class=MsoNormal>2</p>', '<p class=MsoNormal>4</p>')]]);
coordinator.sees('2 av 2 förslag har ett svar i det som lästes').misses(...UNWANTED);
check('the words of the table are read', /value="Vi tar.gärna täten"/.test(coordinator.body) && coordinator.body.includes('&lt;script&gt;alert(2)'), coordinator.body.slice(-4000));
await coordinator.press('För in svaret', { received: 'inkom 15 april per e-post' });
await coordinator.open(`${round}/answers`);
coordinator.sees('2 av 12 kontor har svarat').misses(...UNWANTED);

// ---- an office that leaves in the middle of the round ----

await coordinator.open(`/${NAME}/rules/office/aneby`);
await coordinator.press('Spara sista dag', { on: '2021-04-14' });
await coordinator.open(round);
coordinator.sees('1 av 11 kontor har svarat');
await coordinator.open(`${round}/answers`);
coordinator.sees('Aneby');
check('and what it answered is still read', /Vi tar.gärna täten/.test(coordinator.text));

// ---- a link that is used after the close ----

await coordinator.open(`${round}/answers`);
await coordinator.press('Skicka till');
await coordinator.open('/demo/mail');
await coordinator.follow('synpunkter på 2 förslag');
const link = /\/jonkoping\/answer\/[A-Za-z0-9_-]+/.exec(coordinator.body)[0];
const phone = new Reader(server, 'somebody with a link');
await phone.open(link);
phone.sees('Synpunkter på förslagen');
await move(coordinator, round, { ...DECIDE, ...HEARD });
await phone.open(link);
phone.sees('Tiden för synpunkter är slut').misses('name="mark-1"');
await phone.ask('POST', `${link}/cell`, [['name', 'mark-1'], ['was', ''], ['value', 'high']]);
check('a mark is refused after the close', phone.status >= 400, phone.status);
await phone.ask('POST', link, [['act', 'submit'], ['abstain', '1'], ['mark-1', 'high']]);
await phone.ask('POST', `${link}/code`, [['abstain', '1']]);
equal('nothing has come of it', rows("SELECT count(*) FROM answer_version v JOIN answer a ON a.id = v.answer JOIN round r ON r.id = a.round WHERE r.first_year = 2023"), [[2]]);
equal('and no code is sent', rows("SELECT count(*) FROM task_code"), [[0]]);

// ---- a round that is moved back when its proposals stand in the plan ----

const titles = (of) => rows(`SELECT ${of} FROM activity WHERE title = 'Film om egenkontroll'`).flat();
await beginPlan(coordinator, round, 'Börja tom');
await decide(coordinator, round, 'Film om egenkontroll', '2023', '');
await coordinator.open(`${film}/outcome`);
const activity = /\/jonkoping\/activities\/[0-9a-z]{13}/.exec(coordinator.body)[0];
await coordinator.open(`${activity}/edit`);
await coordinator.press('Spara', { goal: 'Planens mål' });
equal('moved back: the coordinator has written in the plan', titles('goal'), ['Planens mål']);
await move(coordinator, round, { ...COLLECT, ...COMMENT });
coordinator.sees('Förslag tas emot till 20 april');
await gnosjo.open(`${film}/edit`);
await gnosjo.press('Spara', { goal: 'Förslagets nya mål' });
equal('moved back: the plan keeps its text', titles('goal'), ['Planens mål']);
await move(coordinator, round, { ...PREPARE, ...COMMENT });
await release(preparer, round);
await move(coordinator, round, { ...DECIDE, ...HEARD });
await coordinator.open(`${round}/outcomes`);
coordinator.sees('annan text i planen');
await coordinator.follow('Film om egenkontroll');
coordinator.sees('Planen säger annat än förslaget', 'Förslagets nya mål', 'Planens mål');
await coordinator.press('Spara beslutet', { column: 'declined', reason: 'Nej' });
coordinator.sees('Förslag 1 har en annan text i planen');
await coordinator.ask('POST', film + '/move', [['column', 'declined']]);
equal('moved back: nor is it taken out from the board', coordinator.status, 409);
await decide(coordinator, round, 'Film om egenkontroll', '2024', '');
equal('moved back: it goes along to another year', titles('goal'), ['Planens mål']);
await coordinator.open(`${film}/outcome`);
await coordinator.press('Spara beslutet', { column: 'declined', reason: 'Nej', drops_texts: '1' });
equal('moved back: and out of the plan by whoever has said so', titles('goal'), []);

await site.stop();
finish();
