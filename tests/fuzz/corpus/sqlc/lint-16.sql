-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n FULL JOIN word w ON n.collaboration = :collaboration;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT a.email AS title FROM account a WHERE EXISTS (
SELECT 1 FROM note n WHERE n.author = a.id) AND a.id <> :collaboration;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note n WHERE n.collaboration = :collaboration AND EXISTS (SELECT 1 FROM tag t
WHERE n.collaboration = :collaboration);
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note n WHERE EXISTS (SELECT 1 FROM word WHERE n.collaboration = :collaboration);
