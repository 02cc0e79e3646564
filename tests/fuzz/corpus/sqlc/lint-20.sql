-- name: q0 :many
-- in: collaboration id
-- row: title text
UPDATE OR REPLACE note SET hours = 1 WHERE collaboration = :collaboration RETURNING title;
-- name: q1 :many
-- in: collaboration id
-- row: title text
DELETE FROM note WHERE id = :collaboration RETURNING title;
-- name: q2 :many
-- in: collaboration id
-- row: title text
DELETE FROM note WHERE collaboration = :collaboration AND id IN (SELECT note
FROM tag) RETURNING title;
-- name: q3 :many
-- in: collaboration id
-- row: title text
INSERT INTO note (collaboration, id, title) VALUES (1, :collaboration, 'a') RETURNING title;
