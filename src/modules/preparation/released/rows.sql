-- CROSS JOIN: SQLite then begins with the round, not with those of all years.
-- name: preparations_of_round :many
-- in: collaboration id, round id
-- row-type: Preparation
SELECT v.proposal, v.size, v.hours, v.suggestion, v.year, v.category, v.note
FROM proposal p CROSS JOIN proposal_preparation v
WHERE p.collaboration = :collaboration AND p.round = :round AND v.collaboration = :collaboration AND v.proposal = p.id
ORDER BY v.proposal;

-- name: screenings_of_round :many
-- in: collaboration id, round id
-- row-type: Screening
SELECT s.proposal, s.criterion, s.result, s.note
FROM proposal p CROSS JOIN proposal_screening s
WHERE p.collaboration = :collaboration AND p.round = :round AND s.collaboration = :collaboration AND s.proposal = p.id
ORDER BY s.proposal;

-- name: preparation_one :maybe
-- in: collaboration id, proposal id
-- row-type: Preparation
SELECT v.proposal, v.size, v.hours, v.suggestion, v.year, v.category, v.note
FROM proposal_preparation v WHERE v.collaboration = :collaboration AND v.proposal = :proposal;

-- name: screenings_of_proposal :many
-- in: collaboration id, proposal id
-- row-type: Screening
SELECT s.proposal, s.criterion, s.result, s.note
FROM proposal_screening s WHERE s.collaboration = :collaboration AND s.proposal = :proposal;

-- name: preparations_released :many
-- in: collaboration id, round id
-- row-type: Preparation
SELECT v.proposal, v.size, v.hours, v.suggestion, v.year, v.category, v.note
FROM round r CROSS JOIN proposal p CROSS JOIN proposal_preparation v
WHERE r.collaboration = :collaboration AND r.id = :round AND r.released_at IS NOT NULL
    AND p.collaboration = :collaboration AND p.round = r.id AND v.collaboration = :collaboration AND v.proposal = p.id
ORDER BY v.proposal;

-- name: screenings_released :many
-- in: collaboration id, round id
-- row: note text
-- row-type: Screening
SELECT s.proposal, s.criterion, s.result, '' AS note
FROM round r CROSS JOIN proposal p CROSS JOIN proposal_screening s
WHERE r.collaboration = :collaboration AND r.id = :round AND r.released_at IS NOT NULL
    AND p.collaboration = :collaboration AND p.round = r.id AND s.collaboration = :collaboration AND s.proposal = p.id
ORDER BY s.proposal;
