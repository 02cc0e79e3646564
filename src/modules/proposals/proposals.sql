-- What the preparers merge and split is theirs until the list is released: whoever does not prepare (:prepares 0) sees what was
-- handed in, and not what has been made of it.
-- name: proposals_of_round :many
-- in: collaboration id, round id, mine text, prepares int
-- row: is_own bool, from_activity id, state text
-- row-type: Proposal
SELECT p.id, p.round, p.proposer, p.number,
    CASE WHEN :prepares = 0 AND r.released_at IS NULL AND p.state IN ('merged', 'split') THEN 'submitted' ELSE p.state END AS state, p.title, p.need, p.goal, p.implementation, p.time, p.responsible, p.parties,
    p.effect_goals, p.contact, p.category, p.account, p.submitted_by, p.created_at, p.submitted_at, p.outcome, p.outcome_year,
    p.outcome_reason, p.from_activity, p.edit, CASE WHEN instr(:mine, ';' || p.proposer || ';') > 0 THEN 1 ELSE 0 END AS is_own
FROM proposal p JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND p.round = :round
    AND (p.number IS NOT NULL OR instr(:mine, ';' || p.proposer || ';') > 0)
    AND (:prepares = 1 OR r.released_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM proposal_origin o
        WHERE o.collaboration = :collaboration AND o.proposal = p.id AND o.kind <> 'again'))
ORDER BY CASE WHEN p.number IS NULL THEN 1 ELSE 0 END, p.number NULLS FIRST, p.id;

-- name: proposals_standing :many
-- in: collaboration id, round id
-- row: is_own bool, from_activity id, state text
-- row-type: Proposal
SELECT p.id, p.round, p.proposer, p.number, p.state, p.title, p.need, p.goal, p.implementation, p.time, p.responsible, p.parties,
    p.effect_goals, p.contact, p.category, p.account, p.submitted_by, p.created_at, p.submitted_at, p.outcome, p.outcome_year,
    p.outcome_reason, p.from_activity, p.edit, 0 AS is_own
FROM proposal p
WHERE p.collaboration = :collaboration AND p.round = :round AND p.state = 'submitted'
ORDER BY p.number;

-- name: proposal_one :maybe
-- in: collaboration id, id id, mine text, prepares int
-- row: is_own bool, from_activity id, state text
-- row-type: Proposal
SELECT p.id, p.round, p.proposer, p.number,
    CASE WHEN :prepares = 0 AND r.released_at IS NULL AND p.state IN ('merged', 'split') THEN 'submitted' ELSE p.state END AS state, p.title, p.need, p.goal, p.implementation, p.time, p.responsible, p.parties,
    p.effect_goals, p.contact, p.category, p.account, p.submitted_by, p.created_at, p.submitted_at, p.outcome, p.outcome_year,
    p.outcome_reason, p.from_activity, p.edit, CASE WHEN instr(:mine, ';' || p.proposer || ';') > 0 THEN 1 ELSE 0 END AS is_own
FROM proposal p JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND p.id = :id
    AND (p.number IS NOT NULL OR instr(:mine, ';' || p.proposer || ';') > 0)
    AND (:prepares = 1 OR r.released_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM proposal_origin o
        WHERE o.collaboration = :collaboration AND o.proposal = p.id AND o.kind <> 'again'));

-- name: drafts_begun :many
-- in: collaboration id, round id
-- row: n int
SELECT p.proposer, count(*) AS n FROM proposal p
WHERE p.collaboration = :collaboration AND p.round = :round AND p.state = 'draft' GROUP BY p.proposer ORDER BY p.proposer;

-- name: proposal_origins :many
-- in: collaboration id, proposal id
-- row: proposal_number int, origin_number int, proposal_title text, origin_title text, origin_year int
SELECT o.proposal, o.origin, o.kind, p.number AS proposal_number, q.number AS origin_number, p.title AS proposal_title,
    q.title AS origin_title, r.first_year AS origin_year
FROM proposal_origin o
JOIN proposal p ON p.collaboration = :collaboration AND p.id = o.proposal AND p.number IS NOT NULL
JOIN proposal q ON q.collaboration = :collaboration AND q.id = o.origin AND q.number IS NOT NULL
JOIN round r ON r.collaboration = :collaboration AND r.id = q.round
WHERE o.collaboration = :collaboration AND (o.proposal = :proposal OR o.origin = :proposal)
ORDER BY q.number, p.number, o.id;

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

-- name: proposal_count :one
-- in: collaboration id, round id
-- row: n int, last_number int
SELECT count(*) AS n, coalesce(max(p.number), 0) AS last_number FROM proposal p
WHERE p.collaboration = :collaboration AND p.round = :round AND (p.number IS NOT NULL OR p.state = 'draft');

-- name: drafts_of_proposer :one
-- in: collaboration id, round id, proposer id
-- row: n int
SELECT count(*) AS n FROM proposal p
WHERE p.collaboration = :collaboration AND p.round = :round AND p.proposer = :proposer AND p.number IS NULL;

-- name: empty_draft :maybe
-- in: collaboration id, round id, proposer id, account id
SELECT p.id FROM proposal p
WHERE p.collaboration = :collaboration AND p.round = :round AND p.proposer = :proposer AND p.account = :account
    AND p.number IS NULL AND p.category IS NULL AND p.from_activity IS NULL
    AND p.title || p.need || p.goal || p.implementation || p.time || p.responsible || p.parties || p.effect_goals || p.contact = ''
ORDER BY p.id LIMIT 1;

-- name: proposal_add :exec
-- in: collaboration id, id id, round id, proposer id, title text, need text, goal text, implementation text, time text
-- in: responsible text, parties text, effect_goals text, contact text, category id, from_activity id, account id, now instant
INSERT INTO proposal (collaboration, id, round, proposer, title, need, goal, implementation, time, responsible, parties,
    effect_goals, contact, category, from_activity, account, created_at)
VALUES (:collaboration, :id, :round, :proposer, :title, :need, :goal, :implementation, :time, :responsible, :parties,
    :effect_goals, :contact, :category, :from_activity, :account, :now);

-- name: waited_as_activity :maybe
-- in: collaboration id, activity id
SELECT a.title, p.title AS plan_title FROM activity a
JOIN plan p ON p.collaboration = :collaboration AND p.id = a.plan
WHERE a.collaboration = :collaboration AND a.id = :activity;

-- name: proposal_put :exec
-- in: collaboration id, id id, title text, need text, goal text, implementation text, time text
-- in: responsible text, parties text, effect_goals text, contact text, category id
UPDATE proposal SET title = :title, need = :need, goal = :goal, implementation = :implementation, time = :time,
    responsible = :responsible, parties = :parties, effect_goals = :effect_goals, contact = :contact, category = :category,
    edit = edit + 1
WHERE collaboration = :collaboration AND id = :id;

-- name: proposal_set_state :exec
-- in: collaboration id, id id, state text
UPDATE proposal SET state = :state, edit = edit + 1 WHERE collaboration = :collaboration AND id = :id;

-- name: proposal_set_submitted :exec
-- in: collaboration id, id id, number int, account id, now instant
UPDATE proposal SET state = 'submitted', number = :number, submitted_at = :now, submitted_by = :account, edit = edit + 1
WHERE collaboration = :collaboration AND id = :id;

-- name: similar_proposal :maybe
-- in: collaboration id, id id, prepares int
-- row: round_title text
SELECT p.title, p.number, r.title AS round_title FROM proposal p JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND p.id = :id AND p.number IS NOT NULL AND p.state <> 'withdrawn'
    AND (:prepares = 1 OR r.released_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM proposal_origin o
        WHERE o.collaboration = :collaboration AND o.proposal = p.id AND o.kind <> 'again'));

-- name: similar_activity :maybe
-- in: collaboration id, id id
-- row: plan_title text, year int, status text
SELECT a.title, p.title AS plan_title, y.year AS year, y.status AS status FROM activity a
JOIN plan p ON p.collaboration = :collaboration AND p.id = a.plan
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year
WHERE a.collaboration = :collaboration AND a.id = :id;

-- name: similar_proposal_elsewhere :maybe
-- in: elsewhere id, id id, today date
-- spans: collaborations (told outcomes of documents that share theirs)
-- row: collaboration_title text
SELECT p.title, c.title AS collaboration_title, p.outcome, p.outcome_year
FROM proposal p JOIN round r ON r.collaboration = :elsewhere AND r.id = p.round AND r.told_at IS NOT NULL
JOIN collaboration c ON c.id = :elsewhere
WHERE p.collaboration = :elsewhere AND p.id = :id AND p.state = 'submitted'
    AND EXISTS (SELECT 1 FROM rule u WHERE u.collaboration = :elsewhere AND u.element = r.document AND instr(u.settings, 'shares_proposals=true') > 0
        AND (u.valid_from IS NULL OR u.valid_from <= :today) AND (u.valid_to IS NULL OR u.valid_to >= :today));

-- name: similar_activity_elsewhere :maybe
-- in: elsewhere id, id id, today date
-- spans: collaborations (published plans of documents that share theirs; what a revision changes is not published yet)
-- row: collaboration_title text, year int, status text
SELECT a.title, k.title AS collaboration_title, y.year AS year, y.status AS status FROM activity a
JOIN category c ON c.collaboration = :elsewhere AND c.id = a.category
JOIN plan_year y ON y.collaboration = :elsewhere AND y.id = c.plan_year
JOIN collaboration k ON k.id = :elsewhere
JOIN plan p ON p.collaboration = :elsewhere AND p.id = a.plan AND p.state = 'adopted'
WHERE a.collaboration = :elsewhere AND a.id = :id
    AND EXISTS (SELECT 1 FROM plan_version v WHERE v.collaboration = :elsewhere AND v.plan = a.plan AND v.published_at IS NOT NULL
        AND v.number = (SELECT max(w.number) FROM plan_version w WHERE w.collaboration = :elsewhere AND w.plan = a.plan))
    AND EXISTS (SELECT 1 FROM rule u WHERE u.collaboration = :elsewhere AND u.element = p.document AND instr(u.settings, 'shares_proposals=true') > 0
        AND (u.valid_from IS NULL OR u.valid_from <= :today) AND (u.valid_to IS NULL OR u.valid_to >= :today));
