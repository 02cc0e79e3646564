#include "base/id.h"
#include "db/db_private.h"
#include "db/migrate.h"
#include "db/pool.h"
#include "db/testdb.h"
#include "db/testing/things.h"

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

static void test_gives_up(Things *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    Holder holder = {.db = fixture->other};
    GThread *thread = g_thread_new("holder", run_holder, &holder);
    wait_for_flag(&holder, &holder.writing);
    db_set_patience(fixture->db, 3);
    g_assert_false(db_write(fixture->db, add_second, &holder, &error));
    g_assert_true(error_is(error, ERROR_UNAVAILABLE));
    g_assert_cmpint(holder.runs, ==, 0);
    g_assert_cmpint(count_things(fixture->db, samverkan), ==, 0); /* reading goes on meanwhile */
    set_flag(&holder, &holder.may_end);
    g_thread_join(thread);
    g_assert_true(db_write(fixture->db, add_second, &holder, NULL));
    g_assert_cmpint(count_things(fixture->db, samverkan), ==, 2);
}

static void *let_go(void *data) {
    Holder *holder = data;
    g_usleep(30000);
    set_flag(holder, &holder->may_end);
    return NULL;
}

static void test_waits(Things *fixture, const void *data) {
    (void)data;
    Holder holder = {.db = fixture->other};
    GThread *thread = g_thread_new("holder", run_holder, &holder);
    wait_for_flag(&holder, &holder.writing);
    GThread *letting = g_thread_new("let go", let_go, &holder);
    g_assert_true(db_write(fixture->db, add_second, &holder, NULL));
    g_assert_cmpint(holder.runs, ==, 1);
    g_assert_cmpint(count_things(fixture->db, samverkan), ==, 2);
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

static void test_retries(Things *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    Holder holder = {.runs = 0};
    g_assert_true(db_write(fixture->db, fails_twice, &holder, NULL));
    g_assert_cmpint(holder.runs, ==, 3);
    g_assert_cmpint(count_things(fixture->db, samverkan), ==, 1);
    holder.runs = 0;
    g_assert_false(db_write(fixture->db, fails_always, &holder, &error));
    g_assert_true(error_is(error, ERROR_UNAVAILABLE));
    g_assert_cmpint(holder.runs, ==, DB_WRITE_ATTEMPTS);
}

/* Snapshots */

static bool count_around_a_write(Db *db, void *data, GError **error) {
    Things *fixture = data;
    (void)error;
    g_assert_cmpint(count_things(db, samverkan), ==, 0);
    g_assert_true(db_write(fixture->other, add_thing, (char *)"ny", NULL));
    g_assert_cmpint(count_things(fixture->other, samverkan), ==, 1);
    g_assert_cmpint(count_things(db, samverkan), ==, 0);
    return true;
}

static void test_snapshot(Things *fixture, const void *data) {
    (void)data;
    g_assert_true(db_read(fixture->db, count_around_a_write, fixture, NULL));
    g_assert_cmpint(count_things(fixture->db, samverkan), ==, 1);
}

/* Pool */

enum { THREADS = 50, WRITES = 40 };

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
        count_things(same, samverkan);
    }
    return NULL;
}

static void test_pool(Things *fixture, const void *data) {
    (void)data;
    g_autoptr(DbPool) pool = NULL;
    g_assert_true(db_pool_new(fixture->where, &pool, NULL));
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
    g_assert_cmpint(count_things(fixture->db, samverkan), ==, THREADS * WRITES);
}

#define ADD(name, test)                                                                            \
    g_test_add("/connections/" name, Things, NULL, things_set_up, test, things_tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("gives up", test_gives_up);
    ADD("waits", test_waits);
    ADD("retries", test_retries);
    ADD("snapshot", test_snapshot);
    ADD("pool", test_pool);
    return g_test_run();
}
