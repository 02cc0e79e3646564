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
SELECT id, name, email FROM account WHERE lower(email) = lower(:email) AND disabled_at IS NULL;
