-- What sqlc makes of each kind of query.

-- name: note_one :one
-- in: collaboration id, id id
-- row-type: Note
SELECT id, title, due_on, price_ore FROM note WHERE collaboration = :collaboration AND id = :id;

-- name: note_by_title :maybe
-- in: collaboration id, title text
-- row-type: Note
SELECT id, title, due_on, price_ore FROM note
WHERE collaboration = :collaboration AND fold(title) = fold(:title); -- the title as people write it

-- name: notes_late :many
-- in: collaboration id, today date
-- row: n_words int, label text
SELECT n.id, n.title || '?"\' AS label,
    (SELECT count(*) FROM tag t WHERE t.collaboration = :collaboration AND t.note = n.id) AS n_words
FROM note n
WHERE n.collaboration = :collaboration AND n.due_on < :today
ORDER BY n.title COLLATE swedish;
-- pg: SELECT n.id, n.title AS label, 0::bigint AS n_words
-- pg: FROM note n WHERE n.collaboration = :collaboration AND n.due_on < :today

-- name: note_add :exec
-- in: collaboration id, id id, title text, due_on date, made_at instant, price_ore money, has_answer bool
-- in: hours int, share real, content blob
INSERT INTO note (collaboration, id, title, due_on, made_at, price_ore, has_answer, hours, share, content)
VALUES (:collaboration, :id, :title, :due_on, :made_at, :price_ore, :has_answer, :hours, :share, :content);

-- name: note_close :changes
-- in: collaboration id, id id
UPDATE note SET may_close = 0 WHERE collaboration = :collaboration AND id = :id AND may_close = 1;

-- name: account_count :one
-- row: count int
SELECT count(*) AS count FROM account;

-- name: notes_of_account :many
-- in: account id
-- spans: collaborations (own notes)
-- row-type: Note
SELECT id, title, due_on, price_ore FROM note WHERE author = :account;
