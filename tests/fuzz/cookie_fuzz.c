#include "web/cookie.h"
#include "web/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    Pairs cookies = {0};
    cookies_parse(arena, arena_strndup(arena, (const char *)data, size), &cookies);
    g_assert_cmpuint(cookies.n, <=, COOKIES_MAX);
    for (size_t i = 0; i < cookies.n; i++) {
        g_assert_true(token_valid(cookies.items[i].name));
        g_assert_null(strpbrk(cookies.items[i].value, " ;,\"\\\r\n"));
    }
    return 0;
}
