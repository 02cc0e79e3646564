-- Two rows in every table of a collaboration. {c} is 1 or 2; ids are {c}001 and {c}002 everywhere.
INSERT INTO element (collaboration, id, kind, key, position) VALUES
    ({c}, {c}001, 'document', 'plan', 1), ({c}, {c}002, 'body', 'styrgrupp', 2);
INSERT INTO rule (collaboration, id, element, valid_from, title, settings) VALUES
    ({c}, {c}001, {c}001, NULL, 'Plan {c}', 'horizon=3'), ({c}, {c}002, {c}002, '2020-01-01', 'Styrgrupp {c}', '');
INSERT INTO person (collaboration, id, key, name, email) VALUES
    ({c}, {c}001, 'ett', 'Ett {c}', 'ett{c}@example.org'), ({c}, {c}002, 'tva', 'Två {c}', NULL);
INSERT INTO post (collaboration, id, person, element, function) VALUES
    ({c}, {c}001, {c}001, {c}001, 'head'), ({c}, {c}002, {c}002, {c}002, 'inspector');
INSERT INTO seat (collaboration, id, body, person, role) VALUES
    ({c}, {c}001, {c}002, {c}001, 'chair'), ({c}, {c}002, {c}002, {c}002, 'member');
INSERT INTO membership (collaboration, id, account, person) VALUES
    ({c}, {c}001, {c}001, {c}001), ({c}, {c}002, {c}002, NULL);
INSERT INTO membership_role (collaboration, membership, role) VALUES ({c}, {c}001, 'coordinator'), ({c}, {c}002, 'member');
INSERT INTO audit (id, collaboration, account, at, action, subject, parent, field, before, after) VALUES
    ({c}001, {c}, {c}001, 10, 'activity.cell', {c}001, {c}001, 'goal', 'a', 'b {c}'),
    ({c}002, {c}, {c}002, 11, 'plan.adopt', {c}002, {c}001, NULL, NULL, NULL);
INSERT INTO plan (collaboration, id, document, first_year, last_year, title, state, created_at, updated_at) VALUES
    ({c}, {c}001, {c}001, 2021, 2023, 'Plan {c} ett', 'draft', 1, 1),
    ({c}, {c}002, {c}001, 2022, 2024, 'Plan {c} två', 'adopted', 2, 2);
INSERT INTO plan_year (collaboration, id, plan, year, status) VALUES
    ({c}, {c}001, {c}001, 2021, 'fixed'), ({c}, {c}002, {c}002, 2022, 'preliminary');
INSERT INTO chapter (collaboration, id, plan, position, kind, heading, body) VALUES
    ({c}, {c}001, {c}001, 1, 'text', 'Styrning {c}', 'Text'), ({c}, {c}002, {c}002, 1, 'table', 'Budget {c}', 'a');
INSERT INTO category (collaboration, id, plan, plan_year, position, title) VALUES
    ({c}, {c}001, {c}001, {c}001, 1, 'Tillsynsprojekt'), ({c}, {c}002, {c}002, {c}002, 1, 'Utbildning {c}');
INSERT INTO activity (collaboration, id, plan, category, position, title, goal) VALUES
    ({c}, {c}001, {c}001, {c}001, 1, 'Aktivitet {c}', 'Mål {c}'),
    ({c}, {c}002, {c}002, {c}002, 1, 'Aktivitet {c} två', '');
INSERT INTO activity_target (collaboration, id, plan, activity, position, kind, title) VALUES
    ({c}, {c}001, {c}001, {c}001, 1, 'visits_each', 'Besök {c}'), ({c}, {c}002, {c}002, {c}002, 1, 'other', 'Mål {c}');
INSERT INTO activity_step (collaboration, id, plan, activity, position, title) VALUES
    ({c}, {c}001, {c}001, {c}001, 1, 'Steg {c}'), ({c}, {c}002, {c}002, {c}002, 1, 'Steg {c} två');
INSERT INTO activity_party (collaboration, id, plan, activity, party, role) VALUES
    ({c}, {c}001, {c}001, {c}001, {c}002, 'takes_part'), ({c}, {c}002, {c}002, {c}002, NULL, 'guidance');
INSERT INTO activity_goal (collaboration, id, plan, activity, position, kind, number, title) VALUES
    ({c}, {c}001, {c}001, {c}001, 1, 'national', 8, ''), ({c}, {c}002, {c}002, {c}002, 1, 'other', 0, 'Annat {c}');
INSERT INTO activity_responsibility (collaboration, id, plan, activity, position, kind, title) VALUES
    ({c}, {c}001, {c}001, {c}001, 1, 'whole', 'Ansvar {c}'), ({c}, {c}002, {c}002, {c}002, 1, 'host', 'Värd {c}');
INSERT INTO national_activity (collaboration, id, plan, year, position, title) VALUES
    ({c}, {c}001, {c}001, 2021, 1, 'Nationell {c}'), ({c}, {c}002, {c}002, 2022, 1, 'Nationell {c} två');
INSERT INTO plan_version (collaboration, id, plan, number, body, adopted_on, paragraph, content, content_hash,
    account, created_at, published_at) VALUES
    ({c}, {c}001, {c}001, 1, {c}002, '2020-11-01', '§ {c}', '{}', 'x', {c}001, 5, 6),
    ({c}, {c}002, {c}002, 1, {c}002, '2021-11-01', '§ 1{c}', '{}', 'y', NULL, 7, NULL);
INSERT INTO plan_upload (collaboration, id, account, filename, content, document, created_at) VALUES
    ({c}, {c}001, {c}001, 'plan{c}.txt', x'6162', {c}001, 8), ({c}, {c}002, {c}002, 'plan.docx', x'63', {c}001, 9);
INSERT INTO activity_change (collaboration, id, plan, activity, before, after) VALUES
    ({c}, {c}001, {c}001, {c}001, 'Före {c}', 'Efter {c}'), ({c}, {c}002, {c}002, {c}002, 'Borttagen {c}', '');
INSERT INTO task_link (collaboration, id, token_hash, kind, subject, element, person, email, created_at) VALUES
    ({c}, {c}001, x'a{c}', 'answer', {c}001, {c}001, {c}001, 'ett{c}@example.org', 11),
    ({c}, {c}002, x'b{c}', 'confirmation', {c}001, {c}002, NULL, NULL, 12);
INSERT INTO task_code (collaboration, link, code_hash, email, created_at) VALUES
    ({c}, {c}001, x'c{c}', 'ett{c}@example.org', 13), ({c}, {c}002, x'd{c}', 'tva{c}@example.org', 14);
INSERT INTO round (collaboration, id, document, first_year, title, opens_on, closes_on, releases_on, comments_end_on, decides_on,
    proposals_from, comments_from, adopted_by, created_at) VALUES
    ({c}, {c}001, {c}001, 2022, 'Plan {c} 2022', '2020-11-01', '2021-01-31', '2021-03-01', '2021-04-15', '2021-06-30', 'offices', 'offices', {c}002, 1),
    ({c}, {c}002, {c}001, 2023, 'Plan {c} 2023', '2021-11-01', '2022-01-31', '2022-03-01', NULL, '2022-06-30', 'coordinator', '', {c}002, 2);
INSERT INTO round_criterion (collaboration, id, round, position, title) VALUES
    ({c}, {c}001, {c}001, 1, 'Behov {c}'), ({c}, {c}002, {c}002, 1, 'Nytta {c}');
INSERT INTO proposal (collaboration, id, round, proposer, number, state, title, account, created_at, submitted_at, submitted_by) VALUES
    ({c}, {c}001, {c}001, {c}002, 1, 'submitted', 'Förslag {c}', {c}001, 3, 4, {c}001),
    ({c}, {c}002, {c}001, {c}002, NULL, 'draft', 'Utkast {c}', {c}002, 5, NULL, NULL);
INSERT INTO proposal_origin (collaboration, id, proposal, origin, kind) VALUES
    ({c}, {c}001, {c}001, {c}002, 'again'), ({c}, {c}002, {c}002, {c}001, 'merged');
INSERT INTO proposal_preparation (collaboration, proposal, size, note) VALUES
    ({c}, {c}001, 'M', 'Beredning {c}'), ({c}, {c}002, '', 'Beredning {c} två');
INSERT INTO proposal_screening (collaboration, proposal, criterion, result, note) VALUES
    ({c}, {c}001, {c}001, 'met', 'Ja {c}'), ({c}, {c}002, {c}002, 'not', 'Nej {c}');
INSERT INTO proposal_discussion (collaboration, id, proposal, account, at, body) VALUES
    ({c}, {c}001, {c}001, {c}001, 6, 'Tanke {c}'), ({c}, {c}002, {c}002, {c}002, 7, 'Tanke {c} två');
INSERT INTO answer (collaboration, id, round, respondent, state, submitted_at, created_at, comment, marks) VALUES
    ({c}, {c}001, {c}001, {c}002, 'submitted', 8, 8, 'Svar {c}', 'h'), ({c}, {c}002, {c}002, {c}002, 'open', NULL, 9, 'Svar {c} två', '');
INSERT INTO answer_comment (collaboration, answer, number, body) VALUES
    ({c}, {c}001, 1, 'Synpunkt {c}'), ({c}, {c}002, 1, 'Synpunkt {c} två');
INSERT INTO answer_draft (collaboration, answer, number, cell, value) VALUES
    ({c}, {c}001, 1, 'comment', 'Utkast till svar {c}'), ({c}, {c}002, 0, 'hours', '{c}');
INSERT INTO answer_version (collaboration, id, answer, number, way, content, content_hash, account, confirmed_by, submitted_at) VALUES
    ({c}, {c}001, {c}001, 1, 'page', '{"c":{c}}', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', {c}001, NULL, 8),
    ({c}, {c}002, {c}001, 2, 'link', '{}', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', NULL, {c}001, 9);
INSERT INTO frozen_document (collaboration, id, kind, subject, title, sender, handed_in_at, content, content_hash, created_at) VALUES
    ({c}, {c}001, 'answer', {c}001, 'Svar {c}', 'Kontor {c}', 8, x'61', 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', 10),
    ({c}, {c}002, 'proposal', {c}001, 'Förslag {c}', 'Kontor {c}', 4, x'62', 'dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd', 11);
INSERT INTO confirmation (collaboration, id, started_on, last_on) VALUES
    ({c}, {c}001, '2020-01-01', '2020-02-01'), ({c}, {c}002, '2021-01-01', '2021-02-01');
INSERT INTO confirmation_office (collaboration, confirmation, element, mailed_at) VALUES
    ({c}, {c}001, {c}001, 15), ({c}, {c}002, {c}001, NULL);
INSERT INTO confirmation_person (collaboration, confirmation, element, person, outcome, said, said_at) VALUES
    ({c}, {c}001, {c}001, {c}001, 'changed', 'namn {c}', 16), ({c}, {c}001, {c}001, {c}002, 'right', '', 17);
INSERT INTO people_upload (collaboration, id, account, element, filename, content, created_at) VALUES
    ({c}, {c}001, {c}001, NULL, 'folk{c}.csv', x'6162', 18), ({c}, {c}002, {c}002, {c}001, 'folk.xlsx', x'63', 19);
INSERT INTO title (collaboration, kind, subject, folded) VALUES
    ({c}, 'activity', {c}001, 'aktivitet {c}'), ({c}, 'proposal', {c}001, 'förslag {c}');
INSERT INTO title_gram (collaboration, gram, kind, subject) VALUES
    ({c}, 'akt', 'activity', {c}001), ({c}, 'för', 'proposal', {c}001);
INSERT INTO title_gram_count (collaboration, gram, n) VALUES ({c}, 'akt', 1), ({c}, 'för', 1);
