-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE hours BETWEEN 1 AND 2 AND collaboration = :collaboration;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE ((hours > 1 AND (collaboration = :collaboration AND id > 3)));
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE CASE WHEN hours = 1 OR hours = 2 THEN 1 ELSE 0 END AND collaboration = :collaboration;
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n JOIN tag t ON t.collaboration = :collaboration AND t.note = n.id WHERE n.collaboration = :collaboration;
