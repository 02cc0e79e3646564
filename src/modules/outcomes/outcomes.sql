-- name: plan_of_round :many
-- in: collaboration id, document id, first_year int
SELECT p.id AS plan, p.state, y.id, y.year, y.status
FROM plan p
JOIN plan_year y ON y.collaboration = :collaboration AND y.plan = p.id
WHERE p.collaboration = :collaboration AND p.document = :document AND p.first_year = :first_year
ORDER BY y.year, y.id;

-- name: activities_of_proposals :many
-- in: collaboration id, plan id
-- row: proposal id, is_rewritten bool
SELECT a.proposal, a.id, y.year, y.status,
    CASE WHEN a.title = q.title AND a.goal = q.goal AND a.implementation = q.implementation AND a.time = q.time
        AND a.responsible = q.responsible AND a.parties = q.parties AND a.effect_goals = q.effect_goals THEN 0 ELSE 1 END AS is_rewritten
FROM activity a
JOIN proposal q ON q.collaboration = :collaboration AND q.id = a.proposal
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year
WHERE a.collaboration = :collaboration AND a.plan = :plan AND a.proposal IS NOT NULL
ORDER BY a.proposal, a.id;

-- name: category_of_year :maybe
-- in: collaboration id, plan_year id, title text
SELECT c.id FROM category c
WHERE c.collaboration = :collaboration AND c.plan_year = :plan_year AND c.title = :title ORDER BY c.position, c.id LIMIT 1;

-- What waits in the plan's bank for the proposal to take its place: what it was offered again from, there or in the plan
-- before, or, where nothing links them, what is called the same.
-- name: waiting_in_bank :many
-- in: collaboration id, plan id, proposal id, title text
SELECT a.id
FROM activity a
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year AND y.status = 'bank'
WHERE a.collaboration = :collaboration AND a.plan = :plan
    AND ((a.proposal IS NULL AND fold(a.title) = fold(:title))
        OR EXISTS (SELECT 1 FROM proposal n WHERE n.collaboration = :collaboration AND n.id = :proposal
            AND (n.from_activity = a.id OR n.from_activity = a.came_from))
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

-- name: comments_on_proposal :many
-- in: collaboration id, proposal id
SELECT a.respondent, c.body FROM proposal p
JOIN answer a ON a.collaboration = :collaboration AND a.round = p.round AND a.state = 'submitted'
JOIN answer_comment c ON c.collaboration = :collaboration AND c.answer = a.id AND c.number = p.number
WHERE p.collaboration = :collaboration AND p.id = :proposal ORDER BY a.respondent;

-- name: proposers_behind :many
-- in: collaboration id, round id
SELECT o.proposal, q.proposer FROM proposal p
JOIN proposal_origin o ON o.collaboration = :collaboration AND o.proposal = p.id AND o.kind <> 'again'
JOIN proposal q ON q.collaboration = :collaboration AND q.id = o.origin
WHERE p.collaboration = :collaboration AND p.round = :round AND p.state = 'submitted'
ORDER BY o.proposal, o.id;

-- name: round_tell :changes
-- in: collaboration id, id id, now instant
UPDATE round SET told_at = :now, released_at = coalesce(released_at, :now), edit = edit + 1
WHERE collaboration = :collaboration AND id = :id AND told_at IS NULL;

-- What is not planned and waits, or was declined: unless it has been offered again, or has come into a plan since.
-- name: bank_proposals :many
-- in: collaboration id, leads bool
-- row: first_year int
SELECT p.id, p.round, p.number, p.title, p.proposer, p.category, p.outcome, p.outcome_reason, r.first_year, r.title AS round_title
FROM proposal p
JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND p.state = 'submitted' AND p.outcome IN ('bank', 'declined')
    AND (r.told_at IS NOT NULL OR :leads = 1)
    AND NOT EXISTS (SELECT 1 FROM proposal_origin o
        JOIN proposal n ON n.collaboration = :collaboration AND n.id = o.proposal AND n.number IS NOT NULL AND n.state <> 'withdrawn'
        WHERE o.collaboration = :collaboration AND o.origin = p.id AND o.kind = 'again')
    AND NOT EXISTS (SELECT 1 FROM activity a
        JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
        JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year AND y.status <> 'bank'
        WHERE a.collaboration = :collaboration AND a.proposal = p.id)
ORDER BY r.first_year DESC, p.number, p.id;

-- What was answered in the rounds behind it.
-- name: bank_answers :many
-- in: collaboration id
SELECT a.round, a.marks FROM answer a
WHERE a.collaboration = :collaboration AND a.state = 'submitted' AND a.round IN (SELECT p.round FROM proposal p
    WHERE p.collaboration = :collaboration AND p.state = 'submitted' AND p.outcome IN ('bank', 'declined'));

-- What stands in the bank of the latest plan of its document and did not come there as a proposal.
-- name: bank_activities :many
-- in: collaboration id
SELECT a.id, a.title, c.title AS category_title, p.title AS plan_title, p.first_year
FROM plan p
JOIN plan_year y ON y.collaboration = :collaboration AND y.plan = p.id AND y.status = 'bank'
JOIN category c ON c.collaboration = :collaboration AND c.plan_year = y.id
JOIN activity a ON a.collaboration = :collaboration AND a.plan = p.id AND a.category = c.id
WHERE p.collaboration = :collaboration
    AND NOT EXISTS (SELECT 1 FROM plan q WHERE q.collaboration = :collaboration AND q.document = p.document
        AND q.first_year > p.first_year)
    AND NOT EXISTS (SELECT 1 FROM proposal d WHERE d.collaboration = :collaboration AND d.id = a.proposal AND d.outcome = 'bank')
    AND NOT EXISTS (SELECT 1 FROM proposal n WHERE n.collaboration = :collaboration AND n.from_activity = a.id
        AND n.number IS NOT NULL AND n.state <> 'withdrawn')
    AND NOT EXISTS (SELECT 1 FROM proposal n WHERE n.collaboration = :collaboration AND n.from_activity = a.came_from
        AND n.number IS NOT NULL AND n.state <> 'withdrawn')
ORDER BY p.first_year DESC, c.position, a.position, a.id;

-- name: offered_again :maybe
-- in: collaboration id, round id, proposer id, origin id, activity id
SELECT p.id FROM proposal p
WHERE p.collaboration = :collaboration AND p.round = :round AND p.proposer = :proposer AND p.state <> 'withdrawn'
    AND (p.from_activity = :activity OR EXISTS (SELECT 1 FROM proposal_origin o
        WHERE o.collaboration = :collaboration AND o.proposal = p.id AND o.origin = :origin AND o.kind = 'again'))
ORDER BY p.id LIMIT 1;

-- name: offer_again :exec
-- in: collaboration id, id id, proposal id, origin id
INSERT INTO proposal_origin (collaboration, id, proposal, origin, kind) VALUES (:collaboration, :id, :proposal, :origin, 'again');

-- name: statistics_proposals :many
-- in: collaboration id, prepares int
-- row: outcome text
SELECT p.round, p.proposer, p.category, coalesce(p.outcome, '') AS outcome, p.submitted_at
FROM proposal p JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND (p.state = 'submitted' OR (:prepares = 0 AND r.released_at IS NULL AND p.state IN ('merged', 'split')))
    AND (:prepares = 1 OR r.released_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM proposal_origin o
        WHERE o.collaboration = :collaboration AND o.proposal = p.id AND o.kind <> 'again'))
ORDER BY p.round, p.number;

-- name: standing_by_round :many
-- in: collaboration id
-- row: n int, n_undecided int
SELECT p.round, count(*) AS n, CAST(sum(CASE WHEN p.outcome IS NULL THEN 1 ELSE 0 END) AS INTEGER) AS n_undecided
FROM proposal p WHERE p.collaboration = :collaboration AND p.state = 'submitted'
GROUP BY p.round ORDER BY p.round;

-- Activities of proposals that have been withdrawn, merged or split since, when the round was moved back.
-- name: activities_left_over :many
-- in: collaboration id, plan id, round id
-- row: is_rewritten bool
SELECT a.id, a.title,
    CASE WHEN a.title = q.title AND a.goal = q.goal AND a.implementation = q.implementation AND a.time = q.time
        AND a.responsible = q.responsible AND a.parties = q.parties AND a.effect_goals = q.effect_goals THEN 0 ELSE 1 END AS is_rewritten
FROM activity a
JOIN proposal q ON q.collaboration = :collaboration AND q.id = a.proposal AND q.round = :round AND q.state <> 'submitted'
WHERE a.collaboration = :collaboration AND a.plan = :plan ORDER BY a.id;
