#include "base/error.h"
#include "formats/docx_read.h"
#include "formats/docx_write.h"
#include "formats/report_sample.h"
#include "formats/testing/source_dump.h"

#include <string.h>
#include <zip.h>

typedef struct Fixture {
    Arena *arena;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    fixture->arena = arena_new();
}

static void tear_down(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    arena_free(fixture->arena);
}

static Bytes written(Arena *arena, const Report *report) {
    g_autoptr(GError) error = NULL;
    Bytes bytes;
    docx_write(arena, report, &bytes, &error);
    g_assert_no_error(error);
    return bytes;
}

/* Read back by the reader of plan files, which knows nothing of the writer. */
static const char *read_back(Fixture *fixture, const Report *report) {
    return source_read_dump(fixture->arena, written(fixture->arena, report));
}

static void test_reads_back(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    static const ReportColumn columns[] = {{"Aktivitet", 2, REPORT_COLUMN_NAME},
                                           {"Antal", 1, REPORT_COLUMN_NUMBER}};
    Report *report = report_new(fixture->arena, &(ReportInfo){.title = "Plan"});
    report_heading(report, 1, "Tillsyn & råd");
    report_paragraph(report, "En rad\noch en till med 1 < 2 > 0");
    report_list_item(report, "Första");
    report_table_begin(report, columns, 2, 0);
    report_band(report, "Hälsoskydd");
    report_row_of_texts(report, (const char *const[]){"\"Små\" avlopp", "12"});
    report_total_row(report, (const char *const[]){"Summa", "12"});
    report_text_row(report, "Inget mer är planerat.");
    report_table_end(report);
    report_heading(report, 2, "Sist");
    g_assert_cmpstr(read_back(fixture, report), ==,
                    "1 #1 Tillsyn & råd\n2 ¶ En rad⏎och en till med 1 < 2 > 0\n3 ¶ Första\n"
                    "4 [Aktivitet|Antal] t1\n5 [Hälsoskydd|] t1\n6 [\"Små\" avlopp|12] t1\n"
                    "7 [Summa|12] t1\n8 [Inget mer är planerat.|] t1\n8 --\n9 #2 Sist\n");
}

static void test_goals_are_text(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    static const ReportColumn columns[] = {{"Aktivitet", 2, REPORT_COLUMN_NAME},
                                           {"Effektmål", 1, REPORT_COLUMN_TEXT}};
    Report *report = report_new(fixture->arena, &(ReportInfo){0});
    ReportGoalFamily *own = report_goal_family(report, "Miljökvalitetsmål", REPORT_CHIP_FILLED);
    ReportGoalFamily *global = report_goal_family(report, "Globala mål", REPORT_CHIP_OUTLINED);
    const ReportGoal *goals[] = {report_goal(report, own, 4, "Giftfri miljö"),
                                 report_goal(report, own, 15, "God bebyggd miljö"),
                                 report_goal(report, global, 3, "God hälsa")};
    report_goal(report, global, 9, "Används inte");
    report_table_begin(report, columns, 2, 0);
    report_row(report, (const ReportCell[]){{.text = "Kemikalier"},
                                            {.text = "Flera", .goals = goals, .n_goals = 3}});
    report_row(report, (const ReportCell[]){{.text = "Avlopp"},
                                            {.words = "God bebyggd miljö, flera",
                                             .text = "flera",
                                             .goals = &goals[1],
                                             .n_goals = 1}});
    report_table_end(report);
    report_legend(report);
    const char *read = read_back(fixture, report);
    g_assert_nonnull(strstr(read, "Miljökvalitetsmål⏎\u00A04\u00A0 \u00A015\u00A0⏎Globala mål⏎"
                                  "\u00A03\u00A0⏎Flera]"));
    g_assert_nonnull(strstr(read, "[Avlopp|God bebyggd miljö, flera] t1"));
    g_assert_nonnull(strstr(read, " ¶ 3\u00A0⇥God hälsa\n"));
    g_assert_null(strstr(read, "Används inte"));
}

static void test_contents_lead_to_headings(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    const char *read = read_back(fixture, sample_plan(fixture->arena, 20));
    g_assert_nonnull(strstr(read, " * Innehåll\n"));
    g_assert_nonnull(strstr(read, " * Om samverkan\n"));
    g_assert_nonnull(strstr(read, " #1 Om samverkan\n"));
}

/* Fewer than three lines help nobody; a few stand on the title page. */
static void test_short_contents(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    static const struct {
        int n_headings;
        ReportContentsPlace place;
    } cases[] = {{0, REPORT_CONTENTS_NOWHERE},
                 {2, REPORT_CONTENTS_NOWHERE},
                 {3, REPORT_CONTENTS_ON_TITLE_PAGE},
                 {10, REPORT_CONTENTS_ON_TITLE_PAGE},
                 {11, REPORT_CONTENTS_ON_THEIR_PAGE}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Report *report = report_new(fixture->arena, &(ReportInfo){0});
        report_title_page(report, &(ReportTitlePage){.name = "Plan"});
        report_contents(report, "Innehåll");
        for (int n = 0; n < cases[i].n_headings; n++)
            report_heading(report, 1, "Rubrik");
        report_heading(report, 3, "Står inte i innehållet");
        ReportEntries entries = report_entries(fixture->arena, report);
        g_assert_cmpint((int)entries.n, ==, cases[i].n_headings);
        g_assert_cmpint(report_contents_place(report, entries), ==, cases[i].place);
        const char *read = read_back(fixture, report);
        g_assert_true((strstr(read, "Innehåll\n") != NULL) ==
                      (cases[i].place != REPORT_CONTENTS_NOWHERE));
    }
}

static void test_empty_report(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    Report *report = report_new(fixture->arena, &(ReportInfo){0});
    report_contents(report, "");
    report_legend(report);
    report_heading(report, 1, "");
    g_assert_cmpint((int)written(fixture->arena, report).size, >, 1000);
}

/* A part of the package, as it was written. */
static const char *part_of(Arena *arena, Bytes docx, const char *name) {
    zip_source_t *source = zip_source_buffer_create(docx.data, docx.size, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    zip_stat_t stat;
    g_assert_nonnull(zip);
    g_assert_cmpint(zip_stat(zip, name, 0, &stat), ==, 0);
    char *text = arena_alloc(arena, stat.size + 1);
    zip_file_t *file = zip_fopen(zip, name, 0);
    g_assert_cmpint((int)zip_fread(file, text, stat.size), ==, (int)stat.size);
    zip_fclose(file);
    zip_discard(zip);
    return text;
}

static int count_of(const char *text, const char *part) {
    int n = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        n++;
    return n;
}

/* Rows hold together, but for those that no page has room for. */
static void test_giant_cell_may_go_on(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    static const ReportColumn columns[] = {{"Aktivitet", 1, REPORT_COLUMN_NAME},
                                           {"Genomförande", 1, REPORT_COLUMN_TEXT}};
    g_autoptr(GString) giant = g_string_new(NULL);
    Report *report = report_new(fixture->arena, &(ReportInfo){0});
    for (int i = 1; i <= 500; i++)
        g_string_append_printf(giant, "Mening nummer %d här. ", i);
    report_section(report, REPORT_LANDSCAPE);
    report_table_begin(report, columns, 2, 0);
    report_row_of_texts(report, (const char *const[]){"Före", "En rad som ryms."});
    report_row_of_texts(report, (const char *const[]){"Jättecell", giant->str});
    report_row_of_texts(report,
                        (const char *const[]){"Många rader", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10"});
    report_table_end(report);
    const char *xml = part_of(fixture->arena, written(fixture->arena, report), "word/document.xml");
    g_assert_cmpint(count_of(xml, "<w:tr>"), ==, 4);
    g_assert_cmpint(count_of(xml, "<w:cantSplit/>"), ==, 3);
}

/* Texts that no XML may hold, and such as look like markup. */
static void test_hostile_texts(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    Report *report = report_new(fixture->arena, &(ReportInfo){.title = "</dc:title><x a=\"b\">&#0;",
                                                              .language = "sv\"/><evil/>",
                                                              .status = "]]>\x01\xff",
                                                              .collaboration = "%s%n & Co"});
    report_heading(report, 1, "</w:t></w:r><w:p>&#x0;");
    report_paragraph(report, "a\x01\x02\x1f\xff\xfe\xef\xbf\xbe\xed\xa0\x80 b %d %s");
    report_table_begin(report, &(ReportColumn){"\"><w:evil/>", 1, REPORT_COLUMN_TEXT}, 1, 0);
    report_row_of_texts(report, (const char *const[]){"\r\n\t<![CDATA[x]]>"});
    report_table_end(report);
    const char *read = read_back(fixture, report);
    g_assert_nonnull(strstr(read, "1 #1 </w:t></w:r><w:p>&#x0;\n"));
    g_assert_nonnull(strstr(read, "b %d %s\n"));
    g_assert_nonnull(strstr(read, "[\"><w:evil/>]"));
    g_assert_nonnull(strstr(read, "<![CDATA[x]]>"));
}

static void test_limit_is_said(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    g_autoptr(GError) error = NULL;
    Bytes bytes = {NULL, 7};
    Report *report = report_new(fixture->arena, &(ReportInfo){0});
    for (int i = 0; i <= REPORT_BLOCK_LIMIT; i++)
        report_paragraph(report, "");
    g_assert_false(docx_write(fixture->arena, report, &bytes, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_nonnull(strstr(error->message, "20 000 stycken"));
    g_assert_cmpint((int)bytes.size, ==, 7);
}

static void test_same_report_same_bytes(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    Bytes first = written(fixture->arena, sample_plan(fixture->arena, 30)),
          second = written(fixture->arena, sample_plan(fixture->arena, 30));
    g_assert_cmpmem(first.data, first.size, second.data, second.size);
}

#define TEST(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    TEST("/docx-write/reads-back", test_reads_back);
    TEST("/docx-write/goals-are-text", test_goals_are_text);
    TEST("/docx-write/contents-lead-to-headings", test_contents_lead_to_headings);
    TEST("/docx-write/short-contents", test_short_contents);
    TEST("/docx-write/empty-report", test_empty_report);
    TEST("/docx-write/giant-cell-may-go-on", test_giant_cell_may_go_on);
    TEST("/docx-write/hostile-texts", test_hostile_texts);
    TEST("/docx-write/limit-is-said", test_limit_is_said);
    TEST("/docx-write/same-report-same-bytes", test_same_report_same_bytes);
    return g_test_run();
}
