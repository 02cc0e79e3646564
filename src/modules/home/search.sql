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

-- name: search_chapters :many
-- in: collaboration id, folded text, count int
SELECT h.id, h.heading, h.plan, p.title AS plan_title
FROM chapter h JOIN plan p ON p.collaboration = :collaboration AND p.id = h.plan
WHERE h.collaboration = :collaboration AND instr(fold(h.heading || ' ' || h.body), :folded) > 0
ORDER BY p.first_year DESC, h.position
LIMIT :count;
