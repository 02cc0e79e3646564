-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration = :collaboration + 1;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration <> :collaboration;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration = :collaboration IS NULL;
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE id = :collaboration;
