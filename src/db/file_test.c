#include "base/id.h"
#include "db/db_private.h"
#include "db/migrate.h"
#include "db/pool.h"
#include "db/testdb.h"
#include "db/testing/things.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static bool add_whole(Db *db, void *in, GError **error) {
    return sql_thing_add(db, in, error);
}

/* Opening */

static void check_not_opened(const char *path, bool create, ErrorCode code) {
    g_autoptr(GError) error = NULL;
    Db *db = NULL;
    bool opened = create ? db_create(path, &db, &error) : db_open(path, &db, &error);
    g_assert_false(opened);
    g_assert_null(db);
    g_assert_cmpint(error->code, ==, code);
}

static void test_refused_files(Things *fixture, const void *data) {
    (void)data;
    g_autofree char *folder = g_path_get_dirname(fixture->where);
    g_autofree char *missing = g_build_filename(folder, "missing.db", NULL);
    check_not_opened(missing, false, ERROR_NOT_FOUND);
    g_assert_false(g_file_test(missing, G_FILE_TEST_EXISTS));
    check_not_opened(folder, true, ERROR_UNAVAILABLE);

    g_autofree char *text = g_strnfill(5000, 'x');
    g_assert_true(g_file_set_contents(missing, text, -1, NULL));
    check_not_opened(missing, false, ERROR_INVALID);
    check_not_opened(missing, true, ERROR_INVALID);
    g_assert_true(g_file_set_contents(missing, "", 0, NULL));
    check_not_opened(missing, false, ERROR_INVALID);

    sqlite3 *foreign;
    g_unlink(missing);
    g_assert_cmpint(sqlite3_open(missing, &foreign), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(foreign, "CREATE TABLE t (x)", NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close(foreign);
    check_not_opened(missing, true, ERROR_INVALID);
    g_unlink(missing);
}

static void check_setting(Db *db, const char *pragma, int64_t expected) {
    typedef struct {
        int64_t value;
    } Row;
    static const DbField column = {"value", FIELD_INT, offsetof(Row, value)};
    g_autoptr(Arena) arena = arena_new();
    DbQuery query = {.name = pragma,
                     .sql = pragma,
                     .kind = QUERY_ONE,
                     .columns = &column,
                     .n_columns = 1,
                     .row_size = sizeof(Row)};
    Row row;
    g_assert_true(db_query_one(db, arena, &query, NULL, &row, NULL));
    g_assert_cmpint(row.value, ==, expected);
    g_hash_table_remove(db->statements, &query);
}

static void test_settings(Things *fixture, const void *data) {
    (void)data;
    check_setting(fixture->other, "PRAGMA synchronous", 2);
    check_setting(fixture->other, "PRAGMA foreign_keys", 1);
    check_setting(fixture->other, "PRAGMA trusted_schema", 0);
    check_setting(fixture->other,
                  "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", 1);
    g_assert_false(db_run_script(fixture->db, "UPDATE sqlite_schema SET sql = ''", NULL));
    g_assert_false(db_run_script(fixture->db, "SELECT \"no such column\"", NULL));
    g_assert_false(db_run_script(fixture->db, "SELECT load_extension('x')", NULL));
}

/* The database's descriptors do not reach programs that are started. */
static void test_close_on_exec(Things *fixture, const void *data) {
    (void)data;
    int found = 0;
    for (int descriptor = 0; descriptor < 1024; descriptor++) {
        g_autofree char *link = g_strdup_printf("/proc/self/fd/%d", descriptor);
        g_autofree char *target = g_file_read_link(link, NULL);
        if (target == NULL || !g_str_has_prefix(target, fixture->where))
            continue;
        g_assert_cmpint(fcntl(descriptor, F_GETFD) & FD_CLOEXEC, ==, FD_CLOEXEC);
        found++;
    }
    g_assert_cmpint(found, >=, 4); /* two databases, two logs at least */
}

/* Full */

static void test_disk_full(Things *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    uint8_t *content = g_malloc0(200000);
    SqlThingAddIn in = {
        .collaboration = samverkan, .id = id_new(), .title = "stor", .content = {content, 200000}};
    bool limited = db_run_script(fixture->db, "PRAGMA max_page_count = 60", NULL);
    g_assert_true(limited);
    g_assert_false(db_write(fixture->db, add_whole, &in, &error));
    g_assert_true(error_is(error, ERROR_FULL));
    g_assert_nonnull(strstr(error->message, "full"));
    g_assert_cmpint(count_things(fixture->db, samverkan), ==, 0);
    g_assert_true(db_run_script(fixture->db, "PRAGMA max_page_count = 100000", NULL));
    g_assert_true(db_write(fixture->db, add_whole, &in, NULL));
    g_assert_cmpint(count_things(fixture->db, samverkan), ==, 1);
    g_free(content);
}

static void test_pool_without_file(Things *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    DbPool *pool = NULL;
    g_autofree char *missing = g_strconcat(fixture->where, "x", NULL);
    g_assert_false(db_pool_new(missing, &pool, &error));
    g_assert_true(error_is(error, ERROR_NOT_FOUND));
    g_assert_null(pool);
    db_pool_close(NULL);
}

#define ADD(name, test)                                                                            \
    g_test_add("/db file/" name, Things, NULL, things_set_up, test, things_tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("refused files", test_refused_files);
    ADD("settings", test_settings);
    ADD("close on exec", test_close_on_exec);
    ADD("37 disk full", test_disk_full);
    ADD("pool without file", test_pool_without_file);
    return g_test_run();
}
