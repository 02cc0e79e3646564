#include "base/similar.h"

static void test_fold(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(similar_fold(arena, "  Giftfri\t\xC2\xA0MILJÖ \n"), ==, "giftfri miljö");
    g_assert_cmpstr(similar_fold(arena, "Idé à la Müller"), ==, "ide a la muller");
    g_assert_cmpstr(similar_fold(arena, "A\xCC\x8Ar"), ==, "år");
    g_assert_cmpstr(similar_fold(arena, "hand\xC2\xADläggare"), ==, "handläggare");
    g_assert_cmpstr(similar_fold(arena, ""), ==, "");
}

static void test_fold_keeps_going_on_bad_bytes(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(similar_squash(arena, "a\xFF"
                                          "b"),
                    ==, "ab");
    g_assert_true(g_utf8_validate(similar_fold(arena, "\xC3(\xED\xA0\x80"), -1, NULL));
}

static void test_squash(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(similar_squash(arena, "SAMVERKANS- PARTER"), ==, "samverkansparter");
    g_assert_cmpstr(similar_squash(arena, "– … –"), ==, "");
}

static void test_distance(void) {
    g_assert_cmpint(similar_distance("giffri", "giftfri", 3), ==, 1);
    g_assert_cmpint(similar_distance("miljö", "mijlö", 3), ==, 1);
    g_assert_cmpint(similar_distance("", "abc", 3), ==, 3);
    g_assert_cmpint(similar_distance("luft", "luft", 0), ==, 0);
    g_assert_cmpint(similar_distance("ö", "o", 1), ==, 1);
    g_assert_cmpint(similar_distance("skog", "våtmark", 2), ==, 3);
    g_assert_cmpint(similar_distance("abcdef", "fedcba", 2), ==, 3);
}

static void test_distance_has_a_longest_text(void) {
    g_autofree char *fits = g_strnfill(SIMILAR_LENGTH_MAX, 'a');
    g_autofree char *over = g_strnfill(SIMILAR_LENGTH_MAX + 1, 'a');
    g_autofree char *far_over = g_strnfill(100 * SIMILAR_LENGTH_MAX, 'a');
    g_assert_cmpint(similar_distance(fits, "a", SIMILAR_LENGTH_MAX), ==, SIMILAR_LENGTH_MAX - 1);
    g_assert_cmpint(similar_distance(fits, over, 5), ==, 6);
    g_assert_cmpint(similar_distance(over, far_over, 5), ==, 6);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/similar/fold", test_fold);
    g_test_add_func("/similar/fold/bad-bytes", test_fold_keeps_going_on_bad_bytes);
    g_test_add_func("/similar/squash", test_squash);
    g_test_add_func("/similar/distance", test_distance);
    g_test_add_func("/similar/distance/longest", test_distance_has_a_longest_text);
    return g_test_run();
}
