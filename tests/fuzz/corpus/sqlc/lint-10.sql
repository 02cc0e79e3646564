-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT title
FROM
note;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration == :collaboration;
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration = :collaboration OR hours = 1;
