-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration = :collaboration
UNION SELECT word FROM tag;
-- name: q1 :many
-- in: collaboration id
-- row: title text
WITH mine AS (SELECT title FROM note) SELECT title FROM mine WHERE 1 = :collaboration;
-- name: q2 :many
-- in: collaboration id
-- row: title text
WITH note AS (SELECT 'a' AS title, :collaboration AS c) SELECT title FROM note;
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT email AS title FROM account WHERE id IN (SELECT author FROM note) AND 1 = :collaboration;
