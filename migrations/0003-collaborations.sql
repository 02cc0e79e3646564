-- A collaboration and its rules (its own settings are a rule of the element of kind 'collaboration').
-- What the rules describe (a party, an office, a body, a document …)
-- is an element with a lasting identity; what is said of it from a certain day is a rule. The keys a
-- rule may have, and what they mean, are described once, in the collaborations module.
CREATE TABLE collaboration (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 2 AND 40),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    dormant_on TEXT,
    edit INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE element (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN (
        'collaboration', 'principal', 'party', 'committee', 'office', 'body', 'document', 'category', 'measure')),
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 60),
    position INTEGER NOT NULL,
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, kind, key)
) STRICT;

CREATE TABLE rule (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    element INTEGER NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    title TEXT NOT NULL CHECK (length(title) <= 200),
    settings TEXT NOT NULL CHECK (length(settings) <= 20000), -- key=value lines, in the order of the kind
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, element) REFERENCES element (collaboration, id),
    CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to)
) STRICT;
CREATE UNIQUE INDEX rule_of_element ON rule (collaboration, element, coalesce(valid_from, ''));

-- People, their posts (at an office or a party) and their seats in bodies, each with a period.
CREATE TABLE person (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 60),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    email TEXT CHECK (length(email) <= 254),
    phone TEXT CHECK (length(phone) <= 40),
    note TEXT CHECK (length(note) <= 2000),
    edit INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, key)
) STRICT;

CREATE TABLE post (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    person INTEGER NOT NULL,
    element INTEGER NOT NULL, -- an office, a party or a committee
    title TEXT CHECK (length(title) <= 120), -- what the person is called, where the function does not say it
    municipality TEXT REFERENCES municipality (code), -- where the person stands for one of a joint office's
    deputy_for INTEGER, -- the office where the person stands in while there is no head
    function TEXT NOT NULL CHECK (length(function) <= 40),
    subjects TEXT NOT NULL DEFAULT '' CHECK (length(subjects) <= 500), -- separated by ;
    valid_from TEXT,
    valid_to TEXT,
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, person) REFERENCES person (collaboration, id),
    FOREIGN KEY (collaboration, element) REFERENCES element (collaboration, id),
    FOREIGN KEY (collaboration, deputy_for) REFERENCES element (collaboration, id),
    CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to)
) STRICT;
CREATE INDEX post_of_person ON post (collaboration, person);
CREATE INDEX post_of_element ON post (collaboration, element);

CREATE TABLE seat (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    body INTEGER NOT NULL,
    person INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (length(role) <= 40), -- member, chair, secretary, rapporteur …
    valid_from TEXT,
    valid_to TEXT,
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, body) REFERENCES element (collaboration, id),
    FOREIGN KEY (collaboration, person) REFERENCES person (collaboration, id),
    CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to)
) STRICT;
CREATE INDEX seat_of_body ON seat (collaboration, body);
CREATE INDEX seat_of_person ON seat (collaboration, person);
