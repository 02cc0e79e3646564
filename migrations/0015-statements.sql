-- What the installation says of itself to everybody, where it has written something of its own.
CREATE TABLE statement (
    name TEXT NOT NULL PRIMARY KEY CHECK (name IN ('accessibility', 'personal-data')),
    body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 20000),
    edit INTEGER NOT NULL DEFAULT 1,
    changed_at INTEGER NOT NULL,
    account INTEGER REFERENCES account (id)
) STRICT;
