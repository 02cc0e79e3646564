-- name: q0 :many
-- in: collaboration id
-- row: title text
WITH mine AS (SELECT id, title FROM note WHERE collaboration = :collaboration) SELECT title FROM mine ORDER BY id;
-- name: q1 :many
-- in: collaboration id
-- row: title text
WITH RECURSIVE up (id, title) AS (SELECT id, title FROM note WHERE collaboration = :collaboration AND parent IS NULL UNION ALL SELECT n.id, n.title FROM up JOIN note n ON n.collaboration = :collaboration AND n.parent = up.id) SELECT title FROM up;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration = :collaboration UNION SELECT word FROM tag WHERE collaboration = :collaboration ORDER BY 1 LIMIT 5;
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration = :collaboration AND parent IS DISTINCT FROM 5;
