#include "commands/commands.h"

#include "base/error.h"
#include "commands/database.h"
#include "modules/collaborations/configuration.h"

#include <stdio.h>

bool command_read_file(const char *path, size_t max, char **ret_bytes, size_t *ret_size,
                       GError **error) {
    gsize size;
    g_autofree char *bytes = NULL;
    if (!g_file_get_contents(path, &bytes, &size, NULL))
        return fail(error, ERROR_NOT_FOUND, "%s finns inte eller går inte att läsa.", path);
    if (size > max)
        return fail(error, ERROR_INVALID, "%s är större än %zu MiB.", path, max / 1024 / 1024);
    *ret_bytes = g_steal_pointer(&bytes);
    *ret_size = size;
    return true;
}

static void say_summary(const ConfigurationSummary *summary) {
    for (size_t i = 0; i < summary->changes.n; i++)
        printf("%s\n", summary->changes.items[i]);
    for (size_t i = 0; i < summary->missing.n; i++)
        printf("%s finns i databasen men inte i filen, och är kvar.\n", summary->missing.items[i]);
    printf("%zu nya, %zu ändrade, %zu oförändrade.\n", summary->n_added, summary->n_changed,
           summary->n_unchanged);
}

bool command_import_collaboration(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL, *text = NULL;
    g_auto(GStrv) arguments = NULL;
    g_autoptr(Db) db = NULL;
    g_autoptr(Arena) arena = arena_new();
    gboolean dry_run = FALSE;
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the database", "FILE"},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "only say what would change", NULL},
        {0}};
    CommandLine line = {"--data FILE [--dry-run] CONFIG",
                        "Reads a collaboration's rules from a file (collaborations/*.conf).",
                        entries, 1};
    ConfigurationImport import = {0};
    ConfigurationSummary summary;
    if (!command_parse(&line, argc, argv, &arguments, error) || !command_open(data, &db, error) ||
        !command_read_file(arguments[0], CONFIGURATION_SIZE_MAX, &text, &import.size, error))
        return false;
    import.text = text;
    import.dry_run = dry_run;
    if (!configuration_import(db, arena, &import, &summary, error)) {
        g_prefix_error(error, "%s: ", arguments[0]);
        return false;
    }
    say_summary(&summary);
    return true;
}

bool command_export_collaboration(int argc, char **argv, GError **error) {
    g_autofree char *data = NULL;
    g_auto(GStrv) arguments = NULL;
    g_autoptr(Db) db = NULL;
    g_autoptr(Arena) arena = arena_new();
    Collaboration collaboration;
    const char *text;
    const GOptionEntry entries[] = {
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &data, "the database", "FILE"}, {0}};
    CommandLine line = {"--data FILE NAME", "Writes a collaboration's rules to standard output.",
                        entries, 1};
    if (!command_parse(&line, argc, argv, &arguments, error) || !command_open(data, &db, error) ||
        !collaboration_by_name(db, arena, arguments[0], &collaboration, error) ||
        !configuration_export(db, arena, collaboration.id, &text, error))
        return false;
    fputs(text, stdout);
    return true;
}
