-- The migrations that have been run, written by the program in the transaction of each.
CREATE TABLE schema_migration (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL, -- SHA-256 of the file, hexadecimal
    applied_at INTEGER NOT NULL
) STRICT;
