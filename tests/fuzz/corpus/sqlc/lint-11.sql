-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE NOT collaboration = :collaboration;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE NOT (collaboration = :collaboration);
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE (collaboration = :collaboration) IS NOT TRUE;
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE (collaboration = :collaboration OR 1) AND hours = 1;
