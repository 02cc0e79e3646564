#include "db/migrate.h"

#include "db/testdb.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>

static const DbMigration first = {
    1, "base",
    "CREATE TABLE schema_migration (number INTEGER NOT NULL PRIMARY KEY,"
    " name TEXT NOT NULL, checksum TEXT NOT NULL,"
    " applied_at INTEGER NOT NULL) STRICT;"};
static const DbMigration second = {
    2, "parents",
    "CREATE TABLE parent (id INTEGER NOT NULL PRIMARY KEY, title TEXT NOT NULL) STRICT;"
    "CREATE TABLE child (id INTEGER NOT NULL PRIMARY KEY,"
    " parent INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE) STRICT;"
    "INSERT INTO parent VALUES (1, 'a'); INSERT INTO child VALUES (10, 1);"};
/* Rebuilds a table that another one points at. */
static const char *const rebuilding[] = {
    "CREATE TABLE parent_new (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT;",
    "INSERT INTO parent_new SELECT id, title FROM parent;", "DROP TABLE parent;",
    "ALTER TABLE parent_new RENAME TO parent;", "INSERT INTO parent VALUES (2, 'b');"};
enum { STEPS = G_N_ELEMENTS(rebuilding) };

/* The third migration's first `n` statements, then `end`. */
static char *third_sql(size_t n, const char *end) {
    GString *sql = g_string_new(NULL);
    for (size_t i = 0; i < n; i++)
        g_string_append(sql, rebuilding[i]);
    g_string_append(sql, end);
    return g_string_free(sql, FALSE);
}

static bool migrate(Db *db, const DbMigration *migrations, size_t n, GError **error) {
    DbMigrations list = {migrations, n};
    return db_migrate_with(db, &list, error);
}

/* true if the statement runs: what is there. */
static bool runs(Db *db, const char *sql) {
    return db_run_script(db, sql, NULL);
}

static bool is_before(Db *db) {
    return runs(db, "UPDATE parent SET title = title") &&
           !runs(db, "UPDATE parent SET name = name") && !runs(db, "SELECT * FROM parent_new");
}

static bool is_after(Db *db) {
    return runs(db, "UPDATE parent SET name = name") &&
           !runs(db, "UPDATE parent SET title = title") && !runs(db, "SELECT * FROM parent_new");
}

static void check_pending(Db *db, const DbMigration *migrations, size_t n, size_t expected) {
    DbMigrations list = {migrations, n}, pending = {NULL, 99};
    g_assert_true(db_migrations_pending(db, &list, &pending, NULL));
    g_assert_cmpuint(pending.n, ==, expected);
}

static void test_in_steps(void) {
    g_autoptr(Db) db = NULL;
    g_autofree char *sql = third_sql(STEPS, "");
    DbMigration all[] = {first, second, {3, "rebuild", sql}};
    g_assert_true(db_create(":memory:", &db, NULL));
    check_pending(db, all, 3, 3);
    g_assert_true(migrate(db, all, 2, NULL));
    g_assert_true(is_before(db));
    check_pending(db, all, 3, 1);
    g_assert_true(migrate(db, all, 3, NULL));
    g_assert_true(is_after(db));
    check_pending(db, all, 3, 0);
    g_assert_true(migrate(db, all, 3, NULL));
    /* the child is still there and its foreign key holds again */
    g_assert_false(runs(db, "INSERT INTO child VALUES (10, 2)"));
    g_assert_false(runs(db, "INSERT INTO child VALUES (11, 3)"));
    g_assert_true(runs(db, "INSERT INTO child VALUES (11, 2)"));
}

static void test_changed(void) {
    g_autoptr(Db) db = NULL;
    g_autoptr(GError) error = NULL;
    DbMigration all[] = {first, second},
                changed[] = {first, second, {3, "more", "CREATE TABLE x (y);"}};
    changed[1].sql = "CREATE TABLE parent (id INTEGER);";
    g_assert_true(db_create(":memory:", &db, NULL));
    g_assert_true(migrate(db, all, 2, NULL));
    g_assert_false(migrate(db, changed, 3, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_assert_nonnull(strstr(error->message, "0002-parents"));
    g_assert_false(runs(db, "SELECT * FROM x"));
}

static void test_newer(void) {
    g_autoptr(Db) db = NULL;
    g_autoptr(GError) error = NULL;
    DbMigration all[] = {first, second};
    g_assert_true(db_create(":memory:", &db, NULL));
    g_assert_true(migrate(db, all, 2, NULL));
    g_assert_false(migrate(db, all, 1, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_assert_nonnull(strstr(error->message, "nyare"));
    g_assert_true(is_before(db));
}

static void test_other_numbers(void) {
    g_autoptr(Db) db = NULL;
    g_autoptr(GError) error = NULL;
    DbMigration skipping[] = {first, {3, "late", "CREATE TABLE late (x);"}};
    DbMigration filled[] = {first, second, skipping[1]};
    g_assert_true(db_create(":memory:", &db, NULL));
    g_assert_true(migrate(db, skipping, 2, NULL));
    g_assert_false(migrate(db, filled, 3, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
}

/* A statement that fails after each of the steps. */
static void test_fails_at_each_step(void) {
    for (size_t n = 0; n <= STEPS; n++) {
        g_autoptr(Db) db = NULL;
        g_autoptr(GError) error = NULL;
        g_autofree char *broken = third_sql(n, "SELECT no_such_function();");
        g_autofree char *whole = third_sql(STEPS, "");
        DbMigration all[] = {first, second, {3, "rebuild", broken}};
        g_assert_true(db_create(":memory:", &db, NULL));
        g_assert_false(migrate(db, all, 3, &error));
        g_assert_true(g_str_has_prefix(error->message, "0003-rebuild: "));
        g_assert_true(is_before(db));
        g_assert_false(
            runs(db, "INSERT INTO child VALUES (11, 3)")); /* foreign keys are on again */
        all[2].sql = whole;
        g_assert_true(migrate(db, all, 3, NULL));
        g_assert_true(is_after(db));
    }
}

static void test_broken_foreign_key(void) {
    g_autoptr(Db) db = NULL;
    g_autoptr(GError) error = NULL;
    DbMigration all[] = {first,
                         second,
                         {3, "break",
                          "DELETE FROM parent; UPDATE parent SET id = 5;"
                          "INSERT INTO child VALUES (12, 77);"}};
    g_assert_true(db_create(":memory:", &db, NULL));
    g_assert_false(migrate(db, all, 3, &error));
    g_assert_true(is_before(db));
    g_assert_true(runs(db, "INSERT INTO child VALUES (12, 1)"));
}

static void test_own(void) {
    g_autoptr(Db) db = testdb_new();
    g_assert_true(db_migrate(db, NULL));
    check_pending(db, db_migrations.migrations, db_migrations.n, 0);
    for (size_t i = 1; i < db_migrations.n; i++)
        g_assert_cmpint(db_migrations.migrations[i].number, >,
                        db_migrations.migrations[i - 1].number);
}

/* Killed at each step, in a process of its own: this program with the step as its argument. */

static void kill_now(sqlite3_context *context, int n, sqlite3_value **values) {
    (void)context;
    (void)n;
    (void)values;
    raise(SIGKILL);
}

static int add_kill_now(sqlite3 *handle) {
    return sqlite3_create_function(handle, "kill_now", 0, SQLITE_UTF8, NULL, kill_now, NULL, NULL);
}

static int migrate_and_die(const char *path, size_t step) {
    g_autoptr(Db) db = NULL;
    g_autofree char *sql = third_sql(step, "SELECT kill_now();");
    DbMigration all[] = {first, second, {3, "rebuild", sql}};
    sqlite3_auto_extension((void (*)(void))add_kill_now);
    return db_open(path, &db, NULL) && migrate(db, all, 3, NULL) ? 0 : 1;
}

static void check_killed_at(const char *program, size_t step) {
    g_autoptr(Db) db = NULL;
    char *path = testdb_file();
    g_autofree char *number = g_strdup_printf("%zu", step);
    g_autofree char *whole = third_sql(STEPS, "");
    DbMigration all[] = {first, second, {3, "rebuild", whole}};
    int status;
    g_assert_true(db_create(path, &db, NULL));
    g_assert_true(migrate(db, all, 2, NULL));
    db_close(g_steal_pointer(&db));
    const char *command[] = {program, "die", path, number, NULL};
    g_assert_true(g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                               NULL, &status, NULL));
    g_assert_cmpint(status, ==, SIGKILL);
    g_assert_true(db_open(path, &db, NULL));
    g_assert_true(is_before(db));
    g_assert_true(migrate(db, all, 3, NULL));
    g_assert_true(is_after(db));
    db_close(g_steal_pointer(&db));
    testdb_remove_file(path);
}

static void test_killed_at_each_step(const void *program) {
    for (size_t step = 0; step <= STEPS; step++)
        check_killed_at(program, step);
}

int main(int argc, char **argv) {
    if (argc == 4 && strcmp(argv[1], "die") == 0)
        return migrate_and_die(argv[2], (size_t)g_ascii_strtoull(argv[3], NULL, 10));
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/migrate/in steps", test_in_steps);
    g_test_add_func("/migrate/changed", test_changed);
    g_test_add_func("/migrate/newer", test_newer);
    g_test_add_func("/migrate/other numbers", test_other_numbers);
    g_test_add_func("/migrate/fails at each step", test_fails_at_each_step);
    g_test_add_func("/migrate/broken foreign key", test_broken_foreign_key);
    g_test_add_func("/migrate/own", test_own);
    g_test_add_data_func("/migrate/42 killed at each step", argv[0], test_killed_at_each_step);
    return g_test_run();
}
