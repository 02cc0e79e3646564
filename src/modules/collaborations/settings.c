#include "modules/collaborations/settings.h"

#include <string.h>

typedef struct {
    const char *key, *value;
} Setting;

struct Settings {
    Setting *items;
    size_t n;
};

static size_t count_lines(const char *text) {
    size_t count = 1;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

/* GKeyFile's escapes; "\;" is left for settings_split(). */
static char *unescaped(Arena *arena, const char *value, size_t length) {
    char *text = arena_alloc(arena, length + 1), *to = text;
    for (size_t i = 0; i < length; i++) {
        if (value[i] != '\\' || i + 1 == length || value[i + 1] == ';') {
            *to++ = value[i];
            continue;
        }
        char next = value[++i];
        *to++ = next == 'n' ? '\n' : next == 's' ? ' ' : next == 't' ? '\t' : next == 'r' ? '\r' : next;
    }
    *to = '\0';
    return text;
}

const Settings *settings_parse(Arena *arena, const char *lines) {
    Settings *settings = ARENA_NEW(arena, Settings);
    settings->items = ARENA_ARRAY(arena, Setting, count_lines(lines));
    for (const char *line = lines; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        const char *equals = memchr(line, '=', length);
        if (equals != NULL) {
            const char *value = equals + 1;
            settings->items[settings->n++] =
                (Setting){arena_strndup(arena, line, (size_t)(equals - line)),
                          unescaped(arena, value, (size_t)(line + length - value))};
        }
        line += length + (line[length] == '\n');
    }
    return settings;
}

const char *settings_text(const Settings *settings, const char *key) {
    for (size_t i = 0; i < settings->n; i++)
        if (strcmp(settings->items[i].key, key) == 0)
            return settings->items[i].value;
    return "";
}

static const char *item_end(const char *item) {
    while (*item != '\0' && *item != ';')
        item += item[0] == '\\' && item[1] != '\0' ? 2 : 1;
    return item;
}

static char *without_backslashes(Arena *arena, const char *item, size_t length) {
    char *text = arena_alloc(arena, length + 1), *to = text;
    for (size_t i = 0; i < length; i++) {
        if (item[i] == '\\' && i + 1 < length && item[i + 1] == ';')
            continue;
        *to++ = item[i];
    }
    *to = '\0';
    return text;
}

TextList settings_split(Arena *arena, const char *value) {
    size_t capacity = 1, n = 0;
    for (const char *c = value; *c != '\0'; c++)
        capacity += *c == ';';
    const char **items = ARENA_ARRAY(arena, const char *, capacity);
    for (const char *item = value; *item != '\0';) {
        const char *end = item_end(item);
        items[n++] = without_backslashes(arena, item, (size_t)(end - item));
        item = end + (*end == ';');
    }
    return (TextList){items, n};
}
