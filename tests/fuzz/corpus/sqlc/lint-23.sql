-- name: q0 :many
-- in: collaboration id
-- row: title text
INSERT OR REPLACE INTO note (collaboration, id, title) VALUES (:collaboration, 1, 'a') RETURNING title;
