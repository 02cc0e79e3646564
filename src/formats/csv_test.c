#include "formats/csv_read.h"

#include <glib/gstdio.h>
#include <string.h>

#include "formats/csv_write.h"
#include "formats/testing/source_dump.h"

#define PAIRS "../shared/data/csv" /* from the project's root */

static void expect(const char *text, const char *dump) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpstr(source_read_dump(arena, bytes_of_text(text)), ==, dump);
}

static void test_quotes(void) {
    expect("a;b;c\r\n\"x;y\";\"säg \"\"hej\"\"\";\"rad 1\r\nrad 2\"\r\n\r\nd;e;f",
           "1 [a|b|c]\n2 [x;y|säg \"hej\"|rad 1⏎rad 2]\n4 --\n5 [d|e|f]\n");
    expect("a,b,c\n5\" rör,\"x\"y, \"z\"\n\"\",,\n", "1 [a|b|c]\n2 [5\" rör|xy|\"z\"]\n3 [||]\n");
    expect("a;b\n1;\"2\n",
           "error: Rad 2: ett citattecken (\") börjar en cell men den slutar aldrig. Sätt "
           "ett citattecken där cellen slutar, eller ta bort det första.");
}

static void test_delimiters(void) {
    expect("a;b,c\n1,5;2\n3;4", "1 [a|b,c]\n2 [1,5|2]\n3 [3|4]\n");
    expect("a,b;c,d\n1,2;x,3", "1 [a|b;c|d]\n2 [1|2;x|3]\n");
    expect("sep=,\r\na,b;c\r\n", "2 [a|b;c]\n");
    expect("Plan 2021\na;b;c\n1;2;3\n", "1 ¶ Plan 2021\n2 [a|b|c]\n3 [1|2|3]\n");
    expect("a, b, c\n1, 2, 3\n4, 5, 6\n", "1 [a|b|c]\n2 [1|2|3]\n3 [4|5|6]\n");
}

/* Prose has commas and semicolons too. */
static void test_prose(void) {
    expect("Länet, kommunerna och regionen samverkar.\nVi träffas, talar och lär.\nAlla, alltid.",
           "1 ¶ Länet, kommunerna och regionen samverkar.\n2 ¶ Vi träffas, talar och lär.\n"
           "3 ¶ Alla, alltid.\n");
    expect("Budget: 1,5 mkr", "1 ¶ Budget: 1,5 mkr\n");
    expect("Tid: våren; hösten\nPlats: länet; regionen",
           "1 ¶ Tid: våren; hösten\n2 ¶ Plats: länet; regionen\n");
    expect("Kostnad 1,5 mkr\nrad\nrad\nrad\n", "1 ¶ Kostnad 1,5 mkr\n2 ¶ rad\n3 ¶ rad\n4 ¶ rad\n");
    expect("a;b\nrad\nrad\nrad\n", "1 ¶ a;b\n2 ¶ rad\n3 ¶ rad\n4 ¶ rad\n");
    expect("a;b\tc\n", "1 [a;b|c]\n");
}

static void test_tab_in_quotes(void) {
    expect("a;b;c\n\"1\t2\";3;4\n", "1 [a|b|c]\n2 [1⇥2|3|4]\n");
}

static void test_unpadded_rows(void) {
    expect("a;b;c\n1;2\n;;\n", "1 [a|b|c]\n2 [1|2]\n3 [||]\n");
}

/* The expectations of the pairs: every value of every record, in order, as JSON spells them. */
static GPtrArray *json_strings(const char *json) {
    GPtrArray *strings = g_ptr_array_new_with_free_func(g_free);
    for (const char *at = json; (at = strchr(at, '"')) != NULL; at++) {
        GString *text = g_string_new(NULL);
        for (at++; *at != '"'; at++) {
            if (*at == '\\')
                at++;
            g_string_append_c(text, at[-1] == '\\' && *at == 'n'   ? '\n'
                                    : at[-1] == '\\' && *at == 'r' ? '\r'
                                                                   : *at);
        }
        g_ptr_array_add(strings, g_string_free(text, FALSE));
    }
    return strings;
}

static void compare_pair(const char *csv, const char *json) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GPtrArray) expected = json_strings(json);
    SourceDocument document;
    g_assert_true(source_read(arena, bytes_of_text(csv), &document, NULL));
    g_assert_cmpstr(document.format, ==, "csv");
    guint next = 0;
    for (size_t row = 1; row < document.n; row++) {
        for (size_t i = 0; i < document.blocks[row].n_cells; i++, next += 2) {
            g_assert_cmpuint(next + 1, <, expected->len);
            g_assert_cmpstr(document.blocks[0].cells[i], ==, expected->pdata[next]);
            const char *wanted = expected->pdata[next + 1];
            g_assert_cmpstr(document.blocks[row].cells[i], ==,
                            source_clean(arena, wanted, strlen(wanted)));
        }
    }
    g_assert_cmpuint(next, ==, expected->len);
}

static bool skip_pair(const char *name) {
    return strcmp(name, "location_coordinates.csv") == 0; /* its JSON is of another record */
}

static void test_pairs(void) {
    g_autoptr(GDir) folder = g_dir_open(PAIRS "/csvs", 0, NULL);
    if (folder == NULL) {
        g_test_skip(PAIRS " is not there");
        return;
    }
    int n = 0;
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *stem = g_strndup(name, strlen(name) - strlen(".csv"));
        g_autofree char *csv_path = g_strdup_printf(PAIRS "/csvs/%s", name);
        g_autofree char *json_path = g_strdup_printf(PAIRS "/json/%s.json", stem);
        g_autofree char *csv = NULL, *json = NULL;
        g_assert_true(g_file_get_contents(csv_path, &csv, NULL, NULL));
        g_assert_true(g_file_get_contents(json_path, &json, NULL, NULL));
        if (skip_pair(name))
            continue;
        compare_pair(csv, json);
        n++;
    }
    g_assert_cmpint(n, ==, 11);
}

static void expect_row(char delimiter, const char *const *cells, size_t n, const char *written) {
    g_autoptr(GString) csv = csv_new();
    csv_add_row(csv, delimiter, cells, n);
    g_assert_true(g_str_has_prefix(csv->str, "\xEF\xBB\xBF"));
    g_assert_cmpstr(csv->str + 3, ==, written);
}

static void test_write_quotes(void) {
    const char *cells[] = {"a;b", "säg \"hej\"", "rad 1\nrad 2", NULL, "a,b"};
    expect_row(';', cells, 5, "\"a;b\";\"säg \"\"hej\"\"\";\"rad 1\nrad 2\";;a,b\r\n");
    expect_row(',', cells, 5, "a;b,\"säg \"\"hej\"\"\",\"rad 1\nrad 2\",,\"a,b\"\r\n");
}

static void test_write_formulas(void) {
    static const char *const pairs[][2] = {
        {"=1+1", "'=1+1"},
        {"+SUM(A1)", "'+SUM(A1)"},
        {"-2+3", "'-2+3"},
        {"@x", "'@x"},
        {"\tx", "'\tx"},
        {"\rx", "\"'\rx\""},
        {"-", "'-"},
        {"-5", "-5"},
        {"-5,5", "-5,5"},
        {"-5.5", "-5.5"},
        {"+3", "+3"},
        {"-1 143", "-1 143"},
        {"-1\u00A0143,5", "-1\u00A0143,5"},
        {"-5,", "'-5,"},
        {"-1 143 tkr", "'-1 143 tkr"},
        {"=\"a;b\"", "\"'=\"\"a;b\"\"\""},
        {"a=b", "a=b"},
        {"", ""},
        {"-5 ", "'-5 "},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *line = g_strdup_printf("%s\r\n", pairs[i][1]);
        expect_row(';', &pairs[i][0], 1, line);
    }
}

/* What is written is read back as it was. */
static void test_round_trip(void) {
    g_autoptr(Arena) arena = arena_new();
    const char *cells[] = {"å;ä", "\"ö\"", "1\n2", "", "x, y"};
    g_autoptr(GString) csv = csv_new();
    csv_add_row(csv, ';', cells, 5);
    csv_add_row(csv, ';', cells, 5);
    g_assert_cmpstr(source_read_dump(arena, (Bytes){(const uint8_t *)csv->str, csv->len}), ==,
                    "1 [å;ä|\"ö\"|1⏎2||x, y]\n3 [å;ä|\"ö\"|1⏎2||x, y]\n");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/quotes", test_quotes);
    g_test_add_func("/csv/delimiters", test_delimiters);
    g_test_add_func("/csv/prose", test_prose);
    g_test_add_func("/csv/tab in quotes", test_tab_in_quotes);
    g_test_add_func("/csv/unpadded rows", test_unpadded_rows);
    g_test_add_func("/csv/pairs", test_pairs);
    g_test_add_func("/csv/write quotes", test_write_quotes);
    g_test_add_func("/csv/23 write formulas", test_write_formulas);
    g_test_add_func("/csv/round trip", test_round_trip);
    return g_test_run();
}
