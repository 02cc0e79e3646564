#pragma once
#include "db/db_test_sql.h"
#include "db/testing/things.h"

#include <libpq-fe.h>

/* For tests of what is PostgreSQL's own: a database with the table of things, and a connection to
 * it that is not ours. Run by tools/with-postgresql. */

typedef struct PgThings {
    char *where;
    Db *db;
    Arena *arena;
    PGconn *raw; /* as the database's owner */
} PgThings;

/* false, after saying so, where the tests do not run on PostgreSQL. */
bool pg_is_there(void);

void pg_set_up(PgThings *fixture, const void *data);
void pg_tear_down(PgThings *fixture, const void *data);
#define PG_ADD(name, test)                                                                         \
    g_test_add("/postgresql/" name, PgThings, NULL, pg_set_up, test, pg_tear_down)

/* The caller finishes it. */
PGconn *pg_connect_to(const char *where);

/* The first value, the SQLSTATE when it fails, the number of rows when it changes. */
char *raw_ask(PGconn *connection, Arena *arena, const char *sql);
void raw_check(PgThings *fixture, const char *sql, const char *expected);

bool pg_add_thing(Db *db, Id collaboration, const char *title, GError **error);

/* Asks for the tables of a collaboration that have no policy. */
extern const char pg_without_policy[];

/* Two collaborations. */
static const Id one = {1}, two = {2};
