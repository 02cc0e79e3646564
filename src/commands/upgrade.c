#include "commands/upgrade.h"

#include "base/date.h"
#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

#define BACKUP_ENDING ".backup"
#define STAMP "%Y%m%d-%H%M%S"

/* What the names of backups begin with, with their folder; NULL where that is not known. */
static char *backup_base(const Upgrade *upgrade) {
    bool is_file = db_is_file(upgrade->where);
    g_autofree char *name = is_file ? g_path_get_basename(upgrade->where) : g_strdup("samsyn");
    if (upgrade->backups != NULL)
        return g_build_filename(upgrade->backups, name, NULL);
    return is_file ? g_strdup(upgrade->where) : NULL;
}

/* A name that is free: whoever is stopped and starts again may upgrade twice in a second. */
static char *backup_name(const char *where, int schema) {
    g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc(instant_now().seconds);
    g_autofree char *stamp = g_date_time_format(now, STAMP);
    char *name = g_strdup_printf("%s.%s-%04d%s", where, stamp, schema, BACKUP_ENDING);
    for (int n = 2; g_file_test(name, G_FILE_TEST_EXISTS); n++) {
        g_free(name);
        name = g_strdup_printf("%s.%s-%04d-%d%s", where, stamp, schema, n, BACKUP_ENDING);
    }
    return name;
}

/* "samsyn.db.20210415-091500-0006.backup" of "samsyn.db" */
static bool is_backup_of(const char *name, const char *base) {
    size_t length = strlen(base);
    return g_str_has_prefix(name, base) &&
           g_regex_match_simple("^\\.[0-9]{8}-[0-9]{6}-[0-9]{4,}(-[0-9]+)?\\.backup$",
                                name + length, 0, 0);
}

static int latest_first(const void *a, const void *b) {
    return strcmp(*(char *const *)b, *(char *const *)a);
}

/* What cannot be read or removed stays: it is no reason not to upgrade. */
static void remove_old_backups(const char *where) {
    g_autofree char *folder = g_path_get_dirname(where), *base = g_path_get_basename(where);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    const char *name;
    while (files != NULL && (name = g_dir_read_name(files)) != NULL)
        if (is_backup_of(name, base))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, latest_first);
    for (size_t i = UPGRADE_BACKUPS_KEPT; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        g_unlink(path);
    }
}

static bool back_up_before(const Upgrade *upgrade, Db *db, int schema, char **ret_backup,
                           GError **error) {
    g_autofree char *base = backup_base(upgrade);
    if (base == NULL)
        return fail(
            error, ERROR_INVALID,
            "Databasens schema behöver uppgraderas, och först behövs en säkerhetskopia. Ange "
            "mappen för den (upgrade-backups), eller ta en egen och kör samsyn migrate "
            "--no-backup. Inget har ändrats.");
    g_autofree char *file = backup_name(base, schema);
    if (!db_backup(db, file, error)) {
        g_prefix_error(error, "Databasen behöver uppgraderas men gick inte att säkerhetskopiera "
                              "först, så inget har ändrats. ");
        return false;
    }
    remove_old_backups(base);
    *ret_backup = g_steal_pointer(&file);
    return true;
}

bool upgrade_schema_with(const Upgrade *upgrade, Db *db, const DbMigrations *migrations,
                         char **ret_backup, GError **error) {
    g_autofree char *backup = NULL;
    DbMigrations pending;
    if (!db_migrations_pending(db, migrations, &pending, error))
        return false;
    size_t n_applied = migrations->n - pending.n;
    bool needs_backup = pending.n > 0 && n_applied > 0 && !upgrade->no_backup;
    int schema = n_applied == 0 ? 0 : migrations->migrations[n_applied - 1].number;
    if ((needs_backup && !back_up_before(upgrade, db, schema, &backup, error)) ||
        !db_migrate_with(db, migrations, error))
        return false;
    *ret_backup = g_steal_pointer(&backup);
    return true;
}

bool upgrade_schema(const Upgrade *upgrade, Db *db, char **ret_backup, GError **error) {
    return upgrade_schema_with(upgrade, db, &db_migrations, ret_backup, error);
}
