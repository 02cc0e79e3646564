-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT word AS title FROM word WHERE (1, 2, word) IN tag AND 1 = :collaboration;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT title FROM titles WHERE 1 = :collaboration;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT (SELECT max(title) FROM note) AS title FROM word WHERE 1 = :collaboration;
-- name: q3 :many
-- in: collaboration id
-- row: title text
UPDATE note SET hours = 1 WHERE id = :collaboration RETURNING title;
