#include "formats/pdf_draw.h"
#include "formats/pdf_test_tools.h"
#include "formats/report_sample.h"

#include <string.h>

static const ReportColumn three[] = {{"Aktivitet", 1, REPORT_COLUMN_NAME},
                                     {"Genomförande", 1, REPORT_COLUMN_TEXT},
                                     {"Summa (tkr)", 0.4, REPORT_COLUMN_NUMBER}};

static Report *new_report(Arena *arena, const char *title) {
    return report_new(arena, &(ReportInfo){.title = title, .status = "Utkast 15 april 2021"});
}

/* Printed, sound, and set in no other font. */
static PrintedReport *print_soundly(Arena *arena, const Report *report) {
    PrintedReport *printed = print_report(arena, report);
    const char *checked = tool_output(printed, "qpdf", "--check", NULL);
    g_assert_nonnull(strstr(checked, "No syntax or stream encoding errors found"));
    const char *fonts = tool_output(printed, "pdffonts", NULL);
    int n_lines = count_of(fonts, "\n") - 2;
    g_assert_cmpint(count_of(fonts, "+SourceSans3-"), ==, MAX(n_lines, 0));
    return printed;
}

static void test_empty_report(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(PrintedReport) printed = print_soundly(arena, report_new(arena, &(ReportInfo){0}));
    g_assert_cmpint(printed->n_pages, ==, 1);
    g_assert_nonnull(strstr(page_text(printed, 1), "sida 1 (1)"));
}

static void test_empty_parts(void) {
    g_autoptr(Arena) arena = arena_new();
    Report *report = new_report(arena, "");
    report_title_page(report, &(ReportTitlePage){0});
    report_contents(report, NULL);
    report_heading(report, 1, "");
    report_paragraph(report, "  \n ");
    report_list_item(report, "");
    report_table_begin(report, three, 3, 0);
    report_table_end(report);
    report_table_begin(report, three, 3, REPORT_TABLE_BANDS_IN_CONTENTS);
    report_band(report, "");
    report_row_of_texts(report, (const char *const[]){"", NULL, ""});
    report_band(report, "Sist och ensam");
    report_table_end(report);
    report_legend(report);
    report_section(report, REPORT_LANDSCAPE);
    g_autoptr(PrintedReport) printed = print_soundly(arena, report);
    g_assert_cmpint(printed->n_pages, ==, 3);
    g_assert_nonnull(strstr(page_text(printed, 2), "Sist och ensam"));
}

static Report *report_with_giant_cell(Arena *arena, int n_sentences) {
    Report *report = new_report(arena, "Jättecell");
    g_autoptr(GString) giant = g_string_new(NULL);
    for (int i = 1; i <= n_sentences; i++)
        g_string_append_printf(giant, "Mening nummer %d här. ", i);
    report_section(report, REPORT_LANDSCAPE);
    report_table_begin(report, three, 3, 0);
    report_band(report, "Kategori");
    report_row_of_texts(report, (const char *const[]){"Före", "kort", "1"});
    report_row_of_texts(report, (const char *const[]){"Radens namn", giant->str, "2"});
    report_row_of_texts(report, (const char *const[]){"Efter", "kort", "3"});
    report_table_end(report);
    return report;
}

static void test_giant_cell_goes_on_with_head_and_name(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(PrintedReport) printed = print_soundly(arena, report_with_giant_cell(arena, 1000));
    g_assert_cmpint(printed->n_pages, >=, 3);
    for (int page = 1; page <= printed->n_pages; page++)
        g_assert_nonnull(strstr(page_layout(printed, page), "Genomförande"));
    for (int page = 2; page <= printed->n_pages; page++) {
        g_assert_nonnull(strstr(page_text(printed, page), "Kategori, forts."));
        g_assert_nonnull(strstr(page_text(printed, page), "Radens namn, forts."));
    }
    const char *at = structure_text(printed);
    for (int i = 1; i <= 1000; i++) {
        g_autofree char *sentence = g_strdup_printf("Meningnummer%dhär.", i);
        at = strstr(at, sentence);
        g_assert_nonnull(at);
    }
    g_assert_cmpint(count_of(structure_text(printed), "Radensnamn"), ==, 1);
}

static void test_five_hundred_rows(void) {
    g_autoptr(Arena) arena = arena_new();
    Report *report = sample_plan(arena, 500);
    g_autoptr(PrintedReport) printed = print_soundly(arena, report);
    const char *structure = tool_output(printed, "pdfinfo", "-struct", NULL);
    g_assert_cmpint(count_of(structure, "/Scope /Row"), ==, 500 + 3);
    int n_heads = 0;
    for (int page = 1; page <= printed->n_pages; page++)
        n_heads += strstr(page_layout(printed, page), "Samverkansparter") != NULL;
    g_assert_cmpint(n_heads, >, 50);
    g_autofree char *last = g_strdup_printf("sida %d (%d)", printed->n_pages, printed->n_pages);
    g_assert_nonnull(strstr(page_text(printed, printed->n_pages), last));
}

static const char *const weird[] = {
    "Emoji ✅ 👩‍🚒 och 环境 البيئة סביבה",
    "Grekiska Περιβάλλον, ryska Окружающая среда, e\u0301 a\u030A",
    "\u202Ebakvänt\u202C \u200Bnoll\u200D\u2060bredd \uFEFF mjuk\u00ADt",
    "\x01\x02\x03\x1b[31m\x7f tabb\t och \v\f",
    "\xff\xfe\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80 trasig",
    "<script>alert('x')</script> <img src=x onerror=alert(1)> &amp; ]]> <?xml?>",
    ") Tj ET EMC Q /NonStruct << /MCID 0 >> BDC (\\) \\n %%EOF endstream endobj",
    "\\\n/NonStruct << /MCID 0 >> BDC\n/P << /MCID 1 >> BDC\n",
    "\uFDD0\uFFFE\U0010FFFF\U000E0001\U0001F1F8\U0001F1EA",
    "ä̴̡̢̛̛̛͙͓̣̼̼͓̲̣͎̣̩̼̜̦̪̣͓́̈́̈́̈́̈́̈́̈́̈́̈́̈́ zalgo",
    "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn",
};

static void test_weird_text_is_harmless(void) {
    g_autoptr(Arena) arena = arena_new();
    for (size_t i = 0; i < G_N_ELEMENTS(weird); i++) {
        const char *text = weird[i];
        Report *report = report_new(arena, &(ReportInfo){text, text, text, text, NULL, {0}});
        report_title_page(report, &(ReportTitlePage){text, text, text, &text, 1});
        report_contents(report, text);
        report_heading(report, 1, text);
        report_paragraph(report, text);
        report_list_item(report, text);
        report_table_begin(report, three, 3, REPORT_TABLE_BANDS_IN_CONTENTS);
        report_band(report, text);
        report_row_of_texts(report, (const char *const[]){text, text, text});
        report_table_end(report);
        g_autoptr(PrintedReport) printed = print_soundly(arena, report);
        g_assert_cmpint(printed->n_pages, >=, 2);
    }
}

static const char *actual_text(const TagNode *node) {
    const char *found = node->actual_text;
    for (const TagKid *kid = node->kids; kid != NULL && found == NULL; kid = kid->next)
        found = kid->node != NULL ? actual_text(kid->node) : NULL;
    return found;
}

static void test_what_cannot_be_shown_is_still_told(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Typesetter) typesetter = typesetter_new(arena, "sv-SE", NULL);
    Report *report = new_report(arena, "Prov");
    report_paragraph(report, "Klart ✅ nu");
    Flow flow = {.arena = arena, .typesetter = typesetter, .report = report};
    g_assert_true(flow_report(&flow, NULL));
    g_assert_cmpstr(actual_text(flow.document), ==, "Klart ✅ nu");
    g_autoptr(PrintedReport) printed = print_soundly(arena, report);
    g_assert_nonnull(strstr(page_text(printed, 1), "Klart □ nu"));
}

static void test_script_stays_text(void) {
    g_autoptr(Arena) arena = arena_new();
    Report *report = report_new(arena, &(ReportInfo){.title = "<script>alert(1)</script>&\"'"});
    report_paragraph(report, "<b>fet</b> &amp; javascript:alert(1) https://example.org/");
    g_autoptr(PrintedReport) printed = print_soundly(arena, report);
    g_assert_nonnull(
        strstr(page_text(printed, 1), "<b>fet</b> &amp; javascript:alert(1) https://example.org/"));
    g_assert_nonnull(strstr(tool_output(printed, "pdfinfo", "-meta", NULL),
                            "&lt;script&gt;alert(1)&lt;/script&gt;&amp;"));
    const char *objects = tool_output(printed, "qpdf", "--json=2", "--json-key=qpdf", NULL);
    g_assert_cmpint(count_of(objects, "/JavaScript"), ==, 0);
    g_assert_cmpint(count_of(objects, "/URI"), ==, 0);
    g_assert_cmpint(count_of(objects, "/OpenAction"), ==, 0);
}

/* Words wider than their column are divided; nothing stands outside its column. */
static void test_long_words_stay_in_their_column(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Typesetter) typesetter = typesetter_new(arena, "sv-SE", NULL);
    static const char *const texts[] = {
        "Miljösamverkansorganisationernas projektledarträffar",
        "https://www.example.org/en/adress/utan_ett_enda_mellanslag?som=inte&tar=slut#nu",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "123456789012345678901234567890",
        "WWWWWWWWWWWW"};
    for (double width = 20; width < 200; width += 7)
        for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
            const TextBlock *block = typeset(typesetter, STYLE_CELL_NAME, width, texts[i]);
            g_assert_cmpfloat(widest_line(block), <=, width + 0.1);
        }
}

static void test_too_many_pages_are_refused(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) lines = g_string_new(NULL);
    for (int i = 0; i < 40 * 1000; i++)
        g_string_append(lines, "a\n");
    Report *report = new_report(arena, "Långt");
    for (int i = 0; i < 4; i++)
        report_paragraph(report, lines->str);
    Bytes bytes = {0};
    g_assert_false(pdf_write(arena, report, &bytes, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_nonnull(strstr(error->message, "2000 sidor"));
    g_assert_null(bytes.data);
}

static void test_refused_report_is_not_printed(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strnfill(REPORT_TEXT_LIMIT + 1, 'a');
    Report *report = new_report(arena, "Långt");
    report_paragraph(report, text);
    Bytes bytes = {0};
    g_assert_false(pdf_write(arena, report, &bytes, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_null(bytes.data);
}

static gpointer print_sample(gpointer unused) {
    (void)unused;
    GString *all = g_string_new(NULL);
    for (size_t i = 1; i <= 3; i++) {
        g_autoptr(Arena) arena = arena_new();
        Bytes bytes;
        g_assert_true(pdf_write(arena, sample_plan(arena, i * 7), &bytes, NULL));
        g_string_append_len(all, (const char *)bytes.data, (gssize)bytes.size);
    }
    return all;
}

static void test_threads_print_the_same_at_once(void) {
    GThread *threads[4];
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++)
        threads[i] = g_thread_new("print", print_sample, NULL);
    GString *expected = print_sample(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(threads); i++) {
        GString *all = g_thread_join(threads[i]);
        g_assert_true(g_string_equal(all, expected));
        g_string_free(all, TRUE);
    }
    g_string_free(expected, TRUE);
}

static void test_english_words(void) {
    g_autoptr(Arena) arena = arena_new();
    Report *report = report_new(arena, &(ReportInfo){.title = "Plan", .language = "en-GB"});
    report_paragraph(report, "Text");
    g_autoptr(PrintedReport) printed = print_soundly(arena, report);
    g_assert_nonnull(strstr(page_text(printed, 1), "page 1 (1)"));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pdf-hostile/empty-report", test_empty_report);
    g_test_add_func("/pdf-hostile/empty-parts", test_empty_parts);
    g_test_add_func("/pdf-hostile/giant-cell", test_giant_cell_goes_on_with_head_and_name);
    g_test_add_func("/pdf-hostile/five-hundred-rows", test_five_hundred_rows);
    g_test_add_func("/pdf-hostile/weird-text", test_weird_text_is_harmless);
    g_test_add_func("/pdf-hostile/what-cannot-be-shown", test_what_cannot_be_shown_is_still_told);
    g_test_add_func("/pdf-hostile/script-stays-text", test_script_stays_text);
    g_test_add_func("/pdf-hostile/long-words", test_long_words_stay_in_their_column);
    g_test_add_func("/pdf-hostile/too-many-pages", test_too_many_pages_are_refused);
    g_test_add_func("/pdf-hostile/refused-report", test_refused_report_is_not_printed);
    g_test_add_func("/pdf-hostile/threads", test_threads_print_the_same_at_once);
    g_test_add_func("/pdf-hostile/english", test_english_words);
    return g_test_run();
}
