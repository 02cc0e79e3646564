#include "modules/activities/rules_sample.h"

#include "modules/collaborations/settings.h"

#include <glib.h>

static const char *settings_of(Arena *arena, GKeyFile *file, const char *group) {
    g_auto(GStrv) keys = g_key_file_get_keys(file, group, NULL, NULL);
    g_autoptr(GString) lines = g_string_new(NULL);
    for (size_t i = 0; keys[i] != NULL; i++) {
        g_autofree char *value = g_key_file_get_value(file, group, keys[i], NULL);
        g_string_append_printf(lines, "%s=%s\n", keys[i], value);
    }
    return arena_strdup(arena, lines->str);
}

static bool read_rule(Arena *arena, GKeyFile *file, const char *group, Rule *ret) {
    g_auto(GStrv) words = g_strsplit(group, " ", 3);
    ElementKind kind;
    if (!element_kind_from(words[0], &kind) || (words[1] != NULL && words[2] != NULL))
        return false;
    const Settings *settings = settings_parse(arena, settings_of(arena, file, group));
    *ret = (Rule){.kind = kind,
                  .key = arena_strdup(arena, words[1] == NULL ? "collaboration" : words[1]),
                  .title = settings_text(settings, "title"),
                  .settings = settings};
    return true;
}

const Rules *rules_sample(Arena *arena, const char *name) {
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GError) error = NULL;
    if (!g_key_file_load_from_file(file, arena_printf(arena, "collaborations/%s.conf", name),
                                   G_KEY_FILE_NONE, &error))
        g_error("%s", error->message);
    gsize n_groups;
    g_auto(GStrv) groups = g_key_file_get_groups(file, &n_groups);
    Rule *list = ARENA_ARRAY(arena, Rule, n_groups);
    size_t n = 0;
    for (size_t i = 0; i < n_groups; i++)
        if (read_rule(arena, file, groups[i], &list[n])) {
            list[n].element = list[n].id = (Id){(int64_t)n + 1};
            list[n].position = (int64_t)n + 1;
            n++;
        }
    Rules *rules = ARENA_NEW(arena, Rules);
    *rules = rules_new(arena, NULL, (Date){2021, 1, 1}, list, n);
    return rules;
}
