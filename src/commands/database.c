#include "commands/database.h"

#include "base/error.h"
#include "commands/commands.h"
#include "db/migrate.h"

#include <stdio.h>

static bool present_schema(Db *opened, Db **ret_db, GError **error) {
    g_autoptr(Db) db = opened;
    if (!db_migrate(db, error))
        return false;
    *ret_db = g_steal_pointer(&db);
    return true;
}

bool command_open(const char *data, Db **ret_db, GError **error) {
    Db *db;
    return command_needs("--data", data, error) && db_open(data, &db, error) &&
           present_schema(db, ret_db, error);
}

bool command_create(const char *data, Db **ret_db, GError **error) {
    g_autoptr(Db) db = NULL;
    g_autofree char *shown = NULL;
    bool is_new;
    if (!command_needs("--data", data, error) || !db_create(data, &db, error) ||
        !db_is_new(db, &is_new, error))
        return false;
    shown = db_shown(data);
    if (!is_new)
        return fail(error, ERROR_CONFLICT,
                    "%s finns redan. Välj ett annat namn, eller flytta undan det som finns där.",
                    shown);
    return present_schema(g_steal_pointer(&db), ret_db, error);
}

bool command_init(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL;
    g_autoptr(Db) db = NULL;
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the new database", "FILE"}, {0}};
    CommandLine line = {"--data FILE", "Makes an empty database.", entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error) || !command_create(data, &db, error))
        return false;
    g_autofree char *shown = db_shown(data);
    printf("%s är skapad. Lägg till ett konto med samsyn user add och en samverkan med samsyn "
           "import collaboration.\n",
           shown);
    return true;
}

bool command_migrate(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL;
    g_autoptr(Db) db = NULL;
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the database", "FILE"}, {0}};
    CommandLine line = {"--data FILE", "Brings the schema up to date.", entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error) || !command_open(data, &db, error))
        return false;
    g_autofree char *shown = db_shown(data);
    printf("%s har det schema som programmet vill ha.\n", shown);
    return true;
}
