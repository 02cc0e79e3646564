#include "base/error.h"
#include "formats/report_sample.h"
#include "ui/report_html.h"

#include <string.h>

static const char *page_of(Arena *arena, const Report *report) {
    g_autoptr(GError) error = NULL;
    const ReportPage *page;
    HtmlOut *out = ARENA_NEW(arena, HtmlOut);
    html_out_init(out, arena, "sv");
    report_page(arena, report, &page, &error);
    g_assert_no_error(error);
    report_document_html(out, page);
    return html_out_text(out);
}

static size_t count(const char *text, const char *what) {
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at += strlen(what))
        n++;
    return n;
}

#define HAS(page, what) g_assert_nonnull(strstr(page, what))

static void test_structure(void) {
    g_autoptr(Arena) arena = arena_new();
    const char *page = page_of(arena, sample_plan(arena, 50));
    HAS(page, "<html lang=\"sv-SE\">");
    HAS(page, "<title>Verksamhetsplan 2021–2023 – Miljösamverkan Sjölän</title>");
    g_assert_cmpint((int)count(page, "<h1"), ==, 1);
    HAS(page, "Om samverkan</h2>");
    HAS(page, "Styrning</h3>");
    HAS(page, "<h4>Kriterier</h4>");
    g_assert_cmpint((int)count(page, "<table"), ==, 4);
    g_assert_cmpint((int)count(page, "<caption"), ==, 4);
    g_assert_cmpint((int)count(page, "<th scope=\"col\""), ==, 1 + 7 + 7 + 2);
    g_assert_cmpint((int)count(page, "<th scope=\"row\">"), ==, 50 + 3);
    g_assert_cmpint((int)count(page, "<th scope=\"rowgroup\" colspan=\"7\">"), ==, 17);
    g_assert_cmpint((int)count(page, "class=\"is-total\""), ==, 3);
    g_assert_cmpint((int)count(page, "<tbody"), ==, 2 + 8 + 9 + 1);
    HAS(page, "<td colspan=\"7\">Inget är planerat ännu.</td>");
    HAS(page, "<li>Solarier</li>");
    HAS(page, "Miljökvalitetsmål</p>");
    HAS(page, "version 1</p></footer>");
}

static void test_contents_lead_to_their_headings(void) {
    g_autoptr(Arena) arena = arena_new();
    const char *page = page_of(arena, sample_plan(arena, 50));
    g_assert_cmpint((int)count(page, "href=\"#part-"), ==, 11 + 17);
    for (int i = 1; i <= 11 + 17; i++) {
        const char *link = strstr(page, arena_printf(arena, "href=\"#part-%d\">", i));
        g_assert_nonnull(link);
        const char *text = strchr(link, '>') + 1;
        char *title = arena_strndup(arena, text, strcspn(text, "<"));
        const char *target = strstr(page, arena_printf(arena, "id=\"part-%d\">", i));
        g_assert_nonnull(target);
        const char *found = strstr(target, title);
        g_assert_nonnull(found);
        g_assert_cmpint((int)(found - target), <, 80);
    }
}

/* Without a title page the first heading is the page's own. */
static void test_without_title_page(void) {
    g_autoptr(Arena) arena = arena_new();
    Report *report = report_new(arena, &(ReportInfo){.title = "Gnosjö 2021", .language = "en"});
    report_contents(report, "Innehåll");
    report_heading(report, 1, "Gnosjö 2021");
    report_heading(report, 2, "Besök");
    const char *page = page_of(arena, report);
    HAS(page, "<html lang=\"en\">");
    HAS(page, "Gnosjö 2021</h1>");
    HAS(page, "Besök</h2>");
    g_assert_cmpint((int)count(page, "Innehåll"), ==, 0); /* two lines help nobody */
}

static void test_hostile_texts(void) {
    g_autoptr(Arena) arena = arena_new();
    static const char evil[] = "\"><script>alert(1)</script>&'\x01\xff";
    Report *report = report_new(
        arena,
        &(ReportInfo){.title = evil, .collaboration = evil, .status = evil, .language = evil});
    ReportGoalFamily *family = report_goal_family(report, evil, REPORT_CHIP_FILLED);
    const ReportGoal *goal = report_goal(report, family, 1, evil);
    report_title_page(report, &(ReportTitlePage){.name = evil,
                                                 .years = evil,
                                                 .decision = evil,
                                                 .details = (const char *const[]){evil},
                                                 .n_details = 1});
    report_contents(report, evil);
    for (int level = 1; level <= 3; level++)
        report_heading(report, level, evil);
    report_heading(report, 1, evil);
    report_paragraph(report, evil);
    report_note(report, evil);
    report_list_item(report, evil);
    report_table_begin(report, &(ReportColumn){evil, 1, REPORT_COLUMN_NAME}, 1, 0);
    report_band(report, evil);
    report_row(report, &(ReportCell){.text = evil, .goals = &goal, .n_goals = 1});
    report_text_row(report, evil);
    report_table_end(report);
    report_legend(report);
    const char *page = page_of(arena, report);
    g_assert_cmpint((int)count(page, "<script"), ==, 0);
    g_assert_cmpint((int)count(page, "&lt;script&gt;"), >=, 25);
    g_assert_cmpint((int)count(page, "\x01"), ==, 0);
}

static void test_limit_is_said(void) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    const ReportPage *page = NULL;
    Report *report = report_new(arena, &(ReportInfo){0});
    for (int i = 0; i <= REPORT_BLOCK_LIMIT; i++)
        report_paragraph(report, "");
    g_assert_false(report_page(arena, report, &page, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    g_assert_null(page);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report-page/structure", test_structure);
    g_test_add_func("/report-page/contents", test_contents_lead_to_their_headings);
    g_test_add_func("/report-page/without-title-page", test_without_title_page);
    g_test_add_func("/report-page/hostile-texts", test_hostile_texts);
    g_test_add_func("/report-page/limit-is-said", test_limit_is_said);
    return g_test_run();
}
