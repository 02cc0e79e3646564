#include "web/pairs.h"

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
