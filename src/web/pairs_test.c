#include "web/cookie.h"
#include "web/pairs.h"

#include <string.h>

static bool parse(Arena *arena, const char *text, Pairs *pairs) {
    g_autoptr(GError) error = NULL;
    return pairs_parse(arena, (Bytes){(const uint8_t *)text, strlen(text)}, pairs, &error);
}

static void reads_forms(void) {
    g_autoptr(Arena) arena = arena_new();
    Pairs pairs;
    g_assert_true(parse(arena, "a=1&b=x+y&a=%C3%A5&&tom=&ensam&c=1=2", &pairs));
    g_assert_cmpuint(pairs.n, ==, 6);
    g_assert_cmpstr(pairs_get(&pairs, "a"), ==, "1");
    g_assert_cmpstr(pairs.items[2].value, ==, "å");
    g_assert_cmpstr(pairs_get(&pairs, "b"), ==, "x y");
    g_assert_cmpstr(pairs_get(&pairs, "tom"), ==, "");
    g_assert_cmpstr(pairs_get(&pairs, "ensam"), ==, "");
    g_assert_cmpstr(pairs_get(&pairs, "c"), ==, "1=2");
    g_assert_null(pairs_get(&pairs, "A"));
    g_assert_cmpuint(pairs_count(&pairs, "a"), ==, 2);
    g_assert_true(parse(arena, "text=a%0D%0Ab%09c", &pairs));
    g_assert_true(parse(arena, "", &pairs));
    g_assert_cmpuint(pairs.n, ==, 0);
}

static void refuses_broken_forms(void) {
    static const char *const broken[] = {"a=%",   "a=%4",  "a=%zz", "%00=1", "a=%00",
                                         "a=%1b", "a=%ff", "a=%C3", "a=%7f", "a=\x80"};
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        Pairs pairs = {.n = 77};
        g_assert_false(parse(arena, broken[i], &pairs));
        g_assert_cmpuint(pairs.n, ==, 77);
    }
}

static void counts_fields(void) {
    g_autoptr(Arena) arena = arena_new();
    GString *text = g_string_new("x=0");
    Pairs pairs;
    for (int i = 1; i < PAIRS_MAX; i++)
        g_string_append(text, "&x=1");
    g_assert_true(parse(arena, text->str, &pairs));
    g_assert_cmpuint(pairs.n, ==, PAIRS_MAX);
    g_string_append(text, "&x=1");
    g_assert_false(parse(arena, text->str, &pairs));
    g_string_free(text, TRUE);
}

static void finds_headers(void) {
    g_autoptr(Arena) arena = arena_new();
    Pairs pairs = {0};
    pairs_add(arena, &pairs, "Content-TYPE", "x");
    g_assert_cmpstr(pairs_get_header(&pairs, "content-type"), ==, "x");
    g_assert_null(pairs_get_header(&pairs, "content"));
}

static void reads_cookies(void) {
    g_autoptr(Arena) arena = arena_new();
    Pairs cookies = {0};
    cookies_parse(arena,
                  "a=1; __Host-samsyn=abc-_.~; tom=; b=\"q\"; bad name=2; c=\"; d=x y; =3; e",
                  &cookies);
    g_assert_cmpuint(cookies.n, ==, 4);
    g_assert_cmpstr(pairs_get(&cookies, "__Host-samsyn"), ==, "abc-_.~");
    g_assert_cmpstr(pairs_get(&cookies, "tom"), ==, "");
    g_assert_cmpstr(pairs_get(&cookies, "b"), ==, "q");
}

static void bounds_cookies(void) {
    g_autoptr(Arena) arena = arena_new();
    GString *text = g_string_new(NULL);
    Pairs cookies = {0};
    for (int i = 0; i < COOKIES_MAX * 2; i++)
        g_string_append(text, "a=1;");
    cookies_parse(arena, text->str, &cookies);
    g_assert_cmpuint(cookies.n, ==, COOKIES_MAX);
    g_string_free(text, TRUE);
}

static void judges_cookie_values(void) {
    g_assert_true(cookie_value_valid("abcXYZ09-_.~"));
    g_assert_false(cookie_value_valid(""));
    g_assert_false(cookie_value_valid("a;b"));
    g_assert_false(cookie_value_valid("a\r\nb"));
    g_assert_false(cookie_value_valid("å"));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pairs/form", reads_forms);
    g_test_add_func("/pairs/broken", refuses_broken_forms);
    g_test_add_func("/pairs/limit", counts_fields);
    g_test_add_func("/pairs/headers", finds_headers);
    g_test_add_func("/cookies/read", reads_cookies);
    g_test_add_func("/cookies/limit", bounds_cookies);
    g_test_add_func("/cookies/value", judges_cookie_values);
    return g_test_run();
}
