#include "db/testing/pg_things.h"

#include "db/migrate.h"
#include "db/testdb.h"

#include <string.h>

const char pg_without_policy[] =
    "SELECT coalesce(string_agg(c.relname, ' '), '') FROM pg_class c"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'collaboration'"
    " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
    " AND NOT (c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))";

bool pg_is_there(void) {
    if (!testdb_is_postgresql())
        g_print("1..0 # SKIP no TEST_DATABASE\n");
    return testdb_is_postgresql();
}

PGconn *pg_connect_to(const char *where) {
    PGconn *connection = PQconnectdb(where);
    g_assert_cmpint(PQstatus(connection), ==, CONNECTION_OK);
    PQclear(PQexec(connection, "SET client_min_messages = warning"));
    return connection;
}

void pg_set_up(PgThings *fixture, const void *data) {
    (void)data;
    fixture->where = testdb_where();
    fixture->arena = arena_new();
    g_assert_true(db_create(fixture->where, &fixture->db, NULL));
    g_assert_true(db_migrate(fixture->db, NULL));
    fixture->raw = pg_connect_to(fixture->where);
}

void pg_tear_down(PgThings *fixture, const void *data) {
    (void)data;
    PQfinish(fixture->raw);
    db_close(fixture->db);
    arena_free(fixture->arena);
    testdb_remove(fixture->where);
}

char *raw_ask(PGconn *connection, Arena *arena, const char *sql) {
    PGresult *result = PQexec(connection, sql);
    const char *answer = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (answer == NULL)
        answer = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : PQcmdTuples(result);
    char *kept = arena_strdup(arena, answer);
    PQclear(result);
    return kept;
}

void raw_check(PgThings *fixture, const char *sql, const char *expected) {
    const char *got = raw_ask(fixture->raw, fixture->arena, sql);
    if (strcmp(got, expected) != 0)
        g_error("%s gave %s, not %s", sql, got, expected);
}

static bool add_whole(Db *db, void *in, GError **error) {
    return sql_thing_add(db, in, error);
}

bool pg_add_thing(Db *db, Id collaboration, const char *title, GError **error) {
    SqlThingAddIn in = {.collaboration = collaboration, .id = db_new_id(db), .title = title};
    return db_write(db, add_whole, &in, error);
}
