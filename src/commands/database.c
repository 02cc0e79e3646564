#include "commands/database.h"

#include "base/error.h"
#include "commands/commands.h"
#include "commands/installation.h"
#include "commands/upgrade.h"

#include <stdio.h>

static bool present_schema(const Upgrade *upgrade, Db *opened, Db **ret_db, GError **error) {
    g_autoptr(Db) db = opened;
    g_autofree char *backup = NULL;
    if (!upgrade_schema(upgrade, db, &backup, error))
        return false;
    if (backup != NULL)
        fprintf(stderr, "Schemat är uppgraderat. Databasen som den var före ligger i %s.\n",
                backup);
    *ret_db = g_steal_pointer(&db);
    return true;
}

/* What SAMSYN_… and SAMSYN_CONFIG say, unless --data says where. */
static bool find_installation(const char *data, Installation *ret_installation, GError **error) {
    g_auto(Installation) found = {0};
    if (data != NULL)
        found.data = g_strdup(data);
    else if (!installation_complete(&found, NULL, error))
        return false;
    if (!command_needs("--data", found.data, error))
        return false;
    *ret_installation = found;
    found = (Installation){0};
    return true;
}

bool command_where(const char *data, char **ret_where, GError **error) {
    g_auto(Installation) installation = {0};
    if (!find_installation(data, &installation, error))
        return false;
    *ret_where = g_steal_pointer(&installation.data);
    return true;
}

static bool open_present(const Upgrade *upgrade, Db **ret_db, GError **error) {
    Db *db;
    return db_open(upgrade->where, &db, error) && present_schema(upgrade, db, ret_db, error);
}

bool command_open_installation(const Installation *installation, Db **ret_db, GError **error) {
    const Upgrade upgrade = {.where = installation->data, .backups = installation->upgrade_backups};
    return command_needs("--data", installation->data, error) &&
           open_present(&upgrade, ret_db, error);
}

bool command_open(const char *data, Db **ret_db, GError **error) {
    g_auto(Installation) installation = {0};
    return find_installation(data, &installation, error) &&
           command_open_installation(&installation, ret_db, error);
}

bool command_create(const char *data, Db **ret_db, GError **error) {
    g_autoptr(Db) db = NULL;
    g_autofree char *where = NULL, *shown = NULL;
    bool is_new;
    if (!command_where(data, &where, error) || !db_create(where, &db, error) ||
        !db_is_new(db, &is_new, error))
        return false;
    shown = db_shown(where);
    if (!is_new)
        return fail(error, ERROR_CONFLICT,
                    "%s finns redan. Välj ett annat namn, eller flytta undan det som finns där.",
                    shown);
    return present_schema(&(Upgrade){.where = where}, g_steal_pointer(&db), ret_db, error);
}

bool command_init(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL, *where = NULL;
    g_autoptr(Db) db = NULL;
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the new database", "FILE"}, {0}};
    CommandLine line = {"--data FILE", "Makes an empty database.", entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error) || !command_where(data, &where, error) ||
        !command_create(where, &db, error))
        return false;
    g_autofree char *shown = db_shown(where);
    printf("%s är skapad. Lägg till ett konto med samsyn user add och en samverkan med samsyn "
           "import collaboration.\n",
           shown);
    return true;
}

static bool say_pending(const char *where, GError **error) {
    g_autoptr(Db) db = NULL;
    DbMigrations pending;
    if (!db_open_to_read(where, &db, error) ||
        !db_migrations_pending(db, &db_migrations, &pending, error))
        return false;
    for (size_t i = 0; i < pending.n; i++)
        printf("%04d-%s\n", pending.migrations[i].number, pending.migrations[i].name);
    printf("%zu ändringar av schemat återstår. Inget har ändrats.\n", pending.n);
    return true;
}

bool command_migrate(int argc, char **argv, GError **error) {
    g_auto(Installation) installation = {0};
    g_autofree char *data = NULL, *backups = NULL;
    g_autoptr(Db) db = NULL;
    gboolean dry_run = FALSE, no_backup = FALSE;
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the database", "FILE"},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "only list what would be run", NULL},
        {"upgrade-backups", 0, 0, G_OPTION_ARG_FILENAME, &backups,
         "where the backup goes; otherwise beside a database that is a file", "FOLDER"},
        {"no-backup", 0, 0, G_OPTION_ARG_NONE, &no_backup, "there is a backup already", NULL},
        {0}};
    CommandLine line = {"--data FILE [--dry-run]", "Brings the schema up to date, after a backup.",
                        entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error) ||
        !find_installation(data, &installation, error))
        return false;
    if (dry_run)
        return say_pending(installation.data, error);
    const Upgrade upgrade = {.where = installation.data,
                             .backups = backups == NULL ? installation.upgrade_backups : backups,
                             .no_backup = no_backup};
    if (!open_present(&upgrade, &db, error))
        return false;
    g_autofree char *shown = db_shown(installation.data);
    printf("%s har det schema som programmet vill ha.\n", shown);
    return true;
}
