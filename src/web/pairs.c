#include "web/pairs.h"
#include "base/error.h"
#include "web/percent.h"

#include <string.h>

void pairs_add(Arena *arena, Pairs *pairs, const char *name, const char *value) {
    if (pairs->n == pairs->capacity) {
        size_t capacity = MAX(16, pairs->capacity * 2);
        Pair *grown = ARENA_ARRAY(arena, Pair, capacity);
        if (pairs->n > 0)
            memcpy(grown, pairs->items, pairs->n * sizeof(Pair));
        pairs->items = grown;
        pairs->capacity = capacity;
    }
    pairs->items[pairs->n++] = (Pair){name, value};
}

const char *pairs_get(const Pairs *pairs, const char *name) {
    for (size_t i = 0; i < pairs->n; i++)
        if (strcmp(pairs->items[i].name, name) == 0)
            return pairs->items[i].value;
    return NULL;
}

const char *pairs_get_header(const Pairs *pairs, const char *name) {
    for (size_t i = 0; i < pairs->n; i++)
        if (g_ascii_strcasecmp(pairs->items[i].name, name) == 0)
            return pairs->items[i].value;
    return NULL;
}

size_t pairs_count(const Pairs *pairs, const char *name) {
    size_t count = 0;
    for (size_t i = 0; i < pairs->n; i++)
        count += strcmp(pairs->items[i].name, name) == 0;
    return count;
}

static Bytes until(Bytes text, uint8_t separator) {
    const uint8_t *found = text.size == 0 ? NULL : memchr(text.data, separator, text.size);
    return found == NULL ? text : (Bytes){text.data, (size_t)(found - text.data)};
}

static Bytes after(Bytes text, size_t skipped) {
    skipped = MIN(skipped, text.size);
    return (Bytes){text.data + skipped, text.size - skipped};
}

static bool decode_text(Arena *arena, Bytes encoded, const char **ret_text, GError **error) {
    Bytes decoded;
    if (!percent_decode(arena, encoded, true, &decoded) || !text_is_plain(decoded, true))
        return fail(error, ERROR_INVALID,
                    "Det som skickades innehåller tecken som inte går att läsa. Ladda om sidan och "
                    "försök igen.");
    *ret_text = (const char *)decoded.data;
    return true;
}

static bool add_pair(Arena *arena, Bytes item, Pairs *pairs, GError **error) {
    Bytes name = until(item, '=');
    const char *name_text = NULL, *value_text = NULL;
    if (!decode_text(arena, name, &name_text, error) ||
        !decode_text(arena, after(item, name.size + 1), &value_text, error))
        return false;
    if (pairs->n == PAIRS_MAX)
        return fail(error, ERROR_INVALID,
                    "Formuläret har fler än %d fält. Dela upp det och skicka delarna var för sig.",
                    PAIRS_MAX);
    pairs_add(arena, pairs, name_text, value_text);
    return true;
}

bool pairs_parse(Arena *arena, Bytes encoded, Pairs *ret_pairs, GError **error) {
    Pairs pairs = {0};
    while (encoded.size > 0) {
        Bytes item = until(encoded, '&');
        encoded = after(encoded, item.size + 1);
        if (item.size > 0 && !add_pair(arena, item, &pairs, error))
            return false;
    }
    *ret_pairs = pairs;
    return true;
}
