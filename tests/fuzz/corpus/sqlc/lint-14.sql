-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note GROUP BY title HAVING max(collaboration) = :collaboration;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note ORDER BY collaboration = :collaboration;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n, tag t WHERE n.collaboration = :collaboration;
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n JOIN tag t ON t.note = n.id
WHERE t.collaboration = :collaboration;
