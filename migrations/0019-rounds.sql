-- A round: what is proposed for a document's plan from first_year on, from the first day that proposals are
-- taken to the day that everybody is told what became of them. Its stage follows from the dates and two acts.
CREATE TABLE round (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    document INTEGER NOT NULL,
    first_year INTEGER NOT NULL CHECK (first_year BETWEEN 1990 AND 2200),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200), -- of the plan: 'Verksamhetsplan 2022–2024'
    opens_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    releases_on TEXT NOT NULL,   -- when the preparers are to be done
    comments_end_on TEXT,        -- none: no comment round
    meeting INTEGER,            -- the body that meets before the decision, or none
    meeting_on TEXT,
    decides_on TEXT NOT NULL,
    proposals_from TEXT NOT NULL CHECK (length(proposals_from) BETWEEN 1 AND 200), -- separated by ;
    comments_from TEXT NOT NULL DEFAULT '' CHECK (length(comments_from) <= 200),
    size_hours TEXT NOT NULL DEFAULT '' CHECK (length(size_hours) <= 40), -- of S, M and L: '10, 40, 100'
    prepared_by INTEGER,        -- a body; none: the coordinator
    adopted_by INTEGER NOT NULL,
    released_at INTEGER,        -- the preparers have released the list
    told_at INTEGER,            -- everybody has been told the outcomes
    created_at INTEGER NOT NULL,
    edit INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, document, first_year),
    FOREIGN KEY (collaboration, document) REFERENCES element (collaboration, id),
    FOREIGN KEY (collaboration, meeting) REFERENCES element (collaboration, id),
    FOREIGN KEY (collaboration, prepared_by) REFERENCES element (collaboration, id),
    FOREIGN KEY (collaboration, adopted_by) REFERENCES element (collaboration, id),
    CHECK (opens_on <= closes_on AND closes_on <= releases_on AND releases_on <= decides_on),
    CHECK (comments_end_on IS NULL OR (releases_on <= comments_end_on AND comments_end_on <= decides_on)),
    CHECK ((comments_from = '') = (comments_end_on IS NULL)),
    CHECK (told_at IS NULL OR released_at IS NOT NULL)
) STRICT;

CREATE TABLE round_criterion (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, round) REFERENCES round (collaboration, id)
) STRICT;
CREATE INDEX criterion_of_round ON round_criterion (collaboration, round, position);

-- The need, and what is proposed in the columns of an activity, as written.
CREATE TABLE proposal (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    proposer INTEGER NOT NULL,          -- an office, a party, a body, or the collaboration: its coordinator
    number INTEGER CHECK (number >= 1), -- within the round; given when it is submitted
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'withdrawn', 'merged', 'split')),
    title TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 500),
    need TEXT NOT NULL DEFAULT '' CHECK (length(need) <= 5000),
    goal TEXT NOT NULL DEFAULT '' CHECK (length(goal) <= 5000),
    implementation TEXT NOT NULL DEFAULT '' CHECK (length(implementation) <= 5000),
    time TEXT NOT NULL DEFAULT '' CHECK (length(time) <= 500),
    responsible TEXT NOT NULL DEFAULT '' CHECK (length(responsible) <= 2000),
    parties TEXT NOT NULL DEFAULT '' CHECK (length(parties) <= 2000),
    effect_goals TEXT NOT NULL DEFAULT '' CHECK (length(effect_goals) <= 2000),
    category INTEGER,                   -- as the proposer sees it
    contact TEXT NOT NULL DEFAULT '' CHECK (length(contact) <= 200), -- who knows more
    from_activity INTEGER,              -- that waited in a plan's bank, and may be gone since
    account INTEGER REFERENCES account (id),   -- who began it
    created_at INTEGER NOT NULL,
    submitted_at INTEGER,
    submitted_by INTEGER REFERENCES account (id),
    outcome TEXT CHECK (outcome IN ('planned', 'bank', 'declined')),
    outcome_year INTEGER CHECK (outcome_year BETWEEN 1990 AND 2200),
    outcome_reason TEXT NOT NULL DEFAULT '' CHECK (length(outcome_reason) <= 2000),
    outcome_at INTEGER,
    edit INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, round, number),
    FOREIGN KEY (collaboration, round) REFERENCES round (collaboration, id),
    FOREIGN KEY (collaboration, proposer) REFERENCES element (collaboration, id),
    FOREIGN KEY (collaboration, category) REFERENCES element (collaboration, id),
    CHECK ((number IS NULL) = (submitted_at IS NULL)),
    CHECK (state = 'draft' OR state = 'withdrawn' OR number IS NOT NULL),
    CHECK (number IS NULL OR length(title) >= 1),
    CHECK ((outcome IS NULL) = (outcome_at IS NULL)),
    CHECK ((outcome_year IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'planned'))
) STRICT;
CREATE INDEX proposal_of_round ON proposal (collaboration, round, state, number);
CREATE INDEX proposal_of_proposer ON proposal (collaboration, proposer);
CREATE INDEX proposal_from_activity ON proposal (collaboration, from_activity);

CREATE TABLE proposal_origin (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    proposal INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('merged', 'split', 'again')),
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, proposal, origin),
    FOREIGN KEY (collaboration, proposal) REFERENCES proposal (collaboration, id),
    FOREIGN KEY (collaboration, origin) REFERENCES proposal (collaboration, id),
    CHECK (proposal <> origin)
) STRICT;
CREATE INDEX origin_of_proposal ON proposal_origin (collaboration, origin);

-- What the preparers think: working material until the list is released, the discussion always.
CREATE TABLE proposal_preparation (
    collaboration INTEGER NOT NULL,
    proposal INTEGER NOT NULL,
    size TEXT NOT NULL DEFAULT '' CHECK (size IN ('', 'S', 'M', 'L')),
    hours INTEGER NOT NULL DEFAULT 0 CHECK (hours BETWEEN 0 AND 100000), -- per office and year; 0: not said
    suggestion TEXT NOT NULL DEFAULT '' CHECK (suggestion IN ('', 'planned', 'bank', 'declined')),
    year INTEGER CHECK (year BETWEEN 1990 AND 2200),
    category INTEGER,
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000), -- to those who comment, once it is released
    edit INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (collaboration, proposal),
    FOREIGN KEY (collaboration, proposal) REFERENCES proposal (collaboration, id),
    FOREIGN KEY (collaboration, category) REFERENCES element (collaboration, id)
) STRICT;

CREATE TABLE proposal_screening (
    collaboration INTEGER NOT NULL,
    proposal INTEGER NOT NULL,
    criterion INTEGER NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('', 'met', 'partly', 'not')),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
    edit INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (collaboration, proposal, criterion),
    FOREIGN KEY (collaboration, proposal) REFERENCES proposal (collaboration, id),
    FOREIGN KEY (collaboration, criterion) REFERENCES round_criterion (collaboration, id)
) STRICT;

CREATE TABLE proposal_discussion (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    proposal INTEGER NOT NULL,
    account INTEGER NOT NULL REFERENCES account (id),
    at INTEGER NOT NULL,
    body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 4000),
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, proposal) REFERENCES proposal (collaboration, id)
) STRICT;
CREATE INDEX discussion_of_proposal ON proposal_discussion (collaboration, proposal, id);

-- One answer per respondent, whatever way it came. What it says of the proposals stands in the row itself, since all
-- answers of a round are read together: a letter at the place of the proposal's number, '-' for nothing said; and
-- counts as 'number:count number:count'.
CREATE TABLE answer (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    respondent INTEGER NOT NULL,        -- an office or a party
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'submitted')),
    handed_in_by TEXT NOT NULL DEFAULT '' CHECK (length(handed_in_by) <= 200), -- 'Miljönämnden, § 31', 'på delegation'
    reference TEXT NOT NULL DEFAULT '' CHECK (length(reference) <= 60),        -- the office's own register number
    hours INTEGER CHECK (hours BETWEEN 0 AND 1000000), -- what the office has for the collaboration; none: not said
    comment TEXT NOT NULL DEFAULT '' CHECK (length(comment) <= 5000),
    marks TEXT NOT NULL DEFAULT '' CHECK (rtrim(marks, 'hmla-') = ''),              -- high, medium, low, abstain
    participates TEXT NOT NULL DEFAULT '' CHECK (rtrim(participates, 'ynu-') = ''), -- yes, no, unsure
    inspectors TEXT NOT NULL DEFAULT '' CHECK (rtrim(inspectors, '0123456789: ') = ''),
    ranks TEXT NOT NULL DEFAULT '' CHECK (rtrim(ranks, '0123456789: ') = ''),
    reminded_at INTEGER,
    submitted_at INTEGER,               -- the latest time
    created_at INTEGER NOT NULL,
    edit INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, round, respondent),
    FOREIGN KEY (collaboration, round) REFERENCES round (collaboration, id),
    FOREIGN KEY (collaboration, respondent) REFERENCES element (collaboration, id),
    CHECK (state = 'open' OR submitted_at IS NOT NULL)
) STRICT;

-- What was said of a proposal, by its number within the round.
CREATE TABLE answer_comment (
    collaboration INTEGER NOT NULL,
    answer INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 2000),
    PRIMARY KEY (collaboration, answer, number),
    FOREIGN KEY (collaboration, answer) REFERENCES answer (collaboration, id)
) STRICT;

-- What the respondent's people write before it is handed in, cell by cell: nobody else reads it.
-- answer and answer_comment hold what was handed in last, and that alone counts.
CREATE TABLE answer_draft (
    collaboration INTEGER NOT NULL,
    answer INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 0), -- the proposal's, within the round; 0: of the whole
    cell TEXT NOT NULL CHECK (cell IN ('mark', 'participates', 'inspectors', 'rank', 'comment', 'handed_in_by', 'reference', 'hours')),
    value TEXT NOT NULL CHECK (length(value) <= 5000),
    PRIMARY KEY (collaboration, answer, number, cell),
    FOREIGN KEY (collaboration, answer) REFERENCES answer (collaboration, id)
) STRICT;

CREATE TABLE answer_version (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    answer INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    way TEXT NOT NULL CHECK (way IN ('page', 'link', 'word', 'excel', 'paste', 'registered')),
    received TEXT NOT NULL DEFAULT '' CHECK (length(received) <= 200), -- 'inkom 12 april per e-post'
    received_on TEXT,
    content TEXT NOT NULL,
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64), -- SHA-256 of content, hexadecimal
    account INTEGER REFERENCES account (id),                     -- none: by a link
    confirmed_by INTEGER,                                        -- the person whose code confirmed it
    submitted_at INTEGER NOT NULL,
    file_name TEXT CHECK (length(file_name) BETWEEN 1 AND 200),
    file BLOB,
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, answer, number),
    FOREIGN KEY (collaboration, answer) REFERENCES answer (collaboration, id),
    FOREIGN KEY (collaboration, confirmed_by) REFERENCES person (collaboration, id),
    CHECK ((file_name IS NULL) = (file IS NULL))
) STRICT;

-- What was handed in, as it was, for the register of the authority that keeps it.
CREATE TABLE frozen_document (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('proposal', 'answer', 'outcomes')),
    subject INTEGER NOT NULL,           -- the proposal, the answer_version or the round
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 300),
    sender TEXT NOT NULL CHECK (length(sender) <= 200),
    handed_in_at INTEGER NOT NULL,
    content BLOB,                       -- PDF; none: a job is about to make it
    content_hash TEXT NOT NULL DEFAULT '' CHECK (length(content_hash) IN (0, 64)), -- SHA-256 of content, hexadecimal
    created_at INTEGER NOT NULL,
    register_number TEXT NOT NULL DEFAULT '' CHECK (length(register_number) <= 60),
    registered_at INTEGER,
    account INTEGER REFERENCES account (id), -- who wrote the number
    edit INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (collaboration, id),
    CHECK ((content IS NULL) = (content_hash = '')),
    CHECK ((register_number = '') = (registered_at IS NULL))
) STRICT;
CREATE INDEX frozen_by_number ON frozen_document (collaboration, register_number, id);
CREATE INDEX frozen_of_subject ON frozen_document (collaboration, subject);

-- The proposal that an activity came of.
ALTER TABLE activity ADD COLUMN proposal INTEGER;
CREATE INDEX activity_of_proposal ON activity (collaboration, proposal) WHERE proposal IS NOT NULL;
