-- name: watch_jobs :many
-- row: amount int
SELECT state, count(*) AS amount FROM job GROUP BY state ORDER BY state;

-- name: watch_letters :many
-- row: amount int
SELECT state, count(*) AS amount FROM letter GROUP BY state ORDER BY state;
