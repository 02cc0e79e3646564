#include "db/copy.h"

#include "base/id.h"
#include "db/db_test_sql.h"
#include "db/migrate.h"
#include "db/testdb.h"

#include <string.h>

/* Copied from SQLite to the database of the tests and back: with tools/with-postgresql to the other
 * kind. */

enum { MANY = 250 }; /* more than two pages */

static const Id one = {1}, two = {2};

typedef struct {
    char *first_path, *last_path, *where;
    Db *first, *between, *last;
    Arena *arena;
} Fixture;

static Db *made(const char *where) {
    g_autoptr(GError) error = NULL;
    Db *db;
    bool good = db_create(where, &db, &error) && db_migrate(db, &error);
    g_assert_no_error(error);
    g_assert_true(good);
    return db;
}

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    fixture->first_path = testdb_file();
    fixture->last_path = testdb_file();
    fixture->where = testdb_where();
    fixture->first = made(fixture->first_path);
    fixture->between = made(fixture->where);
    fixture->last = made(fixture->last_path);
    fixture->arena = arena_new();
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    db_close(fixture->first);
    db_close(fixture->between);
    db_close(fixture->last);
    testdb_remove_file(fixture->first_path);
    testdb_remove_file(fixture->last_path);
    testdb_remove(fixture->where);
    arena_free(fixture->arena);
}

static bool add_whole(Db *db, void *in, GError **error) {
    return sql_thing_add(db, in, error);
}

static void add(Db *db, SqlThingAddIn in) {
    g_autoptr(GError) error = NULL;
    (void)!db_write(db, add_whole, &in, &error);
    g_assert_no_error(error);
}

/* Every kind of value, at its ends, and rows that point at rows that come after them. */
static void fill(Db *db) {
    static const uint8_t bytes[] = {0, 255, 39, 92, 0};
    add(db, (SqlThingAddIn){.collaboration = one,
                            .id = {900},
                            .title = "Åäö ’ \" \\ \t\n '' 🙂",
                            .amount = INT64_MIN,
                            .price_ore = {INT64_MAX},
                            .is_done = true,
                            .due_on = {2021, 5, 5},
                            .made_at = {1},
                            .share = 0.1 + 0.2,
                            .content = {bytes, sizeof bytes}});
    add(db, (SqlThingAddIn){.collaboration = one,
                            .id = {100},
                            .title = "",
                            .parent = {900},
                            .share = -5e-324,
                            .content = {bytes, 0}});
    add(db, (SqlThingAddIn){.collaboration = two, .id = {900}, .title = "NULL"});
    for (int i = 0; i < MANY; i++) {
        g_autofree char *title = g_strdup_printf("sak %d", i);
        add(db, (SqlThingAddIn){.collaboration = two, .id = {1000 + i}, .title = title});
    }
}

static DbCopiedTables copy(Fixture *fixture, Db *from, Db *to) {
    g_autoptr(GError) error = NULL;
    DbCopiedTables copied = {NULL, 0};
    (void)!db_copy(from, to, fixture->arena, &copied, &error);
    g_assert_no_error(error);
    return copied;
}

static const DbCopied *find(const DbCopiedTables *copied, const char *table) {
    for (size_t i = 0; i < copied->n; i++)
        if (strcmp(copied->tables[i].table, table) == 0)
            return &copied->tables[i];
    g_error("%s was not copied", table);
}

static void test_there_and_back(Fixture *fixture, const void *data) {
    (void)data;
    fill(fixture->first);
    g_assert_true(db_run_script(
        fixture->between, "UPDATE county SET title = 'annan'; DELETE FROM municipality", NULL));
    DbCopiedTables there = copy(fixture, fixture->first, fixture->between);
    DbCopiedTables back = copy(fixture, fixture->between, fixture->last);
    g_assert_cmpuint(there.n, >, 25);
    g_assert_cmpuint(back.n, ==, there.n);
    for (size_t i = 0; i < there.n; i++) {
        g_assert_cmpstr(there.tables[i].table, ==, back.tables[i].table);
        g_assert_cmpint(there.tables[i].n_rows, ==, back.tables[i].n_rows);
        g_assert_cmpstr(there.tables[i].sha256, ==, back.tables[i].sha256);
    }
    g_assert_cmpint(find(&back, "thing")->n_rows, ==, MANY + 3);
    g_assert_cmpint(find(&back, "county")->n_rows, ==, 21);
    g_assert_cmpint(find(&back, "municipality")->n_rows, ==, 290);
}

static void test_values(Fixture *fixture, const void *data) {
    (void)data;
    SqlThing before, after;
    SqlThingGetIn of = {one, {900}};
    fill(fixture->first);
    copy(fixture, fixture->first, fixture->between);
    g_assert_true(sql_thing_get(fixture->first, fixture->arena, &of, &before, NULL));
    g_assert_true(sql_thing_get(fixture->between, fixture->arena, &of, &after, NULL));
    g_assert_cmpstr(after.title, ==, before.title);
    g_assert_cmpint(after.amount, ==, INT64_MIN);
    g_assert_cmpint(after.price_ore.ore, ==, INT64_MAX);
    g_assert_true(after.share == before.share);
    g_assert_cmpmem(after.content.data, after.content.size, before.content.data,
                    before.content.size);
    of.id = (Id){100};
    g_assert_true(sql_thing_get(fixture->between, fixture->arena, &of, &after, NULL));
    g_assert_cmpint(after.parent.value, ==, 900);
    g_assert_nonnull(after.content.data);
    g_assert_cmpuint(after.content.size, ==, 0);
    of = (SqlThingGetIn){two, {900}};
    g_assert_true(sql_thing_get(fixture->between, fixture->arena, &of, &after, NULL));
    g_assert_null(after.content.data);
}

static int64_t count(Db *db, Id collaboration) {
    g_autoptr(Arena) arena = arena_new();
    SqlThingCountRow row;
    g_assert_true(sql_thing_count(db, arena, &(SqlThingCountIn){collaboration}, &row, NULL));
    return row.count;
}

static void check_not_copied(Fixture *fixture, const char *contains) {
    g_autoptr(GError) error = NULL;
    DbCopiedTables copied;
    g_assert_false(db_copy(fixture->first, fixture->between, fixture->arena, &copied, &error));
    g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, contains));
    g_assert_cmpint(count(fixture->between, one), ==, 1);
    g_assert_cmpint(count(fixture->between, two), ==, 0);
}

static void test_refused_row(Fixture *fixture, const void *data) {
    (void)data;
    fill(fixture->first);
    add(fixture->between, (SqlThingAddIn){.collaboration = one, .id = {1}, .title = "före"});
    testdb_refuse(fixture->between, "INSERT", "thing", "provat");
    check_not_copied(fixture, "thing: ");
}

static const char change[] = "CREATE TRIGGER change AFTER INSERT ON thing BEGIN"
                             " UPDATE thing SET amount = 7 WHERE title = 'NULL'; END",
                  pg_change[] =
                      "CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                      " IF NEW.title = 'NULL' THEN NEW.amount = 7; END IF; RETURN NEW; END $$;"
                      "CREATE TRIGGER change BEFORE INSERT ON thing FOR EACH ROW"
                      " EXECUTE FUNCTION change()";

/* What the new database changes on the way is found, and nothing stays. */
static void test_changed_row(Fixture *fixture, const void *data) {
    (void)data;
    fill(fixture->first);
    add(fixture->between, (SqlThingAddIn){.collaboration = one, .id = {1}, .title = "före"});
    g_assert_true(
        db_run_script(fixture->between, testdb_is_postgresql() ? pg_change : change, NULL));
    check_not_copied(fixture, "thing blev inte lika");
}

static void test_other_columns(Fixture *fixture, const void *data) {
    (void)data;
    add(fixture->between, (SqlThingAddIn){.collaboration = one, .id = {1}, .title = "före"});
    g_assert_true(db_run_script(fixture->between, "ALTER TABLE thing ADD COLUMN more TEXT", NULL));
    check_not_copied(fixture, "inte samma tabeller");
}

#define ADD(name, test) g_test_add("/copy/" name, Fixture, NULL, set_up, test, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("there and back", test_there_and_back);
    ADD("values", test_values);
    ADD("refused row", test_refused_row);
    ADD("changed row", test_changed_row);
    ADD("other columns", test_other_columns);
    return g_test_run();
}
