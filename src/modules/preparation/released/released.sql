-- name: preparations_released :many
-- in: collaboration id, round id
-- row-type: Released
SELECT v.proposal, v.size, v.hours, v.suggestion, v.year, v.category, v.note
FROM proposal_preparation v JOIN proposal p ON p.collaboration = :collaboration AND p.id = v.proposal
JOIN round r ON r.collaboration = :collaboration AND r.id = p.round AND r.released_at IS NOT NULL
WHERE v.collaboration = :collaboration AND p.round = :round ORDER BY v.proposal;

-- name: screenings_released :many
-- in: collaboration id, round id
-- row: note text
-- row-type: ReleasedScreening
SELECT s.proposal, s.criterion, s.result, '' AS note
FROM proposal_screening s JOIN proposal p ON p.collaboration = :collaboration AND p.id = s.proposal
JOIN round r ON r.collaboration = :collaboration AND r.id = p.round AND r.released_at IS NOT NULL
WHERE s.collaboration = :collaboration AND p.round = :round ORDER BY s.proposal;
