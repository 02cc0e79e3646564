-- Work that runs beside the pages: letters, reminders, imports. A row is taken by one process at a time: `run` names
-- the attempt that has it, and `beats` rises while that attempt lives. Jobs belong to the installation; what is done for
-- a collaboration says so in its payload.
CREATE TABLE job (
    id INTEGER NOT NULL PRIMARY KEY,
    account INTEGER REFERENCES account (id),             -- who asked; none: the program itself
    kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200), -- for people
    subject INTEGER,                                     -- the row that it is about
    payload TEXT NOT NULL DEFAULT '' CHECK (length(payload) <= 10000),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    due_at INTEGER NOT NULL,                             -- not before
    run INTEGER,
    beats INTEGER NOT NULL DEFAULT 0,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER NOT NULL DEFAULT 0,                    -- 0: not known
    sentence TEXT NOT NULL DEFAULT '' CHECK (length(sentence) <= 500),
    outcome TEXT NOT NULL DEFAULT '' CHECK (length(outcome) <= 2000), -- the result, or the latest error
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    CHECK ((state = 'running') = (run IS NOT NULL))
) STRICT;
CREATE INDEX job_by_state ON job (state, due_at, id);
