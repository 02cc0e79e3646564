-- name: letter_add :exec
-- in: id id, account id, kind text, to_name text, to_email text, subject text, text text, html text
-- in: unsubscribe_url text, state text, now instant, expires_at instant
INSERT INTO letter (id, account, kind, to_name, to_email, subject, text, html, unsubscribe_url, state, created_at,
    expires_at)
VALUES (:id, :account, :kind, :to_name, :to_email, :subject, :text, :html, :unsubscribe_url, :state, :now, :expires_at);

-- name: letter_one :maybe
-- in: id id
-- spans: collaborations (what was sent belongs to none of them)
-- row: is_to_protected bool, n_jobs int
SELECT l.id, l.account, l.kind, l.to_name, l.to_email, l.subject, l.text, l.html, l.unsubscribe_url, l.state, l.answer,
    l.created_at, l.expires_at, l.finished_at,
    CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = m.collaboration AND n.id = m.person
        WHERE m.account = l.account AND n.is_protected = 1)
        OR EXISTS (SELECT 1 FROM person n WHERE lower(n.email) = lower(l.to_email) AND n.is_protected = 1) THEN 1 ELSE 0 END AS is_to_protected,
    (SELECT count(*) FROM job j
        WHERE j.kind = 'letter' AND j.subject = l.id AND (j.state = 'waiting' OR j.state = 'running')) AS n_jobs
FROM letter l WHERE l.id = :id;

-- name: letters_all :many
-- spans: collaborations (what was sent belongs to none of them)
-- row: to_name text, to_email text
SELECT l.id, l.kind,
    CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = m.collaboration AND n.id = m.person
        WHERE m.account = l.account AND n.is_protected = 1)
        OR EXISTS (SELECT 1 FROM person n WHERE lower(n.email) = lower(l.to_email) AND n.is_protected = 1)
        THEN 'skyddade personuppgifter' ELSE l.to_name END AS to_name,
    CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = m.collaboration AND n.id = m.person
        WHERE m.account = l.account AND n.is_protected = 1)
        OR EXISTS (SELECT 1 FROM person n WHERE lower(n.email) = lower(l.to_email) AND n.is_protected = 1)
        THEN '' ELSE l.to_email END AS to_email,
    l.subject, l.state, l.answer, l.created_at, l.finished_at
FROM letter l ORDER BY l.id DESC;

-- name: letter_hand :changes
-- in: id id
UPDATE letter SET state = 'handed' WHERE id = :id AND state = 'waiting';

-- name: letter_take_back :changes
-- in: id id, answer text
UPDATE letter SET state = 'waiting', answer = :answer WHERE id = :id AND state = 'handed';

-- name: letter_settle :changes
-- in: id id, state text, answer text, now instant
UPDATE letter SET state = :state, answer = :answer, finished_at = :now,
    text = CASE WHEN :state = 'sent' OR :state = 'expired' THEN '' ELSE text END,
    html = CASE WHEN :state = 'sent' OR :state = 'expired' THEN '' ELSE html END
WHERE id = :id AND (state = 'waiting' OR state = 'handed');

-- name: letter_again :changes
-- in: id id
UPDATE letter SET state = 'waiting', answer = '', finished_at = NULL
WHERE id = :id AND state <> 'kept' AND state <> 'sent' AND state <> 'expired'
    AND NOT EXISTS (SELECT 1 FROM job j
        WHERE j.kind = 'letter' AND j.subject = :id AND (j.state = 'waiting' OR j.state = 'running'));

-- name: letters_forget :exec
-- in: before instant
DELETE FROM letter WHERE finished_at < :before;

-- name: mail_setting :maybe
-- in: name text
SELECT value FROM setting WHERE name = :name;
