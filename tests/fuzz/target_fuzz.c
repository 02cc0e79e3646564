#include "web/percent.h"
#include "web/url.h"
#include "web/request.h"
#include "web/target.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_segment(const char *segment) {
    g_assert_true(text_is_plain((Bytes){(const uint8_t *)segment, strlen(segment)}, false));
    g_assert_null(strpbrk(segment, "/\\%"));
    g_assert_cmpstr(segment, !=, ".");
    g_assert_cmpstr(segment, !=, "..");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    const char *raw = arena_strndup(arena, (const char *)data, size);
    Target target, again;
    bool read = target_parse(arena, raw, &target, &error);
    g_assert_true(read == (error == NULL));
    if (!read)
        return 0;
    for (size_t i = 0; i < target.n_segments; i++)
        check_segment(target.segments[i]);
    g_assert_true(target_parse(arena, target.path, &again, NULL));
    g_assert_cmpuint(again.n_segments, ==, target.n_segments);
    g_assert_cmpstr(local_path(target.path), ==, target.path);
    return 0;
}
