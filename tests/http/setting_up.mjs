// Setting up a collaboration that is empty, as its administrator and its coordinator do it on the pages: what is to be typed stands in
// a collaboration file (collaborations/NAME.conf) and, for people, in demo/people-NAME.conf.
import { readFileSync } from 'node:fs';
import { Reader } from './reader.mjs';
import { administratorOf } from './story.mjs';
import { ROOT } from './site.mjs';
import { check, equal } from './tap.mjs';
import { zip } from './zip.mjs';

const LISTS = new Set(['fields', 'counties', 'municipalities', 'also_named', 'represented_by', 'participants', 'mandate_decides', 'mandate_prepares', 'mandate_proposes',
  'mandate_follows_up', 'seats', 'meetings_prepared_by', 'meeting_windows', 'years', 'content', 'proposals_from', 'criteria', 'comments_from', 'subjects', 'bodies']);
const MONTHS = ['', 'januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december'];
const TYPED_AS_LINES = new Set(['also_named', 'mandate_decides', 'mandate_prepares', 'mandate_proposes', 'mandate_follows_up', 'criteria']);
const REFERS_TO = { party: 'party', part_of: 'party', committee: 'committee', appointed_by: 'body', adopted_by: 'body', proposed_by: 'body', prepared_by: 'body', meeting_before: 'body',
  builds_on: 'document', document: 'document', participants: 'party', convened_by: 'party', represented_by: 'party', chair: 'party', spokesperson: 'party', secretary: 'party', rapporteur: 'party',
  convener: 'party', meetings_prepared_by: 'party' };
const SEGMENTS = { party: 'parties', committee: 'committees', office: 'offices', body: 'bodies' };
const ORDER = ['party', 'principal', 'committee', 'office', 'body', 'document', 'category', 'measure'];

/** The groups of a file: { kind, key, on, values: [[name, text]] }. */
export function groupsOf(text) {
  return text.trim().split('\n\n').map((part) => {
    const [head, ...lines] = part.split('\n');
    const [, kind, key = '', on = ''] = /^\[(\w+)(?: ([a-z0-9-]+))?(?: @([\d-]+))?\]$/.exec(head);
    return { kind, key, on, values: lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]) };
  });
}
export const textOf = (groups) => `${groups.map(({ kind, key, on, values }) => [`[${kind}${key && ` ${key}`}${on && ` @${on}`}]`, ...values.map(([name, value]) => `${name}=${value}`)].join('\n')).join('\n\n')}\n`;
export const fileOf = (name) => readFileSync(`${ROOT}collaborations/${name}.conf`, 'utf8');
export const peopleOf = (name) => groupsOf(readFileSync(`${ROOT}demo/people-${name}.conf`, 'utf8')).map(({ key, values }) => ({ key, ...Object.fromEntries(values) }));
const partsOf = (value) => value.split(';');

/** The letter of the demo's post that went to this address last and whose subject has these words; letters are written by the workers. */
export async function letterTo(server, address, subject) {
  const reader = new Reader(server, `the post of ${address}`);
  let row;
  for (let i = 0; i < 200 && !row; i += 1) {
    if (i > 0) await new Promise((done) => { setTimeout(done, 50); });
    await reader.open(`/demo/mail?q=${encodeURIComponent(address)}`);
    row = reader.body.split('<tr').slice(1).find((one) => one.includes(address) && one.includes(subject));
  }
  if (!check(`${address} gets the letter “${subject}”`, row, reader.text.slice(0, 600))) return '';
  await reader.open(/href="(\/demo\/mail\/\w+)"/.exec(row)[1]);
  return reader.body;
}

/** Somebody who comes the way of people without a password: asks for a link, and opens the letter's. */
export async function comesByLetter(server, name, address, next) {
  const reader = new Reader(server, name);
  await reader.open(`/login?next=${next}`);
  await reader.press('Skicka', { link_email: address });
  const path = /https?:\/\/[^/"\s]+(\/login\/link\/[\w-]+)/.exec(await letterTo(server, address, 'Logga in'))?.[1] ?? '/';
  await reader.open(path);
  await reader.press('Logga in');
  check(`${name} is logged in`, reader.path.startsWith(next), reader.path);
  return reader;
}

/** A collaboration of which the file's first group says everything, in addresses `called` that, or by its short name; gives its name in addresses and its coordinator. */
export async function begin(site, groups, { name, email }, called = '') {
  const { data, server } = site;
  const [{ values }] = groups;
  const own = Object.fromEntries(values);
  const administrator = new Reader(server, 'the administrator');
  await administrator.logIn(administratorOf(data), '/accounts');
  await administrator.follow('Ny samverkan');
  const fields = Object.fromEntries(partsOf(own.fields).map((field) => [field, '1']));
  await administrator.press('Skapa samverkan', { environment: undefined, title: `${own.title} från början`, short: own.short, name: called, ...fields, county: partsOf(own.counties)[0],
    coordinator_title: own.coordinator_title, coordinator_name: name, coordinator_email: email });
  administrator.sees('Samverkan är skapad.', `${own.title} från början`);
  const made = new RegExp(`<a href="/([a-z0-9-]+)">${own.title} från början`).exec(administrator.body)[1];
  check('the coordinator is told of it', (await letterTo(server, email, 'Välkommen till')).includes(`${own.title} från början`));
  const coordinator = await comesByLetter(server, `the coordinator of ${made}`, email, `/${made}`);
  coordinator.sees('Kom i gång', 'Lägg till parterna', 'Lägg till kontoren', 'Läs in personerna');
  await coordinator.open(`/${made}/plans`);
  coordinator.sees('Bestäm först under Inställningar').misses('Börja tom');
  await coordinator.open(`/${made}/rules/office/new`);
  coordinator.sees('Här finns inget att välja än.');
  return { coordinator, made };
}

/* ---- rule by rule, in forms ---- */

class Typist {
  constructor(coordinator, made, groups) {
    Object.assign(this, { coordinator, made, keys: new Map(), names: new Map() });
    for (const { kind, values } of groups) {
      const rule = Object.fromEntries(values);
      if (kind === 'party' && rule.kind === 'municipality') this.names.set(rule.code, rule.short);
    }
  }

  key(kind, key) {
    return this.keys.get(`${kind} ${key}`) ?? key;
  }

  // The value with the keys that things got here.
  here(name, value) {
    const kind = REFERS_TO[name];
    if (name === 'seats') return partsOf(value).map((rule) => rule.replace(/^party ([a-z0-9-]+)/, (_, key) => `party ${this.key('party', key)}`)).join(';');
    return kind ? partsOf(value).map((key) => this.key(kind, key)).join(';') : value;
  }

  typed(name, value) {
    const parts = partsOf(value);
    if (name === 'seats') {
      const rows = parts.map((rule) => /^(.*?)(?::(\S+)(?: (\w+))?)?$/.exec(rule));
      return { seats_who: rows.map((row) => row[1]), seats_count: rows.map((row) => row[2]?.replace('-', '–').replace(/(\d+)\+/, 'minst $1') ?? ''), seats_function: rows.map((row) => row[3] ?? '') };
    }
    if (name === 'municipalities') return { municipalities: parts.map((code) => this.names.get(code) ?? code).join('\n') };
    if (name === 'meeting_windows') return { meeting_windows: parts.map((window) => window.split('-').map((month) => MONTHS[Number(month)]).join('–')).join('\n') };
    if (name === 'meetings_per_year') return { [name]: value === 'as_needed' ? 'när det behövs' : value.replace(/^(\d+)~$/, 'ungefär $1') };
    if (TYPED_AS_LINES.has(name)) return { [name]: parts.join('\n') };
    return { [name]: value === 'true' ? '1' : LISTS.has(name) ? parts : value };
  }

  fields(group) {
    const days = Object.fromEntries(group.values.filter(([name]) => name === 'from').map(([, day]) => ['on', day]));
    const typed = group.values.filter(([name]) => !['name', 'from', 'to', 'code'].includes(name)).map(([name, value]) => this.typed(name, this.here(name, value)));
    return Object.assign(days, ...typed);
  }

  async add(group, next) {
    const { coordinator, made } = this;
    if (coordinator.path !== `/${made}/rules/${group.kind}/new?done=added`) await coordinator.open(`/${made}/rules/${group.kind}/new`);
    await coordinator.press(next ? 'Lägg till och skriv nästa' : 'Lägg till', this.fields(group));
    check(`${group.kind} ${group.key} is added`, coordinator.path.includes('done=added'), coordinator.text.slice(0, 600));
  }

  // What the thing is called in addresses is what its list links to.
  async learn(kind, groups) {
    const { coordinator, made } = this;
    await coordinator.open(`/${made}/rules/file`);
    const file = (await coordinator.open(`/${made}/settings/file/export`)).body;
    const found = groupsOf(file).filter((one) => one.kind === kind && !one.on);
    equal(`there are as many of ${kind}`, found.length, groups.length);
    groups.forEach((group, i) => this.keys.set(`${kind} ${group.key}`, found[i]?.key));
  }

  async change(group) {
    const { coordinator, made } = this;
    await coordinator.open(`/${made}/rules/${group.kind}/${this.key(group.kind, group.key)}`);
    await coordinator.press('Spara', { ...this.fields(group), ...(group.on && { on: group.on }) });
    check(`${group.kind} ${group.key} is changed`, coordinator.path.includes('done=saved'), coordinator.text.slice(0, 600));
  }
}

/** Types everything of the groups into forms. What comes of it is the file itself, but for the keys. */
export async function typeRules(coordinator, made, groups, names = {}) {
  const typist = new Typist(coordinator, made, groups);
  for (const [code, name] of Object.entries(names)) typist.names.set(code, name);
  await typist.change({ ...groups[0], key: made });
  for (const kind of ORDER) {
    const own = groups.filter((group) => group.kind === kind && !group.on);
    for (const [i, group] of own.entries()) {
      // A party that is part of another waits until that has its key.
      if (i > 0 && group.values.some(([name, value]) => REFERS_TO[name] === kind && !typist.keys.has(`${kind} ${value}`))) await typist.learn(kind, own.slice(0, i));
      await typist.add(group, i + 1 < own.length);
    }
    if (own.length > 0) await typist.learn(kind, own);
    for (const group of groups.filter((one) => one.kind === kind && one.on)) await typist.change(group);
  }
  const wanted = groups.map((group) => ({ ...group, key: group.key && typist.key(group.kind, group.key),
    values: group.values.map(([name, value]) => [name, group.kind === 'collaboration' && name === 'name' ? made : typist.here(name, value)]) }));
  const lines = (text) => text.split('\n');
  const [given, expected] = [lines((await coordinator.open(`/${made}/settings/file/export`)).body), lines(textOf(wanted))];
  equal('what was typed is what the file says', given.filter((line, i) => line !== expected[i]).slice(0, 5), []);
  equal('and nothing is missing of it', given.length, expected.length);
  return typist;
}

/** Reads the rules in from the file, under the name the collaboration has here. */
export async function readRules(coordinator, made, text) {
  await coordinator.open(`/${made}`);
  await coordinator.follow('Läs in');
  await coordinator.open(`/${made}/settings/file`);
  await coordinator.hand('Se vad som ändras', { file: { filename: `${made}.conf`, content: text.replace(/^name=.*$/m, `name=${made}`) } });
  coordinator.sees('Det här ändras');
  await coordinator.press('Läs in filen');
  const given = (await coordinator.open(`/${made}/settings/file/export`)).body;
  equal('the rules are what the file says', given, text.replace(/^name=.*$/m, `name=${made}`));
}

/* ---- people ---- */

const TODAY = '2021-04-15';
const HEADINGS = ['Namn', 'E-post', 'Telefon', 'Arbetar på', 'Uppgift', 'Titel', 'Områden', 'Från och med'];
const FUNCTIONS = { head: 'chef', contact_person: 'kontaktperson', inspector: 'inspektör', coordinator: 'samordnare', county_board: 'länsstyrelsen', politician: 'politiker', administrator: 'administratör', other: 'annat' };
const csv = (rows) => rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n');
const markup = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

// The least that a workbook is, with its texts in the cells.
function xlsx(rows) {
  const open = '<?xml version="1.0" encoding="UTF-8"?>';
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const cells = (row, y) => row.map((cell, x) => `<c r="${String.fromCharCode(65 + x)}${y + 1}" t="inlineStr"><is><t>${markup(cell)}</t></is></c>`).join('');
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="Personer" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${rows.map((row, y) => `<row r="${y + 1}">${cells(row, y)}</row>`).join('')}</sheetData></worksheet>`,
  };
  return zip(Object.entries(parts).map(([name, text]) => [name, Buffer.from(open + text)]));
}

/** The people of the file who are there today, read in from a list; `as`: 'csv' or 'xlsx'. Gives them with their addresses here. */
export async function readPeople(coordinator, made, groups, people, as) {
  const titleOf = (kind, key) => new Map(groups.find((group) => group.kind === kind && group.key === key).values).get('title');
  const placeOf = (person) => ['office', 'party', 'committee'].filter((kind) => person[kind]).map((kind) => titleOf(kind, person[kind]))[0];
  const here = people.filter((person) => !person.to || person.to >= TODAY);
  const rows = [HEADINGS, ...here.map((person) => [person.name, person.email, person.phone ?? '', placeOf(person), FUNCTIONS[person.function], person.title ?? '', (person.subjects ?? '').replaceAll(';', ', '), person.from ?? ''])];
  await coordinator.open(`/${made}`);
  await coordinator.open(new RegExp(`href="(/${made}/directory/import)"`).exec(coordinator.body)?.[1] ?? '/');
  await coordinator.hand('Visa vad som händer', { file: { filename: `personer.${as}`, content: as === 'xlsx' ? xlsx(rows) : csv(rows) } });
  coordinator.sees(`${here.length} Nya`).misses('Kan inte läsas');
  await coordinator.press('Läs in');
  coordinator.sees('Personerna är inlästa');
  for (const person of here) person.path = `/${made}/people/${person.key}`;
  return here;
}

// The value of what is called so in a list to choose from.
function optionOf(reader, field, label) {
  const [, inner = ''] = new RegExp(`<select[^>]*name="${field}"[^>]*>([^]*?)</select>`).exec(reader.body) ?? [];
  const found = [...inner.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)/g)].find(([, , words]) => words === label);
  check(`${reader.name} may choose “${label}”`, found, `${field} at ${reader.path}: ${inner.replace(/<[^>]*>/g, '|').slice(0, 400)}`);
  return found?.[1] ?? '';
}

// The value of the box to tick that has this name.
const boxOf = (reader, words) => [...reader.body.matchAll(/<input type="checkbox"[^>]*value="([^"]*)"[^>]*><span>([^<]*)/g)].find(([, , label]) => label.trim() === words)?.[1];
const seatsOf = (person) => (person.bodies ? partsOf(person.bodies).map((seat) => seat.split(':')) : []);

/** What a list does not say of people: for whom they stand in, who is protected, and where they sit. */
export async function seatPeople(coordinator, groups, people) {
  const titleOf = (kind, key) => new Map(groups.find((group) => group.kind === kind && group.key === key).values).get('title');
  for (const person of people) {
    if (person.deputy_for) {
      await coordinator.open(person.path);
      await coordinator.open(new RegExp(`href="(${person.path}/posts/(?!new)\\w+)"`).exec(coordinator.body)?.[1] ?? '/');
      await coordinator.press('Spara befattningen', { deputy_for: optionOf(coordinator, 'deputy_for', titleOf('office', person.deputy_for)) });
    }
    if (person.protected) {
      await coordinator.open(`${person.path}/edit`);
      await coordinator.press('Spara', { is_protected: '1' });
    }
    for (const [body, role] of seatsOf(person).filter(([, one]) => one !== 'member')) {
      await coordinator.open(person.path);
      await coordinator.follow('Ny plats');
      await coordinator.press('Spara platsen', { body: optionOf(coordinator, 'body', titleOf('body', body)), role });
      coordinator.sees(titleOf('body', body));
    }
  }
  for (const body of new Set(people.flatMap((person) => seatsOf(person).map(([key]) => key)))) {
    const members = people.filter((person) => seatsOf(person).some(([key, role]) => key === body && role === 'member'));
    if (members.length === 0) continue;
    await coordinator.open(`/${coordinator.path.split('/')[1]}/bodies`);
    await coordinator.follow(titleOf('body', body));
    await coordinator.follow('Lägg till ledamöter');
    await coordinator.press('Lägg till ledamöterna', { person: members.map((person) => boxOf(coordinator, person.name)) });
    coordinator.sees(...members.map((person) => person.name));
  }
}

/** Invites some of the people; those who have the address already are found by it. */
export async function invite(coordinator, made, people) {
  for (const [person, ...roles] of people) {
    await coordinator.open(`/${made}/access`);
    await coordinator.follow('Bjud in');
    await coordinator.press('Bjud in', { name: person.name, email: person.email, member: undefined, ...Object.fromEntries(roles.map((role) => [role, '1'])) });
    coordinator.sees('Inbjudan är skickad.');
  }
}

/** A collaboration from nothing to one in which a round can begin. `by`: 'forms' or 'file'; `as`: what the list of people is. Those of `invited`
 * ([the person's key, …roles]) can log in. Gives its name, its coordinator and the key that a thing got. */
export async function setUp(site, file, { by, as, coordinator: who, invited, names, called }) {
  const text = fileOf(file);
  const groups = groupsOf(text);
  const { coordinator, made } = await begin(site, groups, who, called);
  const typist = by === 'forms' ? await typeRules(coordinator, made, groups, names) : undefined;
  if (by === 'file') await readRules(coordinator, made, text);
  const people = await readPeople(coordinator, made, groups, peopleOf(file), as);
  coordinator.sees(people.find((person) => person.office).name);
  await coordinator.open(`/${made}`);
  coordinator.sees('Kom i gång', 'Sätt in ledamöterna i organen').misses('Lägg till parterna', 'Läs in personerna');
  await seatPeople(coordinator, groups, people);
  await invite(coordinator, made, invited.map(([key, ...roles]) => [people.find((person) => person.key === key), ...roles]));
  await coordinator.open(`/${made}`);
  coordinator.misses('Kom i gång');
  await coordinator.open(`/${made}/collaboration`);
  return { coordinator, name: made, keyOf: (kind, key) => typist?.key(kind, key) ?? key };
}
