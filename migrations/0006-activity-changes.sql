-- What undoing a change of an activity needs beside its line in the audit: the activity as JSON, with the
-- place where it stood, before the change and after it ('' when it was removed). The id is that of the
-- line. There is no foreign key to the activity, which a removal takes away.
CREATE TABLE activity_change (
    collaboration INTEGER NOT NULL,
    id INTEGER NOT NULL,
    plan INTEGER NOT NULL,
    activity INTEGER NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (collaboration, id),
    FOREIGN KEY (collaboration, plan) REFERENCES plan (collaboration, id) ON DELETE CASCADE
) STRICT;
