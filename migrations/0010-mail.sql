-- Letters to be sent, written in the transaction of the change that they tell of. What is in them goes when they have
-- been sent.
CREATE TABLE letter (
    id INTEGER NOT NULL PRIMARY KEY,
    account INTEGER REFERENCES account (id), -- whom it is to, where that is somebody with an account
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    to_name TEXT NOT NULL CHECK (length(to_name) <= 120),
    to_email TEXT NOT NULL CHECK (length(to_email) BETWEEN 3 AND 254),
    subject TEXT NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
    text TEXT NOT NULL CHECK (length(text) <= 100000),
    html TEXT NOT NULL CHECK (length(html) <= 200000),
    unsubscribe_url TEXT NOT NULL DEFAULT '' CHECK (length(unsubscribe_url) <= 2000),
    -- handed: given to the server, whose answer is not known yet; kept: of a demonstration, never sent
    state TEXT NOT NULL CHECK (state IN ('waiting', 'handed', 'sent', 'bounced', 'expired', 'unknown', 'kept')),
    answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 1000), -- the server's
    created_at INTEGER NOT NULL,
    expires_at INTEGER,                      -- of no use after this
    finished_at INTEGER
) STRICT;
CREATE INDEX letter_finished ON letter (finished_at);
