-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT title FROM "note" AS "n" WHERE "n"."collaboration" = :collaboration;
-- name: q1 :many
-- in: collaboration id
-- row: title text
select TITLE as title from NOTE N where N.COLLABORATION = :collaboration;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration = :collaboration AND title <> 'x OR y';
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE (hours = 1 OR hours = 2) AND (collaboration = :collaboration);
