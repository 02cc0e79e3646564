#include "modules/plan_import/words.h"

#include <string.h>

static void test_years(void) {
    static const struct {
        const char *text;
        int n, first, last;
    } cases[] = {
        {"Aktiviteter 2021", 1, 2021, 2021},
        {"2021-2023", 2, 2021, 2023},
        {"2021–2023", 2, 2021, 2023},
        {"2021-23", 2, 2021, 2023},
        {"2021/22", 2, 2021, 2022},
        {"2024 och 2025", 2, 2024, 2025},
        {"den 2021-05-12", 0, 0, 0},
        {"1 143 tkr", 0, 0, 0},
        {"12021", 0, 0, 0},
        {"1989", 0, 0, 0},
        {"2021-05-12 till 2022", 1, 2022, 2022},
        {"", 0, 0, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        YearsIn years = years_in(cases[i].text);
        g_assert_cmpint(years.n, ==, cases[i].n);
        g_assert_cmpint(years.first, ==, cases[i].first);
        g_assert_cmpint(years.last, ==, cases[i].last);
    }
}

static void test_nothing_planned(void) {
    static const char *const notes[] = {"Ej fastställt",
                                        "ej fastställd",
                                        "EJ FASTSTÄLLT.",
                                        "Inget planerat",
                                        "Inga aktiviteter är planerade ännu",
                                        "Inga aktiviteter 2024",
                                        "–",
                                        "-",
                                        "Beslutas senare",
                                        "Ännu ej beslutat",
                                        "Inget"};
    static const char *const others[] = {
        "Inga nya bekämpningsmedel", "Fastställt", "Tillsynsprojekt", "", "Aktiviteter",
        "Planerade aktiviteter",     "- Täkter"};
    for (size_t i = 0; i < G_N_ELEMENTS(notes); i++)
        g_assert_true(says_nothing_planned(notes[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_false(says_nothing_planned(others[i]));
}

static void test_amounts(void) {
    static const char *const amounts[] = {"0",        "1 143",    "1\u00A0143",   "-60",
                                          "−95,5",    "12,5 tkr", "1 200 000 kr", "45 %",
                                          "1,083.50", "100:-"};
    static const char *const others[] = {
        "", "-", "tkr", "3 gånger", "Budget 2021 (tkr)", "2021 och 2022"};
    for (size_t i = 0; i < G_N_ELEMENTS(amounts); i++)
        g_assert_true(is_amount(amounts[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_false(is_amount(others[i]));
}

static void test_page_numbers(void) {
    static const char *const numbers[] = {"3",      "Sida 3",       "Sid 3 (12)", "3/12",
                                          "3 (12)", "Sida 3 av 12", "- 3 -"};
    static const char *const others[] = {"2021", "Sida",      "3 möten",
                                         "",     "3 av tolv", "Sida 3 om vatten"};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_assert_true(is_page_number(numbers[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_false(is_page_number(others[i]));
}

static void joins(const char *above, const char *below, const char *joined, bool divided) {
    g_autoptr(GString) text = g_string_new(above);
    g_assert_true(join_onto(text, below) == divided);
    g_assert_cmpstr(text->str, ==, joined);
}

static void test_join(void) {
    joins("miljöchefer i", "länet", "miljöchefer i länet", false);
    joins("hand-", "läggare", "handläggare", true);
    joins("hälso-", "och sjukvård", "hälso- och sjukvård", false);
    joins("PFAS-", "förorening", "PFAS-förorening", false);
    joins("e-", "tjänst", "e-tjänst", false);
    joins("2021-", "2023", "2021-2023", false);
    joins("Kronoberg-", "Blekinge", "Kronoberg-Blekinge", false);
    joins("besök –", "rapport", "besök – rapport", false);
    joins("-", "a", "- a", false);
    joins("", "länet", "länet", false);
    joins("länet", "", "länet", false);
}

static void test_ends(void) {
    g_assert_true(ends_open("miljöchefer i"));
    g_assert_true(ends_open("Buller,"));
    g_assert_true(ends_open("hälso-"));
    g_assert_false(ends_open("Träff (polis, åklagare"));
    g_assert_false(ends_open("Handläggarträffar"));
    g_assert_false(ends_open(""));
    g_assert_true(ends_finished("Klart."));
    g_assert_true(ends_finished("(Klart.)"));
    g_assert_true(ends_finished("sa hon: \"Klart!\""));
    g_assert_false(ends_finished("klart"));
    g_assert_false(ends_finished(""));
}

static void test_headings_and_sentences(void) {
    g_assert_true(is_heading_like("Så läser ni planen"));
    g_assert_true(is_heading_like("2023"));
    g_assert_false(is_heading_like("så läser ni planen"));
    g_assert_false(is_heading_like("Planen gäller i två år."));
    g_assert_false(is_heading_like(""));
    g_assert_true(is_sentence("Planen gäller i två år."));
    g_assert_false(is_sentence("Buller m.m."));
    g_assert_false(is_sentence(""));
    g_assert_true(is_capitals("SUMMA INTÄKTER"));
    g_assert_false(is_capitals("Summa"));
    g_assert_false(is_capitals("1 143"));
}

static void test_parts_of_texts(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(past_bullet("• Täkter"), ==, "Täkter");
    g_assert_cmpstr(past_bullet("- Täkter"), ==, "Täkter");
    g_assert_cmpstr(past_bullet("o Täkter"), ==, "Täkter");
    g_assert_cmpstr(past_bullet("-5"), ==, "-5");
    g_assert_cmpstr(past_bullet("och"), ==, "och");
    g_assert_cmpstr(past_bullet("-"), ==, "-");
    g_assert_cmpstr(without_brackets(arena, "Genomförande (vad (som) ska göras)"), ==,
                    "Genomförande");
    g_assert_cmpstr(without_continued(arena, "Tillsynsprojekt (forts.)"), ==, "Tillsynsprojekt");
    g_assert_cmpstr(without_continued(arena, "Tillsynsprojekt, forts."), ==, "Tillsynsprojekt");
    g_assert_cmpstr(without_continued(arena, "Nätverk för hälso-"), ==, "Nätverk för hälso-");
    g_assert_cmpstr(on_one_line(arena, "Miljö\n och\thälsa "), ==, "Miljö och hälsa");
    g_autofree char *long_text = g_strnfill(200, 'a');
    g_assert_cmpint(g_utf8_strlen(shortened(arena, long_text), -1), ==, 80);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan-reading/words/years", test_years);
    g_test_add_func("/plan-reading/words/nothing-planned", test_nothing_planned);
    g_test_add_func("/plan-reading/words/amounts", test_amounts);
    g_test_add_func("/plan-reading/words/page-numbers", test_page_numbers);
    g_test_add_func("/plan-reading/words/join", test_join);
    g_test_add_func("/plan-reading/words/ends", test_ends);
    g_test_add_func("/plan-reading/words/headings-and-sentences", test_headings_and_sentences);
    g_test_add_func("/plan-reading/words/parts", test_parts_of_texts);
    return g_test_run();
}
