-- name: q0 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration = :collaboration GROUP BY title HAVING count(*) > (SELECT count(*) FROM tag WHERE collaboration = :collaboration);
-- name: q1 :many
-- in: collaboration id
-- row: title text
SELECT n.title FROM json_each('[1]') j JOIN note n ON n.collaboration = :collaboration AND n.id = j.value;
-- name: q2 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note INDEXED BY sqlite_autoindex_note_2 WHERE collaboration = :collaboration AND code = 'x';
-- name: q3 :many
-- in: collaboration id
-- row: title text
SELECT title FROM note WHERE collaboration = :collaboration ORDER BY (SELECT max(word) FROM tag t WHERE t.collaboration = :collaboration);
