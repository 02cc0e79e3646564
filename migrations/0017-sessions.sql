-- A session gets an id, so that it can be named without its token, and says from where it began, in a few words. It may also begin
-- at a login provider. Those that are open go on.
CREATE TABLE session_with_id (
    id INTEGER NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    account INTEGER NOT NULL REFERENCES account (id),
    how TEXT NOT NULL DEFAULT 'password' CHECK (how IN ('password', 'link', 'persona', 'provider')),
    browser TEXT CHECK (length(browser) <= 60),  -- 'Firefox (Windows)'; none: not known
    place TEXT CHECK (length(place) <= 60),      -- the address without its last part, '192.0.2.*'
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
INSERT INTO session_with_id (id, token_hash, account, how, created_at, expires_at)
SELECT row_number() OVER (ORDER BY token_hash), token_hash, account, how, created_at, expires_at FROM session;
DROP TABLE session;
ALTER TABLE session_with_id RENAME TO session;
CREATE INDEX session_of_account ON session (account);
