-- Links in letters that open one thing for one office without login; only hashes of their tokens are kept. When the
-- time of what a link opens is over is known by that alone.
CREATE TABLE task_link (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'confirmation')),
    subject INTEGER NOT NULL, -- the round
    element INTEGER NOT NULL, -- the office or party that the link is for
    person INTEGER,           -- whom the letter went to, where that is somebody here, and where
    email TEXT CHECK (length(email) BETWEEN 3 AND 254),
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, element) REFERENCES element (collaboration, id),
    FOREIGN KEY (collaboration, person) REFERENCES person (collaboration, id)
) STRICT;
CREATE INDEX task_link_of_subject ON task_link (collaboration, subject, element);

-- The latest code that was mailed for a link. Its hash is of the code and the link's token, which is not kept.
CREATE TABLE task_code (
    collaboration INTEGER NOT NULL,
    link INTEGER NOT NULL,
    code_hash BLOB NOT NULL,
    email TEXT NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    created_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (collaboration, link),
    FOREIGN KEY (collaboration, link) REFERENCES task_link (collaboration, id)
) STRICT;
