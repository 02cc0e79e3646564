#include "base/error.h"
#include "base/money.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is read is written so that it is read as the same. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = g_strndup((const char *)data, size);
    g_autofree char *text = g_utf8_make_valid(bytes, -1);
    Money money, again;
    if (!money_parse(text, MONEY_TKR, &money, &error)) {
        g_assert_true(error_is(error, ERROR_INVALID));
        return 0;
    }
    g_assert_true(money_parse(money_kr(arena, money), MONEY_TKR, &again, NULL));
    g_assert_cmpint(again.ore, ==, money.ore);
    g_assert_true(money_parse(money_tkr(arena, money), MONEY_KR, &again, NULL));
    g_assert_cmpint(again.ore, ==, money.ore);
    return 0;
}
