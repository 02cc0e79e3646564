// Files that are handed in, good and bad, against the whole program: node uploads_test.mjs SAMSYN
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { People, scenario } from './scenario.mjs';
import { ROOT, Site, changedTables, logIn } from './site.mjs';
import { check, equal, finish } from './tap.mjs';
import { zip } from './zip.mjs';

const site = await Site.start(process.argv[2], {
  collaborations: ['jonkoping', 'stockholm'],
  accounts: { 'anna@example.org': ['jonkoping', 'coordinator'], 'mia@example.org': ['jonkoping', 'member'], 'stina@example.org': ['stockholm', 'coordinator'] },
});
const { server } = site;
const people = new People();
let known = null; // the dump after the latest step
const run = (title, steps, saved) => {
  known = null;
  return scenario(server, title, steps, { people, saved });
};
await run('uploads', [logIn('anna', 'anna@example.org', 'jonkoping'), logIn('mia', 'mia@example.org', 'jonkoping'), logIn('stina', 'stina@example.org', 'stockholm')]);

// Runs the steps and checks that exactly these tables have other rows afterwards.
async function changing(title, steps, tables, saved) {
  const before = known ?? site.dump();
  const kept = await run(title, steps, saved);
  known = site.dump();
  equal(`${title}: ${tables.length ? `only ${tables.join(', ')} changes` : 'nothing at all changes'}`, changedTables(before, known), tables);
  return kept;
}

// ---- plans that are none ----

const docx = await readFile(`${ROOT}demo/jonkoping-plan-2021-2023.docx`);
const xlsx = await readFile(`${ROOT}demo/stockholm-plan-2021.xlsx`);
const tsv = await readFile(`${ROOT}demo/jonkoping-plan-2021-2023.tsv`, 'utf8');
const HEAD = 'Aktivitet\tMål\tGenomförande\tTid\tAnsvar\tSamverkansparter\tEffektmål\n';
const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
const packed = (xml, ...more) => zip([['[Content_Types].xml', Buffer.from(TYPES)], ['_rels/.rels', Buffer.from(RELATIONS)], ['word/document.xml', Buffer.from(xml)], ...more]);
const word = (body, doctype = '') => packed(`${doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${body}</w:t></w:r></w:p></w:body></w:document>`);
const turned = (bytes, at) => Buffer.concat([bytes.subarray(0, at), Buffer.from([bytes[at] ^ 255]), bytes.subarray(at + 1)]);
const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
const TOO_BIG = 'blir för stor när den packas upp';
const bad = {
  'a zip bomb': [packed(Buffer.alloc(40 * 1024 * 1024)), TOO_BIG],
  'a zip bomb that lies about its size': [zip([['word/document.xml', Buffer.alloc(40 * 1024 * 1024), 1000]]), 'Filen'],
  'a zip bomb as a sheet': [zip([['xl/workbook.xml', Buffer.from('<workbook/>')], ['xl/worksheets/sheet1.xml', Buffer.alloc(40 * 1024 * 1024)]]), TOO_BIG],
  'a zip bomb beside five megabytes of noise': [packed('<x/>', ['word/media/1.png', Buffer.alloc(40 * 1024 * 1024)], ['word/media/2.png', randomBytes(5 * 1024 * 1024)]), TOO_BIG],
  'a zip bomb in small pieces': [packed('<x/>', ...Array.from({ length: 900 }, (_, i) => [`word/media/${i}.png`, Buffer.alloc(60 * 1024)])), TOO_BIG],
  'ten thousand entries': [packed('<x/>', ...Array.from({ length: 10000 }, (_, i) => [`word/${i}.xml`, Buffer.from('<x/>')])), 'fler än 1 000 delar'],
  'an external entity': [word('&x;', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), 'DOCTYPE'],
  'an external definition': [word('hej', `<!DOCTYPE d SYSTEM "http://127.0.0.1:${server.port}/xxe">`), 'DOCTYPE'],
  'an external definition after a comment': [word('hej', `<!-- ${'a'.repeat(9000)} --><!DOCTYPE d SYSTEM "http://127.0.0.1:${server.port}/xxe">`), 'DOCTYPE'],
  'a billion laughs': [word('&l9;', `<!DOCTYPE d [<!ENTITY l0 "ha">${laughs}]>`), 'DOCTYPE'],
  'an XML that is none': [packed('<w:t'), 'skadad'],
  'a Word file cut in the middle': [docx.subarray(0, docx.length / 2), 'skadad'],
  'a Word file without its last byte': [docx.subarray(0, docx.length - 1), 'skadad'],
  'a Word file without its end': [docx.subarray(0, docx.length - 30), 'skadad'],
  'the head of a Word file': [docx.subarray(0, 30), 'skadad'],
  'an Excel file cut in the middle': [xlsx.subarray(0, xlsx.length / 2), 'skadad'],
  'a Word file with a byte turned': [turned(docx, docx.indexOf('word/document.xml') + 1000), 'word/document.xml går inte att läsa'],
  'a zip without a document': [zip([['hej.txt', Buffer.from('hej')]]), 'inget Word- eller Excel-dokument'],
  'a hundred thousand rows': [Buffer.from(`2021\n${HEAD}${'a\tb\tc\td\te\tf\tg\n'.repeat(100000)}`), 'fler än 100 000 rader'],
  'more than three hundred columns': [Buffer.from(`2021\n${'a\t'.repeat(300)}a\n`.repeat(3)), 'fler än 200 kolumner'],
  'a cell of a hundred thousand letters': [Buffer.from(`2021\n${HEAD}Titel\t${'a'.repeat(100000)}\tc\td\te\tf\tg\n`), 'fler än 32 767 tecken'],
  'UTF-16 with an odd byte': [Buffer.concat([Buffer.from([255, 254]), Buffer.from(tsv, 'utf16le').subarray(0, 2001)]), 'UTF-16'],
  'UTF-8 broken off in a letter': [Buffer.concat([Buffer.from(`${HEAD}M`), Buffer.from([0xc3, 0xc3, 0xa5, 0xed, 0xa0, 0x80, 0x00]), Buffer.from('\t2021\n')]), 'ser inte ut att innehålla text'],
  'zeros': [Buffer.alloc(5000), 'ser inte ut att innehålla text'],
  'a picture': [Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'en bild'],
  'a program': [Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(200, 7)]), 'ser inte ut att innehålla text'],
  'a PDF': [Buffer.from('%PDF-1.7\n%\xe2\xe3', 'latin1'), 'en PDF'],
  'an old Word file': [Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'äldre Office-format'],
  'a table that is no plan': [Buffer.from('Kommun\tKontakt\nLindby\tAnna\nEkby\tBo\n'), 'ingen plan'],
  'nothing': [Buffer.alloc(0), 'är tom'],
  'blanks': [Buffer.from(' \n\t\n \n'), 'ingen plan'],
};
for (const [name, [content, says]] of Object.entries(bad))
  await changing(name, [
    { step: `is refused: ${says}`, as: 'anna', post: '/jonkoping/import', files: { file: { filename: 'plan.docx', content } }, status: 422, has: new RegExp(`class="message message-error"[^]*?<p>[^<]*${says.replaceAll(' ', '.')}`), lacks: ['root:', 'Felnummer'] },
  ], []);
equal('the definition was never fetched', server.log.includes('/xxe'), false);

// ---- plans that are ----

// The package that the bad ones are made of is one that is read.
const small = await changing('a Word file of one sentence', [
  { step: 'waits', as: 'anna', post: '/jonkoping/import', files: { file: { filename: 'plan.docx', content: word('Hej på er.') } }, status: 303, save: { upload: /\/import\/([0-9a-z]{13})/ } },
  { step: 'is shown', as: 'anna', get: '/jonkoping/import/{upload}', has: 'Hej på er.' },
], ['plan_upload']);
await run('a Word file of one sentence', [{ step: 'is taken away', as: 'anna', post: '/jonkoping/import/{upload}/discard', status: 303 }], small);

const latin = tsv.replaceAll('–', '-').replaceAll('”', '"').replaceAll('’', "'").replaceAll('…', '...').replaceAll('•', '*');
const encoded = { 'UTF-8 with its mark': Buffer.from(`\ufeff${latin}`), 'UTF-16': Buffer.from(`\ufeff${latin}`, 'utf16le'), 'Latin-1': Buffer.from(latin, 'latin1') };
const cells = (page) => page.match(/<(td|th)[^]*?<\/\1>/g).map((cell) => cell.replace(/ name="q\d+"/g, '')).join('\n');
const previews = {};
for (const [name, content] of Object.entries(encoded)) {
  const saved = await changing(`${name} is taken in`, [
    { step: 'and waits', as: 'anna', post: '/jonkoping/import', files: { file: { filename: 'plan.tsv', content } }, location: /^\/jonkoping\/import\/[0-9a-z]{13}$/, save: { upload: /\/import\/([0-9a-z]{13})/ } },
  ], ['plan_upload']);
  await run(`${name} is taken in`, [{ step: 'is shown', as: 'anna', get: '/jonkoping/import/{upload}', has: ['Köldmedia', 'Giftfri miljö'], lacks: ['Ã', '\ufffd'], save: { page: /(<main[^]*)/ } }], saved);
  previews[name] = cells(saved.page);
  await changing(`${name} is taken away`, [{ step: 'by whoever may', as: 'anna', post: '/jonkoping/import/{upload}/discard', status: 303 }], ['plan_upload'], saved);
}
check('they say the same', new Set(Object.values(previews)).size === 1 && previews['UTF-16'].length > 10000);

const taken = await changing('a plan waits', [
  { step: 'its name is text', as: 'anna', post: '/jonkoping/import', files: { file: { filename: '<b>plan.docx', content: docx } }, location: /^\/jonkoping\/import\/[0-9a-z]{13}$/, save: { upload: /\/import\/([0-9a-z]{13})/ } },
  { step: 'and is shown as such', as: 'anna', get: '/jonkoping/import/{upload}', has: '&lt;b&gt;plan', lacks: '<b>plan' },
], ['plan_upload']);
await changing('who may not', [
  { step: 'a name that leads elsewhere', as: 'anna', post: '/jonkoping/import', files: { file: { filename: '../../plan.docx', content: docx } }, status: 400 },
  { step: 'more than the limit', as: 'anna', post: '/jonkoping/import', files: { file: { filename: 'big.docx', content: Buffer.alloc(25 * 1024 * 1024) } }, status: 413 },
  { step: 'a stranger to the collaboration hands in', as: 'stina', post: '/jonkoping/import', files: { file: { filename: 'plan.docx', content: docx } }, status: 403 },
  { step: 'a stranger looks', as: 'stina', get: '/jonkoping/import/{upload}', status: 403 },
  { step: 'a stranger looks from home', as: 'stina', get: '/stockholm/import/{upload}', status: 404 },
  { step: 'a stranger takes it in from home', as: 'stina', post: '/stockholm/import/{upload}', status: 404 },
  { step: 'a member hands in', as: 'mia', post: '/jonkoping/import', files: { file: { filename: 'plan.docx', content: docx } }, status: 403 },
  { step: 'a member takes it in', as: 'mia', post: '/jonkoping/import/{upload}', form: { document: 'verksamhetsplan', year: '2021' }, status: 403 },
], [], taken);
await run('a plan is taken in', [{ step: 'by the coordinator', as: 'anna', post: '/jonkoping/import/{upload}', form: { document: 'verksamhetsplan', year: '2021' }, location: /^\/jonkoping\/plans\// }], taken);
equal('a plan is taken in: with all that the file has', site.rows('SELECT count(*) FROM activity'), [[60]]);
const again = await run('the same plan again', [{ step: 'waits', as: 'anna', post: '/jonkoping/import', files: { file: { filename: 'plan.docx', content: docx } }, status: 303, save: { upload: /\/import\/([0-9a-z]{13})/ } }]);
await changing('the same plan again', [
  { step: 'has nothing to take in', as: 'anna', get: '/jonkoping/import/{upload}', has: 'Filen säger detsamma som planen.' },
  { step: 'and changes nothing but that it waits no more', as: 'anna', post: '/jonkoping/import/{upload}', form: { document: 'verksamhetsplan', year: '2021', edit: String(site.rows('SELECT edit FROM plan')[0][0]) }, status: 303 },
], ['plan_upload'], again);

// ---- the rules of a collaboration ----

const rules = await readFile(`${ROOT}collaborations/jonkoping.conf`, 'utf8');
const changed = rules.replace('deadline_month=6', 'deadline_month=5');
const line = (conf, wanted) => conf.split('\n').findIndex((one) => one.includes(wanted)) + 1;
const handIn = (content, more) => ({ as: 'anna', post: '/jonkoping/settings/file', files: { file: { filename: 'jonkoping.conf', content } }, ...more });
const confirm = (content, more) => ({ as: 'anna', post: '/jonkoping/settings/file/import', form: { text: content.replaceAll('\n', '\r\n') }, ...more });
await changing('rules that are the same', [
  { step: 'say so', ...handIn(rules), has: 'Ingenting ändras.', lacks: 'Läs in filen' },
  { step: 'and change nothing when they are taken in', ...confirm(rules), location: /^\/jonkoping\/settings\/file/ },
], []);
await changing('other rules', [{ step: 'are shown first', ...handIn(changed), has: [/Verksamhetsplan[^<]*, ändrat/, 'Läs in filen', 'deadline_month=5'] }], []);
await changing('rules with less in them', [
  { step: 'take nothing away', ...handIn(rules.slice(0, rules.indexOf('[measure') > 0 ? rules.indexOf('[measure') : rules.lastIndexOf('\n['))), has: 'Det ligger kvar:' },
], []);
await changing('other rules taken in', [{ step: 'when they are confirmed', ...confirm(changed), location: /^\/jonkoping\/settings\/file/ }], ['audit', 'collaboration', 'rule']);
equal('other rules taken in: the file that is fetched', (await run('the file', [{ step: 'is fetched', as: 'anna', get: '/jonkoping/settings/file/export', save: { text: /([^]*)/ } }])).text, changed);
equal('other rules taken in: the change is told of with its account', site.rows("SELECT action, account IS NOT NULL, before LIKE '%deadline_month=6%', after LIKE '%deadline_month=5%' FROM audit WHERE action = 'rule.change'"), [['rule.change', 1, 1, 1]]);
await changing('the same rules again', [{ step: 'change nothing', ...confirm(changed), location: /^\/jonkoping\/settings\/file/ }], []);

const broken = {
  'a value that is none': [changed.replace('deadline_month=5', 'deadline_month=13'), `Rad ${line(changed, 'deadline_month=5')}: `],
  'a key that is none': [changed.replace('deadline_month=5', 'deadlin_month=5'), `Rad ${line(changed, 'deadline_month=5')}: deadlin_month finns inte`],
  'a group that is none': [`${changed}\n[påhitt x]\n`, `Rad ${changed.split('\n').length + 1}: `],
  'a line that is none': [`${changed}\nhej\n`, `Rad ${changed.split('\n').length + 1}: `],
  'a body that is not there': [changed.replace('adopted_by=styrgrupp', 'adopted_by=borta'), /Rad \d+: /],
  'a key twice': [changed.replace('deadline_month=5', 'deadline_month=5\ndeadline_month=5'), 'deadline_month står två gånger'],
  "another collaboration's": [await readFile(`${ROOT}collaborations/stockholm.conf`, 'utf8'), 'Filen gäller en annan samverkan (stockholm).'],
  'not UTF-8': [Buffer.from(changed, 'latin1'), /class="error-summary"[^]*<li>[^]{20,}/],
  'a picture': [Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /class="error-summary"[^]*<li>[^]{20,}/],
  'with a zero byte': [`${changed}\0`, /class="error-summary"[^]*<li>[^]{20,}/],
  'nothing': ['', /class="error-summary"[^]*<li>[^]{10,}/],
  'a megabyte': [`# ${'a'.repeat(1024 * 1024)}\n`, /class="error-summary"[^]*<li>[^]{20,}/],
};
for (const [name, [content, says]] of Object.entries(broken)) {
  const steps = [{ step: 'is told what and where', ...handIn(content), status: 422, has: says, lacks: 'Felnummer' }];
  if (typeof content === 'string' && content.length < 100000 && !content.includes('\0'))
    steps.push({ step: 'and is not taken in unseen', ...confirm(content), status: 422, lacks: 'Felnummer' });
  await changing(`rules: ${name}`, steps, []);
}
await changing('rules', [
  { step: 'of a member', ...handIn(rules), as: 'mia', status: 403 },
  { step: 'confirmed by a member', ...confirm(rules), as: 'mia', status: 403 },
  { step: 'fetched by a member', as: 'mia', get: '/jonkoping/settings/file/export', status: 403 },
  { step: 'of a stranger', ...confirm(rules), as: 'stina', status: 403 },
  { step: 'sent from elsewhere', ...confirm(rules), headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, status: 403 },
], []);

equal('the server ends well', (await site.stop()).code, 0);
finish();
