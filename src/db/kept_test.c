#include "base/id.h"
#include "db/migrate.h"
#include "db/testdb.h"
#include "db/testing/things.h"

/* What is kept is never another thing than what would be read. Two connections to one file. */

static const Id another = {8};

static bool add_and_fail(Db *db, void *title, GError **error) {
    return add_thing(db, title, error) && fail(error, ERROR_CONFLICT, "Nej.");
}

static bool read_count(Db *db, Arena *arena, const DbKey *key, const void **ret, GError **error) {
    SqlThingCountRow *row = ARENA_NEW(arena, SqlThingCountRow);
    *ret = row;
    return sql_thing_count(db, arena, &(SqlThingCountIn){key->collaboration}, row, error);
}

static bool read_nothing(Db *db, Arena *arena, const DbKey *key, const void **ret, GError **error) {
    (void)db, (void)arena, (void)key, (void)ret;
    return fail(error, ERROR_NOT_FOUND, "Finns inte.");
}

typedef struct {
    Arena *arena;
    DbReading reading;
    DbKey key;
    const void *value;
} Asking;

static bool ask(Db *db, void *data, GError **error) {
    Asking *asking = data;
    return db_kept(db, asking->arena, asking->reading, &asking->key, &asking->value, error);
}

static int64_t counted(const void *value) {
    return ((const SqlThingCountRow *)value)->count;
}

/* The number of things in one transaction, and how many statements it took to know. */
static int64_t count(Things *fixture, Id collaboration, uint64_t statements) {
    Asking asking = {fixture->arena, read_count, {.collaboration = collaboration}, NULL};
    uint64_t before = db_statement_count(fixture->db);
    g_assert_true(db_read(fixture->db, ask, &asking, NULL));
    g_assert_cmpuint(db_statement_count(fixture->db) - before, ==, statements);
    return counted(asking.value);
}

/* How many statements it takes after changes that were taken back: PostgreSQL counts them. */
static uint64_t after_failures(void) {
    return testdb_is_postgresql() ? 1 : 0;
}

static void is_read_once(Things *fixture, const void *data) {
    (void)data;
    g_assert_cmpint(count(fixture, samverkan, 1), ==, 0);
    g_assert_cmpint(count(fixture, samverkan, 0), ==, 0);
    g_assert_cmpint(count(fixture, another, 1), ==, 0);
    g_assert_cmpint(count(fixture, samverkan, 0), ==, 0);
}

static void is_read_anew_after_any_change(Things *fixture, const void *data) {
    (void)data;
    g_assert_cmpint(count(fixture, samverkan, 1), ==, 0);
    g_assert_true(db_write(fixture->db, add_thing, (char *)"A", NULL));
    g_assert_cmpint(count(fixture, samverkan, 1), ==, 1);
    g_assert_true(db_write(fixture->other, add_thing, (char *)"B", NULL));
    g_assert_cmpint(count(fixture, samverkan, 1), ==, 2);
    g_assert_cmpint(count(fixture, samverkan, 0), ==, 2);
    g_assert_false(db_write(fixture->other, add_and_fail, (char *)"C", NULL));
    g_assert_false(db_write(fixture->db, add_and_fail, (char *)"D", NULL));
    g_assert_cmpint(count(fixture, samverkan, after_failures()), ==, 2);
}

/* Another's change in the middle of a transaction does not show in it, but in the next. */
static bool ask_around_a_change(Db *db, void *data, GError **error) {
    Things *fixture = data;
    Asking first = {fixture->arena, read_count, {.collaboration = samverkan}, NULL},
           second = {fixture->arena, read_count, {.collaboration = samverkan, .more = 1}, NULL};
    g_assert_true(ask(db, &first, error));
    g_assert_true(db_write(fixture->other, add_thing, (char *)"A", error));
    g_assert_true(ask(db, &second, error));
    g_assert_cmpint(counted(first.value), ==, 0);
    g_assert_cmpint(counted(second.value), ==, 0);
    return true;
}

static void is_of_one_snapshot(Things *fixture, const void *data) {
    (void)data;
    g_assert_true(db_read(fixture->db, ask_around_a_change, fixture, NULL));
    g_assert_cmpint(count(fixture, samverkan, 1), ==, 1);
}

static bool add_and_ask(Db *db, void *data, GError **error) {
    return add_thing(db, (char *)"A", error) && ask(db, data, error);
}

static bool add_ask_and_fail(Db *db, void *data, GError **error) {
    return add_and_ask(db, data, error) && fail(error, ERROR_CONFLICT, "Nej.");
}

static void is_not_kept_while_writing(Things *fixture, const void *data) {
    (void)data;
    Asking asking = {fixture->arena, read_count, {.collaboration = samverkan}, NULL};
    g_assert_cmpint(count(fixture, samverkan, 1), ==, 0);
    g_assert_false(db_write(fixture->db, add_ask_and_fail, &asking, NULL));
    g_assert_cmpint(counted(asking.value), ==, 1);
    g_assert_cmpint(count(fixture, samverkan, after_failures()), ==, 0);
    g_assert_true(db_write(fixture->db, add_and_ask, &asking, NULL));
    g_assert_cmpint(counted(asking.value), ==, 1);
    g_assert_true(ask(fixture->db, &asking, NULL));
    g_assert_cmpint(counted(asking.value), ==, 1);
}

static void outlives_the_connection(Things *fixture, const void *data) {
    (void)data;
    Asking asking = {fixture->arena, read_count, {.collaboration = samverkan}, NULL};
    g_assert_true(db_read(fixture->db, ask, &asking, NULL));
    g_assert_true(db_write(fixture->db, add_thing, (char *)"A", NULL));
    g_assert_cmpint(count(fixture, samverkan, 1), ==, 1);
    db_close(g_steal_pointer(&fixture->db));
    g_assert_cmpint(counted(asking.value), ==, 0);
}

static void failure_is_not_kept(Things *fixture, const void *data) {
    (void)data;
    Asking asking = {fixture->arena, read_nothing, {.collaboration = samverkan}, NULL};
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(db_read(fixture->db, ask, &asking, &error));
        g_assert_true(error_is(error, ERROR_NOT_FOUND));
    }
}

static bool ask_many(Db *db, void *data, GError **error) {
    for (int64_t i = 0; i < DB_KEPT_MAX + 10; i++) {
        Asking asking = {data, read_count, {.collaboration = samverkan, .more = i}, NULL};
        if (!ask(db, &asking, error))
            return false;
    }
    return true;
}

/* The last ten are there, the first are not. */
static void begins_anew_when_full(Things *fixture, const void *data) {
    (void)data;
    g_assert_true(db_read(fixture->db, ask_many, fixture->arena, NULL));
    g_assert_cmpint(count(fixture, samverkan, 1), ==, 0);
    uint64_t before = db_statement_count(fixture->db);
    Asking last = {
        fixture->arena, read_count, {.collaboration = samverkan, .more = DB_KEPT_MAX + 9}, NULL};
    g_assert_true(db_read(fixture->db, ask, &last, NULL));
    g_assert_cmpuint(db_statement_count(fixture->db), ==, before);
}

/* ---- what has an edition ---- */

typedef struct {
    Arena *arena;
    int64_t now; /* the edition, as the database would say it */
    int n_asked;
    const void *value;
} Edition;

static Edition edition;

static bool read_the_edition(Db *db, Arena *arena, const DbKey *key, int64_t *ret, GError **error) {
    (void)db, (void)arena, (void)key, (void)error;
    edition.n_asked++;
    *ret = edition.now;
    return true;
}

static bool ask_edition(Db *db, void *data, GError **error) {
    (void)data;
    DbKey key = {.collaboration = samverkan, .more = 5};
    return db_kept_edition(db, edition.arena, read_count, read_the_edition, &key, &edition.value,
                           error);
}

static bool ask_edition_twice(Db *db, void *data, GError **error) {
    return ask_edition(db, data, error) && ask_edition(db, data, error);
}

/* The number of things that the edition knows, and how often the edition was asked for it. */
static int64_t count_edition(Things *fixture, DbFunction asking, int times) {
    edition.arena = fixture->arena;
    edition.n_asked = 0;
    g_assert_true(db_read(fixture->db, asking, NULL, NULL));
    g_assert_cmpint(edition.n_asked, ==, times);
    return counted(edition.value);
}

static void edition_outlives_the_changes_of_others(Things *fixture, const void *data) {
    (void)data;
    edition = (Edition){.now = 1};
    g_assert_cmpint(count_edition(fixture, ask_edition_twice, 1), ==, 0);
    g_assert_cmpint(count_edition(fixture, ask_edition, 0), ==, 0);
    g_assert_true(db_write(fixture->db, add_thing, (char *)"A", NULL));
    g_assert_true(db_write(fixture->other, add_thing, (char *)"B", NULL));
    uint64_t before = db_statement_count(fixture->db);
    g_assert_cmpint(count_edition(fixture, ask_edition_twice, 1), ==, 0);
    g_assert_true(ask_edition(fixture->db, NULL, NULL));
    g_assert_cmpuint(db_statement_count(fixture->db), ==, before);
    edition.now = 2;
    g_assert_true(ask_edition(fixture->db, NULL, NULL));
    g_assert_cmpint(counted(edition.value), ==, 2);
    g_assert_cmpint(count_edition(fixture, ask_edition_twice, 1), ==, 2);
}

/* Beside it everything else is forgotten. */
static void edition_is_alone_in_it(Things *fixture, const void *data) {
    (void)data;
    edition = (Edition){.now = 1};
    g_assert_cmpint(count_edition(fixture, ask_edition, 1), ==, 0);
    for (int i = 0; i < 3; i++) {
        g_assert_cmpint(count(fixture, samverkan, 1), ==, i);
        g_assert_true(db_write(fixture->other, add_thing, (char *[]){"A", "B", "C"}[i], NULL));
    }
    g_assert_cmpint(count_edition(fixture, ask_edition, 1), ==, 0);
}

static bool change_and_fail(Db *db, void *data, GError **error) {
    edition.now = 2;
    g_assert_true(add_thing(db, (char *)"A", error));
    g_assert_true(ask_edition(db, data, error));
    return fail(error, ERROR_CONFLICT, "Nej.");
}

static void edition_is_not_kept_while_writing(Things *fixture, const void *data) {
    (void)data;
    edition = (Edition){.now = 1};
    g_assert_cmpint(count_edition(fixture, ask_edition, 1), ==, 0);
    g_assert_false(db_write(fixture->db, change_and_fail, NULL, NULL));
    g_assert_cmpint(counted(edition.value), ==, 1);
    g_assert_true(ask_edition(fixture->db, NULL, NULL)); /* the same mark, as if it came again */
    g_assert_cmpint(counted(edition.value), ==, 0);
    uint64_t before = db_statement_count(fixture->db);
    g_assert_true(db_write(fixture->db, ask_edition, NULL, NULL));
    g_assert_cmpuint(db_statement_count(fixture->db), ==, before);
    g_assert_cmpint(counted(edition.value), ==, 0);
}

#define ADD(name) g_test_add("/kept/" #name, Things, NULL, things_set_up, name, things_tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD(is_read_once);
    ADD(is_read_anew_after_any_change);
    ADD(is_of_one_snapshot);
    ADD(is_not_kept_while_writing);
    ADD(outlives_the_connection);
    ADD(failure_is_not_kept);
    ADD(begins_anew_when_full);
    ADD(edition_outlives_the_changes_of_others);
    ADD(edition_is_alone_in_it);
    ADD(edition_is_not_kept_while_writing);
    return g_test_run();
}
