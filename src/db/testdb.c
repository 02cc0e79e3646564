#include "db/testdb.h"

#include "db/migrate.h"
#include "db/testdb_pg.h"

#include <glib/gstdio.h>

static const char *cluster(void) {
    return g_getenv("TEST_DATABASE");
}

bool testdb_is_postgresql(void) {
    return cluster() != NULL;
}

static Db *migrated(const char *where) {
    g_autoptr(GError) error = NULL;
    Db *db;
    bool made = db_create(where, &db, &error) && db_migrate(db, &error);
    g_assert_no_error(error);
    g_assert_true(made);
    return db;
}

Db *testdb_new(void) {
    g_autofree char *where =
        cluster() == NULL ? g_strdup(":memory:") : testdb_pg_new(cluster(), true);
    return migrated(where);
}

char *testdb_where(void) {
    return cluster() == NULL ? testdb_file() : testdb_pg_new(cluster(), false);
}

void testdb_remove(char *where) {
    if (cluster() == NULL) {
        testdb_remove_file(where);
        return;
    }
    testdb_pg_remove(cluster(), where);
    g_free(where);
}

static void run(Db *db, const char *sql) {
    g_autoptr(GError) error = NULL;
    bool done = db_run_script(db, sql, &error);
    g_assert_no_error(error);
    g_assert_true(done);
}

void testdb_refuse(Db *db, const char *change, const char *table, const char *reason) {
    g_autofree char *sql =
        cluster() == NULL
            ? g_strdup_printf("CREATE TRIGGER refuse_%s_%s BEFORE %s ON %s"
                              " BEGIN SELECT raise(ABORT, '%s'); END",
                              table, change, change, table, reason)
            : g_strdup_printf("CREATE FUNCTION refuse_%s_%s() RETURNS trigger LANGUAGE plpgsql AS"
                              " $$ BEGIN RAISE '%s'; END $$;"
                              "CREATE TRIGGER refuse BEFORE %s ON %s"
                              " FOR EACH ROW EXECUTE FUNCTION refuse_%s_%s()",
                              table, change, reason, change, table, table, change);
    run(db, sql);
}

void testdb_fill_disk(Db *db) {
    run(db, cluster() == NULL
                ? "PRAGMA max_page_count = 1"
                : "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                  " $$ BEGIN RAISE 'full' USING ERRCODE = '53100'; END $$;"
                  "DO $$ DECLARE t regclass; BEGIN FOR t IN SELECT oid FROM pg_class"
                  " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP EXECUTE"
                  " format('CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON %s"
                  " EXECUTE FUNCTION full_disk()', t); END LOOP; END $$");
}

void testdb_empty_disk(Db *db) {
    run(db, cluster() == NULL ? "PRAGMA max_page_count = 1000000"
                              : "DROP FUNCTION full_disk() CASCADE");
}

char *testdb_file(void) {
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("samsyn-XXXXXX", &error);
    g_assert_no_error(error);
    return g_build_filename(folder, "test.db", NULL);
}

void testdb_remove_file(char *path) {
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        g_autofree char *file = g_strconcat(path, endings[i], NULL);
        g_unlink(file);
    }
    g_autofree char *folder = g_path_get_dirname(path);
    g_rmdir(folder);
    g_free(path);
}
