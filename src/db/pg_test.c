#include "base/id.h"
#include "base/text.h"
#include "db/db_private.h"
#include "db/db_test_sql.h"
#include "db/migrate.h"
#include "db/pg_schema.h"
#include "db/pool.h"
#include "db/testdb.h"

#include <libpq-fe.h>
#include <string.h>

/* What is PostgreSQL's own, seen by a connection of the test's. Run by tools/with-postgresql. */

static const Id one = {1}, two = {2};

typedef struct {
    char *where;
    Db *db;
    Arena *arena;
    PGconn *raw; /* as the database's owner */
} Fixture;

static PGconn *connect_to(const char *where) {
    PGconn *connection = PQconnectdb(where);
    g_assert_cmpint(PQstatus(connection), ==, CONNECTION_OK);
    PQclear(PQexec(connection, "SET client_min_messages = warning"));
    return connection;
}

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    fixture->where = testdb_where();
    fixture->arena = arena_new();
    g_assert_true(db_create(fixture->where, &fixture->db, NULL));
    g_assert_true(db_migrate(fixture->db, NULL));
    fixture->raw = connect_to(fixture->where);
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    PQfinish(fixture->raw);
    db_close(fixture->db);
    arena_free(fixture->arena);
    testdb_remove(fixture->where);
}

/* The first value, the SQLSTATE when it fails, the number of rows when it changes. */
static char *ask(PGconn *connection, Arena *arena, const char *sql) {
    PGresult *result = PQexec(connection, sql);
    const char *answer = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (answer == NULL)
        answer = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : PQcmdTuples(result);
    char *kept = arena_strdup(arena, answer);
    PQclear(result);
    return kept;
}

static void check_asked(Fixture *fixture, const char *sql, const char *expected) {
    const char *got = ask(fixture->raw, fixture->arena, sql);
    if (strcmp(got, expected) != 0)
        g_error("%s gave %s, not %s", sql, got, expected);
}

static bool add_whole(Db *db, void *in, GError **error) {
    return sql_thing_add(db, in, error);
}

static bool add_thing(Db *db, Id collaboration, const char *title, GError **error) {
    SqlThingAddIn in = {.collaboration = collaboration, .id = db_new_id(db), .title = title};
    return db_write(db, add_whole, &in, error);
}

static int64_t count_things(Db *db, Id collaboration) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    SqlThingCountRow row = {-1};
    (void)!sql_thing_count(db, arena, &(SqlThingCountIn){collaboration}, &row, &error);
    g_assert_no_error(error);
    return row.count;
}

/* Row-level security */

static void test_rows_of_others(Fixture *fixture, const void *data) {
    (void)data;
    g_assert_true(add_thing(fixture->db, one, "ettans", NULL));
    g_assert_true(add_thing(fixture->db, two, "tvåans", NULL));
    g_assert_true(add_thing(fixture->db, two, "tvåans andra", NULL));
    check_asked(fixture, "SELECT count(*) FROM thing", "3"); /* the owner sees all */
    check_asked(fixture, "SET ROLE " PG_ROLE, "");
    check_asked(fixture, "SELECT count(*) FROM thing", "0"); /* nobody has said anything */
    check_asked(fixture, "SET " PG_SCOPE " = ''", "");
    check_asked(fixture, "SELECT count(*) FROM thing", "0");
    check_asked(fixture, "SET " PG_SCOPE " = '1'", "");
    check_asked(fixture, "SELECT count(*) FROM thing", "1");
    check_asked(fixture, "SELECT title FROM thing", "ettans");
    check_asked(fixture, "UPDATE thing SET amount = 1", "1");
    check_asked(fixture, "UPDATE thing SET amount = 1 WHERE collaboration = 2", "0");
    check_asked(fixture, "DELETE FROM thing WHERE title LIKE 'tvåans%'", "0");
    check_asked(fixture, "UPDATE thing SET collaboration = 2", "42501");
    check_asked(fixture, "INSERT INTO thing (collaboration, id, title) VALUES (2, 9, 'x')",
                "42501");
    check_asked(fixture, "INSERT INTO thing (collaboration, id, title) VALUES (1, 9, 'x')", "1");
    check_asked(fixture, "DELETE FROM thing", "2");
    check_asked(fixture, "SET " PG_SCOPE " = '*'", "");
    check_asked(fixture, "SELECT count(*) FROM thing", "2");
}

static void test_what_the_role_may(Fixture *fixture, const void *data) {
    (void)data;
    check_asked(fixture,
                "SELECT count(*) FROM pg_roles WHERE rolname = '" PG_ROLE "' AND NOT (rolsuper OR "
                "rolbypassrls OR rolcanlogin OR rolcreaterole OR rolcreatedb)",
                "1");
    check_asked(fixture, "SELECT count(*) FROM pg_class WHERE relowner = '" PG_ROLE "'::regrole",
                "0");
    check_asked(fixture, "SET ROLE " PG_ROLE, "");
    check_asked(fixture, "ALTER TABLE thing DISABLE ROW LEVEL SECURITY", "42501");
    check_asked(fixture, "DROP POLICY collaboration ON thing", "42501");
    check_asked(fixture, "CREATE TABLE other (x bigint)", "42501");
    check_asked(fixture, "TRUNCATE thing", "42501");
    check_asked(fixture, "UPDATE schema_migration SET checksum = ''", "42501");
}

static const char without_policy[] =
    "SELECT coalesce(string_agg(c.relname, ' '), '') FROM pg_class c"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'collaboration'"
    " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
    " AND NOT (c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))";

static void test_every_table(Fixture *fixture, const void *data) {
    (void)data;
    check_asked(fixture, without_policy, "");
    check_asked(fixture, "SELECT count(*) > 20 FROM pg_policy", "t");
    g_assert_true(
        db_run_script(fixture->db, "CREATE TABLE bare (collaboration INTEGER) STRICT", NULL));
    check_asked(fixture, without_policy, "bare"); /* the question finds what has none */
    check_asked(fixture, "DROP TABLE bare", "");
}

/* Texts */

static void append_sample(GPtrArray *texts, Arena *arena) {
    static const char *const words[] = {
        "",        "a",        "A",       "å",       "Å",      "ä",     "Ä",
        "ö",       "Ö",        "é",       "É",       "ü",      "Ü",     "Åmål",
        "åmål",    "Älvdalen", "Örebro",  "1",       "10",     "2",     "v. 12",
        "V. 2",    "a-b",      "ab",      "a b",     "co-op",  "coop",  "Malung-Sälen",
        "Müller",  "Muller",   "vatten",  "Wallin",  "Vänern", "zebra", "Zulu",
        "œ",       "straße",   "STRASSE", "ø",       "æ",      "þ",     "ÿ",
        "e\u0301", "a\u030A",  "ﬁ",       "№",       "–",      "’",     "”",
        "½",       "²",        "Ελλάς",   "ΣΊΣΥΦΟΣ", "Ж",      "İ",     "ı",
        "\u1E9E",  "＃",       "Ａ",      "℡",       "ſ",      "ŉ",     "§ 14",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        g_ptr_array_add(texts, (char *)words[i]);
    for (gunichar at = 0x20; at < 0x2C00; at++) { /* Latin, Greek, Cyrillic, signs and more */
        char text[8] = {0};
        bool is_known = at < 0x13A0 || (at > 0x13FF && at < 0x1C80) || at > 0x1C88;
        g_unichar_to_utf8(at, text);
        if (g_unichar_isdefined(at) && is_known)
            g_ptr_array_add(texts, arena_strdup(arena, text));
    }
}

static char *array_of(PGconn *connection, Arena *arena, const GPtrArray *texts) {
    g_autoptr(GString) sql = g_string_new("ARRAY[");
    for (guint i = 0; i < texts->len; i++) {
        char *quoted = PQescapeLiteral(connection, texts->pdata[i], strlen(texts->pdata[i]));
        g_string_append_printf(sql, "%s%s", i == 0 ? "" : ",", quoted);
        PQfreemem(quoted);
    }
    g_string_append(sql, "]::text[]");
    return arena_strndup(arena, sql->str, sql->len);
}

static PGresult *rows_of(Fixture *fixture, const char *format, const char *array) {
    g_auto(GStrv) parts = g_strsplit(format, "@", 2);
    g_autofree char *sql = g_strjoinv(array, parts);
    PGresult *result = PQexec(fixture->raw, sql);
    g_assert_cmpstr(PQerrorMessage(fixture->raw), ==, "");
    return result;
}

static void test_folds(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    append_sample(texts, fixture->arena);
    const char *array = array_of(fixture->raw, fixture->arena, texts);
    PGresult *result = rows_of(
        fixture, "SELECT fold(t) FROM unnest(@) WITH ORDINALITY AS u (t, n) ORDER BY n", array);
    g_assert_cmpint(PQntuples(result), ==, (int)texts->len);
    int differing = 0;
    for (guint i = 0; i < texts->len; i++) {
        const char *ours = text_fold(fixture->arena, texts->pdata[i]);
        const char *theirs = PQgetvalue(result, (int)i, 0);
        if (strcmp(ours, theirs) != 0) {
            g_test_message("U+%04X: %s, PostgreSQL %s", g_utf8_get_char(texts->pdata[i]), ours,
                           theirs);
            differing++;
        }
    }
    PQclear(result);
    g_assert_cmpint(differing, ==, 0);
}

static int compare(const void *a, const void *b, void *collator) {
    const char *const *left = a, *const *right = b;
    int order = text_compare(collator, *left, *right);
    return order != 0 ? order : strcmp(*left, *right);
}

static void test_orders(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(TextCollator) collator = text_collator_new(SWEDISH);
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    append_sample(texts, fixture->arena);
    const char *array = array_of(fixture->raw, fixture->arena, texts);
    PGresult *result =
        rows_of(fixture, "SELECT t FROM unnest(@) AS t ORDER BY t COLLATE swedish, t", array);
    g_ptr_array_sort_with_data(texts, compare, collator);
    g_assert_cmpint(PQntuples(result), ==, (int)texts->len);
    for (guint i = 0; i < texts->len; i++)
        g_assert_cmpstr(PQgetvalue(result, (int)i, 0), ==, texts->pdata[i]);
    PQclear(result);
}

static void test_wrong_text(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    g_assert_false(add_thing(fixture->db, one,
                             "a\xFF"
                             "b",
                             &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_cmpint(count_things(fixture->db, one), ==, 0);
}

/* Failures */

/* While the table is told to, adding a thing fails with this SQLSTATE, `times` times. */
static void fail_with(Fixture *fixture, const char *state, int times) {
    g_autofree char *sql = g_strdup_printf(
        "DROP SEQUENCE IF EXISTS failed; CREATE SEQUENCE failed; GRANT ALL ON failed TO PUBLIC;"
        "CREATE OR REPLACE FUNCTION fail_now() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF nextval('failed') <= %d THEN RAISE 'provat' USING ERRCODE = '%s'; END IF;"
        " RETURN NEW; END $$;"
        "CREATE OR REPLACE TRIGGER failing BEFORE INSERT ON thing FOR EACH ROW EXECUTE FUNCTION "
        "fail_now()",
        times, state);
    check_asked(fixture, sql, "");
}

static void test_codes(Fixture *fixture, const void *data) {
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
        g_assert_false(add_thing(fixture->db, one, "a", &error));
        g_assert_cmpint(error->code, ==, cases[i].code);
        g_assert_cmpint(count_things(fixture->db, one), ==, 0);
    }
}

static void test_runs_again(Fixture *fixture, const void *data) {
    (void)data;
    fail_with(fixture, "40001", DB_WRITE_ATTEMPTS - 1);
    g_assert_true(add_thing(fixture->db, one, "a", NULL));
    fail_with(fixture, "40P01", DB_WRITE_ATTEMPTS - 1);
    g_assert_true(add_thing(fixture->db, one, "b", NULL));
    fail_with(fixture, "40001", DB_WRITE_ATTEMPTS);
    g_assert_false(add_thing(fixture->db, one, "c", NULL));
    g_assert_cmpint(count_things(fixture->db, one), ==, 2);
    fail_with(fixture, "53100", 1); /* what does not pass is not tried again */
    g_assert_false(add_thing(fixture->db, one, "c", NULL));
}

/* Somebody who does not wait for the turn, and reads what we write and writes what we read. */
typedef struct {
    Fixture *fixture;
    int runs;
} Crossing;

static bool cross(Db *db, void *data, GError **error) {
    Crossing *crossing = data;
    PGconn *raw = crossing->fixture->raw;
    Arena *arena = crossing->fixture->arena;
    int64_t n = count_things(db, one);
    if (crossing->runs++ == 0) {
        ask(raw, arena, "BEGIN ISOLATION LEVEL SERIALIZABLE");
        g_assert_cmpstr(ask(raw, arena, "SELECT count(*) FROM thing"), ==, "0");
        ask(raw, arena, "INSERT INTO thing (collaboration, id, title) VALUES (1, 1, 'deras')");
    }
    g_autofree char *title = g_strdup_printf("efter %d", (int)n);
    SqlThingAddIn in = {.collaboration = one, .id = db_new_id(db), .title = title};
    bool added = sql_thing_add(db, &in, error);
    if (crossing->runs == 1)
        ask(raw, arena, "COMMIT");
    return added;
}

static void test_serializable(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    Crossing crossing = {fixture, 0};
    (void)!db_write(fixture->db, cross, &crossing, &error);
    g_assert_no_error(error);
    g_assert_cmpint(crossing.runs, ==, 2);
    check_asked(fixture, "SELECT title FROM thing WHERE title LIKE 'efter%'", "efter 1");
}

static void cut_others(Fixture *fixture) {
    check_asked(fixture,
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()",
                "1");
}

static void test_lost_while_idle(Fixture *fixture, const void *data) {
    (void)data;
    g_assert_true(add_thing(fixture->db, one, "a", NULL));
    cut_others(fixture);
    g_assert_cmpint(count_things(fixture->db, one), ==, 1);
    cut_others(fixture);
    g_assert_true(add_thing(fixture->db, one, "b", NULL));
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

static const char *role_of(Db *db, Arena *arena) {
    typedef struct {
        const char *role;
    } Row;
    static const DbField column = {"role", FIELD_TEXT, offsetof(Row, role)};
    static const DbQuery query = {.name = "role",
                                  .sql = "SELECT current_user::text AS role",
                                  .kind = QUERY_ONE,
                                  .columns = &column,
                                  .n_columns = 1,
                                  .row_size = sizeof(Row)};
    Row row;
    g_assert_true(db_query_one(db, arena, &query, NULL, &row, NULL));
    return row.role;
}

/* As it was opened, after migrating and scripts, and when it has been opened anew. */
static void test_role(Fixture *fixture, const void *data) {
    (void)data;
    Db *opened;
    g_assert_true(db_open(fixture->where, &opened, NULL));
    g_assert_cmpstr(role_of(opened, fixture->arena), ==, PG_ROLE);
    db_close(opened);
    g_assert_cmpstr(role_of(fixture->db, fixture->arena), ==, PG_ROLE);
    g_assert_false(db_run_script(fixture->db, "SELECT no_such()", NULL));
    g_assert_cmpstr(role_of(fixture->db, fixture->arena), ==, PG_ROLE);
    g_assert_true(db_run_script(fixture->db, "SELECT 1", NULL));
    g_assert_cmpstr(role_of(fixture->db, fixture->arena), ==, PG_ROLE);
    check_asked(fixture,
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = 'samsyn'",
                "1");
    g_assert_cmpstr(role_of(fixture->db, fixture->arena), ==, PG_ROLE);
}

static void test_lost_while_writing(Fixture *fixture, const void *data) {
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

static void test_nothing_outside(Fixture *fixture, const void *data) {
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
static void test_lost_at_commit(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    Crossing crossing = {fixture, 0};
    g_assert_false(db_write(fixture->db, cut_before_commit, &crossing, &error));
    g_assert_true(error_is(error, ERROR_UNAVAILABLE));
    g_assert_nonnull(strstr(error->message, "se efter"));
    g_assert_cmpint(crossing.runs, ==, 1);
    g_assert_cmpint(count_things(fixture->db, one), ==, 0);
}

static void set_open(Fixture *fixture, bool open) {
    PGconn *maintenance = connect_to(g_getenv("TEST_DATABASE"));
    g_autofree char *sql = g_strdup_printf("ALTER DATABASE %s ALLOW_CONNECTIONS %s",
                                           PQdb(fixture->raw), open ? "true" : "false");
    g_assert_cmpstr(ask(maintenance, fixture->arena, sql), ==, "");
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
static void test_unreachable(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(DbPool) pool = NULL;
    Db *pooled;
    set_open(fixture, false);
    g_assert_false(db_pool_new(fixture->where, &pool, NULL));
    set_open(fixture, true);
    g_assert_true(db_pool_new(fixture->where, &pool, NULL));
    g_assert_true(db_pool_connection(pool, &pooled, NULL));
    set_open(fixture, false);
    check_asked(fixture,
                "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = 'samsyn'",
                "2");
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        bool done = i == 0 ? db_read(pooled, reads_nothing, NULL, &error)
                           : add_thing(pooled, one, "a", &error);
        g_assert_false(done);
        g_assert_true(error_is(error, ERROR_UNAVAILABLE));
        g_assert_null(strstr(error->message, "FATAL"));
    }
    GThread *other = g_thread_new("other", connect_in_pool, pool);
    g_assert_true(g_thread_join(other) == NULL);
    set_open(fixture, true);
    g_assert_true(add_thing(pooled, one, "a", NULL));
    g_assert_cmpint(count_things(fixture->db, one), ==, 1);
}

/* Opening */

static void check_refused(const char *where, bool create, ErrorCode code) {
    g_autoptr(GError) error = NULL;
    Db *db = NULL;
    g_assert_false(create ? db_create(where, &db, &error) : db_open(where, &db, &error));
    g_assert_cmpint(error->code, ==, code);
    g_assert_null(db);
}

static void test_refused(Fixture *fixture, const void *data) {
    (void)data;
    char *empty = testdb_where(), *foreign = testdb_where();
    check_refused(empty, false, ERROR_NOT_FOUND);
    PGconn *raw = connect_to(foreign);
    ask(raw, fixture->arena, "CREATE TABLE theirs (x bigint)");
    PQfinish(raw);
    check_refused(foreign, true, ERROR_INVALID);
    testdb_remove(foreign);
    check_refused(foreign = testdb_where(), false, ERROR_NOT_FOUND);
    testdb_remove(foreign);
    testdb_remove(empty);
    check_refused("postgresql:///x?host=/nowhere", true, ERROR_UNAVAILABLE);
    check_refused("postgresql://%zz", true, ERROR_UNAVAILABLE);
}

static void test_other_order(Fixture *fixture, const void *data) {
    (void)data;
    check_asked(fixture,
                "CREATE DATABASE other_order TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'",
                "");
    g_auto(GStrv) parts = g_strsplit(fixture->where, PQdb(fixture->raw), 2);
    g_autofree char *where = g_strjoinv("other_order", parts);
    check_refused(where, true, ERROR_INVALID);
    check_asked(fixture, "DROP DATABASE other_order WITH (FORCE)", "");
}

static void test_shown(Fixture *fixture, const void *data) {
    (void)fixture;
    (void)data;
    g_autofree char *with =
        db_shown("postgresql://anna:hemligt@db.example.org/samsyn?sslmode=require");
    g_autofree char *file = db_shown("/srv/samsyn.db");
    g_assert_cmpstr(with, ==, "postgresql://db.example.org/samsyn");
    g_assert_cmpstr(file, ==, "/srv/samsyn.db");
}

/* Migrations */

static const DbMigration base = {
    1, "base",
    "CREATE TABLE schema_migration (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL,"
    " checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;"};

static bool migrate(Db *db, const DbMigration *migrations, size_t n, GError **error) {
    DbMigrations list = {migrations, n};
    return db_migrate_with(db, &list, error);
}

static void test_migrates_whole_or_not(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(Db) db = NULL;
    g_autoptr(GError) error = NULL;
    char *where = testdb_where();
    DbMigration broken[] = {base, {2, "two", "CREATE TABLE a (x BLOB); SELECT no_such();"}};
    DbMigration good[] = {
        base,
        {2, "two",
         "CREATE TABLE a (x BLOB) STRICT;\nCREATE TABLE b (y NONSENSE);\n"
         "-- pg: CREATE TABLE b (y text[]);\n"},
        {3, "three", "CREATE TABLE c (collaboration INTEGER, x REAL) STRICT, WITHOUT ROWID;"}};
    g_assert_true(db_create(where, &db, NULL));
    g_assert_false(migrate(db, broken, 2, &error));
    g_assert_true(g_str_has_prefix(error->message, "0002-two: "));
    PGconn *raw = connect_to(where);
    g_assert_cmpstr(ask(raw, fixture->arena, "SELECT max(number) FROM schema_migration"), ==, "1");
    g_assert_cmpstr(ask(raw, fixture->arena, "SELECT 1 FROM a"), ==, "42P01");
    g_assert_true(migrate(db, good, 3, NULL));
    g_assert_cmpstr(ask(raw, fixture->arena, "SELECT max(number) FROM schema_migration"), ==, "3");
    g_assert_cmpstr(ask(raw, fixture->arena, without_policy), ==, "");
    g_assert_cmpstr(
        ask(raw, fixture->arena, "SELECT pg_typeof(y) FROM (VALUES (1)) v LEFT JOIN b ON true"), ==,
        "text[]");
    g_assert_false(migrate(db, broken, 2, NULL));
    PQfinish(raw);
    db_close(g_steal_pointer(&db));
    testdb_remove(where);
}

typedef struct {
    const char *where;
    bool good;
} Migrator;

static void *migrate_all(void *data) {
    Migrator *migrator = data;
    g_autoptr(Db) db = NULL;
    g_autoptr(GError) error = NULL;
    migrator->good = db_create(migrator->where, &db, &error) && db_migrate(db, &error);
    g_assert_no_error(error);
    return NULL;
}

static void test_migrate_together(Fixture *fixture, const void *data) {
    (void)data;
    enum { TOGETHER = 4 };
    char *where = testdb_where();
    Migrator migrators[TOGETHER];
    GThread *threads[TOGETHER];
    for (int i = 0; i < TOGETHER; i++) {
        migrators[i] = (Migrator){where, false};
        threads[i] = g_thread_new("migrator", migrate_all, &migrators[i]);
    }
    for (int i = 0; i < TOGETHER; i++)
        g_thread_join(threads[i]);
    for (int i = 0; i < TOGETHER; i++)
        g_assert_true(migrators[i].good);
    PGconn *raw = connect_to(where);
    g_autofree char *all = g_strdup_printf("%zu", db_migrations.n);
    g_assert_cmpstr(ask(raw, fixture->arena, "SELECT count(*) FROM schema_migration"), ==, all);
    PQfinish(raw);
    testdb_remove(where);
}

#define ADD(name, test) g_test_add("/postgresql/" name, Fixture, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    if (!testdb_is_postgresql()) {
        g_print("1..0 # SKIP no TEST_DATABASE\n");
        return 0;
    }
    ADD("rows of others", test_rows_of_others);
    ADD("what the role may", test_what_the_role_may);
    ADD("always the role", test_role);
    ADD("every table has a policy", test_every_table);
    ADD("folds as SQLite", test_folds);
    ADD("orders as SQLite", test_orders);
    ADD("wrong text", test_wrong_text);
    ADD("codes", test_codes);
    ADD("runs again", test_runs_again);
    ADD("serializable", test_serializable);
    ADD("lost while idle", test_lost_while_idle);
    ADD("lost while writing", test_lost_while_writing);
    ADD("nothing outside the transaction", test_nothing_outside);
    ADD("lost at commit", test_lost_at_commit);
    ADD("unreachable", test_unreachable);
    ADD("refused", test_refused);
    ADD("another order", test_other_order);
    ADD("shown without password", test_shown);
    ADD("migrates whole or not", test_migrates_whole_or_not);
    ADD("migrate together", test_migrate_together);
    return g_test_run();
}
