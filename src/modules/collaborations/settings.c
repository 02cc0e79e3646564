#include "modules/collaborations/settings.h"

#include <string.h>

/* Read when asked: of a collaboration's rules a page needs few keys. */
struct Settings {
    Arena *arena;
    const char *lines;
};

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
    *settings = (Settings){arena, lines};
    return settings;
}

const char *settings_text(const Settings *settings, const char *key) {
    size_t key_length = strlen(key);
    for (const char *line = settings->lines; *line != '\0';) {
        const char *end = strchrnul(line, '\n');
        if (strncmp(line, key, key_length) == 0 && line[key_length] == '=')
            return unescaped(settings->arena, line + key_length + 1, (size_t)(end - line) - key_length - 1);
        line = *end == '\0' ? end : end + 1;
    }
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
