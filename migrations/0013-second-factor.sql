-- The second factor: a secret that the person's telephone shares with Samsyn (RFC 6238), and codes for the day it is lost.
CREATE TABLE second_factor (
    account INTEGER NOT NULL PRIMARY KEY REFERENCES account (id),
    secret BLOB NOT NULL CHECK (length(secret) = 20),
    confirmed_at INTEGER,                -- none: not yet in use
    last_step INTEGER NOT NULL DEFAULT 0, -- of the latest code, so that none is used twice
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_code (
    code_hash BLOB NOT NULL PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    used_at INTEGER
) STRICT;
CREATE INDEX recovery_code_of_account ON recovery_code (account);

-- Somebody who has shown the first factor and not yet the second.
CREATE TABLE login_step (
    token_hash BLOB NOT NULL PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    how TEXT NOT NULL CHECK (how IN ('password', 'link')),
    next TEXT NOT NULL CHECK (length(next) <= 2000),
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX login_step_of_account ON login_step (account);
