-- Titles of proposals that are submitted and of activities, by the groups of three letters in them, so that
-- similar ones are found while somebody types. title_gram_count says how common a group is.
CREATE TABLE title (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    kind TEXT NOT NULL CHECK (kind IN ('proposal', 'activity')),
    subject INTEGER NOT NULL,
    folded TEXT NOT NULL CHECK (length(folded) BETWEEN 1 AND 1000),
    PRIMARY KEY (collaboration, kind, subject)
) STRICT;

CREATE TABLE title_gram (
    collaboration INTEGER NOT NULL,
    gram TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    PRIMARY KEY (collaboration, gram, kind, subject),
    FOREIGN KEY (collaboration, kind, subject) REFERENCES title (collaboration, kind, subject)
) STRICT;
CREATE INDEX gram_of_title ON title_gram (collaboration, kind, subject);

CREATE TABLE title_gram_count (
    collaboration INTEGER NOT NULL REFERENCES collaboration (id),
    gram TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (collaboration, gram)
) STRICT;

INSERT INTO title (collaboration, kind, subject, folded)
SELECT collaboration, 'activity', id, fold(title) FROM activity;

INSERT INTO title_gram (collaboration, gram, kind, subject)
WITH RECURSIVE g (collaboration, kind, subject, folded, i) AS (
    SELECT collaboration, kind, subject, folded, 1 FROM title
    UNION ALL SELECT collaboration, kind, subject, folded, i + 1 FROM g WHERE i + 3 <= length(folded))
SELECT DISTINCT collaboration, substr(folded, i, 3), kind, subject FROM g;

INSERT INTO title_gram_count (collaboration, gram, n)
SELECT collaboration, gram, count(*) FROM title_gram GROUP BY collaboration, gram;
