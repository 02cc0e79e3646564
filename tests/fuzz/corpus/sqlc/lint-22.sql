-- name: q0 :many
-- in: collaboration id
-- row: title text
INSERT INTO tag (collaboration, note, word) SELECT * FROM tag t WHERE t.collaboration = :collaboration RETURNING word AS title;
-- name: q1 :many
-- in: collaboration id
-- row: title text
INSERT INTO tag (note, word, collaboration) SELECT t.*, :collaboration FROM (SELECT 1, 'a') t RETURNING word AS title;
-- name: q2 :many
-- in: collaboration id
-- row: title text
INSERT INTO note (collaboration, id, title, code) VALUES (:collaboration, 1, 'a', 'b')
ON CONFLICT (code) DO UPDATE SET title = excluded.title RETURNING title;
-- name: q3 :many
-- in: collaboration id
-- row: title text
INSERT INTO note (collaboration, id, title) VALUES (:collaboration, 1, 'a') ON CONFLICT (collaboration, id) DO UPDATE SET collaboration = 1 RETURNING title;
