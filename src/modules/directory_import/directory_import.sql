-- name: people_upload_insert :exec
-- in: collaboration id, id id, account id, element id, filename text, content blob, now instant
INSERT INTO people_upload (collaboration, id, account, element, filename, content, created_at)
VALUES (:collaboration, :id, :account, :element, :filename, :content, :now);

-- name: people_upload_one :maybe
-- in: collaboration id, id id
-- row: element id
SELECT u.id, u.account, u.element, u.filename, u.content, u.created_at FROM people_upload u
WHERE u.collaboration = :collaboration AND u.id = :id;

-- name: people_upload_delete :changes
-- in: collaboration id, id id
DELETE FROM people_upload WHERE collaboration = :collaboration AND id = :id;

-- name: people_uploads_delete_older :exec
-- in: collaboration id, before instant, account id
DELETE FROM people_upload WHERE collaboration = :collaboration AND (created_at < :before OR account = :account);
