// What the stories share, by pages as they are served and in the browser: who the demo's people are, and the days that make a round
// collect, be prepared, heard and decided on the demo's day, 15 April 2021, which stands still.
import { idText, rowsOf } from './site.mjs';

export const withRole = (role) => `EXISTS (SELECT 1 FROM membership_role r WHERE r.membership = m.id AND r.role = '${role}')`;
export const atOffice = (key) => `EXISTS (SELECT 1 FROM post p JOIN element e ON e.id = p.element WHERE p.person = m.person AND e.kind = 'office' AND e.key = '${key}' AND p.valid_to IS NULL)`;
export const inBody = (key) => `EXISTS (SELECT 1 FROM seat s JOIN element e ON e.id = s.body WHERE s.person = m.person AND e.key = '${key}' AND s.valid_to IS NULL)`;

/** The first account of a collaboration for which the condition is true. */
export const accountOf = (data, collaboration, condition) => idText(rowsOf(data, `SELECT CAST(m.account AS TEXT) FROM membership m JOIN collaboration c ON c.id = m.collaboration WHERE c.name = '${collaboration}' AND ${condition} ORDER BY m.id LIMIT 1`)[0][0]);

export const administratorOf = (data) => idText(rowsOf(data, 'SELECT CAST(id AS TEXT) FROM account WHERE is_system_administrator = 1 ORDER BY id LIMIT 1')[0][0]);

export const COLLECT = { opens_on: '2021-04-01', closes_on: '2021-04-20', releases_on: '2021-05-03', decides_on: '2021-06-30' };
export const PREPARE = { ...COLLECT, closes_on: '2021-04-14' };
export const COMMENT = { comments_end_on: '2021-05-20', meeting_on: '2021-06-01' };
export const DECIDE = { ...PREPARE, releases_on: '2021-04-14' };
export const HEARD = { comments_end_on: '2021-04-14', meeting_on: '2021-06-01' };

/* ---- what is done in several of them; `who` is a Reader, `round` the address of the round ---- */

export async function propose(who, round, title, more = {}) {
  await who.open(round);
  await who.press('Skriv ett förslag');
  await who.press('Lämna in förslaget', { title, need: `Behovet bakom ${title}`, ...more });
  who.sees('Förslaget är inlämnat.', title);
}

export async function move(coordinator, round, days) {
  await coordinator.open(round);
  await coordinator.follow('Ändra dagar');
  await coordinator.press('Spara', days);
}

export async function beginRound(coordinator, collaboration, title, days) {
  await coordinator.open(`/${collaboration}/rounds`);
  await coordinator.follow(`Ny omgång: ${title}`);
  await coordinator.press('Börja omgången', days);
  coordinator.sees(title, 'Förslag tas emot till 20 april');
  return coordinator.path.split('?')[0];
}

export async function release(coordinator, round) {
  await coordinator.open(`${round}/preparation/release`);
  await coordinator.press('Släpp listan');
  await coordinator.open(round);
}

export async function beginPlan(coordinator, round, button) {
  await coordinator.open(round);
  await coordinator.follow('Beslut');
  await coordinator.follow('Börja planen');
  await coordinator.press(button);
}

export async function decide(coordinator, round, title, column, reason) {
  await coordinator.open(`${round}/outcomes`);
  await coordinator.follow(title);
  await coordinator.press('Spara beslutet', { column, reason });
}
