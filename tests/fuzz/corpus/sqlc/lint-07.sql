-- name: q0 :many
-- in: collaboration id
-- row: title text
UPDATE note SET hours = 1 WHERE collaboration = :collaboration RETURNING title;
-- name: q1 :many
-- in: collaboration id
-- row: title text
UPDATE note AS n SET hours = 1 WHERE n.collaboration = :collaboration RETURNING title;
-- name: q2 :many
-- in: collaboration id
-- row: title text
UPDATE note SET hours = (SELECT count(*) FROM tag t WHERE t.collaboration = :collaboration) WHERE collaboration = :collaboration RETURNING title;
-- name: q3 :many
-- in: collaboration id
-- row: title text
UPDATE note SET hours = 1 FROM tag t WHERE note.collaboration = :collaboration AND t.collaboration = :collaboration AND t.note = note.id RETURNING title;
