#pragma once
#include "db/db_test_sql.h"

/* What the tests of db write to: the table `thing` (9999-test.sql), in a database that two
 * connections see. */

typedef struct Things {
    char *where;
    Db *db, *other;
    Arena *arena;
} Things;

void things_set_up(Things *things, const void *data);
void things_tear_down(Things *things, const void *data);

/* The collaboration that things belong to. */
static const Id samverkan = {7};

/* For db_write(): `title` of a new thing. */
bool add_thing(Db *db, void *title, GError **error);

int64_t count_things(Db *db, Id collaboration);
