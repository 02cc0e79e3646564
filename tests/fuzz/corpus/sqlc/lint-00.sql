-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n WHERE n.collaboration = :collaboration;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration = :collaboration;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE note.collaboration = :collaboration;
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT title FROM main.note WHERE :collaboration = collaboration;
