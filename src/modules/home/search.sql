-- name: search_activities :many
-- in: collaboration id, folded text, count int
SELECT a.id, a.title, c.title AS category_title, y.year, p.title AS plan_title
FROM activity a
JOIN category c ON c.collaboration = :collaboration AND c.id = a.category
JOIN plan_year y ON y.collaboration = :collaboration AND y.id = c.plan_year
JOIN plan p ON p.collaboration = :collaboration AND p.id = a.plan
WHERE a.collaboration = :collaboration
  AND instr(fold(a.title || ' ' || a.goal || ' ' || a.implementation || ' ' || a.responsible || ' ' || a.parties
      || ' ' || a.effect_goals), :folded) > 0
ORDER BY instr(fold(a.title), :folded) = 0, y.year DESC, a.title COLLATE swedish
LIMIT :count;

-- What has been submitted and not withdrawn; a draft is its proposer's, and what the preparers made of proposals is theirs
-- until the list is released.
-- name: search_proposals :many
-- in: collaboration id, folded text, count int, prepares int
-- row: number int
SELECT p.id, p.number, p.title, r.title AS round_title
FROM proposal p JOIN round r ON r.collaboration = :collaboration AND r.id = p.round
WHERE p.collaboration = :collaboration AND p.number IS NOT NULL AND p.state <> 'withdrawn'
  AND (:prepares = 1 OR r.released_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM proposal_origin o
        WHERE o.collaboration = :collaboration AND o.proposal = p.id AND o.kind <> 'again'))
  AND instr(fold(p.title || ' ' || p.need || ' ' || p.goal || ' ' || p.implementation || ' ' || p.responsible || ' ' || p.parties
      || ' ' || p.effect_goals), :folded) > 0
ORDER BY instr(fold(p.title), :folded) = 0, r.first_year DESC, p.number, p.id
LIMIT :count;

-- name: search_chapters :many
-- in: collaboration id, folded text, count int
SELECT h.id, h.heading, h.plan, p.title AS plan_title
FROM chapter h JOIN plan p ON p.collaboration = :collaboration AND p.id = h.plan
WHERE h.collaboration = :collaboration AND instr(fold(h.heading || ' ' || h.body), :folded) > 0
ORDER BY p.first_year DESC, h.position
LIMIT :count;
