-- name: thing_add :exec
-- in: collaboration id, id id, title text, parent id, amount int, price_ore money, is_done bool
-- in: due_on date, made_at instant, share real, content blob
INSERT INTO thing (collaboration, id, title, parent, amount, price_ore, is_done, due_on, made_at, share, content)
VALUES (:collaboration, :id, :title, :parent, :amount, :price_ore, :is_done, :due_on, :made_at, :share, :content);

-- name: thing_get :one
-- in: collaboration id, id id
-- row-type: Thing
SELECT id, title, parent, amount, price_ore, is_done, due_on, made_at, share, content
FROM thing WHERE collaboration = :collaboration AND id = :id;

-- name: thing_find :maybe
-- in: collaboration id, title text
-- row-type: Thing
SELECT id, title, parent, amount, price_ore, is_done, due_on, made_at, share, content
FROM thing WHERE collaboration = :collaboration AND fold(title) = fold(:title);

-- name: things_sorted :many
-- in: collaboration id
SELECT t.title FROM thing t WHERE t.collaboration = :collaboration ORDER BY t.title COLLATE swedish;

-- name: things_any :one
-- in: collaboration id
SELECT id FROM thing WHERE collaboration = :collaboration;

-- name: thing_count :one
-- in: collaboration id
-- row: count int
SELECT count(*) AS count FROM thing WHERE collaboration = :collaboration;

-- name: thing_rename :changes
-- in: collaboration id, from_title text, to_title text
UPDATE thing SET title = :to_title WHERE collaboration = :collaboration AND title = :from_title;

-- name: thing_wrong_date :one
-- row: due_on date
SELECT '2021-02-30' AS due_on;

-- name: numbers :many
-- in: last int
-- row: number int, label text
WITH RECURSIVE counting (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM counting WHERE number < :last)
SELECT number AS number, 'nummer ' || number AS label FROM counting;

-- name: thing_titles :many
-- in: collaboration id, first text, beyond text
SELECT title FROM thing WHERE collaboration = :collaboration AND title >= :first AND title < :beyond;
