#include "common/generate.h"

#include <stdio.h>
#include <string.h>

#define ICON_LIMIT ((size_t)16 * 1024)

/* What is written, and the folder it comes from. */
typedef struct Icons {
    const char *folder;
    GString *header, *source, *dependencies;
} Icons;

static char *identifier_of(const char *file_name) {
    char *name = g_strndup(file_name, strlen(file_name) - strlen(".svg"));
    return g_strcanon(name, "abcdefghijklmnopqrstuvwxyz0123456789", '_');
}

static bool check_icon(const char *path, const char *svg, GError **error) {
    if (!g_str_has_prefix(svg, "<svg ") || !g_str_has_suffix(svg, "</svg>") ||
        strstr(svg + 1, "<svg") != NULL)
        return fail_at(error, path, 1, "one <svg …>…</svg> is expected");
    if (strstr(svg, "<script") != NULL || strstr(svg, "<style") != NULL ||
        strstr(svg, " style=") != NULL)
        return fail_at(error, path, 1, "an icon holds shapes only: no script, no style");
    return strstr(svg, "aria-hidden=\"true\"") != NULL ||
           fail_at(error, path, 1,
                   "aria-hidden=\"true\" is missing: the word beside the icon is what is read");
}

static bool add_icon(Icons *icons, const char *file_name, GError **error) {
    g_autofree char *path = g_build_filename(icons->folder, file_name, NULL);
    size_t length;
    g_autofree char *svg = read_source(path, ICON_LIMIT, &length, error);
    if (svg == NULL || !check_icon(path, g_strstrip(svg), error))
        return false;
    g_autofree char *name = identifier_of(file_name);
    g_string_append_printf(icons->header, "extern const Html icon_%s;\n", name);
    g_string_append_printf(icons->source, "const Html icon_%s = HTML_OF(", name);
    append_c_string(icons->source, svg, strlen(svg));
    g_string_append(icons->source, ");\n");
    g_string_append_printf(icons->dependencies, " %s", path);
    return true;
}

static gint compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The .svg files of the folder, sorted. */
static GPtrArray *icon_files(const char *folder, GError **error) {
    g_autoptr(GDir) entries = g_dir_open(folder, 0, error);
    if (entries == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(entries)) != NULL;)
        if (g_str_has_suffix(name, ".svg"))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}

static bool add_icons(Icons *icons, GError **error) {
    g_autoptr(GPtrArray) names = icon_files(icons->folder, error);
    for (guint i = 0; names != NULL && i < names->len; i++)
        if (!add_icon(icons, g_ptr_array_index(names, i), error))
            return false;
    return names != NULL;
}

static bool write_icons(const Icons *icons, char **targets, GError **error) {
    return g_file_set_contents(targets[0], icons->header->str, -1, error) &&
           g_file_set_contents(targets[1], icons->source->str, -1, error) &&
           g_file_set_contents(targets[2], icons->dependencies->str, -1, error);
}

int main(int count, char **arguments) {
    g_autoptr(GError) error = NULL;
    if (count != 5) {
        fprintf(stderr, "usage: icons FOLDER icons.h icons.c icons.d\n");
        return 2;
    }
    g_autoptr(GString) header = g_string_new("#pragma once\n#include \"web/html.h\"\n\n");
    g_autoptr(GString) source = g_string_new("#include \"web/icons.h\"\n\n");
    g_autoptr(GString) dependencies = g_string_new(NULL);
    g_string_append_printf(dependencies, "%s %s: %s", arguments[2], arguments[3], arguments[1]);
    Icons icons = {arguments[1], header, source, dependencies};
    if (add_icons(&icons, &error) && write_icons(&icons, arguments + 2, &error))
        return 0;
    fprintf(stderr, "%s\n", error->message);
    return 1;
}
