-- name: task_link_add :exec
-- in: collaboration id, id id, token_hash blob, kind text, subject id, element id, person id, email text, now instant
INSERT INTO task_link (collaboration, id, token_hash, kind, subject, element, person, email, created_at)
VALUES (:collaboration, :id, :token_hash, :kind, :subject, :element, :person, :email, :now);

-- name: task_link_find :maybe
-- in: collaboration id, token_hash blob, kind text
-- row: subject id, element id, person id
SELECT l.id, l.subject, l.element, l.person, l.email, l.created_at FROM task_link l
WHERE l.collaboration = :collaboration AND l.token_hash = :token_hash AND l.kind = :kind AND l.ended_at IS NULL;

-- name: task_link_latest :maybe
-- in: collaboration id, kind text, subject id, element id
-- row: person id
SELECT l.id, l.person, l.email, l.created_at FROM task_link l
WHERE l.collaboration = :collaboration AND l.kind = :kind AND l.subject = :subject AND l.element = :element
  AND l.email IS NOT NULL AND l.ended_at IS NULL
ORDER BY l.created_at DESC, l.id DESC LIMIT 1;

-- name: task_link_end :exec
-- in: collaboration id, id id, now instant
UPDATE task_link SET ended_at = :now WHERE collaboration = :collaboration AND id = :id AND ended_at IS NULL;

-- name: task_links_end :exec
-- in: collaboration id, kind text, subject id, element id, now instant
UPDATE task_link SET ended_at = :now
WHERE collaboration = :collaboration AND kind = :kind AND subject = :subject AND (:element IS NULL OR element = :element)
  AND ended_at IS NULL;

-- name: task_links_end_of_person :exec
-- in: collaboration id, person id, kept id, now instant
UPDATE task_link SET ended_at = :now
WHERE collaboration = :collaboration AND person = :person AND (:kept IS NULL OR id <> :kept) AND ended_at IS NULL;

-- name: task_code_put :exec
-- in: collaboration id, link id, code_hash blob, email text, now instant
INSERT INTO task_code (collaboration, link, code_hash, email, created_at)
VALUES (:collaboration, :link, :code_hash, :email, :now)
ON CONFLICT (collaboration, link) DO UPDATE SET code_hash = excluded.code_hash, email = excluded.email,
    created_at = excluded.created_at, tries = 0, sent = task_code.sent + 1;

-- name: task_code_sent :maybe
-- in: collaboration id, link id
SELECT c.sent FROM task_code c WHERE c.collaboration = :collaboration AND c.link = :link;

-- name: task_code_try :changes
-- in: collaboration id, link id, now instant, since instant, tries_max int
UPDATE task_code SET tries = tries + 1
WHERE collaboration = :collaboration AND link = :link AND created_at > :since AND created_at <= :now AND tries < :tries_max;

-- name: task_code_get :one
-- in: collaboration id, link id
SELECT c.code_hash, c.email FROM task_code c WHERE c.collaboration = :collaboration AND c.link = :link;

-- name: task_code_remove :exec
-- in: collaboration id, link id
DELETE FROM task_code WHERE collaboration = :collaboration AND link = :link;
