#include "db/testing/things.h"

#include "db/migrate.h"
#include "db/testdb.h"

void things_set_up(Things *things, const void *data) {
    (void)data;
    things->where = testdb_where();
    things->arena = arena_new();
    g_assert_true(db_create(things->where, &things->db, NULL));
    g_assert_true(db_migrate(things->db, NULL));
    g_assert_true(db_open(things->where, &things->other, NULL));
}

void things_tear_down(Things *things, const void *data) {
    (void)data;
    db_close(things->db);
    db_close(things->other);
    arena_free(things->arena);
    testdb_remove(things->where);
}

bool add_thing(Db *db, void *title, GError **error) {
    SqlThingAddIn in = {.collaboration = samverkan, .id = db_new_id(db), .title = title};
    return sql_thing_add(db, &in, error);
}

int64_t count_things(Db *db, Id collaboration) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    SqlThingCountRow row = {-1};
    (void)!sql_thing_count(db, arena, &(SqlThingCountIn){collaboration}, &row, &error);
    g_assert_no_error(error);
    return row.count;
}
