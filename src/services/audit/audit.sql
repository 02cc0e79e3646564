-- name: audit_add :one
-- in: id id, collaboration id, account id, now instant, action text, subject id, parent id, field text, before text, after text, office id
-- spans: collaborations (the log is one sequence, so that the latest change is known for certain)
INSERT INTO audit (id, collaboration, account, at, action, subject, parent, field, before, after, office)
SELECT CASE WHEN coalesce(max(u.id), 0) >= :id THEN max(u.id) + 1 ELSE :id END,
    :collaboration, :account, :now, :action, :subject, :parent, :field, :before, :after, :office
FROM audit u
RETURNING id;

-- name: audit_of_subject :many
-- in: collaboration id, subject id, count int
-- row: account_name text, subject id
-- row-type: AuditRow
SELECT u.id, u.account, u.subject, coalesce(CASE WHEN p.is_protected = 1 THEN NULL ELSE a.name END, (SELECT 'länken till ' || r.title FROM rule r
        WHERE r.collaboration = :collaboration AND r.element = u.office ORDER BY coalesce(r.valid_from, '') DESC LIMIT 1)) AS account_name, u.action, u.field, u.before, u.after, u.at, u.undone_at
FROM audit u LEFT JOIN account a ON a.id = u.account
LEFT JOIN membership m ON m.collaboration = :collaboration AND m.account = u.account
LEFT JOIN person p ON p.collaboration = :collaboration AND p.id = m.person
WHERE u.collaboration = :collaboration AND u.subject = :subject
ORDER BY u.id DESC LIMIT :count;

-- name: audit_of_parent :many
-- in: collaboration id, parent id, count int
-- row: account_name text, subject id
-- row-type: AuditRow
SELECT u.id, u.account, u.subject, coalesce(CASE WHEN p.is_protected = 1 THEN NULL ELSE a.name END, (SELECT 'länken till ' || r.title FROM rule r
        WHERE r.collaboration = :collaboration AND r.element = u.office ORDER BY coalesce(r.valid_from, '') DESC LIMIT 1)) AS account_name, u.action, u.field, u.before, u.after, u.at, u.undone_at
FROM audit u LEFT JOIN account a ON a.id = u.account
LEFT JOIN membership m ON m.collaboration = :collaboration AND m.account = u.account
LEFT JOIN person p ON p.collaboration = :collaboration AND p.id = m.person
WHERE u.collaboration = :collaboration AND u.parent = :parent
ORDER BY u.id DESC LIMIT :count;

-- name: audit_latest_undoable :maybe
-- in: collaboration id, parent id, account id, action text
-- row: subject id
SELECT u.id, u.subject, u.field, u.before, u.after
FROM audit u
WHERE u.collaboration = :collaboration AND u.parent = :parent AND u.account = :account AND u.action = :action
  AND u.undone_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM audit r
    WHERE r.collaboration = :collaboration AND r.subject = u.id AND r.action = 'undo.refused')
ORDER BY u.id DESC LIMIT 1;

-- name: audit_undoable :maybe
-- in: collaboration id, parent id, account id, id id
-- row: subject id
SELECT u.id, u.subject, u.action, u.field, u.before, u.after
FROM audit u
WHERE u.collaboration = :collaboration AND u.id = :id AND u.parent = :parent AND u.account = :account
  AND u.undone_at IS NULL;

-- name: audit_mark_undone :changes
-- in: collaboration id, id id, now instant
UPDATE audit SET undone_at = :now WHERE collaboration = :collaboration AND id = :id AND undone_at IS NULL;

-- name: audit_latest :many
-- in: collaboration id, first_action text, last_action text, count int
-- row: account_name text, subject id
-- row-type: AuditRow
SELECT u.id, u.account, u.subject, coalesce(CASE WHEN p.is_protected = 1 THEN NULL ELSE a.name END, (SELECT 'länken till ' || r.title FROM rule r
        WHERE r.collaboration = :collaboration AND r.element = u.office ORDER BY coalesce(r.valid_from, '') DESC LIMIT 1)) AS account_name, u.action, u.field, u.before, u.after, u.at, u.undone_at
FROM audit u LEFT JOIN account a ON a.id = u.account
LEFT JOIN membership m ON m.collaboration = :collaboration AND m.account = u.account
LEFT JOIN person p ON p.collaboration = :collaboration AND p.id = m.person
WHERE u.collaboration = :collaboration AND u.action >= :first_action AND u.action < :last_action
ORDER BY u.id DESC LIMIT :count;
