-- name: plan_of_round :many
-- in: collaboration id, document id, first_year int
SELECT p.id AS plan, p.state, y.id, y.year, y.status
FROM plan p
JOIN plan_year y ON y.collaboration = :collaboration AND y.plan = p.id
WHERE p.collaboration = :collaboration AND p.document = :document AND p.first_year = :first_year
ORDER BY y.year, y.id;

-- name: points_of_round :many
-- in: collaboration id, round id
-- row: n_high int, n_medium int, n_low int, n_abstain int
SELECT m.proposal, CAST(sum(CASE WHEN m.mark = 'high' THEN 1 ELSE 0 END) AS INTEGER) AS n_high,
    CAST(sum(CASE WHEN m.mark = 'medium' THEN 1 ELSE 0 END) AS INTEGER) AS n_medium,
    CAST(sum(CASE WHEN m.mark = 'low' THEN 1 ELSE 0 END) AS INTEGER) AS n_low,
    CAST(sum(CASE WHEN m.mark = 'abstain' THEN 1 ELSE 0 END) AS INTEGER) AS n_abstain
FROM answer a
JOIN answer_mark m ON m.collaboration = :collaboration AND m.answer = a.id
WHERE a.collaboration = :collaboration AND a.round = :round AND a.state = 'submitted'
GROUP BY m.proposal ORDER BY m.proposal;

-- name: outcome_answers :one
-- in: collaboration id, round id
-- row: n int
SELECT count(*) AS n FROM answer a WHERE a.collaboration = :collaboration AND a.round = :round AND a.state = 'submitted';

-- name: activities_of_proposals :many
-- in: collaboration id, plan id
-- row: proposal id
SELECT a.proposal, a.id, y.year, y.status
FROM activity a
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year
WHERE a.collaboration = :collaboration AND a.plan = :plan AND a.proposal IS NOT NULL
ORDER BY a.proposal, a.id;

-- name: proposal_activities :many
-- in: collaboration id, proposal id
-- row-type: BecameActivity
SELECT a.id, a.title, p.title AS plan_title, y.year, y.status
FROM activity a
JOIN plan p ON p.collaboration = :collaboration AND p.id = a.plan
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year
WHERE a.collaboration = :collaboration AND a.proposal = :proposal
ORDER BY p.first_year, y.year, a.id;

-- name: category_of_year :maybe
-- in: collaboration id, plan_year id, title text
SELECT c.id FROM category c
WHERE c.collaboration = :collaboration AND c.plan_year = :plan_year AND c.title = :title ORDER BY c.position, c.id LIMIT 1;

-- What waits in the plan's bank for the proposal to take its place: what it was offered again from, or, where nothing links
-- them, what is called the same.
-- name: waiting_in_bank :many
-- in: collaboration id, plan id, proposal id, title text
SELECT a.id
FROM activity a
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year AND y.status = 'bank'
WHERE a.collaboration = :collaboration AND a.plan = :plan
    AND ((a.proposal IS NULL AND fold(a.title) = fold(:title))
        OR a.proposal IN (SELECT o.origin FROM proposal_origin o
            WHERE o.collaboration = :collaboration AND o.proposal = :proposal AND o.kind = 'again'))
ORDER BY a.id;

-- name: outcome_put :exec
-- in: collaboration id, id id, outcome text, year int, reason text, now instant
UPDATE proposal SET outcome = :outcome, outcome_year = nullif(:year, 0), outcome_reason = :reason, outcome_at = :now, edit = edit + 1
WHERE collaboration = :collaboration AND id = :id;

-- name: hours_of_offices :many
-- in: collaboration id, round id
-- row: hours int
SELECT a.respondent, coalesce(a.hours, 0) AS hours FROM answer a
WHERE a.collaboration = :collaboration AND a.round = :round AND a.state = 'submitted' AND a.hours IS NOT NULL
ORDER BY a.respondent;

-- name: declined_by_offices :many
-- in: collaboration id, round id
SELECT a.respondent, m.proposal FROM answer a
JOIN answer_mark m ON m.collaboration = :collaboration AND m.answer = a.id
WHERE a.collaboration = :collaboration AND a.round = :round AND a.state = 'submitted' AND m.participates = 'no'
ORDER BY a.respondent, m.proposal;

-- name: comments_on_proposal :many
-- in: collaboration id, proposal id
-- row: mark text, participates text
SELECT a.respondent, coalesce(m.mark, '') AS mark, coalesce(m.participates, '') AS participates, m.comment
FROM answer_mark m
JOIN answer a ON a.collaboration = :collaboration AND a.id = m.answer
WHERE m.collaboration = :collaboration AND m.proposal = :proposal AND a.state = 'submitted'
ORDER BY a.respondent;
