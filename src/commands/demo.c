#include "commands/commands.h"

#include "base/error.h"
#include "commands/database.h"
#include "modules/collaborations/configuration.h"
#include "modules/people/people.h"
#include "services/auth/auth.h"

#include <gio/gio.h>
#include <stdio.h>

#define DEMO_TODAY "2021-04-15"

static const char *const collaborations[] = {"jonkoping", "kronoberg-blekinge", "vasterbotten", "stockholm"};

static GBytes *built_in(const char *format, const char *name, GError **error) {
    g_autofree char *file = g_strdup_printf("/samsyn/demo/%s", format);
    g_autofree char *path = g_strdup_printf("%s%s.conf", file, name);
    return g_resources_lookup_data(path, 0, error);
}

static bool add_collaboration(Db *db, Arena *arena, const char *name, Id *ret_collaboration, GError **error) {
    g_autoptr(GBytes) rules = built_in("collaborations/", name, error), people = rules == NULL ? NULL : built_in("demo/people-", name, error);
    ConfigurationSummary summary;
    PeopleSummary found;
    gsize size;
    if (people == NULL)
        return false;
    ConfigurationImport import = {.text = g_bytes_get_data(rules, &size)};
    import.size = size;
    if (!configuration_import(db, arena, &import, &summary, error))
        return false;
    const char *text = g_bytes_get_data(people, &size);
    *ret_collaboration = summary.collaboration;
    if (!people_import(db, arena, summary.collaboration, text, size, &found, error))
        return false;
    printf("%s: %zu regler, %zu personer\n", name, summary.n_added, found.n_added);
    return true;
}

static bool fill_demo(Db *db, void *data, GError **error) {
    Arena *arena = data;
    if (!setting_put(db, "demo", "1", error) || !setting_put(db, "today", DEMO_TODAY, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(collaborations); i++) {
        Id collaboration;
        if (!add_collaboration(db, arena, collaborations[i], &collaboration, error))
            return false;
    }
    return true;
}

bool command_demo(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL;
    g_autoptr(Db) db = NULL;
    g_autoptr(Arena) arena = arena_new();
    const GOptionEntry entries[] = {{"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the new database", "FILE"}, {0}};
    CommandLine line = {"--data FILE", "Makes a database with four collaborations, invented people and their plans.",
                        entries, 0};
    if (!command_parse(&line, argc, argv, NULL, error) || !command_create(data, &db, error) ||
        !db_write(db, fill_demo, arena, error))
        return false;
    printf("%s är skapad. Där är det alltid 15 april 2021.\n", data);
    return true;
}
