-- name: q0 :many
-- in: collaboration id
-- row: title text
DELETE FROM note WHERE collaboration = :collaboration RETURNING title;
-- name: q1 :many
-- in: collaboration id
-- row: title text
INSERT INTO note (collaboration, id, title) VALUES (:collaboration, 1, 'a'), (:collaboration, 2, 'b') RETURNING title;
-- name: q2 :many
-- in: collaboration id
-- row: title text
INSERT INTO note (id, title, collaboration) SELECT id + 1, title, :collaboration FROM note WHERE collaboration = :collaboration RETURNING title;
-- name: q3 :many
-- in: collaboration id
-- row: title text
INSERT INTO note (collaboration, id, title) SELECT :collaboration AS c, id, email FROM account WHERE true ON CONFLICT (collaboration, id) DO UPDATE SET title = excluded.title RETURNING title;
