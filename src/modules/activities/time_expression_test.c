#include "base/date.h"
#include "modules/activities/time_expression.h"
#include "modules/activities/time_words.h"

#include <glib.h>

typedef struct {
    const char *text;
    int plan_year;
    const char *kind, *first, *last;
    int times;
} Case;

static const Case cases[] = {
    {"2021", 2021, "year", "2021-01-01", "2021-12-31", 0},
    {"2021–2023", 2021, "year", "2021-01-01", "2023-12-31", 0},
    {"2021-22", 2021, "year", "2021-01-01", "2022-12-31", 0},
    {"2021/2022", 2021, "year", "2021-01-01", "2022-12-31", 0},
    {"Under 2022", 2021, "year", "2022-01-01", "2022-12-31", 0},
    {"Under året", 2021, "year", "2021-01-01", "2021-12-31", 0},
    {"Våren 2021", 2021, "period", "2021-03-01", "2021-05-31", 0},
    {"hösten", 2022, "period", "2022-09-01", "2022-11-30", 0},
    {"Sommaren 2021", 2021, "period", "2021-06-01", "2021-08-31", 0},
    {"Försommaren 2021", 2021, "period", "2021-06-01", "2021-08-31", 0},
    {"Vintern 2021/2022", 2021, "period", "2021-12-01", "2022-02-28", 0},
    {"vinter/vår 2022", 2022, "period", "2022-01-01", "2022-05-31", 0},
    {"höst/vinter 2021", 2021, "period", "2021-09-01", "2022-02-28", 0},
    {"Våren 2021 och våren 2022", 2021, "period", "2021-03-01", "2022-05-31", 0},
    {"VT 2021", 2021, "period", "2021-01-01", "2021-06-30", 0},
    {"ht 2021", 2021, "period", "2021-07-01", "2021-12-31", 0},
    {"Läsåret 2021/2022", 2021, "period", "2021-08-01", "2022-06-30", 0},
    {"Årsskiftet 2021/22", 2021, "period", "2021-12-01", "2022-01-31", 0},
    {"April 2021", 2021, "period", "2021-04-01", "2021-04-30", 0},
    {"Maj/juni 2021", 2021, "period", "2021-05-01", "2021-06-30", 0},
    {"februari 2024", 2024, "period", "2024-02-01", "2024-02-29", 0},
    {"Februari 2022", 2021, "period", "2022-02-01", "2022-02-28", 0},
    {"mars–maj", 2023, "period", "2023-03-01", "2023-05-31", 0},
    {"Februari–juni 2021", 2021, "period", "2021-02-01", "2021-06-30", 0},
    {"Oktober 2020–maj 2021", 2021, "period", "2020-10-01", "2021-05-31", 0},
    {"november 2021–mars 2023", 2021, "period", "2021-11-01", "2023-03-31", 0},
    {"Klart i juni 2021", 2021, "period", "2021-06-01", "2021-06-30", 0},
    {"jan–feb 2022", 2022, "period", "2022-01-01", "2022-02-28", 0},
    {"sept. 2021", 2021, "period", "2021-09-01", "2021-09-30", 0},
    {"2021-09", 2021, "period", "2021-09-01", "2021-09-30", 0},
    {"Före jul", 2021, "period", "2021-12-01", "2021-12-31", 0},
    {"5 maj 2021", 2021, "period", "2021-05-05", "2021-05-05", 0},
    {"den 29 februari 2024", 2024, "period", "2024-02-29", "2024-02-29", 0},
    {"29 februari 2021", 2021, "period", "2021-02-01", "2021-02-28", 0},
    {"5–6 maj 2021", 2021, "period", "2021-05-05", "2021-05-06", 0},
    {"28 april–2 maj", 2021, "period", "2021-04-28", "2021-05-02", 0},
    {"28 december–2 januari", 2021, "period", "2021-12-28", "2022-01-02", 0},
    {"6 maj 2021, 2 maj 2020", 2021, "period", "2020-05-01", "2021-05-31", 0},
    {"2021-05-05", 2021, "period", "2021-05-05", "2021-05-05", 0},
    {"2021-05-05 – 2021-06-01", 2021, "period", "2021-05-05", "2021-06-01", 0},
    {"15/3 2021", 2021, "period", "2021-03-15", "2021-03-15", 0},
    {"Senast 30 juni 2021", 2021, "period", "2021-06-30", "2021-06-30", 0},
    {"v. 12", 2021, "period", "2021-03-22", "2021-03-28", 0},
    {"V12 2021", 2021, "period", "2021-03-22", "2021-03-28", 0},
    {"vecka 12–14 2021", 2021, "period", "2021-03-22", "2021-04-11", 0},
    {"v. 12–v. 13", 2021, "period", "2021-03-22", "2021-04-04", 0},
    {"v. 53 2020", 2020, "period", "2020-12-28", "2021-01-03", 0},
    {"Kvartal 2", 2021, "period", "2021-04-01", "2021-06-30", 0},
    {"Q3 2021", 2021, "period", "2021-07-01", "2021-09-30", 0},
    {"kvartal 1–2 2021", 2021, "period", "2021-01-01", "2021-06-30", 0},
    {"Första kvartalet 2022", 2022, "period", "2022-01-01", "2022-03-31", 0},
    {"1:a halvåret 2021", 2021, "period", "2021-01-01", "2021-06-30", 0},
    {"andra halvåret", 2021, "period", "2021-07-01", "2021-12-31", 0},
    {"tertial 3", 2021, "period", "2021-09-01", "2021-12-31", 0},
    {"Två träffar våren 2021", 2021, "period", "2021-03-01", "2021-05-31", 0},
    {"3 gånger per år", 2021, "recurring", "2021-01-01", "2021-12-31", 3},
    {"2 gånger per år", 2022, "recurring", "2022-01-01", "2022-12-31", 2},
    {"två ggr/år", 2021, "recurring", "2021-01-01", "2021-12-31", 2},
    {"3–4 gånger per år", 2021, "recurring", "2021-01-01", "2021-12-31", 3},
    {"Fyra träffar per år", 2021, "recurring", "2021-01-01", "2021-12-31", 4},
    {"Två handläggarträffar om året", 2021, "recurring", "2021-01-01", "2021-12-31", 2},
    {"Löpande, en gång i månaden", 2021, "recurring", "2021-01-01", "2021-12-31", 12},
    {"en gång per kvartal", 2021, "recurring", "2021-01-01", "2021-12-31", 4},
    {"varannan månad", 2021, "recurring", "2021-01-01", "2021-12-31", 6},
    {"Varje vecka", 2021, "recurring", "2021-01-01", "2021-12-31", 52},
    {"var tredje månad", 2021, "recurring", "2021-01-01", "2021-12-31", 4},
    {"var 3:e månad", 2021, "recurring", "2021-01-01", "2021-12-31", 4},
    {"kvartalsvis", 2021, "recurring", "2021-01-01", "2021-12-31", 4},
    {"Årligen", 2021, "recurring", "2021-01-01", "2021-12-31", 1},
    {"Årligen i april", 2021, "recurring", "2021-04-01", "2021-04-30", 1},
    {"varje höst, två gånger per år", 2021, "recurring", "2021-09-01", "2021-11-30", 2},
    {"Återkommande, tre gånger per år", 2021, "recurring", "2021-01-01", "2021-12-31", 3},
    {"Några gånger per år", 2021, "recurring", "2021-01-01", "2021-12-31", 0},
    {"Vart tredje år", 2021, "every3", "2021-01-01", "2021-12-31", 1},
    {"vartannat år", 2021, "every2", "2021-01-01", "2021-12-31", 1},
    {"Löpande", 2021, "continuous", "2021-01-01", "2021-12-31", 0},
    {"Hela året", 2022, "continuous", "2022-01-01", "2022-12-31", 0},
    {"tills vidare", 2022, "continuous", "2022-01-01", "2022-12-31", 0},
    {"Löpande under 2021 och 2022", 2021, "continuous", "2021-01-01", "2022-12-31", 0},
    {"En gång under 2021", 2021, "year", "2021-01-01", "2021-12-31", 0},
    {"", 2021, "unknown", "", "", 0},
    {"Vid behov", 2021, "unknown", "", "", 0},
    {"Enligt separat tidplan", 2021, "unknown", "", "", 0},
    {"Ej fastställt", 2021, "unknown", "", "", 0},
    {"Var snäll", 2021, "unknown", "", "", 0},
    {"v. 99", 2021, "unknown", "", "", 0},
    {"kvartal 7", 2021, "unknown", "", "", 0},
    {"9999", 2021, "unknown", "", "", 0},
};

static const char *kind_of(Arena *arena, const TimeExpression *time) {
    static const char *const names[] = {"unknown", "year", "period", "recurring", "continuous"};
    return time->every_years > 1 ? arena_printf(arena, "every%d", time->every_years)
                                 : names[time->kind];
}

static const char *day(Arena *arena, Date date) {
    return date_is_set(date) ? date_iso(arena, date) : "";
}

static void test_case(gconstpointer data) {
    const Case *expected = data;
    g_autoptr(Arena) arena = arena_new();
    TimeExpression time;
    time_expression(expected->text, expected->plan_year, &time);
    g_assert_cmpstr(kind_of(arena, &time), ==, expected->kind);
    g_assert_cmpstr(day(arena, time.first), ==, expected->first);
    g_assert_cmpstr(day(arena, time.last), ==, expected->last);
    g_assert_cmpint(time.times, ==, expected->times);
}

static void test_recurring(void) {
    static const struct {
        const char *text;
        bool recurring;
    } rows[] = {{"3 gånger per år", true},
                {"Löpande", true},
                {"årligen", true},
                {"våren 2021", false},
                {"2021", false},
                {"vart tredje år", false},
                {"", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        TimeExpression time;
        time_expression(rows[i].text, 2021, &time);
        g_assert_cmpint(time_is_recurring(&time), ==, rows[i].recurring);
    }
}

static void test_vocabulary(void) {
    g_assert_cmpuint(time_words_out_of_order(), ==, 0);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = g_strdup_printf("/time/%zu %s", i + 1, cases[i].text);
        g_strdelimit(name + strlen("/time/"), "/", ':');
        g_test_add_data_func(name, &cases[i], test_case);
    }
    g_test_add_func("/time/recurring", test_recurring);
    g_test_add_func("/time/vocabulary", test_vocabulary);
    return g_test_run();
}
