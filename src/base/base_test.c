#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "base/log.h"
#include "base/money.h"
#include "base/text.h"

#include <string.h>

#define NBSP "\u00a0"

static void test_id_time(void) {
    Id early = id_at((Instant){1618480800}), late = id_at((Instant){1618480801});
    g_assert_cmpint(early.value, <, late.value);
    g_assert_cmpint(id_instant(early).seconds, ==, 1618480800);
    g_assert_cmpint(id_at((Instant){0}).value, >, 0);
    g_assert_cmpint(id_at((Instant){INT64_C(1) << 40}).value, >, 0);
}

/* Ids of one second differ in every one of the 32 random bits. */
static void test_id_random(void) {
    uint64_t ever_set = 0, always_set = UINT64_MAX;
    for (int i = 0; i < 200; i++) {
        uint64_t bits = (uint64_t)id_at((Instant){1618480800}).value;
        ever_set |= bits;
        always_set &= bits;
    }
    g_assert_cmphex((ever_set & ~always_set), ==, 0xffffffff);
}

static void test_id_text(void) {
    g_autoptr(Arena) arena = arena_new();
    static const int64_t values[] = {1, 31, 32, INT64_C(0x7fffffffffffffff),
                                     INT64_C(0x123456789abcdef)};
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        Id back = {0};
        char *text = id_text(arena, (Id){values[i]});
        g_assert_cmpuint(strlen(text), ==, ID_TEXT_LENGTH);
        g_assert_true(id_parse(text, &back));
        g_assert_cmpint(back.value, ==, values[i]);
    }
    g_assert_cmpstr(id_text(arena, (Id){32}), ==, "0000000000010");
    g_assert_cmpstr(id_text(arena, (Id){INT64_MAX}), ==, "7zzzzzzzzzzzz");
}

static void test_id_parse(void) {
    static const char *const wrong[] = {"",
                                        "0000000000000",
                                        "000000000001",
                                        "00000000000010",
                                        "800000000000a",
                                        "000000000000u",
                                        "00000000000 1",
                                        "-000000000001",
                                        "000000000000å",
                                        NULL};
    Id id = {5};
    for (size_t i = 0; wrong[i] != NULL; i++)
        g_assert_false(id_parse(wrong[i], &id));
    g_assert_false(id_parse(NULL, &id));
    g_assert_cmpint(id.value, ==, 5);
    g_assert_true(id_parse("OOOOOOOOOOOIL", &id));
    g_assert_cmpint(id.value, ==, 33);
}

static void check_money(int64_t ore, const char *kr, const char *tkr) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(money_kr(arena, (Money){ore}), ==, kr);
    g_assert_cmpstr(money_tkr(arena, (Money){ore}), ==, tkr);
}

static void test_money_text(void) {
    check_money(0, "0" NBSP "kr", "0" NBSP "tkr");
    check_money(114300000, "1" NBSP "143" NBSP "000" NBSP "kr", "1" NBSP "143" NBSP "tkr");
    check_money(108350000, "1" NBSP "083" NBSP "500" NBSP "kr", "1" NBSP "083,5" NBSP "tkr");
    check_money(89600000, "896" NBSP "000" NBSP "kr", "896" NBSP "tkr");
    check_money(-1250, "\u221212,50" NBSP "kr", "\u22120,0125" NBSP "tkr");
    check_money(5, "0,05" NBSP "kr", "0,00005" NBSP "tkr");
    check_money(INT64_MIN,
                "\u221292" NBSP "233" NBSP "720" NBSP "368" NBSP "547" NBSP "758,08" NBSP "kr",
                "\u221292" NBSP "233" NBSP "720" NBSP "368" NBSP "547,75808" NBSP "tkr");
}

static void test_money_parse(void) {
    static const struct {
        const char *text;
        MoneyUnit unit;
        int64_t ore;
    } cases[] = {
        {"1143", MONEY_TKR, 114300000},
        {"1 143 tkr", MONEY_KR, 114300000},
        {"1" NBSP "143" NBSP "tkr", MONEY_KR, 114300000},
        {"1\u202f083,5", MONEY_TKR, 108350000},
        {" 896 000 kr ", MONEY_TKR, 89600000},
        {"896.000 kr", MONEY_TKR, 89600000},
        {"896.000", MONEY_KR, 89600000},
        {"1.234.567", MONEY_KR, 123456700},
        {"1 234 567,89", MONEY_KR, 123456789},
        {"5 000:-", MONEY_TKR, 500000},
        {"12:50", MONEY_KR, 1250},
        {"12.50", MONEY_KR, 1250},
        {"12,5 Kr", MONEY_KR, 1250},
        {"1,2 mkr", MONEY_KR, 120000000},
        {"2 mnkr", MONEY_KR, 200000000},
        {"30 tusen kronor", MONEY_KR, 3000000},
        {"-5", MONEY_KR, -500},
        {"\u2212 5", MONEY_KR, -500},
        {"+5", MONEY_KR, 500},
        {"0,00001", MONEY_TKR, 1},
        {"1000000000000", MONEY_KR, INT64_C(100000000000000)},
        {"500 SEK", MONEY_TKR, 50000},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        Money money = {0};
        money_parse(cases[i].text, cases[i].unit, &money, &error);
        g_assert_no_error(error);
        g_assert_cmpint(money.ore, ==, cases[i].ore);
    }
}

static void test_money_refused(void) {
    static const char *const wrong[] = {"",
                                        " ",
                                        "kr",
                                        "tkr",
                                        "1 14 3",
                                        "1,2,3",
                                        "1.143 tkr",
                                        "1,",
                                        "--5",
                                        "5-",
                                        "1e3",
                                        "0x10",
                                        "12,345 kr",
                                        "1,5 kr kr",
                                        "1 000 000 000 001",
                                        "99999999999999999999",
                                        "99 999 999 mkr",
                                        "åtta",
                                        "1 0000",
                                        "1000 000",
                                        "1,2345678 tkr",
                                        NULL};
    for (size_t i = 0; wrong[i] != NULL; i++) {
        g_autoptr(GError) error = NULL;
        Money money = {77};
        if (money_parse(wrong[i], MONEY_KR, &money, &error))
            g_error("”%s” was read as %" G_GINT64_FORMAT, wrong[i], money.ore);
        g_assert_true(error_is(error, ERROR_INVALID));
        g_assert_cmpint(money.ore, ==, 77);
    }
    g_assert_false(money_parse(NULL, MONEY_KR, &(Money){0}, NULL));
}

/* What is written is read back. */
static void test_money_round_trip(void) {
    g_autoptr(Arena) arena = arena_new();
    for (int64_t ore = 1; ore < INT64_C(10000000000000); ore = ore * 7 + 3) {
        Money back = {0};
        g_assert_true(money_parse(money_kr(arena, (Money){ore}), MONEY_TKR, &back, NULL));
        g_assert_cmpint(back.ore, ==, ore);
        g_assert_true(money_parse(money_tkr(arena, (Money){-ore}), MONEY_KR, &back, NULL));
        g_assert_cmpint(back.ore, ==, -ore);
    }
}

static void test_text_key(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(text_key(arena, "Miljö- och byggnämnden i Åmål", 60), ==,
                    "miljo-och-byggnamnden-i-amal");
    g_assert_cmpstr(text_key(arena, " (Åsa Ö. Prov) ", 60), ==, "asa-o-prov");
    g_assert_cmpstr(text_key(arena, "ab cd", 3), ==, "ab");
    g_assert_cmpstr(text_key(arena, "– …", 60), ==, "");
}

static void test_text_space(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(text_trim(arena, "\ufeff" NBSP " \t Ö l\u200b\n"), ==, "Ö l");
    g_assert_cmpstr(text_trim(arena, NBSP), ==, "");
    g_assert_null(text_trim(arena, NULL));
    g_assert_cmpstr(text_cut(arena, "åäö", 2), ==, "åä");
    g_assert_cmpstr(text_cut(arena, "åäö", 3), ==, "åäö");
    g_assert_cmpstr(text_cut(arena, "åäö", 4), ==, "åäö");
    g_assert_cmpstr(text_collapse(arena, " a \n\t b" NBSP NBSP "c "), ==, "a b c");
    g_assert_cmpstr(text_collapse(arena, ""), ==, "");
    g_assert_true(text_is_blank(NULL));
    g_assert_true(text_is_line("Åsa Ö, §\u00A04 שלום"));
    static const char *const bent[] = {"a\nb",
                                       "a\xC2\x85"
                                       "b",
                                       "a\u2028b",
                                       "a\u2029b",
                                       "a\u202Eb",
                                       "a\u2066b"};
    for (size_t i = 0; i < G_N_ELEMENTS(bent); i++)
        g_assert_false(text_is_line(bent[i]));
    g_assert_true(text_is_blank(" \u2003\n"));
    g_assert_false(text_is_blank(" ."));
}

static void test_text_valid(void) {
    g_assert_true(text_valid("åäö", 6));
    g_assert_true(text_valid("", 0));
    g_assert_false(text_valid("a\0b", 3));
    g_assert_false(text_valid("\xe5", 1));
    g_assert_false(text_valid("\xc0\xaf", 2));
    g_assert_false(text_valid("\xed\xa0\x80", 3));
}

static void test_text_within(void) {
    g_autoptr(GError) error = NULL;
    g_assert_true(text_within("Titeln", "åäö", 3, &error));
    g_assert_true(text_within("Titeln", NULL, 0, &error));
    g_assert_false(text_within("Titeln", "åäöå", 3, &error));
    g_assert_cmpstr(error->message, ==, "Titeln får ha högst 3 tecken, men har 4.");
}

/* Sorting all of the marks of one letter would take some 10^11 steps. */
static void test_fold_bomb(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) bomb = g_string_new("a");
    for (int i = 0; i < 500000; i++)
        g_string_append(bomb, i % 2 == 0 ? "\u0301" : "\u0323");
    g_string_append(bomb, "bo\u0308");
    g_assert_cmpstr(text_fold(arena, bomb->str), ==, "abö");
}

static void test_text_fold(void) {
    static const char *const cases[][2] = {{"ABC", "abc"},
                                           {"ÅÄÖ", "åäö"},
                                           {"René Müller", "rene muller"},
                                           {"Øresund", "öresund"},
                                           {"Æ", "ä"},
                                           {"A\u030a", "å"},
                                           {"e\u0301", "e"},
                                           {"Straße", "strasse"},
                                           {"\ufb01sk", "fisk"},
                                           {"a" NBSP "b", "a b"},
                                           {"Ǻ", "a"},
                                           {"", ""}};
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(text_fold(arena, cases[i][0]), ==, cases[i][1]);
    g_assert_null(text_fold(arena, NULL));
    for (gunichar letter = 0xC0; letter <= 0xFF;
         letter++) { /* as the way for all other texts does */
        char text[8] = {0};
        g_unichar_to_utf8(letter, text);
        g_assert_cmpstr(arena_printf(arena, "%sfi", text_fold(arena, text)), ==,
                        text_fold(arena, arena_printf(arena, "%s\uFB01", text)));
    }
}

static int compare_texts(const void *a, const void *b, void *collator) {
    return text_compare(collator, *(const char *const *)a, *(const char *const *)b);
}

static void test_text_order(void) {
    static const char *const right[] = {"",         "1",       "Aneby",  "Andrée", "Vaxholm",
                                        "Vetlanda", "Växjö",   "Wien",   "Ystad",  "zon",
                                        "Åre",      "Älmhult", "Ödeshög"};
    const char *texts[G_N_ELEMENTS(right)];
    g_autoptr(TextCollator) collator = text_collator_new(SWEDISH);
    for (size_t i = 0; i < G_N_ELEMENTS(right); i++)
        texts[i] = right[(i * 5) % G_N_ELEMENTS(right)];
    g_qsort_with_data(texts, G_N_ELEMENTS(texts), sizeof texts[0], compare_texts, collator);
    g_autofree char *got =
        g_strjoinv(" ", (char **)(const char *[]){texts[0], texts[1], texts[2], texts[3], texts[4],
                                                  texts[5], texts[6], texts[7], texts[8], texts[9],
                                                  texts[10], texts[11], texts[12], NULL});
    g_assert_cmpstr(got, ==,
                    " 1 Andrée Aneby Vaxholm Vetlanda Växjö Wien Ystad zon Åre Älmhult Ödeshög");
    g_assert_cmpint(text_compare(collator, "miljö", "Miljö"), <, 0);
    g_assert_cmpint(text_compare(collator, "Miljö", "Miljö"), ==, 0);
}

static void test_english_order(void) {
    g_autoptr(TextCollator) collator = text_collator_new(ENGLISH);
    g_assert_cmpint(text_compare(collator, "Åre", "Aneby"), >, 0);
    g_assert_cmpint(text_compare(collator, "Åre", "Boden"), <, 0);
    g_assert_cmpint(text_compare(collator, "Ödeshög", "Piteå"), <, 0);
    g_assert_cmpint(text_compare(collator, "Älmhult", "Zinkgruvan"), <, 0);
}

static void test_date_words(void) {
    g_autoptr(Arena) arena = arena_new();
    Date day = {2021, 4, 5}, none = {0};
    g_assert_cmpstr(date_long(arena, day), ==, "5 april 2021");
    g_assert_cmpstr(date_short(arena, day), ==, "5 apr. 2021");
    g_assert_cmpstr(date_long(arena, none), ==, "");
    g_assert_cmpstr(date_kept(arena, none), ==, "");
    language_speak(ENGLISH);
    g_assert_cmpstr(date_short(arena, day), ==, "5 Apr 2021");
    g_assert_cmpstr(date_kept(arena, day), ==, "5 april 2021");
    g_assert_cmpstr(date_short(arena, none), ==, "");
    language_speak(SWEDISH);
}

/* quality.md 39: the days that begin at these instants have so many hours, none of them twice in
 * the calendar. */
static void test_summer_nights(void) {
    static const struct {
        int64_t begins;
        Date day;
        int hours;
        int hour_after_two; /* what the clock shows an hour after 01.30 */
    } days[] = {{1806102000, {2027, 3, 27}, 24, 2},  {1806188400, {2027, 3, 28}, 23, 3},
                {1806271200, {2027, 3, 29}, 24, 2},  {1824847200, {2027, 10, 30}, 24, 2},
                {1824933600, {2027, 10, 31}, 25, 2}, {1825023600, {2027, 11, 1}, 24, 2}};
    for (size_t i = 0; i < G_N_ELEMENTS(days); i++) {
        int64_t minute = days[i].begins / 60, ends = minute + days[i].hours * 60;
        for (; minute < ends; minute++)
            g_assert_cmpint(date_compare(date_of_instant((Instant){minute * 60}), days[i].day), ==,
                            0);
        g_assert_cmpint(date_compare(date_of_instant((Instant){ends * 60}), days[i].day), >, 0);
        g_assert_cmpint(local_time((Instant){days[i].begins + 9000}).hour, ==,
                        days[i].hour_after_two);
    }
}

static void test_log(void) {
    g_autoptr(Arena) arena = arena_new();
    const LogField *fields = LOG_FIELDS({"name", "a\"b\\\n\u00e5\xff", 0}, {"count", NULL, -3},
                                        {"session_token", "hemlig", 0}, {"password", NULL, 42});
    g_assert_cmpstr(log_line(arena, (Instant){1618484400}, LOG_WARNING, "job", fields), ==,
                    "{\"at\":\"2021-04-15T11:00:00Z\",\"level\":\"warning\",\"event\":\"job\","
                    "\"name\":\"a\\\"b\\\\\\u000aå\ufffd\",\"count\":-3,\"session_token\":\"***\","
                    "\"password\":\"***\"}");
    g_autofree char *long_text = g_strnfill(5000, 'x');
    char *line = log_line(arena, (Instant){0}, LOG_INFO, "e", LOG_FIELDS({"t", long_text, 0}));
    g_assert_cmpuint(strlen(line), <, LOG_VALUE_MAX + 100);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/id/time", test_id_time);
    g_test_add_func("/base/id/random", test_id_random);
    g_test_add_func("/base/id/text", test_id_text);
    g_test_add_func("/base/id/parse", test_id_parse);
    g_test_add_func("/base/money/text", test_money_text);
    g_test_add_func("/base/money/parse", test_money_parse);
    g_test_add_func("/base/money/refused", test_money_refused);
    g_test_add_func("/base/money/round trip", test_money_round_trip);
    g_test_add_func("/base/text/space", test_text_space);
    g_test_add_func("/base/text/key", test_text_key);
    g_test_add_func("/base/text/valid", test_text_valid);
    g_test_add_func("/base/text/within", test_text_within);
    g_test_add_func("/base/text/fold", test_text_fold);
    g_test_add_func("/base/text/31-fold-bomb", test_fold_bomb);
    g_test_add_func("/base/text/order", test_text_order);
    g_test_add_func("/base/text/english-order", test_english_order);
    g_test_add_func("/base/date/39-summer-nights", test_summer_nights);
    g_test_add_func("/base/date/words", test_date_words);
    g_test_add_func("/base/log", test_log);
    return g_test_run();
}
