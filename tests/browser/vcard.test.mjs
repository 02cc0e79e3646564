// Cards as another program reads them: node vcard.test.mjs VCARD-SAMPLE. ical.js is the reader of Thunderbird, and knows
// vCard 4.0 (RFC 6350); Debian's python3-vobject ends at 3.0.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import ICAL from 'ical.js';

const text = execFileSync(process.argv[2], { encoding: 'utf8' });
const cards = ICAL.parse(text).map((card) => new ICAL.Component(card));
const value = (card, name) => card.getFirstPropertyValue(name);
const parameter = (card, name, key) => card.getFirstProperty(name).getParameter(key);

test('each card is one, of version 4', () => {
  assert.equal(cards.length, 3);
  assert.deepEqual(cards.map((card) => card.name), ['vcard', 'vcard', 'vcard']);
  assert.deepEqual(cards.map((card) => value(card, 'version')), ['4.0', '4.0', '4.0']);
});

test('what is escaped comes back as it was', () => {
  const [asa] = cards;
  assert.equal(value(asa, 'fn'), 'Åsa Öberg');
  assert.deepEqual(value(asa, 'n').slice(0, 2), ['Öberg', 'Åsa']);
  assert.equal([value(asa, 'org')].flat().join('|'), 'Miljökontoret; norr, Aneby');
  assert.equal(value(asa, 'title'), 'Inspektör\nför små avlopp, lantbruk\\stall');
  assert.equal(value(asa, 'email'), 'asa@example.org');
  assert.equal(value(asa, 'tel'), '+46 70-174 06 05');
  assert.equal(parameter(asa, 'email', 'type'), 'work');
  assert.deepEqual(asa.getFirstProperty('categories').getValues(), ['små avlopp', 'lantbruk, stall', 'kemi\\labb']);
  assert.equal(value(asa, 'uid'), 'https://samsyn.example/jonkoping/people/asa');
  assert.match(`${value(asa, 'rev')}`, /^2021-?04-?15T10:?00:?00Z$/);
});

test('what is not known is not there', () => {
  const [, bo] = cards;
  assert.deepEqual(bo.getAllProperties().map((property) => property.name).sort(), ['fn', 'n', 'rev', 'uid', 'version']);
  assert.deepEqual(value(bo, 'n').slice(0, 2), ['', 'Bo']);
});

test('long lines are folded and come back whole, and nobody writes a card into a title', () => {
  const [, , long] = cards;
  assert.equal(value(long, 'fn'), 'Anna-Karin Maria Äng-Östermalm-Åkerström-Lindqvist-Bergöö-Häggström-Sjögren');
  assert.match([value(long, 'org')].flat().join(''), /Haninge, Nynäshamn och Tyresö €😀$/);
  assert.equal(value(long, 'title'), 'END:VCARD\nBEGIN:VCARD');
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
});
