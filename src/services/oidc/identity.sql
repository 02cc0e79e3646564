-- name: identity_account :maybe
-- in: issuer text, subject text
SELECT i.account FROM account_identity i JOIN account a ON a.id = i.account
WHERE i.issuer = :issuer AND i.subject = :subject AND a.disabled_at IS NULL;

-- name: identity_of_account :maybe
-- in: issuer text, account id
SELECT created_at FROM account_identity WHERE issuer = :issuer AND account = :account;

-- name: identity_add :changes
-- in: issuer text, subject text, account id, now instant
INSERT INTO account_identity (issuer, subject, account, created_at) VALUES (:issuer, :subject, :account, :now)
ON CONFLICT DO NOTHING;

-- name: identity_remove :changes
-- in: issuer text, account id
DELETE FROM account_identity WHERE issuer = :issuer AND account = :account;
