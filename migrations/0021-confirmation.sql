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
    sent INTEGER NOT NULL DEFAULT 1, -- codes for the link since one was right
    PRIMARY KEY (collaboration, link),
    FOREIGN KEY (collaboration, link) REFERENCES task_link (collaboration, id)
) STRICT;

-- The office whose link a change was made by: nobody was logged in.
ALTER TABLE audit ADD COLUMN office INTEGER;

-- A round in which every office says whether what is known of its people still holds.
CREATE TABLE confirmation (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    started_on TEXT NOT NULL CHECK (length(started_on) = 10),
    last_on TEXT NOT NULL CHECK (length(last_on) = 10),
    closed_on TEXT CHECK (length(closed_on) = 10), -- ended by the coordinator before its last day
    PRIMARY KEY (collaboration, id),
    CHECK (started_on <= last_on)
) STRICT;

CREATE TABLE confirmation_office (
    collaboration INTEGER NOT NULL,
    confirmation INTEGER NOT NULL,
    element INTEGER NOT NULL, -- an office or a party
    mailed_at INTEGER,        -- the latest letter; none where nobody could be written to
    reminded_at INTEGER,
    begun_at INTEGER,
    done_at INTEGER,
    PRIMARY KEY (collaboration, confirmation, element),
    FOREIGN KEY (collaboration, confirmation) REFERENCES confirmation (collaboration, id),
    FOREIGN KEY (collaboration, element) REFERENCES element (collaboration, id)
) STRICT;

-- What an office has said of one person.
CREATE TABLE confirmation_person (
    collaboration INTEGER NOT NULL,
    confirmation INTEGER NOT NULL,
    element INTEGER NOT NULL,
    person INTEGER NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('right', 'changed', 'left', 'new')),
    said TEXT NOT NULL DEFAULT '' CHECK (length(said) <= 200), -- which fields were changed, in words; no values
    said_at INTEGER NOT NULL,
    ended TEXT NOT NULL DEFAULT '', -- of one who has left: what ended then, so that it can be taken back
    PRIMARY KEY (collaboration, confirmation, element, person),
    FOREIGN KEY (collaboration, confirmation, element) REFERENCES confirmation_office (collaboration, confirmation, element),
    FOREIGN KEY (collaboration, person) REFERENCES person (collaboration, id)
) STRICT;

-- A file of people that somebody is looking at before they are read in.
CREATE TABLE people_upload (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    account INTEGER NOT NULL REFERENCES account (id),
    element INTEGER, -- where people work whose row does not say it
    filename TEXT NOT NULL CHECK (length(filename) <= 200),
    content BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, element) REFERENCES element (collaboration, id)
) STRICT;

-- The day when what was known of a person was erased; posts and seats stay for the sake of what was decided.
ALTER TABLE person ADD COLUMN erased_on TEXT CHECK (length(erased_on) = 10);
