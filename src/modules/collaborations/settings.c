#include "modules/collaborations/settings.h"

#include <string.h>

typedef struct {
    const char *key, *raw, *text; /* raw: as in the line; text: unescaped, as one value */
} Setting;

struct Settings {
    Setting *rows;
    size_t n;
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

/* The line is cut into its parts where it stands. */
static Setting setting_of(Arena *arena, char *line, char *end) {
    char *equals = memchr(line, '=', (size_t)(end - line));
    char *value = equals == NULL ? end : equals + 1;
    size_t length = (size_t)(end - value);
    *end = '\0';
    if (equals != NULL)
        *equals = '\0';
    return (Setting){.key = line,
                     .raw = value,
                     .text = memchr(value, '\\', length) == NULL
                                 ? value
                                 : unescaped(arena, value, length, false)};
}

const Settings *settings_parse(Arena *arena, const char *lines) {
    Settings *settings = ARENA_NEW(arena, Settings);
    char *copy = arena_strdup(arena, lines);
    size_t capacity = 1;
    for (const char *c = lines; *c != '\0'; c++)
        capacity += *c == '\n';
    settings->rows = ARENA_ARRAY(arena, Setting, capacity);
    for (char *line = copy; *line != '\0';) {
        char *end = strchrnul(line, '\n');
        bool is_last = *end == '\0';
        settings->rows[settings->n++] = setting_of(arena, line, end);
        line = is_last ? end : end + 1;
    }
    return settings;
}

static const Setting *find(const Settings *settings, const char *key) {
    static const Setting none = {"", "", ""};
    for (size_t i = 0; i < settings->n; i++)
        if (strcmp(settings->rows[i].key, key) == 0)
            return &settings->rows[i];
    return &none;
}

const char *settings_text(const Settings *settings, const char *key) {
    return find(settings, key)->text;
}

const char *settings_raw(const Settings *settings, const char *key) {
    return find(settings, key)->raw;
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
