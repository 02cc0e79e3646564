#include "base/money.h"
#include "web/html.h"

typedef void (*Put)(HtmlOut *out);

static void assert_written(const char *language, Put put, const char *expected) {
    g_autoptr(Arena) arena = arena_new();
    HtmlOut out;
    html_out_init(&out, arena, language);
    put(&out);
    g_assert_cmpstr(html_out_text(&out), ==, expected);
    g_assert_cmpuint(out.length, ==, strlen(expected));
}

/* Renders `value` with `macro` in Swedish and in English. */
#define ASSERT_BOTH(macro, value, swedish, english)                                                \
    do {                                                                                           \
        g_autoptr(Arena) arena = arena_new();                                                      \
        HtmlOut sv, en;                                                                            \
        html_out_init(&sv, arena, "sv");                                                           \
        html_out_init(&en, arena, "en");                                                           \
        macro(&sv, (value));                                                                       \
        macro(&en, (value));                                                                       \
        g_assert_cmpstr(html_out_text(&sv), ==, swedish);                                          \
        g_assert_cmpstr(html_out_text(&en), ==, english);                                          \
    } while (0)
#define ASSERT_TEXT(macro, value, expected) ASSERT_BOTH(macro, value, expected, expected)

#define SPACE "\xC2\xA0"
#define MINUS "\xE2\x88\x92"
#define BAD "\xEF\xBF\xBD"

static void markup_is_escaped(void) {
    ASSERT_TEXT(HTML_TEXT, "<a href=\"x\" id='y'>&amp;</a>",
                "&lt;a href=&#34;x&#34; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
    ASSERT_TEXT(HTML_ATTRIBUTE, "\"'<>&", "&#34;&#39;&lt;&gt;&amp;");
    ASSERT_TEXT(HTML_TEXT, (const char *)NULL, "");
    ASSERT_TEXT(HTML_TEXT, "", "");
    ASSERT_TEXT(HTML_TEXT, HTML_OF("<b>&amp;</b>"), "<b>&amp;</b>");
    ASSERT_TEXT(HTML_TEXT, ((Url){"/a?b&c"}), "/a?b&amp;c");
}

static void every_byte_is_written_safely(void) {
    for (int byte = 1; byte < 0x80; byte++) {
        char text[] = {(char)byte, '\0'};
        g_autoptr(Arena) arena = arena_new();
        HtmlOut out;
        html_out_init(&out, arena, NULL);
        html_put_text(&out, text);
        bool same = strcmp(html_out_text(&out), text) == 0;
        bool control = (byte < 0x20 && strchr("\t\n\r", byte) == NULL) || byte == 0x7f;
        g_assert_cmpint(same, ==, !control && strchr("&<>\"'", byte) == NULL);
        if (control)
            g_assert_cmpstr(out.text, ==, BAD);
    }
}

static void broken_utf8_is_replaced(void) {
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"åäö €  \xF0\x9F\x8C\xB2", "åäö €  \xF0\x9F\x8C\xB2"},
        {"\xC3", BAD}, /* cut off */
        {"\xE2\x82", BAD BAD},
        {"\xF0\x9F\x8C", BAD BAD BAD},
        {"\xC3<", BAD "&lt;"}, /* the lead swallows nothing */
        {"\xE2\x82\"x", BAD BAD "&#34;x"},
        {"\xC0\xBC", BAD BAD}, /* overlong '<' */
        {"\xE0\x80\xBC", BAD BAD BAD},
        {"\xF0\x80\x80\xBC", BAD BAD BAD BAD},
        {"\xED\xA0\x80", BAD BAD BAD},         /* surrogate */
        {"\xF4\x90\x80\x80", BAD BAD BAD BAD}, /* beyond U+10FFFF */
        {"\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
        {"\xFE\xFF\x80", BAD BAD BAD},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        ASSERT_TEXT(HTML_TEXT, cases[i].text, cases[i].expected);
        g_assert_true(g_utf8_validate(cases[i].expected, -1, NULL));
    }
}

static void put_nul(HtmlOut *out) {
    html_put_text_n(out, "a\0b", 3);
}

static void nul_is_replaced(void) {
    assert_written("sv", put_nul, "a" BAD "b");
}

static void numbers_are_written(void) {
    ASSERT_TEXT(HTML_TEXT, 0, "0");
    ASSERT_TEXT(HTML_TEXT, -12, "-12");
    ASSERT_TEXT(HTML_TEXT, INT64_MIN, "-9223372036854775808");
    ASSERT_TEXT(HTML_TEXT, SIZE_MAX, "18446744073709551615");
    ASSERT_TEXT(HTML_TEXT, (uint8_t)255, "255");
    ASSERT_TEXT(HTML_TEXT, 2021, "2021");
    ASSERT_BOTH(HTML_FILTER_NUMBER, 999, "999", "999");
    ASSERT_BOTH(HTML_FILTER_NUMBER, 1143, "1" SPACE "143", "1,143");
    ASSERT_BOTH(HTML_FILTER_NUMBER, -1001002, MINUS "1" SPACE "001" SPACE "002", MINUS "1,001,002");
    ASSERT_BOTH(HTML_FILTER_NUMBER, SIZE_MAX,
                "18" SPACE "446" SPACE "744" SPACE "073" SPACE "709" SPACE "551" SPACE "615",
                "18,446,744,073,709,551,615");
}

static void decimals_are_written(void) {
    ASSERT_BOTH(HTML_TEXT, 1083.5, "1" SPACE "083,5", "1,083.5");
    ASSERT_BOTH(HTML_TEXT, 0.05, "0,05", "0.05");
    ASSERT_BOTH(HTML_TEXT, -2.345, MINUS "2,35", MINUS "2.35");
    ASSERT_BOTH(HTML_FILTER_NUMBER, 12.0, "12", "12");
    ASSERT_TEXT(HTML_TEXT, -0.001, "0");
    ASSERT_TEXT(HTML_TEXT, 1e300, "");
    ASSERT_TEXT(HTML_TEXT, 0.0 / 0.0, "");
    ASSERT_TEXT(HTML_FILTER_PLAIN, -1083.25, "-1083.25");
    ASSERT_TEXT(HTML_FILTER_PLAIN, 7.0, "7");
}

static void money_is_written(void) {
    Money sum = {89600000}, with_ore = {-1250}, half = {108350000}, none = {0}, little = {4999};
    ASSERT_BOTH(HTML_TEXT, sum, "896" SPACE "000" SPACE "kr", "SEK" SPACE "896,000");
    ASSERT_BOTH(HTML_TEXT, with_ore, MINUS "12,50" SPACE "kr", "SEK" SPACE MINUS "12.50");
    ASSERT_BOTH(HTML_TEXT, none, "0" SPACE "kr", "SEK" SPACE "0");
    ASSERT_BOTH(HTML_FILTER_TKR, half, "1" SPACE "083,5" SPACE "tkr", "SEK" SPACE "1,083.5k");
    ASSERT_BOTH(HTML_FILTER_TKR, ((Money){114300000}), "1" SPACE "143" SPACE "tkr",
                "SEK" SPACE "1,143k");
    ASSERT_BOTH(HTML_FILTER_TKR_NUMBER, ((Money){-114350000}), MINUS "1" SPACE "143,5",
                MINUS "1,143.5");
    ASSERT_BOTH(HTML_FILTER_TKR_NUMBER, little, "0,04999", "0.04999");
    ASSERT_BOTH(HTML_FILTER_TKR, none, "0" SPACE "tkr", "SEK" SPACE "0k");
    ASSERT_BOTH(HTML_FILTER_NUMBER, sum, "896" SPACE "000", "896,000");
    ASSERT_BOTH(HTML_FILTER_PLAIN, with_ore, "-12,50", "-12.50");
    ASSERT_TEXT(HTML_FILTER_PLAIN, sum, "896000");
}

static void money_is_written_as_base_writes_it(void) {
    static const int64_t ores[] = {0,     1,         99,        100,       1250,
                                   99999, 100000,    108350000, 114300001, -1,
                                   -1250, -89600000, INT64_MAX, INT64_MIN};
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(ores); i++) {
        HtmlOut kr, tkr;
        html_out_init(&kr, arena, "sv");
        html_out_init(&tkr, arena, "sv");
        html_put_money(&kr, (Money){ores[i]});
        html_put_money_tkr(&tkr, (Money){ores[i]});
        g_assert_cmpstr(html_out_text(&kr), ==, money_kr(arena, (Money){ores[i]}));
        g_assert_cmpstr(html_out_text(&tkr), ==, money_tkr(arena, (Money){ores[i]}));
    }
}

static void dates_are_written(void) {
    Date day = {2021, 4, 15}, none = {0}, impossible = {2021, 2, 30};
    ASSERT_BOTH(HTML_TEXT, day, "15 april 2021", "15 April 2021");
    ASSERT_BOTH(HTML_TEXT, ((Date){2021, 5, 5}), "5 maj 2021", "5 May 2021");
    ASSERT_BOTH(HTML_FILTER_SHORT, day, "15 apr. 2021", "15 Apr 2021");
    ASSERT_BOTH(HTML_FILTER_DAY, day, "15 april", "15 April");
    ASSERT_TEXT(HTML_FILTER_ISO, day, "2021-04-15");
    ASSERT_BOTH(HTML_FILTER_WEEK, day, "v." SPACE "15", "week" SPACE "15");
    ASSERT_BOTH(HTML_FILTER_WEEK, ((Date){2021, 1, 3}), "v." SPACE "53", "week" SPACE "53");
    ASSERT_BOTH(HTML_FILTER_WEEKDAY, day, "torsdag", "Thursday");
    ASSERT_TEXT(HTML_TEXT, none, "");
    ASSERT_TEXT(HTML_FILTER_SHORT, none, "");
    ASSERT_TEXT(HTML_FILTER_ISO, none, "");
    ASSERT_TEXT(HTML_FILTER_WEEK, none, "");
    ASSERT_TEXT(HTML_FILTER_WEEKDAY, none, "");
    ASSERT_TEXT(HTML_FILTER_DAY, impossible, "");
}

static void instants_are_written_in_swedish_time(void) {
    Instant summer = {1620212400},
            winter = {1609455540}; /* 2021-05-05 11:00 UTC, 2020-12-31 22:59 UTC */
    ASSERT_BOTH(HTML_TEXT, summer, "5 maj 2021 13.00", "5 May 2021 13:00");
    ASSERT_BOTH(HTML_FILTER_SHORT, winter, "31 dec. 2020 23.59", "31 Dec 2020 23:59");
    ASSERT_TEXT(HTML_FILTER_ISO, summer, "2021-05-05T11:00:00Z");
    ASSERT_BOTH(HTML_FILTER_TIME, summer, "13.00", "13:00");
    ASSERT_BOTH(HTML_FILTER_DATE, ((Instant){winter.seconds + 60}), "1 januari 2021",
                "1 January 2021");
    ASSERT_TEXT(HTML_TEXT, ((Instant){0}), "");
    ASSERT_TEXT(HTML_FILTER_ISO, ((Instant){0}), "");
    ASSERT_TEXT(HTML_TEXT, ((Instant){INT64_MAX}), "");
}

static void ids_are_written(void) {
    ASSERT_TEXT(HTML_TEXT, ((Id){0}), "");
    ASSERT_TEXT(HTML_TEXT, ((Id){1}), "0000000000001");
    ASSERT_TEXT(HTML_ATTRIBUTE, ((Id){INT64_MAX}), "7zzzzzzzzzzzz");
    ASSERT_TEXT(HTML_URL_PATH, ((Id){32}), "0000000000010");
}

static void lines_become_paragraphs(void) {
    ASSERT_TEXT(HTML_FILTER_LINES, "a<b\nc\r\n\r\n \nd", "<p>a&lt;b<br>c</p><p>d</p>");
    ASSERT_TEXT(HTML_FILTER_LINES, "\n\n", "");
    ASSERT_TEXT(HTML_FILTER_LINES, "en rad\n", "<p>en rad</p>");
    ASSERT_TEXT(HTML_FILTER_LINES, (const char *)NULL, "");
}

static void put_path(HtmlOut *out) {
    html_put_raw(out, "/a/", 3);
    html_put_path_text(out, "..");
    html_put_raw(out, "/", 1);
    html_put_path_text(out, NULL);
    html_put_raw(out, "/", 1);
    html_put_path_text(out, "å/b?#%\"<'&+@");
    html_put_raw(out, "?q=", 3);
    html_put_query_text(out, "a+b&c=d");
    html_put_raw(out, "&r=", 3);
    html_put_query_text(out, "");
}

static void addresses_keep_their_shape(void) {
    assert_written("sv", put_path, "/a/-/-/%C3%A5%2Fb%3F%23%25%22%3C%27%26+@?q=a%2Bb%26c%3Dd&r=");
}

static void phrase(HtmlOut *out) {
    for (HtmlPhrase p = html_phrase(out, "{n} av <{m}> {okänd}!"); html_phrase_next(&p, out);) {
        if (html_phrase_is(&p, "n"))
            HTML_TEXT(out, 1);
        if (html_phrase_is(&p, "m"))
            HTML_TEXT(out, "\"");
    }
}

static void phrases_hold_values(void) {
    assert_written("sv", phrase, "1 av &lt;&#34;&gt; !");
    ASSERT_BOTH(html_tr, "Hem", "Hem", "Home");
    ASSERT_TEXT(html_tr, "finns inte i ordlistan", "finns inte i ordlistan");
    ASSERT_TEXT(HTML_FILTER_TR, (const char *)NULL, "");
    g_assert_cmpstr(tr("de", "Hem"), ==, "Hem");
    g_assert_cmpstr(tr(NULL, "Hem"), ==, "Hem");
}

static void a_page_grows_to_its_limit(void) {
    g_autoptr(Arena) arena = arena_new();
    HtmlOut out = {.arena = arena};
    char piece[1000];
    memset(piece, 'x', sizeof piece);
    for (size_t i = 0; i < HTML_LIMIT / sizeof piece; i++)
        html_put_raw(&out, piece, sizeof piece);
    g_assert_false(out.too_long);
    g_assert_cmpuint(out.length, >, HTML_LIMIT - sizeof piece);
    for (int i = 0; i < 2; i++)
        html_put_raw(&out, piece, sizeof piece);
    g_assert_true(out.too_long);
    g_assert_cmpuint(out.length, <, 3000);
    g_assert_cmpuint(arena_size(arena), <, 3 * HTML_LIMIT);
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/html/markup", markup_is_escaped);
    g_test_add_func("/html/bytes", every_byte_is_written_safely);
    g_test_add_func("/html/utf8", broken_utf8_is_replaced);
    g_test_add_func("/html/nul", nul_is_replaced);
    g_test_add_func("/html/numbers", numbers_are_written);
    g_test_add_func("/html/decimals", decimals_are_written);
    g_test_add_func("/html/money", money_is_written);
    g_test_add_func("/html/money/base", money_is_written_as_base_writes_it);
    g_test_add_func("/html/dates", dates_are_written);
    g_test_add_func("/html/instants", instants_are_written_in_swedish_time);
    g_test_add_func("/html/ids", ids_are_written);
    g_test_add_func("/html/lines", lines_become_paragraphs);
    g_test_add_func("/html/addresses", addresses_keep_their_shape);
    g_test_add_func("/html/phrases", phrases_hold_values);
    g_test_add_func("/html/limit", a_page_grows_to_its_limit);
    return g_test_run();
}
