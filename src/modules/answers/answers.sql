-- What stands in the list, as those who answer read it: with what the preparers said at the release.
-- name: answer_proposals :many
-- in: collaboration id, round id
-- row: size text, hours int, note text, category id
SELECT p.id, p.number, p.proposer, p.title, p.need, p.goal, p.implementation, p.time,
    coalesce(q.category, p.category) AS category, coalesce(q.size, '') AS size, coalesce(q.hours, 0) AS hours, coalesce(q.note, '') AS note
FROM proposal p LEFT JOIN proposal_preparation q ON q.collaboration = :collaboration AND q.proposal = p.id
    AND EXISTS (SELECT 1 FROM round r WHERE r.collaboration = :collaboration AND r.id = p.round AND r.released_at IS NOT NULL)
WHERE p.collaboration = :collaboration AND p.round = :round AND p.state = 'submitted'
ORDER BY p.number;

-- name: answer_of :maybe
-- in: collaboration id, round id, respondent id
-- row: hours int, n_versions int
SELECT a.id, a.respondent, a.state, a.handed_in_by, a.reference, coalesce(a.hours, -1) AS hours, a.comment, a.marks, a.participates, a.inspectors, a.ranks,
    a.reminded_at, a.submitted_at,
    (SELECT count(*) FROM answer_version v WHERE v.collaboration = :collaboration AND v.answer = a.id) AS n_versions
FROM answer a WHERE a.collaboration = :collaboration AND a.round = :round AND a.respondent = :respondent;

-- name: answers_of_round :many
-- in: collaboration id, round id
-- row: hours int, n_versions int, has_draft bool, way text, received text
SELECT a.id, a.respondent, a.state, a.handed_in_by, a.reference, coalesce(a.hours, -1) AS hours, a.comment, a.reminded_at, a.submitted_at,
    coalesce(v.number, 0) AS n_versions, coalesce(v.way, '') AS way, coalesce(v.received, '') AS received,
    CASE WHEN EXISTS (SELECT 1 FROM answer_draft d WHERE d.collaboration = :collaboration AND d.answer = a.id) THEN 1 ELSE 0 END AS has_draft
FROM answer a
LEFT JOIN answer_version v ON v.collaboration = :collaboration AND v.answer = a.id
    AND v.number = (SELECT max(w.number) FROM answer_version w WHERE w.collaboration = :collaboration AND w.answer = a.id)
WHERE a.collaboration = :collaboration AND a.round = :round ORDER BY a.respondent;

-- name: answer_comments_given :many
-- in: collaboration id, answer id
SELECT c.number, c.body FROM answer_comment c WHERE c.collaboration = :collaboration AND c.answer = :answer;

-- name: answers_given :many
-- in: collaboration id, round id
SELECT a.id, a.respondent, a.marks, a.participates, a.inspectors FROM answer a
WHERE a.collaboration = :collaboration AND a.round = :round AND a.state = 'submitted' ORDER BY a.respondent;

-- name: answer_comments_of_round :many
-- in: collaboration id, round id
SELECT a.respondent, c.number, c.body
FROM answer a JOIN answer_comment c ON c.collaboration = :collaboration AND c.answer = a.id
WHERE a.collaboration = :collaboration AND a.round = :round ORDER BY a.respondent;

-- name: answer_draft_cells :many
-- in: collaboration id, answer id
SELECT d.number, d.cell, d.value FROM answer_draft d WHERE d.collaboration = :collaboration AND d.answer = :answer
ORDER BY d.number, d.cell;

-- name: answer_draft_cell :maybe
-- in: collaboration id, answer id, number int, cell text
SELECT d.value FROM answer_draft d
WHERE d.collaboration = :collaboration AND d.answer = :answer AND d.number = :number AND d.cell = :cell;

-- name: answer_draft_put :exec
-- in: collaboration id, answer id, number int, cell text, value text
INSERT INTO answer_draft (collaboration, answer, number, cell, value) VALUES (:collaboration, :answer, :number, :cell, :value)
ON CONFLICT (collaboration, answer, number, cell) DO UPDATE SET value = excluded.value;

-- name: answer_proposal_numbered :maybe
-- in: collaboration id, round id, number int
SELECT p.id FROM proposal p
WHERE p.collaboration = :collaboration AND p.round = :round AND p.number = :number AND p.state = 'submitted';

-- name: answer_add :exec
-- in: collaboration id, id id, round id, respondent id, now instant
INSERT INTO answer (collaboration, id, round, respondent, created_at) VALUES (:collaboration, :id, :round, :respondent, :now);

-- name: answer_put_given :exec
-- in: collaboration id, id id, handed_in_by text, reference text, hours int, comment text
-- in: marks text, participates text, inspectors text, ranks text, now instant
UPDATE answer SET state = 'submitted', handed_in_by = :handed_in_by, reference = :reference,
    hours = CASE WHEN :hours < 0 THEN NULL ELSE :hours END, comment = :comment,
    marks = :marks, participates = :participates, inspectors = :inspectors, ranks = :ranks, submitted_at = :now, edit = edit + 1
WHERE collaboration = :collaboration AND id = :id;

-- name: answer_comments_clear :exec
-- in: collaboration id, answer id
DELETE FROM answer_comment WHERE collaboration = :collaboration AND answer = :answer;

-- name: answer_comment_add :exec
-- in: collaboration id, answer id, number int, body text
INSERT INTO answer_comment (collaboration, answer, number, body) VALUES (:collaboration, :answer, :number, :body);

-- name: answer_reminded :exec
-- in: collaboration id, id id, now instant
UPDATE answer SET reminded_at = :now, edit = edit + 1 WHERE collaboration = :collaboration AND id = :id;

-- name: answer_version_add :exec
-- in: collaboration id, id id, answer id, number int, way text, received text, received_on date, content text, content_hash text
-- in: account id, confirmed_by id, now instant, file_name text, file blob
INSERT INTO answer_version (collaboration, id, answer, number, way, received, received_on, content, content_hash, account,
    confirmed_by, submitted_at, file_name, file)
VALUES (:collaboration, :id, :answer, :number, :way, :received, :received_on, :content, :content_hash, :account,
    :confirmed_by, :now, :file_name, :file);

-- name: answer_versions :many
-- in: collaboration id, answer id
-- row: account_name text, person_name text
SELECT v.id, v.number, v.way, v.received, v.received_on, v.content, v.content_hash, v.submitted_at, v.file_name,
    CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person s ON s.collaboration = :collaboration AND s.id = m.person AND s.is_protected = 1
        WHERE m.collaboration = :collaboration AND m.account = v.account) THEN '' ELSE coalesce(c.name, '') END AS account_name,
    CASE WHEN p.is_protected = 1 THEN '' ELSE coalesce(p.name, '') END AS person_name
FROM answer_version v
LEFT JOIN account c ON c.id = v.account
LEFT JOIN person p ON p.collaboration = :collaboration AND p.id = v.confirmed_by
WHERE v.collaboration = :collaboration AND v.answer = :answer ORDER BY v.number DESC;

-- Where the round's letters to a respondent have gone.
-- name: answer_letter_addresses :many
-- in: collaboration id, round id, respondent id
SELECT DISTINCT l.email FROM task_link l
WHERE l.collaboration = :collaboration AND l.kind = 'answer' AND l.subject = :round AND l.element = :respondent AND l.email IS NOT NULL
ORDER BY l.email;

-- name: answer_version_file :maybe
-- in: collaboration id, answer id, number int
SELECT v.file_name, v.file FROM answer_version v
WHERE v.collaboration = :collaboration AND v.answer = :answer AND v.number = :number AND v.file IS NOT NULL;

-- What waits on the start page, of few rounds (CROSS JOIN: SQLite begins with them): the answers of rounds that are heard now, and the list that they answer.
-- name: answers_open :many
-- in: collaboration id, today date
SELECT a.round, a.respondent, a.state, a.marks
FROM round r CROSS JOIN answer a
WHERE a.collaboration = :collaboration AND a.round = r.id AND r.collaboration = :collaboration AND r.released_at IS NOT NULL AND r.told_at IS NULL AND r.comments_end_on >= :today
ORDER BY a.round, a.respondent;

-- name: answers_open_lists :many
-- in: collaboration id, today date
-- row: number int
SELECT p.round, p.number
FROM round r CROSS JOIN proposal p
WHERE p.collaboration = :collaboration AND p.round = r.id AND p.state = 'submitted' AND r.collaboration = :collaboration AND r.released_at IS NOT NULL AND r.told_at IS NULL AND r.comments_end_on >= :today
ORDER BY p.round, p.number;

-- name: answer_version_one :maybe
-- in: collaboration id, id id
SELECT v.number, v.way, v.received, v.content, v.content_hash, v.submitted_at FROM answer_version v
WHERE v.collaboration = :collaboration AND v.id = :id;
