-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM (note n JOIN tag t ON t.collaboration = :collaboration) WHERE n.collaboration = :collaboration;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT a.email AS title FROM account a WHERE EXISTS (SELECT 1 FROM note n WHERE n.author = a.id AND n.collaboration = :collaboration);
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT a.email AS title FROM account a WHERE a.id IN (SELECT author FROM note WHERE collaboration = :collaboration);
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT a.email AS title FROM account a JOIN (SELECT author FROM note WHERE collaboration = :collaboration) x ON x.author = a.id;
