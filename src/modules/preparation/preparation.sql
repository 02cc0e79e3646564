-- name: preparation_put :exec
-- in: collaboration id, proposal id, size text, hours int, suggestion text, year int, category id, note text
INSERT INTO proposal_preparation (collaboration, proposal, size, hours, suggestion, year, category, note)
VALUES (:collaboration, :proposal, :size, :hours, :suggestion, nullif(:year, 0), :category, :note)
ON CONFLICT (collaboration, proposal) DO UPDATE SET size = :size, hours = :hours, suggestion = :suggestion,
    year = nullif(:year, 0), category = :category, note = :note, edit = proposal_preparation.edit + 1;

-- name: screening_put :exec
-- in: collaboration id, proposal id, criterion id, result text, note text
INSERT INTO proposal_screening (collaboration, proposal, criterion, result, note)
VALUES (:collaboration, :proposal, :criterion, :result, :note)
ON CONFLICT (collaboration, proposal, criterion) DO UPDATE SET result = :result, note = :note,
    edit = proposal_screening.edit + 1;

-- name: discussion_of_proposal :many
-- in: collaboration id, proposal id
-- row: account_name text
SELECT d.id, d.proposal, CASE WHEN p.is_protected = 1 THEN NULL ELSE a.name END AS account_name, d.at, d.body
FROM proposal_discussion d LEFT JOIN account a ON a.id = d.account
LEFT JOIN membership m ON m.collaboration = :collaboration AND m.account = d.account
LEFT JOIN person p ON p.collaboration = :collaboration AND p.id = m.person
WHERE d.collaboration = :collaboration AND d.proposal = :proposal ORDER BY d.id;

-- name: discussion_add :exec
-- in: collaboration id, id id, proposal id, account id, now instant, body text
INSERT INTO proposal_discussion (collaboration, id, proposal, account, at, body)
VALUES (:collaboration, :id, :proposal, :account, :now, :body);

-- name: reshape_set_state :exec
-- in: collaboration id, id id, state text
UPDATE proposal SET state = :state, edit = edit + 1 WHERE collaboration = :collaboration AND id = :id;

-- name: reshape_origin_add :exec
-- in: collaboration id, id id, proposal id, origin id, kind text
INSERT INTO proposal_origin (collaboration, id, proposal, origin, kind) VALUES (:collaboration, :id, :proposal, :origin, :kind);

-- name: reshape_origin_remove :exec
-- in: collaboration id, proposal id
DELETE FROM proposal_origin WHERE collaboration = :collaboration AND proposal = :proposal AND kind <> 'again';

-- name: traces_of_round :many
-- in: collaboration id, round id
-- row: number int, origin_number int, origin_proposer id
SELECT o.proposal, o.origin, o.kind, p.number AS number, q.number AS origin_number, q.proposer AS origin_proposer
FROM proposal_origin o
JOIN proposal p ON p.collaboration = :collaboration AND p.id = o.proposal AND p.number IS NOT NULL
JOIN proposal q ON q.collaboration = :collaboration AND q.id = o.origin AND q.number IS NOT NULL
WHERE o.collaboration = :collaboration AND p.round = :round AND o.kind <> 'again'
ORDER BY p.number, q.number, o.id;

-- name: answers_handed_in :one
-- in: collaboration id, round id
-- row: n int
SELECT count(*) AS n FROM answer a WHERE a.collaboration = :collaboration AND a.round = :round AND a.submitted_at IS NOT NULL;

-- name: round_take_back :changes
-- in: collaboration id, round id
UPDATE round SET released_at = NULL, edit = edit + 1
WHERE collaboration = :collaboration AND id = :round AND released_at IS NOT NULL AND told_at IS NULL;
