#include "base/date.h"
#include "base/id.h"
#include "db/db_test_sql.h"
#include "db/testdb.h"

#include <string.h>

static const Id samverkan = {7};

typedef struct {
    Db *db;
    Arena *arena;
} Fixture;

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    fixture->db = testdb_new();
    fixture->arena = arena_new();
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    db_close(fixture->db);
    arena_free(fixture->arena);
}

static bool add_titled(Db *db, void *title, GError **error) {
    SqlThingAddIn in = {.collaboration = samverkan, .id = db_new_id(db), .title = title};
    return sql_thing_add(db, &in, error);
}

static int64_t count_things(Db *db) {
    g_autoptr(Arena) arena = arena_new();
    SqlThingCountRow row;
    g_assert_true(sql_thing_count(db, arena, &(SqlThingCountIn){samverkan}, &row, NULL));
    return row.count;
}

static bool add_whole(Db *db, void *in, GError **error) {
    return sql_thing_add(db, in, error);
}

static void test_values(Fixture *fixture, const void *data) {
    (void)data;
    SqlThingAddIn in = {.collaboration = samverkan,
                        .id = id_new(),
                        .title = "Åäö ’ \" %",
                        .amount = INT64_MIN,
                        .price_ore = {114300000},
                        .is_done = true,
                        .due_on = {2021, 5, 5},
                        .made_at = {1618480800},
                        .share = 0.25,
                        .content = {(const uint8_t *)"a\0b", 3}};
    g_assert_true(db_write(fixture->db, add_whole, &in, NULL));
    SqlThing row;
    SqlThingGetIn of = {samverkan, in.id};
    g_assert_true(sql_thing_get(fixture->db, fixture->arena, &of, &row, NULL));
    g_assert_true(id_equal(row.id, in.id));
    g_assert_cmpstr(row.title, ==, in.title);
    g_assert_false(id_is_set(row.parent));
    g_assert_cmpint(row.amount, ==, INT64_MIN);
    g_assert_cmpint(row.price_ore.ore, ==, 114300000);
    g_assert_true(row.is_done);
    g_assert_cmpint(date_compare(row.due_on, in.due_on), ==, 0);
    g_assert_cmpint(row.made_at.seconds, ==, 1618480800);
    g_assert_cmpfloat(row.share, ==, 0.25);
    g_assert_cmpmem(row.content.data, row.content.size, "a\0b", 3);
}

static void test_null(Fixture *fixture, const void *data) {
    (void)data;
    SqlThingAddIn in = {.collaboration = samverkan, .id = id_new(), .title = ""};
    g_assert_true(db_write(fixture->db, add_whole, &in, NULL));
    SqlThing row;
    SqlThingGetIn of = {samverkan, in.id};
    g_assert_true(sql_thing_get(fixture->db, fixture->arena, &of, &row, NULL));
    g_assert_cmpstr(row.title, ==, "");
    g_assert_false(date_is_set(row.due_on));
    g_assert_cmpint(row.made_at.seconds, ==, 0);
    g_assert_null(row.content.data);
}

static void test_one_maybe(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    SqlThing row = {.amount = 42};
    const SqlThing *found = &row;
    g_assert_false(
        sql_thing_get(fixture->db, fixture->arena, &(SqlThingGetIn){samverkan, {1}}, &row, &error));
    g_assert_true(error_is(error, ERROR_NOT_FOUND));
    g_assert_cmpint(row.amount, ==, 42);
    SqlThingFindIn in = {samverkan, "ÖVNING"};
    g_assert_true(sql_thing_find(fixture->db, fixture->arena, &in, &found, NULL));
    g_assert_null(found);
    g_assert_true(db_write(fixture->db, add_titled, (char *)"Övning", NULL));
    g_assert_true(sql_thing_find(fixture->db, fixture->arena, &in, &found, NULL));
    g_assert_nonnull(found);
    g_assert_cmpstr(found->title, ==, "Övning");
    in.title = "Ovning";
    g_assert_true(sql_thing_find(fixture->db, fixture->arena, &in, &found, NULL));
    g_assert_null(found);
}

static void test_two_rows_for_one(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    SqlThingsAnyRow row;
    g_assert_true(db_write(fixture->db, add_titled, (char *)"a", NULL));
    g_assert_true(
        sql_things_any(fixture->db, fixture->arena, &(SqlThingsAnyIn){samverkan}, &row, NULL));
    g_assert_true(db_write(fixture->db, add_titled, (char *)"b", NULL));
    g_assert_false(
        sql_things_any(fixture->db, fixture->arena, &(SqlThingsAnyIn){samverkan}, &row, &error));
    g_assert_true(error_is(error, ERROR_INTERNAL));
}

static void test_many(Fixture *fixture, const void *data) {
    (void)data;
    static const int64_t counts[] = {1, 15, 16, 17, 1000, 50000};
    SqlNumbersRows rows;
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
        SqlNumbersIn in = {counts[i]};
        g_assert_true(sql_numbers(fixture->db, fixture->arena, &in, &rows, NULL));
        g_assert_cmpuint(rows.n, ==, (size_t)counts[i]);
        for (size_t at = 0; at < rows.n; at++)
            g_assert_cmpint(rows.rows[at].number, ==, (int64_t)at + 1);
    }
    g_assert_cmpstr(rows.rows[49999].label, ==, "nummer 50000");
}

static void test_too_many(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    SqlNumbersRows rows = {NULL, 5};
    SqlNumbersIn in = {DB_ROWS_MAX + 1};
    if (g_test_slow()) {
        g_assert_false(sql_numbers(fixture->db, fixture->arena, &in, &rows, &error));
        g_assert_true(error_is(error, ERROR_INTERNAL));
        g_assert_cmpuint(rows.n, ==, 5);
    }
}

static void test_wrong_value(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    SqlThingWrongDateRow row;
    g_assert_false(sql_thing_wrong_date(fixture->db, fixture->arena, &row, &error));
    g_assert_true(error_is(error, ERROR_INTERNAL));
}

static void test_sorted(Fixture *fixture, const void *data) {
    (void)data;
    static const char *const in_order[] = {"André", "andre b", "vatten", "Wallin", "Vänern",
                                           "zebra", "Åre",     "ärlig",  "Öland",  NULL};
    for (int i = 8; i >= 0; i--)
        g_assert_true(db_write(fixture->db, add_titled, (char *)in_order[i], NULL));
    SqlThingsSortedRows rows;
    SqlThingsSortedIn in = {samverkan};
    g_assert_true(sql_things_sorted(fixture->db, fixture->arena, &in, &rows, NULL));
    g_assert_cmpuint(rows.n, ==, 9);
    g_autoptr(GString) got = g_string_new(NULL);
    for (size_t i = 0; i < rows.n; i++)
        g_string_append_printf(got, "%s ", rows.rows[i].title);
    g_assert_cmpstr(got->str, ==, "André andre b vatten Vänern Wallin zebra Åre ärlig Öland ");
}

/* Transactions */

static bool add_then_fail(Db *db, void *title, GError **error) {
    return add_titled(db, title, error) && fail(error, ERROR_INVALID, "ångrat");
}

static void test_rollback(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    g_assert_false(db_write(fixture->db, add_then_fail, (char *)"a", &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_cmpstr(error->message, ==, "ångrat");
    g_assert_cmpint(count_things(fixture->db), ==, 0);
    g_assert_true(db_write(fixture->db, add_titled, (char *)"a", NULL));
    g_assert_cmpint(count_things(fixture->db), ==, 1);
}

static void test_write_outside(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    g_assert_false(add_titled(fixture->db, (char *)"a", &error));
    g_assert_true(error_is(error, ERROR_INTERNAL));
    g_clear_error(&error);
    g_assert_false(db_read(fixture->db, add_titled, (char *)"a", &error));
    g_assert_true(error_is(error, ERROR_INTERNAL));
    g_assert_cmpint(count_things(fixture->db), ==, 0);
}

static bool write_inside(Db *db, void *title, GError **error) {
    return db_write(db, add_titled, title, error);
}

static void test_write_inside_read(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    g_assert_false(db_read(fixture->db, write_inside, (char *)"a", &error));
    g_assert_true(error_is(error, ERROR_INTERNAL));
}

static bool nested_good(Db *db, void *data, GError **error) {
    (void)data;
    return db_write(db, add_titled, (char *)"inre", error) &&
           add_titled(db, (char *)"yttre", error);
}

static bool nested_then_fail(Db *db, void *data, GError **error) {
    return nested_good(db, data, error) && fail(error, ERROR_INVALID, "yttre fel");
}

static bool ignores_inner_failure(Db *db, void *data, GError **error) {
    (void)data;
    (void)!db_write(db, add_then_fail, (char *)"inre", NULL);
    return add_titled(db, (char *)"yttre", error);
}

static bool ignores_failed_query(Db *db, void *data, GError **error) {
    (void)data;
    return add_titled(db, (char *)"samma", error) &&
           (add_titled(db, (char *)"samma", NULL) || true);
}

static void test_nested(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    g_assert_true(db_write(fixture->db, nested_good, NULL, NULL));
    g_assert_cmpint(count_things(fixture->db), ==, 2);
    g_assert_true(db_run_script(fixture->db, "DELETE FROM thing", NULL));
    g_assert_false(db_write(fixture->db, nested_then_fail, NULL, NULL));
    g_assert_cmpint(count_things(fixture->db), ==, 0);
    g_assert_false(db_write(fixture->db, ignores_inner_failure, NULL, &error));
    g_assert_true(error_is(error, ERROR_INTERNAL) || error_is(error, ERROR_INVALID));
    g_assert_cmpint(count_things(fixture->db), ==, 0);
    g_clear_error(&error);
    g_assert_false(db_write(fixture->db, ignores_failed_query, NULL, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_assert_cmpint(count_things(fixture->db), ==, 0);
    g_assert_true(db_write(fixture->db, nested_good, NULL, NULL));
}

static void test_constraints(Fixture *fixture, const void *data) {
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *long_title = g_strnfill(101, 'x');
    SqlThingAddIn orphan = {.collaboration = samverkan, .id = {1}, .title = "x", .parent = {99}};
    SqlThingAddIn untitled = {.collaboration = samverkan, .id = {1}};
    SqlThingAddIn long_one = {.collaboration = samverkan, .id = {1}, .title = long_title};
    g_assert_false(db_write(fixture->db, add_whole, &orphan, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_clear_error(&error);
    g_assert_false(db_write(fixture->db, add_whole, &untitled, &error));
    g_assert_true(error_is(error, ERROR_INTERNAL));
    g_clear_error(&error);
    g_assert_false(db_write(fixture->db, add_whole, &long_one, &error));
    g_assert_true(error_is(error, ERROR_INTERNAL));
    g_assert_cmpint(count_things(fixture->db), ==, 0);
}

static bool rename_a(Db *db, void *ret_changes, GError **error) {
    return sql_thing_rename(db, &(SqlThingRenameIn){samverkan, "a", "b"}, ret_changes, error);
}

static void test_changes(Fixture *fixture, const void *data) {
    (void)data;
    int64_t changes = -1;
    g_assert_true(db_write(fixture->db, rename_a, &changes, NULL));
    g_assert_cmpint(changes, ==, 0);
    g_assert_true(db_write(fixture->db, add_titled, (char *)"a", NULL));
    g_assert_true(db_write(fixture->db, rename_a, &changes, NULL));
    g_assert_cmpint(changes, ==, 1);
}

static void test_statement_count(Fixture *fixture, const void *data) {
    (void)data;
    uint64_t before = db_statement_count(fixture->db);
    g_assert_true(db_write(fixture->db, nested_good, NULL, NULL));
    g_assert_cmpuint(db_statement_count(fixture->db) - before, ==, 2);
    count_things(fixture->db);
    g_assert_cmpuint(db_statement_count(fixture->db) - before, ==, 3);
}

static void test_ids(Fixture *fixture, const void *data) {
    (void)data;
    enum { COUNT = 100000 };
    g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
    int64_t *ids = g_new(int64_t, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        ids[i] = db_new_id(fixture->db).value;
        g_assert_true(g_hash_table_add(seen, &ids[i]));
        g_assert_cmpint(ids[i], >, 0);
    }
    g_free(ids);
}

#define ADD(name, test) g_test_add("/db/" name, Fixture, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("values", test_values);
    ADD("null", test_null);
    ADD("one and maybe", test_one_maybe);
    ADD("two rows for one", test_two_rows_for_one);
    ADD("many", test_many);
    ADD("too many", test_too_many);
    ADD("wrong value", test_wrong_value);
    ADD("43 swedish order", test_sorted);
    ADD("rollback", test_rollback);
    ADD("write outside db_write", test_write_outside);
    ADD("write inside db_read", test_write_inside_read);
    ADD("nested", test_nested);
    ADD("constraints", test_constraints);
    ADD("changes", test_changes);
    ADD("statement count", test_statement_count);
    ADD("ids", test_ids);
    return g_test_run();
}
