-- name: session_find :maybe
-- in: token_hash blob, now instant
-- row: factor_at instant
SELECT a.id, a.name, a.email, a.is_system_administrator, a.language, s.id AS session, s.how, s.created_at, f.confirmed_at AS factor_at
FROM session s
JOIN account a ON a.id = s.account
LEFT JOIN second_factor f ON f.account = s.account
WHERE s.token_hash = :token_hash AND s.expires_at > :now AND a.disabled_at IS NULL;

-- name: session_add :exec
-- in: id id, token_hash blob, account id, how text, browser text, place text, now instant, expires_at instant
INSERT INTO session (id, token_hash, account, how, browser, place, created_at, expires_at)
VALUES (:id, :token_hash, :account, :how, :browser, :place, :now, :expires_at);

-- name: sessions_of :many
-- in: account id, now instant
SELECT id, how, browser, place, created_at FROM session WHERE account = :account AND expires_at > :now
ORDER BY created_at DESC, id DESC;

-- name: sessions_end_one :changes
-- in: account id, id id
DELETE FROM session WHERE account = :account AND id = :id;

-- name: sessions_end_others :exec
-- in: account id, kept id
DELETE FROM session WHERE account = :account AND (:kept IS NULL OR id <> :kept);

-- name: session_end :exec
-- in: token_hash blob
DELETE FROM session WHERE token_hash = :token_hash;

-- name: sessions_forget :exec
-- in: now instant
DELETE FROM session WHERE expires_at <= :now;

-- name: account_by_email :maybe
-- in: email text
SELECT id, name, email, password_hash, disabled_at FROM account WHERE lower(email) = lower(:email);

-- name: account_by_id :maybe
-- in: id id
SELECT id, name, email, disabled_at FROM account WHERE id = :id;

-- name: account_add :exec
-- in: id id, email text, name text, password_hash text, is_system_administrator bool, now instant
INSERT INTO account (id, email, name, password_hash, is_system_administrator, created_at)
VALUES (:id, :email, :name, :password_hash, :is_system_administrator, :now);

-- name: account_set_password :changes
-- in: id id, password_hash text
UPDATE account SET password_hash = :password_hash WHERE id = :id;

-- name: account_language :maybe
-- in: id id
SELECT language FROM account WHERE id = :id;

-- name: account_set_language :exec
-- in: id id, language text
UPDATE account SET language = :language WHERE id = :id;

-- name: account_set_disabled :changes
-- in: id id, disabled_at instant
UPDATE account SET disabled_at = :disabled_at WHERE id = :id;

-- name: sessions_end_of_account :exec
-- in: account id
DELETE FROM session WHERE account = :account;

-- name: membership_of :maybe
-- in: collaboration id, account id
SELECT m.id, m.person FROM membership m WHERE m.collaboration = :collaboration AND m.account = :account;

-- name: membership_add :exec
-- in: collaboration id, id id, account id, person id, ends_on date
INSERT INTO membership (collaboration, id, account, person, ends_on)
VALUES (:collaboration, :id, :account, :person, :ends_on);

-- name: membership_remove :exec
-- in: collaboration id, id id
DELETE FROM membership WHERE collaboration = :collaboration AND id = :id;

-- name: memberships_end :exec
-- in: collaboration id, person id, ends_on date
UPDATE membership SET ends_on = :ends_on
WHERE collaboration = :collaboration AND person = :person AND (ends_on IS NULL OR ends_on > :ends_on);

-- name: membership_set_end :exec
-- in: collaboration id, account id, ends_on date
UPDATE membership SET ends_on = :ends_on WHERE collaboration = :collaboration AND account = :account;

-- name: membership_role_add :exec
-- in: collaboration id, membership id, role text
INSERT INTO membership_role (collaboration, membership, role) VALUES (:collaboration, :membership, :role);

-- name: memberships_of_account :many
-- in: account id
-- spans: collaborations (a person's own memberships, to choose among)
SELECT m.collaboration, c.name, c.title, m.person, m.ends_on, r.role
FROM membership m
JOIN collaboration c ON c.id = m.collaboration
JOIN membership_role r ON r.collaboration = m.collaboration AND r.membership = m.id
WHERE m.account = :account
ORDER BY c.title COLLATE swedish, m.collaboration;

-- name: members_of :many
-- in: collaboration id
SELECT a.id AS account, a.name, a.email, a.disabled_at, m.person, m.ends_on, r.role
FROM membership m
JOIN account a ON a.id = m.account
JOIN membership_role r ON r.collaboration = :collaboration AND r.membership = m.id
WHERE m.collaboration = :collaboration
ORDER BY a.name COLLATE swedish, a.id;

-- name: personas :many
-- spans: collaborations (the demo's list of personas to log in as, with what each works as)
-- row: is_coordinator bool, collaboration_name text, collaboration_title text, function text, place text
SELECT a.id, a.name, a.email, a.is_system_administrator,
    EXISTS (SELECT 1 FROM membership_role r WHERE r.collaboration = m.collaboration AND r.membership = m.id
        AND r.role = 'coordinator') AS is_coordinator, c.name AS collaboration_name,
    c.title AS collaboration_title,
    (SELECT min(coalesce(p.title, p.function)) FROM post p WHERE p.collaboration = m.collaboration AND p.person = m.person) AS function,
    (SELECT min(r.title) FROM post p JOIN rule r ON r.collaboration = p.collaboration AND r.element = p.element
        WHERE p.collaboration = m.collaboration AND p.person = m.person) AS place
FROM account a
LEFT JOIN membership m ON m.account = a.id
LEFT JOIN collaboration c ON c.id = m.collaboration
WHERE a.disabled_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM person n WHERE n.collaboration = m.collaboration AND n.id = m.person AND n.is_protected = 1)
ORDER BY c.title COLLATE swedish NULLS FIRST, is_coordinator DESC, a.id;

-- name: attempts_of :maybe
-- in: key text, since instant
SELECT failures FROM login_attempt WHERE key = :key AND first_at > :since;

-- name: attempt_failed :exec
-- in: key text, now instant, since instant
INSERT INTO login_attempt (key, failures, first_at) VALUES (:key, 1, :now)
ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN login_attempt.first_at > :since THEN login_attempt.failures + 1 ELSE 1 END,
    first_at = CASE WHEN login_attempt.first_at > :since THEN login_attempt.first_at ELSE :now END;

-- name: attempts_forget :exec
-- in: key text
DELETE FROM login_attempt WHERE key = :key;

-- name: attempts_forget_old :exec
-- in: before instant
DELETE FROM login_attempt WHERE first_at <= :before;

-- name: setting_get :maybe
-- in: name text
SELECT value FROM setting WHERE name = :name;

-- name: setting_put :exec
-- in: name text, value text
INSERT INTO setting (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: accounts_all :many
-- spans: collaborations (the system administrator's list of accounts and where each belongs)
-- row: name text, email text, places text
SELECT a.id, CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = m.collaboration AND n.id = m.person
        WHERE m.account = a.id AND n.is_protected = 1)
        THEN 'skyddade personuppgifter' ELSE a.name END AS name,
    CASE WHEN EXISTS (SELECT 1 FROM membership m JOIN person n ON n.collaboration = m.collaboration AND n.id = m.person
        WHERE m.account = a.id AND n.is_protected = 1)
        THEN '' ELSE a.email END AS email,
    a.is_system_administrator, a.disabled_at, a.created_at,
    coalesce((SELECT group_concat(c.title || CASE WHEN EXISTS (SELECT 1 FROM membership_role r
            WHERE r.collaboration = m.collaboration AND r.membership = m.id AND r.role = 'coordinator')
        THEN ' (samordnare)' ELSE '' END, ', ')
        FROM membership m JOIN collaboration c ON c.id = m.collaboration WHERE m.account = a.id), '') AS places
FROM account a
ORDER BY a.name COLLATE swedish, a.email;
