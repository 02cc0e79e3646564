-- name: frozen_add :exec
-- in: collaboration id, id id, kind text, subject id, title text, sender text, handed_in_at instant, now instant
INSERT INTO frozen_document (collaboration, id, kind, subject, title, sender, handed_in_at, created_at)
VALUES (:collaboration, :id, :kind, :subject, :title, :sender, :handed_in_at, :now);

-- name: frozen_list :many
-- in: collaboration id
-- row: subject id
-- row-type: Frozen
SELECT f.id, f.kind, f.subject, f.title, f.sender, f.handed_in_at, f.created_at, f.content_hash, f.register_number, f.registered_at
FROM frozen_document f WHERE f.collaboration = :collaboration
ORDER BY CASE WHEN f.register_number = '' THEN 0 ELSE 1 END, f.handed_in_at, f.id;

-- name: frozen_waiting :many
-- in: collaboration id
-- row: subject id
-- row-type: Frozen
SELECT f.id, f.kind, f.subject, f.title, f.sender, f.handed_in_at, f.created_at, f.content_hash, f.register_number, f.registered_at
FROM frozen_document f WHERE f.collaboration = :collaboration AND f.content_hash = '' ORDER BY f.id;

-- name: frozen_content :maybe
-- in: collaboration id, id id
SELECT f.title, f.content FROM frozen_document f WHERE f.collaboration = :collaboration AND f.id = :id;

-- name: frozen_same :one
-- in: collaboration id, kind text, subject id, content_hash text
-- row: n int
SELECT count(*) AS n FROM frozen_document f
WHERE f.collaboration = :collaboration AND f.kind = :kind AND f.subject = :subject AND f.content_hash = :content_hash;

-- name: frozen_put :exec
-- in: collaboration id, id id, content blob, content_hash text
UPDATE frozen_document SET content = :content, content_hash = :content_hash
WHERE collaboration = :collaboration AND id = :id AND content_hash = '';

-- name: frozen_leave_out :exec
-- in: collaboration id, id id
DELETE FROM frozen_document WHERE collaboration = :collaboration AND id = :id AND content_hash = '';

-- name: frozen_number_of :maybe
-- in: collaboration id, id id
SELECT f.title, f.register_number FROM frozen_document f WHERE f.collaboration = :collaboration AND f.id = :id;

-- name: frozen_set_number :exec
-- in: collaboration id, id id, number text, registered_at instant, account id
UPDATE frozen_document SET register_number = :number, registered_at = :registered_at, account = :account, edit = edit + 1
WHERE collaboration = :collaboration AND id = :id;
