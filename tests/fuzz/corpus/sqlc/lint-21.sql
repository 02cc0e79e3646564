-- name: q0 :many
-- in: collaboration id
-- row: title text
INSERT INTO note (collaboration, id, title) VALUES (:collaboration, 1, 'a'),
(1, 2, 'b') RETURNING title;
-- name: q1 :many
-- in: collaboration id
-- row: title text
INSERT INTO note VALUES (:collaboration, 1, 1, 1, 'a', 'a', 'a', 'a', 'a', 'a', 1, 1, 1, 1, 1, 1, x'') RETURNING title;
-- name: q2 :many
-- in: collaboration id
-- row: title text
INSERT INTO note (id, title, collaboration) SELECT id, title, collaboration FROM note WHERE collaboration = :collaboration RETURNING title;
-- name: q3 :many
-- in: collaboration id
-- row: title text
INSERT INTO tag (note, word, collaboration) SELECT t.note, t.word, :collaboration FROM tag t RETURNING word AS title;
