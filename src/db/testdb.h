#pragma once
#include "db/db.h"

/* For tests: databases that are gone afterwards. They are SQLite's, or PostgreSQL's where the
 * environment's TEST_DATABASE is the address of a cluster (tools/with-postgresql): each test
 * gets a database of its own there, copied from one that is migrated once. These functions abort
 * when something is wrong. */

/* A migrated database (in memory). */
Db *testdb_new(void);

/* Where a database can be made, for several connections; testdb_remove() deletes it and frees
 * `where`. */
char *testdb_where(void);
void testdb_remove(char *where);

/* true if the tests run on PostgreSQL. */
bool testdb_is_postgresql(void);

/* From now on `change` ("INSERT", "UPDATE" or "DELETE") of rows of `table` fails with `reason`. */
void testdb_refuse(Db *db, const char *change, const char *table, const char *reason);

/* A disk without room for anything new, and one with room again. */
void testdb_fill_disk(Db *db);
void testdb_empty_disk(Db *db);

/* A path in a new temporary folder, for SQLite alone; testdb_remove_file() deletes it and frees the
 * path. */
char *testdb_file(void);
void testdb_remove_file(char *path);
