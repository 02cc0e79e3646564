#include "db/testdb.h"

#include "db/migrate.h"
#include "db/testdb_pg.h"

#include <glib/gstdio.h>

static const char *cluster(void) {
    return g_getenv("SAMSYN_TEST_DATABASE");
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
    g_autofree char *where = cluster() == NULL ? g_strdup(":memory:") : testdb_pg_new(cluster(), true);
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
