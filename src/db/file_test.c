#include "base/id.h"
#include "db/db_private.h"
#include "db/db_test_sql.h"
#include "db/migrate.h"
#include "db/pool.h"
#include "db/testdb.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static const Id samverkan = {7};

/* Two connections to one file. */
typedef struct {
    char *path;
    Db *db, *other;
    Arena *arena;
} Fixture;

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    fixture->path = testdb_file();
    fixture->arena = arena_new();
    g_assert_true(db_create(fixture->path, &fixture->db, NULL));
    g_assert_true(db_migrate(fixture->db, NULL));
    g_assert_true(db_open(fixture->path, &fixture->other, NULL));
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    db_close(fixture->db);
    db_close(fixture->other);
    arena_free(fixture->arena);
    testdb_remove_file(fixture->path);
}

static bool add_thing(Db *db, void *title, GError **error) {
    SqlThingAddIn in = {.collaboration = samverkan, .id = db_new_id(db), .title = title};
    return sql_thing_add(db, &in, error);
}

static bool add_whole(Db *db, void *in, GError **error) {
    return sql_thing_add(db, in, error);
}

static int64_t count_things(Db *db) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    SqlThingCountRow row = {-1};
    (void)!sql_thing_count(db, arena, &(SqlThingCountIn){samverkan}, &row, &error);
    g_assert_no_error(error);
    return row.count;
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

static void test_refused_files(Fixture *fixture, const void *data) {
    (void)data;
    g_autofree char *folder = g_path_get_dirname(fixture->path);
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

static void test_settings(Fixture *fixture, const void *data) {
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
static void test_close_on_exec(Fixture *fixture, const void *data) {
    (void)data;
    int found = 0;
    for (int descriptor = 0; descriptor < 1024; descriptor++) {
        g_autofree char *link = g_strdup_printf("/proc/self/fd/%d", descriptor);
        g_autofree char *target = g_file_read_link(link, NULL);
        if (target == NULL || !g_str_has_prefix(target, fixture->path))
            continue;
        g_assert_cmpint(fcntl(descriptor, F_GETFD) & FD_CLOEXEC, ==, FD_CLOEXEC);
        found++;
    }
    g_assert_cmpint(found, >=, 4); /* two databases, two logs at least */
}

/* Busy */

typedef struct {
    Db *db;
    GMutex mutex;
    GCond changed;
    bool writing, may_end;
    int runs;
} Holder;

static void set_flag(Holder *holder, bool *flag) {
    g_mutex_lock(&holder->mutex);
    *flag = true;
    g_cond_broadcast(&holder->changed);
    g_mutex_unlock(&holder->mutex);
}

static void wait_for_flag(Holder *holder, const bool *flag) {
    g_mutex_lock(&holder->mutex);
    while (!*flag)
        g_cond_wait(&holder->changed, &holder->mutex);
    g_mutex_unlock(&holder->mutex);
}

static bool write_until_told(Db *db, void *data, GError **error) {
    Holder *holder = data;
    if (!add_thing(db, (char *)"först", error))
        return false;
    set_flag(holder, &holder->writing);
    wait_for_flag(holder, &holder->may_end);
    return true;
}

static void *run_holder(void *data) {
    Holder *holder = data;
    g_assert_true(db_write(holder->db, write_until_told, holder, NULL));
    return NULL;
}

static bool add_second(Db *db, void *data, GError **error) {
    Holder *holder = data;
    holder->runs++;
    return add_thing(db, (char *)"sedan", error);
}

static void test_gives_up(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    Holder holder = {.db = fixture->other};
    GThread *thread = g_thread_new("holder", run_holder, &holder);
    wait_for_flag(&holder, &holder.writing);
    db_set_patience(fixture->db, 3);
    g_assert_false(db_write(fixture->db, add_second, &holder, &error));
    g_assert_true(error_is(error, ERROR_UNAVAILABLE));
    g_assert_cmpint(holder.runs, ==, 0);
    g_assert_cmpint(count_things(fixture->db), ==, 0); /* reading goes on meanwhile */
    set_flag(&holder, &holder.may_end);
    g_thread_join(thread);
    g_assert_true(db_write(fixture->db, add_second, &holder, NULL));
    g_assert_cmpint(count_things(fixture->db), ==, 2);
}

static void *let_go(void *data) {
    Holder *holder = data;
    g_usleep(30000);
    set_flag(holder, &holder->may_end);
    return NULL;
}

static void test_waits(Fixture *fixture, const void *data) {
    (void)data;
    Holder holder = {.db = fixture->other};
    GThread *thread = g_thread_new("holder", run_holder, &holder);
    wait_for_flag(&holder, &holder.writing);
    GThread *letting = g_thread_new("let go", let_go, &holder);
    g_assert_true(db_write(fixture->db, add_second, &holder, NULL));
    g_assert_cmpint(holder.runs, ==, 1);
    g_assert_cmpint(count_things(fixture->db), ==, 2);
    g_thread_join(letting);
    g_thread_join(thread);
}

/* A function that the database asks to run again starts afresh. */
static bool fails_twice(Db *db, void *data, GError **error) {
    Holder *holder = data;
    if (!add_thing(db, (char *)"en gång", error))
        return false;
    if (++holder->runs > 2)
        return true;
    db->connection->transient = true;
    return fail(error, ERROR_UNAVAILABLE, "upptagen");
}

static bool fails_always(Db *db, void *data, GError **error) {
    Holder *holder = data;
    holder->runs++;
    db->connection->transient = true;
    return fail(error, ERROR_UNAVAILABLE, "upptagen");
}

static void test_retries(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    Holder holder = {.runs = 0};
    g_assert_true(db_write(fixture->db, fails_twice, &holder, NULL));
    g_assert_cmpint(holder.runs, ==, 3);
    g_assert_cmpint(count_things(fixture->db), ==, 1);
    holder.runs = 0;
    g_assert_false(db_write(fixture->db, fails_always, &holder, &error));
    g_assert_true(error_is(error, ERROR_UNAVAILABLE));
    g_assert_cmpint(holder.runs, ==, DB_WRITE_ATTEMPTS);
}

/* Snapshots */

static bool count_around_a_write(Db *db, void *data, GError **error) {
    Fixture *fixture = data;
    (void)error;
    g_assert_cmpint(count_things(db), ==, 0);
    g_assert_true(db_write(fixture->other, add_thing, (char *)"ny", NULL));
    g_assert_cmpint(count_things(fixture->other), ==, 1);
    g_assert_cmpint(count_things(db), ==, 0);
    return true;
}

static void test_snapshot(Fixture *fixture, const void *data) {
    (void)data;
    g_assert_true(db_read(fixture->db, count_around_a_write, fixture, NULL));
    g_assert_cmpint(count_things(fixture->db), ==, 1);
}

/* Full */

static void test_disk_full(Fixture *fixture, const void *data) {
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
    g_assert_cmpint(count_things(fixture->db), ==, 0);
    g_assert_true(db_run_script(fixture->db, "PRAGMA max_page_count = 100000", NULL));
    g_assert_true(db_write(fixture->db, add_whole, &in, NULL));
    g_assert_cmpint(count_things(fixture->db), ==, 1);
    g_free(content);
}

/* Pool */

enum { THREADS = 8, WRITES = 25 };

typedef struct {
    DbPool *pool;
    int number;
    Db *db;
} Writer;

static void *write_many(void *data) {
    Writer *writer = data;
    g_assert_true(db_pool_connection(writer->pool, &writer->db, NULL));
    for (int i = 0; i < WRITES; i++) {
        g_autofree char *title = g_strdup_printf("%d av tråd %d", i, writer->number);
        g_autoptr(GError) error = NULL;
        Db *same;
        g_assert_true(db_pool_connection(writer->pool, &same, NULL));
        g_assert_true(same == writer->db);
        (void)!db_write(same, add_thing, title, &error);
        g_assert_no_error(error);
        count_things(same);
    }
    return NULL;
}

static void test_pool(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(DbPool) pool = NULL;
    g_assert_true(db_pool_new(fixture->path, &pool, NULL));
    Writer writers[THREADS];
    GThread *threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        writers[i] = (Writer){pool, i, NULL};
        threads[i] = g_thread_new("writer", write_many, &writers[i]);
    }
    for (int i = 0; i < THREADS; i++)
        g_thread_join(threads[i]);
    for (int i = 1; i < THREADS; i++)
        g_assert_true(writers[i].db != writers[i - 1].db);
    g_assert_cmpint(count_things(fixture->db), ==, THREADS * WRITES);
}

static void test_pool_without_file(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    DbPool *pool = NULL;
    g_autofree char *missing = g_strconcat(fixture->path, "x", NULL);
    g_assert_false(db_pool_new(missing, &pool, &error));
    g_assert_true(error_is(error, ERROR_NOT_FOUND));
    g_assert_null(pool);
    db_pool_close(NULL);
}

#define ADD(name, test) g_test_add("/db file/" name, Fixture, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("refused files", test_refused_files);
    ADD("settings", test_settings);
    ADD("close on exec", test_close_on_exec);
    ADD("gives up", test_gives_up);
    ADD("waits", test_waits);
    ADD("retries", test_retries);
    ADD("snapshot", test_snapshot);
    ADD("disk full", test_disk_full);
    ADD("pool", test_pool);
    ADD("pool without file", test_pool_without_file);
    return g_test_run();
}
