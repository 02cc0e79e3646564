#pragma once

#include <stdbool.h>

/* For testdb.c: the address of a new database, migrated or empty, of the cluster `cluster`
 * ("postgresql://…/postgres?…"), which the caller frees, and its end. What is left is removed when
 * the program ends. */
char *testdb_pg_new(const char *cluster, bool is_migrated);
void testdb_pg_remove(const char *cluster, const char *where);
