-- A plan is the working copy of one document for the years from first_year on. What a body adopts is
-- frozen in plan_version as a whole; the working copy goes on as a revision.
CREATE TABLE plan (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    document INTEGER NOT NULL,
    first_year INTEGER NOT NULL CHECK (first_year BETWEEN 1990 AND 2200),
    last_year INTEGER NOT NULL CHECK (last_year BETWEEN first_year AND first_year + 9),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    state TEXT NOT NULL CHECK (state IN ('draft', 'adopted', 'revision')),
    came_from INTEGER, -- the plan that was rolled forward into this one
    edit INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, document, first_year),
    FOREIGN KEY (collaboration, document) REFERENCES element (collaboration, id),
    FOREIGN KEY (collaboration, came_from) REFERENCES plan (collaboration, id)
) STRICT;

CREATE TABLE plan_year (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    status TEXT NOT NULL CHECK (status IN ('fixed', 'preliminary', 'bank')),
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, plan, year),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id) ON DELETE CASCADE
) STRICT;

-- Text ('text': paragraphs) or a table ('table': one row a line, cells separated by tabs).
CREATE TABLE chapter (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'table')),
    heading TEXT NOT NULL CHECK (length(heading) <= 200),
    body TEXT NOT NULL CHECK (length(body) <= 100000),
    edit INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX chapter_of_plan ON chapter (collaboration, plan, position);

CREATE TABLE category (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    plan_year INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (length(title) <= 200), -- '' where the document has no heading
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500), -- 'Ej fastställt'
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id) ON DELETE CASCADE,
    FOREIGN KEY (collaboration, plan_year) REFERENCES plan_year (collaboration, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX category_of_plan ON category (collaboration, plan, plan_year, position);

CREATE TABLE activity (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    category INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    goal TEXT NOT NULL DEFAULT '' CHECK (length(goal) <= 5000),
    implementation TEXT NOT NULL DEFAULT '' CHECK (length(implementation) <= 5000),
    time TEXT NOT NULL DEFAULT '' CHECK (length(time) <= 500),
    responsible TEXT NOT NULL DEFAULT '' CHECK (length(responsible) <= 2000),
    parties TEXT NOT NULL DEFAULT '' CHECK (length(parties) <= 2000),
    effect_goals TEXT NOT NULL DEFAULT '' CHECK (length(effect_goals) <= 2000),
    is_recurring INTEGER NOT NULL DEFAULT 0 CHECK (is_recurring IN (0, 1)),
    size TEXT NOT NULL DEFAULT '' CHECK (size IN ('', 'S', 'M', 'L')),
    hours INTEGER NOT NULL DEFAULT 0 CHECK (hours BETWEEN 0 AND 100000), -- per office and year, 0 = not said
    host TEXT NOT NULL DEFAULT '' CHECK (host IN ('', 'open', 'chosen')),
    host_element INTEGER,                                               -- the office or party that hosts
    leader TEXT NOT NULL DEFAULT '' CHECK (length(leader) <= 200),      -- project leader
    project_group TEXT NOT NULL DEFAULT '' CHECK (length(project_group) <= 2000),
    status TEXT NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'ongoing', 'late', 'done', 'cancelled', 'moved')),
    comment TEXT NOT NULL DEFAULT '' CHECK (length(comment) <= 5000),
    came_from INTEGER,                                                  -- the same activity in the plan before
    carried TEXT NOT NULL DEFAULT '' CHECK (carried IN ('', 'preliminary', 'recurring', 'bank', 'unfinished')),
    edit INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id) ON DELETE CASCADE,
    FOREIGN KEY (collaboration, category) REFERENCES category (collaboration, id),
    FOREIGN KEY (collaboration, host_element) REFERENCES element (collaboration, id),
    CHECK ((host = 'chosen') = (host_element IS NOT NULL))
) STRICT;
CREATE INDEX activity_of_plan ON activity (collaboration, plan, category, position);
CREATE INDEX activity_came_from ON activity (collaboration, came_from);

CREATE TABLE activity_target (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    activity INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('participation', 'visits_each', 'inspectors', 'other')),
    amount INTEGER NOT NULL DEFAULT 0, -- visits or inspectors; 0 = all, or not counted
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    is_reached INTEGER NOT NULL DEFAULT 0 CHECK (is_reached IN (0, 1)),
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id) ON DELETE CASCADE,
    FOREIGN KEY (collaboration, activity) REFERENCES activity (collaboration, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX target_of_plan ON activity_target (collaboration, plan, activity, position);

CREATE TABLE activity_step (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    activity INTEGER NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    due_on TEXT,
    is_optional INTEGER NOT NULL DEFAULT 0 CHECK (is_optional IN (0, 1)), -- "eventuellt"
    done_on TEXT,
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id) ON DELETE CASCADE,
    FOREIGN KEY (collaboration, activity) REFERENCES activity (collaboration, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX step_of_plan ON activity_step (collaboration, plan, activity, position);

-- The parties chosen beside the text as written. party NULL = all municipalities of the collaboration.
CREATE TABLE activity_party (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    activity INTEGER NOT NULL,
    party INTEGER,
    role TEXT NOT NULL CHECK (role IN ('takes_part', 'guidance', 'own_supervision')),
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id) ON DELETE CASCADE,
    FOREIGN KEY (collaboration, activity) REFERENCES activity (collaboration, id) ON DELETE CASCADE,
    FOREIGN KEY (collaboration, party) REFERENCES element (collaboration, id)
) STRICT;
CREATE UNIQUE INDEX party_of_activity ON activity_party (collaboration, plan, activity, coalesce(party, 0));

-- Effect goals: national (1-16), global (1-17), a measure of an action programme, 'most' ("flertalet"), or other text.
CREATE TABLE activity_goal (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    activity INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('national', 'global', 'measure', 'most', 'other')),
    number INTEGER NOT NULL DEFAULT 0,
    title TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 500),
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id) ON DELETE CASCADE,
    FOREIGN KEY (collaboration, activity) REFERENCES activity (collaboration, id) ON DELETE CASCADE,
    CHECK ((kind = 'national' AND number BETWEEN 1 AND 16) OR (kind = 'global' AND number BETWEEN 1 AND 17)
        OR (kind NOT IN ('national', 'global') AND number = 0))
) STRICT;
CREATE INDEX goal_of_plan ON activity_goal (collaboration, plan, activity, position);

-- Who does what, split as people write it.
CREATE TABLE activity_responsibility (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    activity INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('whole', 'practical', 'content', 'convener', 'host')),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id) ON DELETE CASCADE,
    FOREIGN KEY (collaboration, activity) REFERENCES activity (collaboration, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX responsibility_of_plan ON activity_responsibility (collaboration, plan, activity, position);

CREATE TABLE national_activity (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    year INTEGER NOT NULL,
    position INTEGER NOT NULL,
    heading TEXT NOT NULL DEFAULT '' CHECK (length(heading) <= 200),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    authority TEXT NOT NULL DEFAULT '' CHECK (length(authority) <= 100),
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX national_of_plan ON national_activity (collaboration, plan, position);

-- What a body has adopted: the whole plan as JSON, never changed afterwards.
CREATE TABLE plan_version (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    body INTEGER NOT NULL,
    adopted_on TEXT NOT NULL,
    paragraph TEXT NOT NULL CHECK (length(paragraph) <= 40), -- "§ 14"
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 2000), -- what the revision is about
    content TEXT NOT NULL,
    content_hash TEXT NOT NULL, -- SHA-256 of content, hexadecimal
    account INTEGER REFERENCES account (id),
    created_at INTEGER NOT NULL,
    published_at INTEGER,
    PRIMARY KEY (collaboration, id),
    UNIQUE (collaboration, plan, number),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id),
    FOREIGN KEY (collaboration, body) REFERENCES element (collaboration, id)
) STRICT;

-- A plan file that somebody has handed in and is looking at before it becomes (part of) a plan.
CREATE TABLE plan_upload (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    id INTEGER NOT NULL,
    account INTEGER NOT NULL REFERENCES account (id),
    filename TEXT NOT NULL CHECK (length(filename) <= 200),
    content BLOB NOT NULL,
    document INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, document) REFERENCES element (collaboration, id)
) STRICT;
