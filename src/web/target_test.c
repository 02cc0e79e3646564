#include "web/percent.h"
#include "web/target.h"

#include <string.h>

static bool reads(const char *raw, Target *target) {
    static Arena *kept;
    if (kept != NULL)
        arena_free(kept);
    kept = arena_new();
    g_autoptr(GError) error = NULL;
    bool read = target_parse(kept, raw, target, &error);
    g_assert_true(read == (error == NULL));
    return read;
}

static void takes_apart(void) {
    Target target;
    g_assert_true(reads("/jonkoping/plans/%C3%A5r?year=2021&q=a%20b", &target));
    g_assert_cmpuint(target.n_segments, ==, 3);
    g_assert_cmpstr(target.segments[2], ==, "år");
    g_assert_cmpstr(target.path, ==, "/jonkoping/plans/%C3%A5r");
    g_assert_cmpstr(target.query, ==, "year=2021&q=a%20b");
    g_assert_true(reads("/", &target));
    g_assert_cmpuint(target.n_segments, ==, 0);
    g_assert_cmpstr(target.query, ==, "");
    g_assert_true(reads("/a/", &target));
    g_assert_cmpuint(target.n_segments, ==, 2);
    g_assert_cmpstr(target.segments[1], ==, "");
    g_assert_true(reads("/a?", &target));
    g_assert_true(reads("/a?x=[1]|{2}^`'\\", &target));
}

static void refuses(gconstpointer raw) {
    Target target = {.n_segments = 77};
    g_assert_false(reads(raw, &target));
    g_assert_cmpuint(target.n_segments, ==, 77);
}

static const char *const refused[] = {
    "",           "a",
    "http://a/",  "*",
    "//",         "//evil",
    "/a//b",      "/%00",
    "/%zz",       "/%2",
    "/%",         "/a%2fb",
    "/%2e%2e/x",  "/%2e%2e%2fetc",
    "/..",        "/a/../b",
    "/.",         "/%252e",
    "/a%5cb",     "/a\\b",
    "/a b",       "/a\tb",
    "/\x80",      "/%80",
    "/%C3",       "/%0a",
    "/%7f",       "/a\"",
    "/<a>",       "/a{b}",
    "/a|b",       "/a^b",
    "/a?<b>",     "/a?x#y",
    "/a?\x01",    "/a?\xc3\xa5",
    "/%ED%A0%80",
};

static void refuses_what_is_too_long(void) {
    Target target;
    g_autofree char *fits = g_strnfill(TARGET_MAX, 'a'), *over = g_strnfill(TARGET_MAX + 1, 'a');
    fits[0] = over[0] = '/';
    g_assert_true(reads(fits, &target));
    g_assert_false(reads(over, &target));
    g_assert_true(reads("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", &target));
    g_assert_false(reads("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17", &target));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/target/takes-apart", takes_apart);
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autofree char *name = g_strdup_printf("/target/refuses/%zu", i);
        g_test_add_data_func(name, refused[i], refuses);
    }
    g_test_add_func("/target/limits", refuses_what_is_too_long);
    return g_test_run();
}
