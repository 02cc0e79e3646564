#include "commands/database.h"

#include "base/error.h"
#include "commands/commands.h"
#include "commands/installation.h"
#include "db/migrate.h"

#include <stdio.h>

static bool present_schema(Db *opened, Db **ret_db, GError **error) {
    g_autoptr(Db) db = opened;
    if (!db_migrate(db, error))
        return false;
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
           present_schema(db, ret_db, error);
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
    return present_schema(g_steal_pointer(&db), ret_db, error);
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

bool command_migrate(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL, *where = NULL;
    g_autoptr(Db) db = NULL;
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the database", "FILE"}, {0}};
    CommandLine line = {"--data FILE", "Brings the schema up to date.", entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error) || !command_where(data, &where, error) ||
        !command_open(where, &db, error))
        return false;
    g_autofree char *shown = db_shown(where);
    printf("%s har det schema som programmet vill ha.\n", shown);
    return true;
}
