-- name: q0 :many
-- in: collaboration id
-- row: title text
INSERT INTO note (collaboration, id, title) WITH x AS (SELECT 1) SELECT :collaboration, 1, (SELECT 'a,b') FROM x RETURNING title;
-- name: q1 :many
-- in: collaboration id
-- row: title text
INSERT INTO note (collaboration, id, title, code) VALUES (:collaboration, 1, 'a', 'b') ON CONFLICT (code) DO UPDATE SET title = excluded.title WHERE note.collaboration = :collaboration RETURNING title;
-- name: q2 :many
-- in: collaboration id
-- row: title text
INSERT INTO note (collaboration, id, title) VALUES (:collaboration, 1, 'a') ON CONFLICT DO NOTHING RETURNING title;
-- name: q3 :many
-- in: collaboration id
-- row: title text
WITH x AS (SELECT id FROM note WHERE collaboration = :collaboration) DELETE FROM note WHERE collaboration = :collaboration AND id IN (SELECT id FROM x) RETURNING title;
