-- name: preparations_of_round :many
-- in: collaboration id, round id
-- row-type: Preparation
SELECT v.proposal, v.size, v.hours, v.suggestion, v.year, v.category, v.note
FROM proposal_preparation v JOIN proposal p ON p.collaboration = :collaboration AND p.id = v.proposal
WHERE v.collaboration = :collaboration AND p.round = :round ORDER BY v.proposal;

-- name: screenings_of_round :many
-- in: collaboration id, round id
-- row-type: Screening
SELECT s.proposal, s.criterion, s.result, s.note
FROM proposal_screening s JOIN proposal p ON p.collaboration = :collaboration AND p.id = s.proposal
WHERE s.collaboration = :collaboration AND p.round = :round ORDER BY s.proposal;

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
FROM proposal_preparation v JOIN proposal p ON p.collaboration = :collaboration AND p.id = v.proposal
JOIN round r ON r.collaboration = :collaboration AND r.id = p.round AND r.released_at IS NOT NULL
WHERE v.collaboration = :collaboration AND p.round = :round ORDER BY v.proposal;

-- name: screenings_released :many
-- in: collaboration id, round id
-- row: note text
-- row-type: Screening
SELECT s.proposal, s.criterion, s.result, '' AS note
FROM proposal_screening s JOIN proposal p ON p.collaboration = :collaboration AND p.id = s.proposal
JOIN round r ON r.collaboration = :collaboration AND r.id = p.round AND r.released_at IS NOT NULL
WHERE s.collaboration = :collaboration AND p.round = :round ORDER BY s.proposal;
