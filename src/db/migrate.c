#include "db/migrate.h"

#include "base/date.h"
#include "db/db_private.h"

#include <string.h>

typedef struct {
    int64_t number;
    const char *name, *checksum;
    Instant applied_at;
} Applied;

static const DbField applied_fields[] = {
    {"number", FIELD_INT, offsetof(Applied, number)},
    {"name", FIELD_TEXT, offsetof(Applied, name)},
    {"checksum", FIELD_TEXT, offsetof(Applied, checksum)},
    {"applied_at", FIELD_INSTANT, offsetof(Applied, applied_at)},
};

static const DbQuery applied_list = {
    .name = "schema_migration_list",
    .hash = "samsyn_migrated",
    .sql = "SELECT number, name, checksum, applied_at FROM schema_migration ORDER BY number",
    .kind = QUERY_MANY,
    .columns = applied_fields,
    .n_columns = G_N_ELEMENTS(applied_fields),
    .row_size = sizeof(Applied),
};

static const DbQuery applied_add = {
    .name = "schema_migration_add",
    .hash = "samsyn_migrate",
    .sql = "INSERT INTO schema_migration (number, name, checksum, applied_at)"
           " VALUES (:number, :name, :checksum, :applied_at)",
    .kind = QUERY_EXEC,
    .writes = true,
    .parameters = applied_fields,
    .n_parameters = G_N_ELEMENTS(applied_fields),
    .in_size = sizeof(Applied),
};

static char *checksum(Arena *arena, const DbMigration *migration) {
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, migration->sql, -1);
    return arena_strdup(arena, sum);
}

static bool list_applied(Db *db, Arena *arena, DbRows *ret, GError **error) {
    bool has_table;
    *ret = (DbRows){NULL, 0};
    if (!db->driver->has_table(db->connection, "schema_migration", &has_table, error))
        return false;
    return !has_table || db_query_many(db, arena, &applied_list, NULL, ret, error);
}

bool db_is_new(Db *db, bool *ret_new, GError **error) {
    bool has_table;
    if (!db->driver->has_table(db->connection, "schema_migration", &has_table, error))
        return false;
    *ret_new = !has_table;
    return true;
}

static bool same(Arena *arena, const Applied *applied, const DbMigration *migration) {
    return applied->number == migration->number &&
           strcmp(applied->checksum, checksum(arena, migration)) == 0;
}

bool db_migrations_pending(Db *db, const DbMigrations *migrations, DbMigrations *ret_pending,
                           GError **error) {
    g_autoptr(Arena) arena = arena_new();
    DbRows rows;
    if (!list_applied(db, arena, &rows, error))
        return false;
    const Applied *applied = rows.rows;
    for (size_t i = 0; i < rows.n; i++) {
        if (i >= migrations->n)
            return fail(error, ERROR_CONFLICT,
                        "Databasen är nyare än programmet: den har ändringen %04d-%s. Använd ett "
                        "nyare program.",
                        (int)applied[i].number, applied[i].name);
        if (!same(arena, &applied[i], &migrations->migrations[i]))
            return fail(error, ERROR_CONFLICT,
                        "Databasens ändring %04d-%s är en annan än programmets %04d-%s. Databasen "
                        "är gjord av ett annat program; inget har ändrats.",
                        (int)applied[i].number, applied[i].name, migrations->migrations[i].number,
                        migrations->migrations[i].name);
    }
    *ret_pending = (DbMigrations){migrations->migrations + rows.n, migrations->n - rows.n};
    return true;
}

static bool apply(Db *db, const DbMigration *migration, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    Applied line = {migration->number, migration->name, checksum(arena, migration), instant_now()};
    bool applied = db->driver->script(db->connection, migration->sql, error) &&
                   db_query_exec(db, &applied_add, &line, error) &&
                   db->driver->end_migration(db->connection, error);
    if (!applied)
        g_prefix_error(error, "%04d-%s: ", migration->number, migration->name);
    return applied;
}

typedef struct {
    const DbMigrations *migrations;
    bool all_done;
} Migrating;

/* What is pending is asked again inside the transaction: another program may migrate as well. */
static bool apply_next(Db *db, void *data, GError **error) {
    Migrating *migrating = data;
    DbMigrations pending;
    if (!db_migrations_pending(db, migrating->migrations, &pending, error))
        return false;
    migrating->all_done = pending.n == 0;
    return migrating->all_done || apply(db, pending.migrations, error);
}

static bool apply_all(Db *db, const DbMigrations *migrations, GError **error) {
    Migrating migrating = {migrations, false};
    bool good = true;
    while (good && !migrating.all_done)
        good = db_write(db, apply_next, &migrating, error);
    return good;
}

bool db_migrate_with(Db *db, const DbMigrations *migrations, GError **error) {
    DbMigrations pending;
    if (!db_migrations_pending(db, migrations, &pending, error))
        return false;
    if (pending.n == 0)
        return true;
    if (!db->driver->begin_migrating(db->connection, error))
        return false;
    bool done = apply_all(db, migrations, error);
    db->driver->end_migrating(db->connection);
    return done;
}

bool db_migrate(Db *db, GError **error) {
    return db_migrate_with(db, &db_migrations, error);
}
