#include "formats/pdf_hyphen.h"
#include "formats/pdf_style.h"
#include <glib.h>
#include <string.h>

/* WCAG 2.2: text 4.5:1; lines and signs 3:1. */
#define TEXT_CONTRAST 4.5
#define LINE_CONTRAST 3.0

static Color grey_of(Color color) {
    double grey = color_grey(color);
    return (Color){grey, grey, grey};
}

static void check_contrast(ColorName front, ColorName back, double least) {
    Color a = color_of(front), b = color_of(back);
    g_assert_cmpfloat(color_contrast(a, b), >=, least);
    g_assert_cmpfloat(color_contrast(grey_of(a), grey_of(b)), >=, least);
}

static void test_text_can_be_read_in_colour_and_grey(void) {
    for (StyleName style = 0; style < N_STYLES; style++)
        check_contrast(style_of(style)->color,
                       style == STYLE_CHIP_FILLED ? COLOR_CHIP : COLOR_WHITE, TEXT_CONTRAST);
    static const ColorName on_tint[] = {COLOR_INK, COLOR_SECONDARY, COLOR_GREEN};
    for (size_t i = 0; i < G_N_ELEMENTS(on_tint); i++) {
        check_contrast(on_tint[i], COLOR_TINT, TEXT_CONTRAST);
        check_contrast(on_tint[i], COLOR_TINT_DEEP, TEXT_CONTRAST);
    }
}

static void test_lines_can_be_seen_in_colour_and_grey(void) {
    static const ColorName lines[] = {COLOR_LINE, COLOR_GREEN, COLOR_CHIP, COLOR_ACCENT};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        check_contrast(lines[i], COLOR_WHITE, LINE_CONTRAST);
}

static void test_bands_differ_from_paper_in_grey(void) {
    g_assert_cmpfloat(color_grey(color_of(COLOR_TINT)), <, 0.92);
    g_assert_cmpfloat(color_grey(color_of(COLOR_TINT_DEEP)), <,
                      color_grey(color_of(COLOR_TINT)) - 0.05);
}

static void test_contrast_is_that_of_wcag(void) {
    Color black = {0, 0, 0}, white = {1, 1, 1}, grey = {0x77 / 255.0, 0x77 / 255.0, 0x77 / 255.0};
    g_assert_cmpfloat_with_epsilon(color_contrast(black, white), 21, 0.001);
    g_assert_cmpfloat_with_epsilon(color_contrast(white, grey), 4.48, 0.01);
    g_assert_cmpfloat_with_epsilon(color_contrast(grey, grey), 1, 0.001);
}

static void test_words_are_divided(void) {
    static const struct {
        const char *word, *divided;
    } cases[] = {
        {"samverkan", "sam|verkan"},
        {"organisationer", "orga|ni|sa|tioner"},
        {"Dricksvattenförsörjningsplaneringen", "Dricks|vat|ten|för|sörj|nings|pla|ne|ringen"},
        {"registrering", "regis|tre|ring"},
        {"människor", "män|niskor"},
        {"mål", "mål"},
        {"(samverkan),", "(sam|verkan),"},
        {"...", "..."},
        {"", ""},
        {"a.b_c@d", "a.\u200Bb_\u200Bc@\u200Bd"},
        {"2021", "2021"},
        {"åäöåäöåäö", "åäöåäöåäö"},
    };
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(GStrv) parts =
            g_strsplit(hyphenate_word(arena, cases[i].word, strlen(cases[i].word)), "\u00AD", 0);
        g_autofree char *divided = g_strjoinv("|", parts);
        g_assert_cmpstr(divided, ==, cases[i].divided);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pdf-style/text-can-be-read", test_text_can_be_read_in_colour_and_grey);
    g_test_add_func("/pdf-style/lines-can-be-seen", test_lines_can_be_seen_in_colour_and_grey);
    g_test_add_func("/pdf-style/bands-differ-from-paper", test_bands_differ_from_paper_in_grey);
    g_test_add_func("/pdf-style/contrast", test_contrast_is_that_of_wcag);
    g_test_add_func("/pdf-style/words-are-divided", test_words_are_divided);
    return g_test_run();
}
