// What the stories share, by pages as they are served and in the browser: who the demo's people are, and the days that make a round
// collect, be prepared, heard and decided on the demo's day, 15 April 2021, which stands still.
import { idText, rowsOf } from './site.mjs';

export const withRole = (role) => `EXISTS (SELECT 1 FROM membership_role r WHERE r.membership = m.id AND r.role = '${role}')`;
export const atOffice = (key) => `EXISTS (SELECT 1 FROM post p JOIN element e ON e.id = p.element WHERE p.person = m.person AND e.kind = 'office' AND e.key = '${key}' AND p.valid_to IS NULL)`;
export const inBody = (key) => `EXISTS (SELECT 1 FROM seat s JOIN element e ON e.id = s.body WHERE s.person = m.person AND e.key = '${key}' AND s.valid_to IS NULL)`;

/** The first account of a collaboration for which the condition is true. */
export const accountOf = (data, collaboration, condition) => idText(rowsOf(data, `SELECT CAST(m.account AS TEXT) FROM membership m JOIN collaboration c ON c.id = m.collaboration WHERE c.name = '${collaboration}' AND ${condition} ORDER BY m.id LIMIT 1`)[0][0]);

export const COLLECT = { opens_on: '2021-04-01', closes_on: '2021-04-20', releases_on: '2021-05-03', decides_on: '2021-06-30' };
export const PREPARE = { ...COLLECT, closes_on: '2021-04-14' };
export const COMMENT = { comments_end_on: '2021-05-20', meeting_on: '2021-06-01' };
export const DECIDE = { ...PREPARE, releases_on: '2021-04-14' };
export const HEARD = { comments_end_on: '2021-04-14', meeting_on: '2021-06-01' };
