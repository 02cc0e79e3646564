-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n JOIN tag t ON t.collaboration = :collaboration AND n.collaboration = :collaboration AND t.note = n.id;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n, tag t WHERE n.collaboration = :collaboration AND t.collaboration = :collaboration;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n LEFT JOIN tag t ON t.collaboration = :collaboration AND t.note = n.id WHERE n.collaboration = :collaboration;
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n LEFT JOIN (tag t JOIN word w ON w.word = t.word) ON t.collaboration = :collaboration WHERE n.collaboration = :collaboration;
