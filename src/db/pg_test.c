#include "db/migrate.h"
#include "db/testing/pg_things.h"
#include "db/testdb.h"

/* Opening a database of PostgreSQL, and bringing its schema up to date. */

/* Opening */

static void check_refused(const char *where, bool create, ErrorCode code) {
    g_autoptr(GError) error = NULL;
    Db *db = NULL;
    g_assert_false(create ? db_create(where, &db, &error) : db_open(where, &db, &error));
    g_assert_cmpint(error->code, ==, code);
    g_assert_null(db);
}

static void test_refused(PgThings *fixture, const void *data) {
    (void)data;
    char *empty = testdb_where(), *foreign = testdb_where();
    check_refused(empty, false, ERROR_NOT_FOUND);
    PGconn *raw = pg_connect_to(foreign);
    raw_ask(raw, fixture->arena, "CREATE TABLE theirs (x bigint)");
    PQfinish(raw);
    check_refused(foreign, true, ERROR_INVALID);
    testdb_remove(foreign);
    check_refused(foreign = testdb_where(), false, ERROR_NOT_FOUND);
    testdb_remove(foreign);
    testdb_remove(empty);
    check_refused("postgresql:///x?host=/nowhere", true, ERROR_UNAVAILABLE);
    check_refused("postgresql://%zz", true, ERROR_UNAVAILABLE);
}

static void test_other_order(PgThings *fixture, const void *data) {
    (void)data;
    raw_check(fixture,
              "CREATE DATABASE other_order TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'",
              "");
    g_auto(GStrv) parts = g_strsplit(fixture->where, PQdb(fixture->raw), 2);
    g_autofree char *where = g_strjoinv("other_order", parts);
    check_refused(where, true, ERROR_INVALID);
    raw_check(fixture, "DROP DATABASE other_order WITH (FORCE)", "");
}

static void test_shown(PgThings *fixture, const void *data) {
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

static void test_migrates_whole_or_not(PgThings *fixture, const void *data) {
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
    PGconn *raw = pg_connect_to(where);
    g_assert_cmpstr(raw_ask(raw, fixture->arena, "SELECT max(number) FROM schema_migration"), ==,
                    "1");
    g_assert_cmpstr(raw_ask(raw, fixture->arena, "SELECT 1 FROM a"), ==, "42P01");
    g_assert_true(migrate(db, good, 3, NULL));
    g_assert_cmpstr(raw_ask(raw, fixture->arena, "SELECT max(number) FROM schema_migration"), ==,
                    "3");
    g_assert_cmpstr(raw_ask(raw, fixture->arena, pg_without_policy), ==, "");
    g_assert_cmpstr(
        raw_ask(raw, fixture->arena, "SELECT pg_typeof(y) FROM (VALUES (1)) v LEFT JOIN b ON true"),
        ==, "text[]");
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

static void test_migrate_together(PgThings *fixture, const void *data) {
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
    PGconn *raw = pg_connect_to(where);
    g_autofree char *all = g_strdup_printf("%zu", db_migrations.n);
    g_assert_cmpstr(raw_ask(raw, fixture->arena, "SELECT count(*) FROM schema_migration"), ==, all);
    PQfinish(raw);
    testdb_remove(where);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    if (!pg_is_there())
        return 0;
    PG_ADD("refused", test_refused);
    PG_ADD("another order", test_other_order);
    PG_ADD("shown without password", test_shown);
    PG_ADD("migrates whole or not", test_migrates_whole_or_not);
    PG_ADD("migrate together", test_migrate_together);
    return g_test_run();
}
