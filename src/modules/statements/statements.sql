-- name: statement_get :maybe
-- in: name text
SELECT body, edit, changed_at FROM statement WHERE name = :name;

-- name: statement_add :changes
-- in: name text, body text, account id, now instant
INSERT INTO statement (name, body, changed_at, account) VALUES (:name, :body, :now, :account)
ON CONFLICT (name) DO NOTHING;

-- name: statement_change :changes
-- in: name text, body text, edit int, account id, now instant
UPDATE statement SET body = :body, edit = edit + 1, changed_at = :now, account = :account
WHERE name = :name AND edit = :edit;
