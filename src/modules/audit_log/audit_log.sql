-- name: log_page :many
-- in: collaboration id, account id, first_action text, last_action text, since instant, before_this instant, subject id
-- in: count int, skip int
-- row: account_name text, account id, subject id, parent id
-- row-type: LogEntry
SELECT u.id, u.at, u.account, a.name AS account_name, u.action, u.subject, u.parent, u.field, u.before, u.after, u.undone_at
FROM audit u LEFT JOIN account a ON a.id = u.account
WHERE u.collaboration = :collaboration
  AND (:account IS NULL OR u.account = :account)
  AND (:first_action IS NULL OR (u.action >= :first_action AND u.action < :last_action))
  AND (:since IS NULL OR u.at >= :since) AND (:before_this IS NULL OR u.at < :before_this)
  AND (:subject IS NULL OR u.subject = :subject OR u.parent = :subject)
ORDER BY u.id DESC LIMIT :count OFFSET :skip;

-- name: log_count :one
-- in: collaboration id, account id, first_action text, last_action text, since instant, before_this instant, subject id
-- row: amount int
SELECT count(*) AS amount FROM audit u
WHERE u.collaboration = :collaboration
  AND (:account IS NULL OR u.account = :account)
  AND (:first_action IS NULL OR (u.action >= :first_action AND u.action < :last_action))
  AND (:since IS NULL OR u.at >= :since) AND (:before_this IS NULL OR u.at < :before_this)
  AND (:subject IS NULL OR u.subject = :subject OR u.parent = :subject);

-- name: log_page_of_installation :many
-- in: account id, first_action text, last_action text, since instant, before_this instant, subject id
-- in: count int, skip int
-- spans: collaborations (what belongs to none of them)
-- row: account_name text, account id, subject id, parent id
-- row-type: LogEntry
SELECT u.id, u.at, u.account, a.name AS account_name, u.action, u.subject, u.parent, u.field, u.before, u.after, u.undone_at
FROM audit u LEFT JOIN account a ON a.id = u.account
WHERE u.collaboration IS NULL
  AND (:account IS NULL OR u.account = :account)
  AND (:first_action IS NULL OR (u.action >= :first_action AND u.action < :last_action))
  AND (:since IS NULL OR u.at >= :since) AND (:before_this IS NULL OR u.at < :before_this)
  AND (:subject IS NULL OR u.subject = :subject OR u.parent = :subject)
ORDER BY u.id DESC LIMIT :count OFFSET :skip;

-- name: log_count_of_installation :one
-- in: account id, first_action text, last_action text, since instant, before_this instant, subject id
-- spans: collaborations (what belongs to none of them)
-- row: amount int
SELECT count(*) AS amount FROM audit u
WHERE u.collaboration IS NULL
  AND (:account IS NULL OR u.account = :account)
  AND (:first_action IS NULL OR (u.action >= :first_action AND u.action < :last_action))
  AND (:since IS NULL OR u.at >= :since) AND (:before_this IS NULL OR u.at < :before_this)
  AND (:subject IS NULL OR u.subject = :subject OR u.parent = :subject);

-- name: log_people :many
-- in: collaboration id
SELECT a.id, a.name FROM account a
WHERE a.id IN (SELECT u.account FROM audit u WHERE u.collaboration = :collaboration)
ORDER BY a.name COLLATE swedish, a.id;

-- name: log_people_of_installation :many
-- spans: collaborations (what belongs to none of them)
SELECT a.id, a.name FROM account a
WHERE a.id IN (SELECT u.account FROM audit u WHERE u.collaboration IS NULL)
ORDER BY a.name COLLATE swedish, a.id;
