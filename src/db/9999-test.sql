-- What the tests of db write to, beside the program's own tables.
CREATE TABLE thing (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (length(title) <= 100),
    parent INTEGER,
    amount INTEGER NOT NULL DEFAULT 0,
    price_ore INTEGER,
    is_done INTEGER NOT NULL DEFAULT 0,
    due_on TEXT,
    made_at INTEGER,
    share REAL,
    content BLOB,
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, title),
    FOREIGN KEY (collaboration, parent) REFERENCES thing (collaboration, id)
) STRICT;
