-- Who may log in, as what, and what was changed. Accounts belong to the installation; a membership
-- ties one to a collaboration. Only hashes of passwords and of session tokens are kept.
CREATE TABLE account (
    id INTEGER NOT NULL PRIMARY KEY,
    email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    password_hash TEXT,
    is_system_administrator INTEGER NOT NULL DEFAULT 0 CHECK (is_system_administrator IN (0, 1)),
    disabled_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX account_email ON account (lower(email));

CREATE TABLE membership (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    account INTEGER NOT NULL REFERENCES account (id),
    role TEXT NOT NULL CHECK (role IN ('member', 'coordinator')),
    person INTEGER,
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, account),
    FOREIGN KEY (collaboration, person) REFERENCES person (collaboration, id)
) STRICT;
CREATE INDEX membership_of_account ON membership (account);

CREATE TABLE session (
    token_hash BLOB NOT NULL PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX session_of_account ON session (account);

-- Failed logins per account name and per address, for throttling.
CREATE TABLE login_attempt (
    key TEXT NOT NULL PRIMARY KEY CHECK (length(key) <= 300),
    failures INTEGER NOT NULL,
    first_at INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
    id INTEGER NOT NULL PRIMARY KEY,
    collaboration INTEGER REFERENCES collaboration (id),
    account INTEGER REFERENCES account (id),
    at INTEGER NOT NULL,
    action TEXT NOT NULL CHECK (length(action) <= 60),  -- 'activity.cell', 'plan.adopt' …
    subject INTEGER,                                    -- the row that changed
    parent INTEGER,                                     -- what it belongs to: the plan of an activity
    field TEXT CHECK (length(field) <= 60),
    before TEXT,
    after TEXT,
    undone_at INTEGER
) STRICT;
CREATE INDEX audit_of_subject ON audit (collaboration, subject, id);
CREATE INDEX audit_of_parent ON audit (collaboration, parent, id);

-- The installation's own settings: 'demo', 'today'.
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY CHECK (length(name) <= 60),
    value TEXT NOT NULL CHECK (length(value) <= 2000)
) STRICT;
