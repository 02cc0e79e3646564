-- Links that log in once, sent by mail; only hashes of their tokens are kept. A session says how it began.
CREATE TABLE login_link (
    token_hash BLOB NOT NULL PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    next TEXT NOT NULL CHECK (length(next) <= 2000), -- where the person was going
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX login_link_of_account ON login_link (account);

ALTER TABLE session ADD COLUMN how TEXT NOT NULL DEFAULT 'password' CHECK (how IN ('password', 'link', 'persona'));
