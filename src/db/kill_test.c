#include "base/id.h"
#include "db/db_test_sql.h"
#include "db/migrate.h"
#include "db/pool.h"
#include "db/testdb.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A program that writes and tells of every row that is saved is killed while it does, again and
 * again (KILLS times, 5 when not set): every row that it told of is there. This program is both. */

enum { THREADS = 4, ROWS_MAX = 100000, TOLD_MAX = 60 };

static const Id samverkan = {7};

static bool add_thing(Db *db, void *title, GError **error) {
    SqlThingAddIn in = {.collaboration = samverkan, .id = db_new_id(db), .title = title};
    return sql_thing_add(db, &in, error);
}

typedef struct {
    DbPool *pool;
    const char *run;
    int number;
} Writer;

static void *write_and_tell(void *data) {
    const Writer *writer = data;
    Db *db;
    if (!db_pool_connection(writer->pool, &db, NULL))
        return NULL;
    for (int i = 0; i < ROWS_MAX; i++) {
        g_autofree char *title = g_strdup_printf("%s-%d-%d", writer->run, writer->number, i);
        if (!db_write(db, add_thing, title, NULL))
            return NULL;
        g_autofree char *line = g_strconcat(title, "\n", NULL);
        if (write(STDOUT_FILENO, line, strlen(line)) < 0)
            return NULL;
    }
    return NULL;
}

static int write_until_killed(const char *path, const char *run) {
    g_autoptr(DbPool) pool = NULL;
    Writer writers[THREADS];
    GThread *threads[THREADS];
    if (!db_pool_new(path, &pool, NULL))
        return 1;
    for (int i = 0; i < THREADS; i++) {
        writers[i] = (Writer){pool, run, i};
        threads[i] = g_thread_new("writer", write_and_tell, &writers[i]);
    }
    for (int i = 0; i < THREADS; i++)
        g_thread_join(threads[i]);
    return 1;
}

/* Starts the writer, kills it when it has told of some rows, and gives all that it told of. */
static GPtrArray *kill_one(const char *program, const char *path, int run) {
    g_autofree char *number = g_strdup_printf("%d", run);
    const char *command[] = {program, "write", path, number, NULL};
    GPtrArray *told = g_ptr_array_new_with_free_func(g_free);
    GPid writer;
    int output;
    g_assert_true(g_spawn_async_with_pipes(NULL, (char **)command, NULL, G_SPAWN_DO_NOT_REAP_CHILD,
                                           NULL, NULL, &writer, NULL, &output, NULL, NULL));
    g_autoptr(GIOChannel) lines = g_io_channel_unix_new(output);
    g_io_channel_set_close_on_unref(lines, TRUE);
    guint enough = (guint)g_test_rand_int_range(0, TOLD_MAX);
    char *line;
    gsize end;
    for (bool killed = false;;) {
        if (!killed && told->len >= enough)
            killed = kill(writer, SIGKILL) == 0;
        if (g_io_channel_read_line(lines, &line, NULL, &end, NULL) != G_IO_STATUS_NORMAL)
            break;
        line[end] = '\0';
        g_ptr_array_add(told, line);
    }
    g_assert_cmpint(waitpid(writer, NULL, 0), ==, writer);
    return told;
}

static int64_t number_of_rows(Db *db, const char *pragma) {
    typedef struct {
        int64_t value;
    } Row;
    static const DbField column = {"value", FIELD_INT, offsetof(Row, value)};
    DbQuery query = {.name = pragma,
                     .sql = pragma,
                     .kind = QUERY_ONE,
                     .columns = &column,
                     .n_columns = 1,
                     .row_size = sizeof(Row)};
    g_autoptr(Arena) arena = arena_new();
    Row row = {-1};
    g_assert_true(db_query_one(db, arena, &query, NULL, &row, NULL));
    return row.value;
}

static void check_whole(Db *db) {
    int64_t whole = 1;
    if (!testdb_is_postgresql())
        whole = number_of_rows(db, "SELECT count(*) FROM pragma_integrity_check"
                                   " WHERE integrity_check = 'ok'");
    g_assert_cmpint(whole, ==, 1);
}

/* The titles that a run has left, "17-…", and nobody else's: '.' follows on '-'. */
static GHashTable *titles_of(Db *db, Arena *arena, int run) {
    GHashTable *titles = g_hash_table_new(g_str_hash, g_str_equal);
    SqlThingTitlesIn in = {samverkan, arena_printf(arena, "%d-", run),
                           arena_printf(arena, "%d.", run)};
    SqlThingTitlesRows found;
    g_assert_true(sql_thing_titles(db, arena, &in, &found, NULL));
    for (size_t i = 0; i < found.n; i++)
        g_hash_table_add(titles, (char *)found.rows[i].title);
    return titles;
}

static void check_told(const char *path, int run, const GPtrArray *told) {
    g_autoptr(Db) db = NULL;
    g_autoptr(Arena) arena = arena_new();
    g_assert_true(db_open(path, &db, NULL));
    check_whole(db);
    g_autoptr(GHashTable) titles = titles_of(db, arena, run);
    for (guint i = 0; i < told->len; i++)
        if (!g_hash_table_contains(titles, told->pdata[i]))
            g_error("%s was told of, but is gone", (const char *)told->pdata[i]);
}

static void test_killed(const void *program) {
    const char *kills = g_getenv("KILLS");
    guint64 n = kills == NULL ? 5 : g_ascii_strtoull(kills, NULL, 10), rows = 0;
    char *path = testdb_where();
    Db *db;
    g_assert_true(db_create(path, &db, NULL));
    g_assert_true(db_migrate(db, NULL));
    db_close(db);
    for (guint64 run = 0; run < n; run++) {
        g_autoptr(GPtrArray) told = kill_one(program, path, (int)run);
        check_told(path, (int)run, told);
        rows += told->len;
    }
    g_test_message("%" G_GUINT64_FORMAT " kills, %" G_GUINT64_FORMAT " rows, none lost", n, rows);
    g_assert_cmpuint(rows, >, 0);
    testdb_remove(path);
}

int main(int argc, char **argv) {
    if (argc == 4 && strcmp(argv[1], "write") == 0)
        return write_until_killed(argv[2], argv[3]);
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/db/32 killed while writing", argv[0], test_killed);
    return g_test_run();
}
