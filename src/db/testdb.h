#pragma once
#include "db/db.h"

/* For tests: a migrated database in memory, and a file that is gone afterwards. They abort when
 * something is wrong. */
Db *testdb_new(void);

/* A path in a new temporary folder; testdb_remove_file() deletes it and frees the path. */
char *testdb_file(void);
void testdb_remove_file(char *path);
