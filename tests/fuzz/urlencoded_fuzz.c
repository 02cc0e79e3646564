#include "web/pairs.h"
#include "web/percent.h"

#include <string.h>

#define ROOM_MAX(size) ((size_t)100 * 1024 + 100 * (size))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    Pairs pairs;
    bool read = pairs_parse(arena, (Bytes){data, size}, &pairs, &error);
    g_assert_true(read == (error == NULL));
    g_assert_cmpuint(arena_size(arena), <=, ROOM_MAX(size));
    if (!read)
        return 0;
    g_assert_cmpuint(pairs.n, <=, PAIRS_MAX);
    for (size_t i = 0; i < pairs.n; i++) {
        const Pair *pair = &pairs.items[i];
        g_assert_true(
            text_is_plain((Bytes){(const uint8_t *)pair->value, strlen(pair->value)}, true));
        g_assert_nonnull(pairs_get(&pairs, pair->name));
    }
    return 0;
}
