-- name: link_add :exec
-- in: token_hash blob, account id, next text, now instant, expires_at instant
INSERT INTO login_link (token_hash, account, next, created_at, expires_at)
VALUES (:token_hash, :account, :next, :now, :expires_at);

-- name: link_find :maybe
-- in: token_hash blob, now instant
SELECT l.account, l.next FROM login_link l JOIN account a ON a.id = l.account
WHERE l.token_hash = :token_hash AND l.expires_at > :now AND l.created_at <= :now AND a.disabled_at IS NULL;

-- name: links_end :changes
-- in: account id, now instant
DELETE FROM login_link WHERE account = :account OR expires_at <= :now;

-- name: account_to_write_to :maybe
-- in: email text
SELECT id, name, email, language FROM account WHERE lower(email) = lower(:email) AND disabled_at IS NULL;

-- name: factor_find :maybe
-- in: account id
-- row: codes_left int
SELECT f.secret, f.confirmed_at, f.last_step,
    (SELECT count(*) FROM recovery_code r WHERE r.account = f.account AND r.used_at IS NULL) AS codes_left
FROM second_factor f WHERE f.account = :account;

-- name: factor_begin :changes
-- in: account id, secret blob, now instant
INSERT INTO second_factor (account, secret, created_at) VALUES (:account, :secret, :now)
ON CONFLICT (account) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
WHERE second_factor.confirmed_at IS NULL;

-- name: factor_confirm :changes
-- in: account id, step int, now instant
UPDATE second_factor SET confirmed_at = :now, last_step = :step WHERE account = :account AND confirmed_at IS NULL;

-- name: factor_use :changes
-- in: account id, step int
UPDATE second_factor SET last_step = :step WHERE account = :account AND confirmed_at IS NOT NULL AND last_step < :step;

-- name: factor_remove :changes
-- in: account id
DELETE FROM second_factor WHERE account = :account;

-- name: recovery_add :exec
-- in: code_hash blob, account id
INSERT INTO recovery_code (code_hash, account) VALUES (:code_hash, :account);

-- name: recovery_use :changes
-- in: code_hash blob, account id, now instant
UPDATE recovery_code SET used_at = :now WHERE code_hash = :code_hash AND account = :account AND used_at IS NULL;

-- name: recovery_remove :exec
-- in: account id
DELETE FROM recovery_code WHERE account = :account;

-- name: step_add :exec
-- in: token_hash blob, account id, how text, next text, expires_at instant
INSERT INTO login_step (token_hash, account, how, next, expires_at)
VALUES (:token_hash, :account, :how, :next, :expires_at);

-- name: step_find :maybe
-- in: token_hash blob, now instant, latest instant
SELECT s.account, s.how, s.next FROM login_step s JOIN account a ON a.id = s.account
WHERE s.token_hash = :token_hash AND s.expires_at > :now AND s.expires_at <= :latest AND a.disabled_at IS NULL;

-- name: steps_end :exec
-- in: account id, now instant
DELETE FROM login_step WHERE account = :account OR expires_at <= :now;

-- name: account_to_tell :maybe
-- in: account id
SELECT name, email, language FROM account WHERE id = :account;
