-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE hours BETWEEN 1 AND collaboration = :collaboration;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE CASE WHEN 1 AND collaboration = :collaboration THEN 1 ELSE 1 END;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE coalesce(0, collaboration = :collaboration) = 0;
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT collaboration = :collaboration AS title FROM note;
