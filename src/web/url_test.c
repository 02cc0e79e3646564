#include "web/url.h"

static void format_encodes_values(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(
        url_format(arena, "/%s/plans/%s?year=%d&q=%s", "jon", "å/b", 2021, "a b+c").text, ==,
        "/jon/plans/%C3%A5%2Fb?year=2021&q=a%20b%2Bc");
    g_assert_cmpstr(url_format(arena, "?page=%zu&id=%ld&of=100%%", (size_t)3, 4L).text, ==,
                    "?page=3&id=4&of=100%");
    g_assert_cmpstr(url_format(arena, "#row-%s", "<\"'>").text, ==, "#row-%3C%22%27%3E");
}

static void format_keeps_the_shape_of_paths(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(url_format(arena, "/%s/x", "").text, ==, "/-/x");
    g_assert_cmpstr(url_format(arena, "/%s/x", (const char *)NULL).text, ==, "/-/x");
    g_assert_cmpstr(url_format(arena, "/%s/%s", "..", ".").text, ==, "/-/-");
    g_assert_cmpstr(url_format(arena, "/a?next=/%s", "").text, ==, "/a?next=/");
}

static void foreign_addresses_need_a_known_scheme(void) {
    static const char *const good[] = {"https://exempel.se/a?b", "http://x", "MAILTO:a@b.se",
                                       "tel:+46123"};
    static const char *const bad[] = {"javascript:alert(1)",
                                      "data:text/html,x",
                                      "//exempel.se",
                                      "/a",
                                      "",
                                      "https://",
                                      " https://x",
                                      "https://x y",
                                      "https://x\n",
                                      "java\tscript:x",
                                      "https:\\\\x",
                                      "vbscript:x",
                                      "https:/x",
                                      "ftp://x"};
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        Url url = {NULL};
        g_assert_true(url_external(arena, good[i], &url));
        g_assert_cmpstr(url.text, ==, good[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        Url url = {"untouched"};
        g_assert_false(url_external(arena, bad[i], &url));
        g_assert_cmpstr(url.text, ==, "untouched");
    }
}

static void long_addresses_are_refused(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) text = g_string_new("https://");
    while (text->len < URL_LIMIT)
        g_string_append_c(text, 'x');
    Url url;
    g_assert_true(url_external(arena, text->str, &url));
    g_string_append_c(text, 'x');
    g_assert_false(url_external(arena, text->str, &url));
    g_assert_false(url_external(arena, NULL, &url));
}

static void local_paths_stay_here(void) {
    static const char *const good[] = {"/", "/jon/plans?year=2021#a"};
    static const char *const bad[] = {"//evil", "/\\evil", "https://evil", "evil",
                                      "",       "/a\nb",   "/a\\b",        "/ b"};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
        g_assert_cmpstr(local_path(good[i]), ==, good[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_cmpstr(local_path(bad[i]), ==, "/");
    g_assert_cmpstr(local_path(NULL), ==, "/");
}

static void encodes_for_its_place(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(url_encoded(arena, "/a+b@å&c~d", URL_IN_PATH), ==, "%2Fa+b@%C3%A5%26c~d");
    g_assert_cmpstr(url_encoded(arena, "/a+b@å&c~d", URL_IN_QUERY), ==, "%2Fa%2Bb@%C3%A5%26c~d");
    g_assert_cmpstr(url_encoded(arena, "/a+b@å&c~d", URL_IN_HEADER), ==, "%2Fa%2Bb%40%C3%A5%26c~d");
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/url/format/values", format_encodes_values);
    g_test_add_func("/url/format/shape", format_keeps_the_shape_of_paths);
    g_test_add_func("/url/external/schemes", foreign_addresses_need_a_known_scheme);
    g_test_add_func("/url/external/length", long_addresses_are_refused);
    g_test_add_func("/url/28-local", local_paths_stay_here);
    g_test_add_func("/url/encoded", encodes_for_its_place);
    return g_test_run();
}
