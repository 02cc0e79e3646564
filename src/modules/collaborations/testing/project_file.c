#include "modules/collaborations/testing/project_file.h"

#include "modules/collaborations/configuration.h"

#include <glib.h>
#include <string.h>

char *project_file(const char *path) {
    g_autofree char *found = g_test_build_filename(G_TEST_DIST, path, NULL);
    g_autoptr(GError) error = NULL;
    char *text = NULL;
    g_file_get_contents(found, &text, NULL, &error);
    if (error != NULL)
        g_error("%s (run the test by `meson test`, or with G_TEST_SRCDIR set to the project)",
                error->message);
    return text;
}

Collaboration add_collaboration(Db *db, Arena *arena, const char *name) {
    g_autofree char *path = g_strdup_printf("collaborations/%s.conf", name);
    g_autofree char *text = project_file(path);
    const ConfigurationImport import = {.text = text, .size = strlen(text)};
    g_autoptr(GError) error = NULL;
    ConfigurationSummary summary;
    Collaboration found;
    (void)!configuration_import(db, arena, &import, &summary, &error);
    g_assert_no_error(error);
    (void)!collaboration_by_name(db, arena, name, &found, &error);
    g_assert_no_error(error);
    return found;
}
