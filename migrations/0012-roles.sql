-- An account may have several roles in a collaboration.
CREATE TABLE membership_role (
    collaboration INTEGER NOT NULL,
    membership INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('reader', 'member', 'contact_person', 'head', 'preparer', 'coordinator',
        'national_reader')),
    PRIMARY KEY (collaboration, membership, role),
    FOREIGN KEY (collaboration, membership) REFERENCES membership (collaboration, id) ON DELETE CASCADE
) STRICT;
INSERT INTO membership_role (collaboration, membership, role) SELECT collaboration, id, role FROM membership;
ALTER TABLE membership DROP COLUMN role;
