#include "modules/plan_import/heads.h"
#include "modules/plan_import/titles.h"

#include <string.h>

/* A row of titles, separated by |. */
static Line row(Arena *arena, const char *titles) {
    g_auto(GStrv) cells = g_strsplit(titles, "|", -1);
    Line line = {.kind = LINE_ROW, .n_cells = g_strv_length(cells)};
    const char **kept = ARENA_ARRAY(arena, const char *, line.n_cells);
    for (size_t i = 0; i < line.n_cells; i++) {
        kept[i] = arena_strdup(arena, cells[i]);
        if (*cells[i] != '\0' && line.n_filled++ == 0)
            line.first_filled = i;
    }
    line.cells = kept;
    return line;
}

static void means(const char *titles, const int *expected) {
    g_autoptr(Arena) arena = arena_new();
    Line line = row(arena, titles);
    Head head;
    g_assert_true(head_read(arena, &line, &head));
    for (size_t i = 0; i < head.n; i++)
        g_assert_cmpint(head.columns[i].means, ==, expected[i]);
}
#define MEANS(titles, ...) means(titles, (const int[]){__VA_ARGS__})

static void test_usual(void) {
    MEANS("AKTIVITET|AKTIVITETSMÅL|GENOMFÖRANDE (vad som ska göras)|TID FÖR GENOMFÖRANDE|ANSVAR|"
          "SAMVERKANS- PARTER|EFFEKT MÅL (miljökvalitetsmål och Globala mål)",
          READ_ACTIVITY, READ_GOAL, READ_IMPLEMENTATION, READ_TIME, READ_RESPONSIBLE, READ_PARTIES,
          READ_EFFECT_GOALS);
}

static void test_renamed(void) {
    MEANS("Vad|Varför|Hur|När|Vem|Vilka|Miljömål", READ_ACTIVITY, READ_GOAL, READ_IMPLEMENTATION,
          READ_TIME, READ_RESPONSIBLE, READ_PARTIES, READ_EFFECT_GOALS);
    MEANS("Deltagare|Tidpunkt|Projekt|Syfte", READ_PARTIES, READ_TIME, READ_ACTIVITY, READ_GOAL);
    MEANS("Aktivitet|Vad ska göras|Vad vi vill uppnå|Klart senast", READ_ACTIVITY,
          READ_IMPLEMENTATION, READ_GOAL, READ_TIME);
    MEANS("Insats|Huvudansvarig|Medverkande kommuner|Starttid", READ_ACTIVITY, READ_RESPONSIBLE,
          READ_PARTIES, READ_TIME);
    MEANS("Aktivtet|Ansvarig för genomförandet|Tidplan", READ_ACTIVITY, READ_RESPONSIBLE,
          READ_TIME);
}

static void test_no_activity_title(void) {
    MEANS("Vad ska göras|När|Ansvarig|Deltagare", READ_ACTIVITY, READ_TIME, READ_RESPONSIBLE,
          READ_PARTIES);
    MEANS("|Mål|Tid|Ansvar", READ_ACTIVITY, READ_GOAL, READ_TIME, READ_RESPONSIBLE);
}

static void test_other_columns(void) {
    MEANS("Nr|Kategori|Aktivitet|Mål|Kostnad", HEAD_UNKNOWN, HEAD_CATEGORY, READ_ACTIVITY,
          READ_GOAL, HEAD_UNKNOWN);
    MEANS("År|När|Vad|Ansvarsområde|Ansvarig", HEAD_YEAR, READ_TIME, READ_ACTIVITY, HEAD_CATEGORY,
          READ_RESPONSIBLE);
    MEANS("Aktivitet|Mål|Effektmål|Målgrupp", READ_ACTIVITY, READ_GOAL, READ_EFFECT_GOALS,
          HEAD_UNKNOWN);
}

static void test_year_in_title(void) {
    g_autoptr(Arena) arena = arena_new();
    Head head;
    Line line = row(arena, "Aktiviteter 2022|Ansvar|Tid");
    g_assert_true(head_read(arena, &line, &head));
    g_assert_cmpint(head.year, ==, 2022);
    line = row(arena, "Aktivitet|Ansvar|Tid");
    g_assert_true(head_read(arena, &line, &head));
    g_assert_cmpint(head.year, ==, 0);
}

static void test_years_as_time(void) {
    g_autoptr(Arena) arena = arena_new();
    Head head;
    Line line = row(arena, "Aktivitet|Mål|År");
    g_assert_true(head_read(arena, &line, &head));
    g_assert_cmpint(head.columns[2].means, ==, HEAD_YEAR);
    head_read_years_as_time(&head);
    g_assert_cmpint(head.columns[2].means, ==, READ_TIME);
}

static void test_no_head(void) {
    static const char *const rows[] = {
        "Buller|Samma bedömning.|Två träffar.|Vår|Lindby|Alla|God bebyggd miljö",
        "Kommun|Kontaktperson|Telefon",
        "Tillsynsprojekt||||||",
        "Lön|896",
        "Post|2030|2029",
        "Kommun|Ansvar|Telefon",
        "Aktivitet|Vecka 12|Lindby",
        "Aktivitet|Två träffar hålls.|Lindby",
        "Aktivitet||",
        "Tid|Ansvar|Lindby|Ekby|Alby"};
    g_autoptr(Arena) arena = arena_new();
    Head head;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Line line = row(arena, rows[i]);
        if (head_read(arena, &line, &head))
            g_error("%s is read as a head", rows[i]);
    }
}

static void test_goes_on_in_brackets(void) {
    g_autoptr(Arena) arena = arena_new();
    Head head;
    Line line = row(arena, "Aktivitet|Mål|Prioritet");
    g_assert_true(head_read(arena, &line, &head));
    line = row(arena, "||(hög eller låg)");
    g_assert_true(head_goes_on(arena, &line, &head));
    line = row(arena, "||hög eller låg");
    g_assert_false(head_goes_on(arena, &line, &head));
}

static void test_long_title(void) {
    g_autoptr(Arena) arena = arena_new();
    Head head;
    g_autofree char *longest = g_strnfill(TITLE_LENGTH_MAX, 'a');
    Line line = row(arena, arena_printf(arena, "Aktivitet|Mål|%s", longest));
    g_assert_true(head_read(arena, &line, &head));
    line = row(arena, arena_printf(arena, "Aktivitet|Mål|%sa", longest));
    g_assert_false(head_read(arena, &line, &head));
}

/* Where no other rule would give the column its meaning. */
static void test_misspelt_and_bracketed(void) {
    MEANS("Tid|Ansvar|Aktivtet", READ_TIME, READ_RESPONSIBLE, READ_ACTIVITY);
    MEANS("Aktivitet|Mål|År (vilket)", READ_ACTIVITY, READ_GOAL, HEAD_YEAR);
}

static void test_one_known_title(void) {
    MEANS("Aktivitet|Kostnad|Prioritet", READ_ACTIVITY, HEAD_UNKNOWN, HEAD_UNKNOWN);
}

static void test_repeats(void) {
    g_autoptr(Arena) arena = arena_new();
    Head head, next;
    Line line = row(arena, "Aktivitet|Prioritet|Kostnad|Tid");
    g_assert_true(head_read(arena, &line, &head));
    line = row(arena, "Akti- vitet|Priori- tet|Kostnad|Tid");
    g_assert_true(head_repeats(arena, &line, &head, &next));
    line = row(arena, "Projekt|Hög|100|Projektledare");
    g_assert_false(head_repeats(arena, &line, &head, &next));
}

static void test_goes_on(void) {
    g_autoptr(Arena) arena = arena_new();
    Head head;
    Line line = row(arena, "Aktivitet|Genomförande|Samverkans-|Effekt-");
    g_assert_true(head_read(arena, &line, &head));
    line = row(arena, "|(vad ska göras)|parter|mål");
    g_assert_true(head_goes_on(arena, &line, &head));
    g_assert_cmpint(head.columns[2].means, ==, READ_PARTIES);
    g_assert_cmpint(head.columns[3].means, ==, READ_EFFECT_GOALS);
    line = row(arena, "|Två träffar.|Alla|");
    g_assert_false(head_goes_on(arena, &line, &head));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan-reading/heads/usual", test_usual);
    g_test_add_func("/plan-reading/heads/renamed", test_renamed);
    g_test_add_func("/plan-reading/heads/no-activity-title", test_no_activity_title);
    g_test_add_func("/plan-reading/heads/other-columns", test_other_columns);
    g_test_add_func("/plan-reading/heads/year-in-title", test_year_in_title);
    g_test_add_func("/plan-reading/heads/years-as-time", test_years_as_time);
    g_test_add_func("/plan-reading/heads/no-head", test_no_head);
    g_test_add_func("/plan-reading/heads/goes-on-in-brackets", test_goes_on_in_brackets);
    g_test_add_func("/plan-reading/heads/long-title", test_long_title);
    g_test_add_func("/plan-reading/heads/misspelt", test_misspelt_and_bracketed);
    g_test_add_func("/plan-reading/heads/one-known-title", test_one_known_title);
    g_test_add_func("/plan-reading/heads/repeats", test_repeats);
    g_test_add_func("/plan-reading/heads/goes-on", test_goes_on);
    return g_test_run();
}
