-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n JOIN tag t ON t.collaboration = n.collaboration WHERE n.collaboration = :collaboration;
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n JOIN tag t USING (collaboration) WHERE n.collaboration = :collaboration;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n LEFT JOIN word w ON n.collaboration = :collaboration;
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM note n
LEFT JOIN tag t ON t.note = n.id AND n.collaboration = :collaboration AND t.collaboration = :collaboration;
