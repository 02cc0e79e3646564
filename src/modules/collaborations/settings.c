#include "modules/collaborations/settings.h"

#include <string.h>

/* Read when asked: of a collaboration's rules a page needs few keys. */
struct Settings {
    Arena *arena;
    const char *lines;
};

/* GKeyFile's escapes; "\;" is one in lists only. */
static char *unescaped(Arena *arena, const char *value, size_t length, bool in_list) {
    char *text = arena_alloc(arena, length + 1), *to = text;
    for (size_t i = 0; i < length; i++) {
        bool escape = value[i] == '\\' && i + 1 < length && (in_list || value[i + 1] != ';');
        if (!escape) {
            *to++ = value[i];
            continue;
        }
        char next = value[++i];
        *to++ = next == 'n'   ? '\n'
                : next == 's' ? ' '
                : next == 't' ? '\t'
                : next == 'r' ? '\r'
                              : next;
    }
    *to = '\0';
    return text;
}

const Settings *settings_parse(Arena *arena, const char *lines) {
    Settings *settings = ARENA_NEW(arena, Settings);
    *settings = (Settings){arena, lines};
    return settings;
}

/* The value's place in the lines; NULL when the key is not there. */
static const char *find_value(const Settings *settings, const char *key, size_t *ret_length) {
    size_t key_length = strlen(key);
    for (const char *line = settings->lines; *line != '\0';) {
        const char *end = strchrnul(line, '\n'), *value = line + key_length + 1;
        if (strncmp(line, key, key_length) == 0 && line[key_length] == '=') {
            *ret_length = (size_t)(end - value);
            return value;
        }
        line = *end == '\0' ? end : end + 1;
    }
    return NULL;
}

const char *settings_text(const Settings *settings, const char *key) {
    size_t length;
    const char *value = find_value(settings, key, &length);
    return value == NULL ? "" : unescaped(settings->arena, value, length, false);
}

const char *settings_raw(const Settings *settings, const char *key) {
    size_t length;
    const char *value = find_value(settings, key, &length);
    return value == NULL ? "" : arena_strndup(settings->arena, value, length);
}

static const char *item_end(const char *item) {
    while (*item != '\0' && *item != ';')
        item += item[0] == '\\' && item[1] != '\0' ? 2 : 1;
    return item;
}

TextList settings_split(Arena *arena, const char *raw) {
    size_t capacity = 1, n = 0;
    for (const char *c = raw; *c != '\0'; c++)
        capacity += *c == ';';
    const char **items = ARENA_ARRAY(arena, const char *, capacity);
    for (const char *item = raw; *item != '\0';) {
        const char *end = item_end(item);
        items[n++] = unescaped(arena, item, (size_t)(end - item), true);
        item = end + (*end == ';');
    }
    return (TextList){items, n};
}
