-- name: erase_person :changes
-- in: collaboration id, person id, key text, name text, today date
UPDATE person SET key = :key, name = :name, email = NULL, phone = NULL, note = NULL, is_protected = 0, erased_on = :today,
    edit = edit + 1
WHERE collaboration = :collaboration AND id = :person AND erased_on IS NULL;

-- name: erase_titles :exec
-- in: collaboration id, person id
UPDATE post SET title = NULL WHERE collaboration = :collaboration AND person = :person;

-- name: erase_codes :exec
-- in: collaboration id, email text
DELETE FROM task_code WHERE collaboration = :collaboration AND lower(email) = lower(:email);

-- name: erase_link_addresses :exec
-- in: collaboration id, person id, email text
UPDATE task_link SET email = NULL
WHERE collaboration = :collaboration AND (person = :person OR lower(email) = lower(:email));

-- name: erase_log :exec
-- in: collaboration id, person id, account id, words text
UPDATE audit SET before = CASE WHEN before IS NULL THEN NULL ELSE :words END,
    after = CASE WHEN after IS NULL THEN NULL ELSE :words END
WHERE collaboration = :collaboration AND (subject = :person OR parent = :person OR subject = :account);

-- name: erase_letters :exec
-- in: email text, account id
DELETE FROM letter WHERE state NOT IN ('waiting', 'handed') AND (lower(to_email) = lower(:email) OR account = :account);

-- name: erase_membership :exec
-- in: collaboration id, person id
UPDATE membership SET person = NULL WHERE collaboration = :collaboration AND person = :person;

-- name: erase_uploads :exec
-- in: collaboration id, account id
DELETE FROM people_upload WHERE collaboration = :collaboration AND account = :account;

-- name: erase_plan_uploads :exec
-- in: collaboration id, account id
DELETE FROM plan_upload WHERE collaboration = :collaboration AND account = :account;

-- name: erasure_account_elsewhere :one
-- in: collaboration id, account id
-- spans: collaborations (an account that belongs to another is not this one's to erase)
-- row: elsewhere int
SELECT CASE WHEN a.is_system_administrator = 1 OR EXISTS (SELECT 1 FROM membership m
        WHERE m.account = a.id AND m.collaboration <> :collaboration) THEN 1 ELSE 0 END AS elsewhere
FROM account a WHERE a.id = :account;

-- name: erase_account :exec
-- in: account id, name text, email text, now instant
UPDATE account SET name = :name, email = :email, password_hash = NULL, disabled_at = coalesce(disabled_at, :now)
WHERE id = :account;

-- name: erase_login_links :exec
-- in: account id
DELETE FROM login_link WHERE account = :account;

-- name: erase_login_steps :exec
-- in: account id
DELETE FROM login_step WHERE account = :account;

-- name: erase_recovery_codes :exec
-- in: account id
DELETE FROM recovery_code WHERE account = :account;

-- name: erase_second_factor :exec
-- in: account id
DELETE FROM second_factor WHERE account = :account;

-- name: erase_identities :exec
-- in: account id
DELETE FROM account_identity WHERE account = :account;
