#include "base/id.h"
#include "db/pool.h"
#include "db/testdb.h"
#include "db/testing/pg_things.h"

#include <string.h>

/* What fails, is run again, or is lost with its connection. */

/* While the table is told to, adding a thing fails with this SQLSTATE, `times` times. */
static void fail_with(PgThings *fixture, const char *state, int times) {
    g_autofree char *sql = g_strdup_printf(
        "DROP SEQUENCE IF EXISTS failed; CREATE SEQUENCE failed; GRANT ALL ON failed TO PUBLIC;"
        "CREATE OR REPLACE FUNCTION fail_now() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF nextval('failed') <= %d THEN RAISE 'provat' USING ERRCODE = '%s'; END IF;"
        " RETURN NEW; END $$;"
        "CREATE OR REPLACE TRIGGER failing BEFORE INSERT ON thing FOR EACH ROW EXECUTE FUNCTION "
        "fail_now()",
        times, state);
    raw_check(fixture, sql, "");
}

static void test_codes(PgThings *fixture, const void *data) {
    (void)data;
    static const struct {
        const char *state;
        ErrorCode code;
    } cases[] = {
        {"40001", ERROR_UNAVAILABLE}, {"40P01", ERROR_UNAVAILABLE}, {"55P03", ERROR_UNAVAILABLE},
        {"53100", ERROR_FULL},        {"53200", ERROR_UNAVAILABLE}, {"58030", ERROR_UNAVAILABLE},
        {"25006", ERROR_UNAVAILABLE}, {"57P01", ERROR_UNAVAILABLE}, {"23505", ERROR_CONFLICT},
        {"23503", ERROR_CONFLICT},    {"23514", ERROR_INTERNAL},    {"54000", ERROR_INVALID},
        {"42883", ERROR_INTERNAL}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        fail_with(fixture, cases[i].state, 100);
        g_assert_false(pg_add_thing(fixture->db, one, "a", &error));
        g_assert_cmpint(error->code, ==, cases[i].code);
        g_assert_cmpint(count_things(fixture->db, one), ==, 0);
    }
}

static void test_runs_again(PgThings *fixture, const void *data) {
    (void)data;
    fail_with(fixture, "40001", DB_WRITE_ATTEMPTS - 1);
    g_assert_true(pg_add_thing(fixture->db, one, "a", NULL));
    fail_with(fixture, "40P01", DB_WRITE_ATTEMPTS - 1);
    g_assert_true(pg_add_thing(fixture->db, one, "b", NULL));
    fail_with(fixture, "40001", DB_WRITE_ATTEMPTS);
    g_assert_false(pg_add_thing(fixture->db, one, "c", NULL));
    g_assert_cmpint(count_things(fixture->db, one), ==, 2);
    fail_with(fixture, "53100", 1); /* what does not pass is not tried again */
    g_assert_false(pg_add_thing(fixture->db, one, "c", NULL));
}

/* Somebody who does not wait for the turn, and reads what we write and writes what we read. */
typedef struct {
    PgThings *fixture;
    int runs;
} Crossing;

static bool cross(Db *db, void *data, GError **error) {
    Crossing *crossing = data;
    PGconn *raw = crossing->fixture->raw;
    Arena *arena = crossing->fixture->arena;
    int64_t n = count_things(db, one);
    if (crossing->runs++ == 0) {
        raw_ask(raw, arena, "BEGIN ISOLATION LEVEL SERIALIZABLE");
        g_assert_cmpstr(raw_ask(raw, arena, "SELECT count(*) FROM thing"), ==, "0");
        raw_ask(raw, arena, "INSERT INTO thing (collaboration, id, title) VALUES (1, 1, 'deras')");
    }
    g_autofree char *title = g_strdup_printf("efter %d", (int)n);
    SqlThingAddIn in = {.collaboration = one, .id = db_new_id(db), .title = title};
    bool added = sql_thing_add(db, &in, error);
    if (crossing->runs == 1)
        raw_ask(raw, arena, "COMMIT");
    return added;
}

static void test_serializable(PgThings *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    Crossing crossing = {fixture, 0};
    (void)!db_write(fixture->db, cross, &crossing, &error);
    g_assert_no_error(error);
    g_assert_cmpint(crossing.runs, ==, 2);
    raw_check(fixture, "SELECT title FROM thing WHERE title LIKE 'efter%'", "efter 1");
}

static void cut_others(PgThings *fixture) {
    raw_check(fixture,
              "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
              " WHERE datname = current_database() AND pid <> pg_backend_pid()",
              "1");
}

static void test_lost_while_idle(PgThings *fixture, const void *data) {
    (void)data;
    g_assert_true(pg_add_thing(fixture->db, one, "a", NULL));
    cut_others(fixture);
    g_assert_cmpint(count_things(fixture->db, one), ==, 1);
    cut_others(fixture);
    g_assert_true(pg_add_thing(fixture->db, one, "b", NULL));
    cut_others(fixture);
    g_assert_cmpint(count_things(fixture->db, one), ==, 2);
    g_assert_cmpint(count_things(fixture->db, two), ==, 0);
}

static bool cut_while_writing(Db *db, void *data, GError **error) {
    Crossing *crossing = data;
    SqlThingAddIn in = {.collaboration = one, .id = db_new_id(db), .title = "a"};
    if (!sql_thing_add(db, &in, error))
        return false;
    if (crossing->runs++ == 0)
        cut_others(crossing->fixture);
    in.id = db_new_id(db);
    in.title = "b";
    return sql_thing_add(db, &in, error);
}

static void test_lost_while_writing(PgThings *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    Crossing crossing = {fixture, 0};
    (void)!db_write(fixture->db, cut_while_writing, &crossing, &error);
    g_assert_no_error(error);
    g_assert_cmpint(crossing.runs, ==, 2);
    g_assert_cmpint(count_things(fixture->db, one), ==, 2);
}

static bool goes_on_after_the_cut(Db *db, void *data, GError **error) {
    Crossing *crossing = data;
    SqlThingAddIn in = {.collaboration = one, .id = db_new_id(db), .title = "a"};
    (void)error;
    if (crossing->runs++ == 0) {
        cut_others(crossing->fixture);
        (void)!sql_thing_add(db, &in, NULL);
    }
    (void)!sql_thing_add(db, &in, NULL); /* must not land outside the transaction */
    return true;
}

static void test_nothing_outside(PgThings *fixture, const void *data) {
    (void)data;
    Crossing crossing = {fixture, 0};
    (void)!db_write(fixture->db, goes_on_after_the_cut, &crossing, NULL);
    int64_t n = count_things(fixture->db, one);
    g_assert_cmpint(n, ==, crossing.runs > 1 ? 1 : 0);
}

static bool cut_before_commit(Db *db, void *data, GError **error) {
    Crossing *crossing = data;
    SqlThingAddIn in = {.collaboration = one, .id = db_new_id(db), .title = "a"};
    bool added = sql_thing_add(db, &in, error);
    crossing->runs++;
    cut_others(crossing->fixture);
    return added;
}

/* Whether it was saved is not known: it is not done twice, and the person is told. */
static void test_lost_at_commit(PgThings *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    Crossing crossing = {fixture, 0};
    g_assert_false(db_write(fixture->db, cut_before_commit, &crossing, &error));
    g_assert_true(error_is(error, ERROR_UNAVAILABLE));
    g_assert_nonnull(strstr(error->message, "se efter"));
    g_assert_cmpint(crossing.runs, ==, 1);
    g_assert_cmpint(count_things(fixture->db, one), ==, 0);
}

static void set_open(PgThings *fixture, bool open) {
    PGconn *maintenance = pg_connect_to(g_getenv("TEST_DATABASE"));
    g_autofree char *sql = g_strdup_printf("ALTER DATABASE %s ALLOW_CONNECTIONS %s",
                                           PQdb(fixture->raw), open ? "true" : "false");
    g_assert_cmpstr(raw_ask(maintenance, fixture->arena, sql), ==, "");
    PQfinish(maintenance);
}

static bool reads_nothing(Db *db, void *data, GError **error) {
    (void)db, (void)data, (void)error;
    return true;
}

/* Of a thread that the pool does not know yet; gives NULL when it was refused as it should. */
static void *connect_in_pool(void *pool) {
    g_autoptr(GError) error = NULL;
    Db *db = NULL;
    if (db_pool_connection(pool, &db, &error))
        return db;
    g_assert_null(strstr(error->message, "FATAL"));
    return NULL;
}

/* A database that is away for a while: nobody waits for it long, is told where it is, or loses
 * anything but time. */
static void test_unreachable(PgThings *fixture, const void *data) {
    (void)data;
    g_autoptr(DbPool) pool = NULL;
    Db *pooled;
    set_open(fixture, false);
    g_assert_false(db_pool_new(fixture->where, &pool, NULL));
    set_open(fixture, true);
    g_assert_true(db_pool_new(fixture->where, &pool, NULL));
    g_assert_true(db_pool_connection(pool, &pooled, NULL));
    set_open(fixture, false);
    raw_check(fixture,
              "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
              " WHERE datname = current_database() AND application_name = 'samsyn'",
              "2");
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        bool done = i == 0 ? db_read(pooled, reads_nothing, NULL, &error)
                           : pg_add_thing(pooled, one, "a", &error);
        g_assert_false(done);
        g_assert_true(error_is(error, ERROR_UNAVAILABLE));
        g_assert_null(strstr(error->message, "FATAL"));
    }
    GThread *other = g_thread_new("other", connect_in_pool, pool);
    g_assert_true(g_thread_join(other) == NULL);
    set_open(fixture, true);
    g_assert_true(pg_add_thing(pooled, one, "a", NULL));
    g_assert_cmpint(count_things(fixture->db, one), ==, 1);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    if (!pg_is_there())
        return 0;
    PG_ADD("codes", test_codes);
    PG_ADD("runs again", test_runs_again);
    PG_ADD("serializable", test_serializable);
    PG_ADD("lost while idle", test_lost_while_idle);
    PG_ADD("lost while writing", test_lost_while_writing);
    PG_ADD("nothing outside the transaction", test_nothing_outside);
    PG_ADD("lost at commit", test_lost_at_commit);
    PG_ADD("unreachable", test_unreachable);
    return g_test_run();
}
