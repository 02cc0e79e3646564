-- name: log_page :many
-- in: collaboration id, account id, first_action text, last_action text, since instant, before_this instant, subject id
-- in: count int, skip int
-- row: account_name text, account id, subject id, parent id, subject_name text, is_about_protected bool
-- row-type: LogEntry
SELECT u.id, u.at, u.account, coalesce(a.name, (SELECT 'länken till ' || r.title FROM rule r
        WHERE r.collaboration = :collaboration AND r.element = u.office ORDER BY coalesce(r.valid_from, '') DESC LIMIT 1)) AS account_name, u.action, u.subject, u.parent, u.field, u.before, u.after, u.undone_at,
    coalesce((SELECT t.title FROM activity t WHERE t.collaboration = :collaboration AND t.id = u.subject),
        (SELECT t.title FROM plan t WHERE t.collaboration = :collaboration AND t.id = u.subject),
        (SELECT t.title FROM category t WHERE t.collaboration = :collaboration AND t.id = u.subject),
        (SELECT t.heading FROM chapter t WHERE t.collaboration = :collaboration AND t.id = u.subject),
        (SELECT t.title FROM national_activity t WHERE t.collaboration = :collaboration AND t.id = u.subject),
        (SELECT t.name FROM person t WHERE t.collaboration = :collaboration AND t.id = u.subject),
        (SELECT t.name FROM person t WHERE t.collaboration = :collaboration AND t.id = u.parent),
        (SELECT t.title FROM rule t WHERE t.collaboration = :collaboration AND t.element = u.subject
            ORDER BY coalesce(t.valid_from, '') DESC LIMIT 1),
        (SELECT t.name FROM account t WHERE t.id = u.subject)) AS subject_name,
    CASE WHEN EXISTS (SELECT 1 FROM person n WHERE n.collaboration = :collaboration AND n.id = u.subject AND n.is_protected = 1)
        OR EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = :collaboration AND n.id = m.person
        WHERE m.collaboration = :collaboration AND m.account = u.subject AND n.is_protected = 1)
        THEN 1 ELSE 0 END AS is_about_protected
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
-- row: account_name text, account id, subject id, parent id, subject_name text, is_about_protected bool
-- row-type: LogEntry
SELECT u.id, u.at, u.account, CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = m.collaboration AND n.id = m.person
        WHERE m.account = u.account AND n.is_protected = 1)
        THEN 'skyddade personuppgifter' ELSE a.name END AS account_name,
    u.action, u.subject, u.parent, u.field, u.before, u.after, u.undone_at,
    CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = m.collaboration AND n.id = m.person
        WHERE m.account = u.subject AND n.is_protected = 1)
        THEN 'skyddade personuppgifter' ELSE (SELECT t.name FROM account t WHERE t.id = u.subject) END AS subject_name,
    CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = m.collaboration AND n.id = m.person
        WHERE m.account = u.subject AND n.is_protected = 1)
        THEN 1 ELSE 0 END AS is_about_protected
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
-- row: name text
SELECT a.id, CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = m.collaboration AND n.id = m.person
        WHERE m.account = a.id AND n.is_protected = 1)
        THEN 'skyddade personuppgifter' ELSE a.name END AS name
FROM account a
WHERE a.id IN (SELECT u.account FROM audit u WHERE u.collaboration IS NULL)
ORDER BY a.name COLLATE swedish, a.id;
