-- name: q0 :many
-- in: collaboration id
-- row: title text
UPDATE note SET collaboration = :collaboration WHERE collaboration = :collaboration RETURNING title;
-- name: q1 :many
-- in: collaboration id
-- row: title text
UPDATE note SET (hours, collaboration) = (1, 2) WHERE collaboration = :collaboration RETURNING title;
-- name: q2 :many
-- in: collaboration id
-- row: title text
UPDATE note SET hours = 1 FROM tag t WHERE note.collaboration = :collaboration RETURNING title;
-- name: q3 :many
-- in: collaboration id
-- row: title text
UPDATE note SET hours = 1 FROM tag t WHERE t.collaboration = :collaboration RETURNING title;
