#include "modules/collaborations/configuration_write.h"

#include "base/date.h"

#include <glib.h>
#include <string.h>

static void write_group(GString *file, Arena *arena, const SqlRule *row, bool first, Date ends_on) {
    if (file->len > 0)
        g_string_append_c(file, '\n');
    bool self = strcmp(row->kind, "collaboration") == 0;
    g_string_append_printf(file, "[%s%s%s", row->kind, self ? "" : " ", self ? "" : row->key);
    if (!first)
        g_string_append_printf(file, " @%s", date_iso(arena, row->valid_from));
    g_string_append_printf(file, "]\n%s", row->settings);
    if (first && date_is_set(row->valid_from))
        g_string_append_printf(file, "from=%s\n", date_iso(arena, row->valid_from));
    if (first && date_is_set(ends_on))
        g_string_append_printf(file, "to=%s\n", date_iso(arena, ends_on));
}

/* When the last rule of the element ends, and so the thing itself. */
static Date end_of_element(const SqlRule *rules, size_t n, size_t at) {
    while (at + 1 < n && rules[at + 1].element.value == rules[at].element.value)
        at++;
    return rules[at].valid_to;
}

const char *configuration_text(Arena *arena, const SqlRule *rules, size_t n) {
    g_autoptr(GString) file = g_string_new(NULL);
    for (size_t i = 0; i < n; i++) {
        bool first = i == 0 || rules[i].element.value != rules[i - 1].element.value;
        write_group(file, arena, &rules[i], first, end_of_element(rules, n, i));
    }
    return arena_strdup(arena, file->str);
}
