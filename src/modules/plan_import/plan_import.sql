-- name: upload_insert :exec
-- in: collaboration id, id id, account id, filename text, content blob, document id, now instant
INSERT INTO plan_upload (collaboration, id, account, filename, content, document, created_at)
VALUES (:collaboration, :id, :account, :filename, :content, :document, :now);

-- name: uploads_waiting :many
-- in: collaboration id
-- row: n_bytes int
SELECT u.id, u.filename, u.document, u.created_at, a.name AS account_name, length(u.content) AS n_bytes
FROM plan_upload u JOIN account a ON a.id = u.account
WHERE u.collaboration = :collaboration ORDER BY u.created_at DESC, u.id DESC;

-- name: upload_one :maybe
-- in: collaboration id, id id
SELECT u.id, u.filename, u.content, u.document, u.created_at FROM plan_upload u
WHERE u.collaboration = :collaboration AND u.id = :id;

-- name: upload_delete :changes
-- in: collaboration id, id id
DELETE FROM plan_upload WHERE collaboration = :collaboration AND id = :id;

-- name: uploads_delete_older :changes
-- in: collaboration id, before instant
DELETE FROM plan_upload WHERE collaboration = :collaboration AND created_at < :before;

-- name: import_chapter_set :changes
-- in: collaboration id, id id, kind text, body text
UPDATE chapter SET kind = :kind, body = :body, edit = edit + 1 WHERE collaboration = :collaboration AND id = :id;

-- name: import_chapter_insert :exec
-- in: collaboration id, id id, plan id, kind text, heading text, body text
INSERT INTO chapter (collaboration, id, plan, position, kind, heading, body)
SELECT :collaboration, :id, :plan, coalesce(max(c.position), 0) + 1, :kind, :heading, :body
FROM chapter c WHERE c.collaboration = :collaboration AND c.plan = :plan;

-- name: import_national_set :changes
-- in: collaboration id, id id, heading text, authority text
UPDATE national_activity SET heading = :heading, authority = :authority WHERE collaboration = :collaboration AND id = :id;

-- name: import_national_insert :exec
-- in: collaboration id, id id, plan id, year int, heading text, title text, authority text
INSERT INTO national_activity (collaboration, id, plan, year, position, heading, title, authority)
SELECT :collaboration, :id, :plan, :year, coalesce(max(n.position), 0) + 1, :heading, :title, :authority
FROM national_activity n WHERE n.collaboration = :collaboration AND n.plan = :plan;

-- name: import_plan_touch :changes
-- in: collaboration id, id id, now instant
UPDATE plan SET edit = edit + 1, updated_at = :now WHERE collaboration = :collaboration AND id = :id;

-- name: import_category_of :maybe
-- in: collaboration id, plan_year id, title text
SELECT c.id FROM category c
WHERE c.collaboration = :collaboration AND c.plan_year = :plan_year AND c.title = :title ORDER BY c.position, c.id LIMIT 1;

-- name: import_category_insert :exec
-- in: collaboration id, id id, plan id, plan_year id, title text, note text
INSERT INTO category (collaboration, id, plan, plan_year, position, title, note)
SELECT :collaboration, :id, :plan, :plan_year, coalesce(max(c.position), 0) + 1, :title, :note
FROM category c WHERE c.collaboration = :collaboration AND c.plan_year = :plan_year;
