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
SELECT a.id, a.respondent, a.state, a.handed_in_by, a.reference, coalesce(a.hours, -1) AS hours, a.comment, a.reminded_at, a.submitted_at,
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

-- name: answer_marks_given :many
-- in: collaboration id, answer id
-- row: inspectors int, rank int, mark text, participates text
SELECT m.proposal, coalesce(m.mark, '') AS mark, coalesce(m.participates, '') AS participates,
    coalesce(m.inspectors, -1) AS inspectors, coalesce(m.rank, -1) AS rank, m.comment
FROM answer_mark m WHERE m.collaboration = :collaboration AND m.answer = :answer;

-- What was handed in, for the matrix: mark 1 high … 4 abstain, participates 1 yes, 2 no, 3 unsure, 0 for none.
-- name: answer_marks_of_round :many
-- in: collaboration id, round id
-- row: mark int, participates int, inspectors int
SELECT m.answer, m.proposal,
    CASE m.mark WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 WHEN 'abstain' THEN 4 ELSE 0 END AS mark,
    CASE m.participates WHEN 'yes' THEN 1 WHEN 'no' THEN 2 WHEN 'unsure' THEN 3 ELSE 0 END AS participates,
    coalesce(m.inspectors, 0) AS inspectors
FROM answer a JOIN answer_mark m ON m.collaboration = :collaboration AND m.answer = a.id
WHERE a.collaboration = :collaboration AND a.round = :round;

-- name: answer_comments_of_round :many
-- in: collaboration id, round id
SELECT a.respondent, m.proposal, m.comment
FROM answer a JOIN answer_mark m ON m.collaboration = :collaboration AND m.answer = a.id AND m.comment <> ''
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
-- in: collaboration id, id id, handed_in_by text, reference text, hours int, comment text, now instant
UPDATE answer SET state = 'submitted', handed_in_by = :handed_in_by, reference = :reference,
    hours = CASE WHEN :hours < 0 THEN NULL ELSE :hours END, comment = :comment, submitted_at = :now, edit = edit + 1
WHERE collaboration = :collaboration AND id = :id;

-- name: answer_marks_clear :exec
-- in: collaboration id, answer id
DELETE FROM answer_mark WHERE collaboration = :collaboration AND answer = :answer;

-- name: answer_mark_add :exec
-- in: collaboration id, answer id, proposal id, mark text, participates text, inspectors int, rank int, comment text
INSERT INTO answer_mark (collaboration, answer, proposal, mark, participates, inspectors, rank, comment)
VALUES (:collaboration, :answer, :proposal, nullif(:mark, ''), nullif(:participates, ''),
    CASE WHEN :inspectors < 0 THEN NULL ELSE :inspectors END, CASE WHEN :rank < 0 THEN NULL ELSE :rank END, :comment);

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

-- What waits on the start page: the answers of rounds that are heard now, with how much of the list they cover.
-- name: answers_open :many
-- in: collaboration id, today date
-- row: n_given int
SELECT a.round, a.respondent, a.state,
    (SELECT count(*) FROM answer_mark m
        JOIN proposal p ON p.collaboration = :collaboration AND p.id = m.proposal AND p.state = 'submitted'
        WHERE m.collaboration = :collaboration AND m.answer = a.id AND m.mark IS NOT NULL) AS n_given
FROM round r JOIN answer a ON a.collaboration = :collaboration AND a.round = r.id
WHERE r.collaboration = :collaboration AND r.released_at IS NOT NULL AND r.told_at IS NULL AND r.comments_end_on >= :today
ORDER BY a.round, a.respondent;

-- name: answers_list_sizes :many
-- in: collaboration id, today date
-- row: n int
SELECT r.id AS round, count(*) AS n
FROM round r JOIN proposal p ON p.collaboration = :collaboration AND p.round = r.id AND p.state = 'submitted'
WHERE r.collaboration = :collaboration AND r.released_at IS NOT NULL AND r.told_at IS NULL AND r.comments_end_on >= :today
GROUP BY r.id ORDER BY r.id;

-- name: answer_version_one :maybe
-- in: collaboration id, id id
SELECT v.number, v.way, v.received, v.content, v.content_hash, v.submitted_at FROM answer_version v
WHERE v.collaboration = :collaboration AND v.id = :id;
