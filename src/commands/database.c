#include "commands/database.h"

#include "base/error.h"
#include "commands/commands.h"
#include "commands/installation.h"
#include "commands/upgrade.h"

#include <stdio.h>

static bool present_schema(const char *where, Db *opened, Db **ret_db, GError **error) {
    g_autoptr(Db) db = opened;
    g_autofree char *backup = NULL;
    if (!upgrade_schema(where, db, &backup, error))
        return false;
    if (backup != NULL)
        fprintf(stderr, "Schemat är uppgraderat. Databasen som den var före ligger i %s.\n",
                backup);
    *ret_db = g_steal_pointer(&db);
    return true;
}

bool command_where(const char *data, char **ret_where, GError **error) {
    g_auto(Installation) installation = {0};
    if (data == NULL && !installation_complete(&installation, NULL, error))
        return false;
    if (!command_needs("--data", data == NULL ? installation.data : data, error))
        return false;
    *ret_where = g_strdup(data == NULL ? installation.data : data);
    return true;
}

bool command_open(const char *data, Db **ret_db, GError **error) {
    g_autofree char *where = NULL;
    Db *db;
    return command_where(data, &where, error) && db_open(where, &db, error) &&
           present_schema(where, db, ret_db, error);
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
    return present_schema(where, g_steal_pointer(&db), ret_db, error);
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
    g_autofree char *data = NULL, *where = NULL;
    g_autoptr(Db) db = NULL;
    gboolean dry_run = FALSE;
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the database", "FILE"},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "only list what would be run", NULL},
        {0}};
    CommandLine line = {"--data FILE [--dry-run]",
                        "Brings the schema up to date, after a backup beside the database.",
                        entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error) || !command_where(data, &where, error))
        return false;
    if (dry_run)
        return say_pending(where, error);
    if (!command_open(where, &db, error))
        return false;
    g_autofree char *shown = db_shown(where);
    printf("%s har det schema som programmet vill ha.\n", shown);
    return true;
}
