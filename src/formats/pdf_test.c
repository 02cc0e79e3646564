#include "formats/pdf_draw.h"
#include "formats/pdf_test_tools.h"
#include "formats/report_sample.h"

#include <jansson.h>
#include <string.h>

#define ACTIVITIES 50

typedef struct Fixture {
    Arena *arena;
    Report *report;
    PrintedReport *printed;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    fixture->arena = arena_new();
    fixture->report = sample_plan(fixture->arena, ACTIVITIES);
    fixture->printed = print_report(fixture->arena, fixture->report);
}

static void tear_down(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    printed_report_free(fixture->printed);
    arena_free(fixture->arena);
}

static void test_file_is_sound(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    const char *checked = tool_output(fixture->printed, "qpdf", "--check", NULL);
    g_assert_nonnull(strstr(checked, "No syntax or stream encoding errors found"));
    const char *info = tool_output(fixture->printed, "pdfinfo", NULL);
    g_assert_nonnull(strstr(info, "Tagged:          yes"));
    g_assert_nonnull(strstr(info, "Title:           Verksamhetsplan 2021–2023\n"));
    g_assert_nonnull(strstr(info, "Author:          Miljösamverkan Sjölän\n"));
    g_assert_nonnull(strstr(info, "CreationDate:    Tue Jun  9 "));
    g_assert_nonnull(strstr(info, "PDF version:     1.7"));
}

/* The catalog as qpdf reads it. */
static json_t *catalog(Fixture *fixture, json_t **ret_objects) {
    const char *text = tool_output(fixture->printed, "qpdf", "--json=2", "--json-key=qpdf", NULL);
    json_t *root = json_loads(text, 0, NULL);
    json_t *objects = json_array_get(json_object_get(root, "qpdf"), 1);
    *ret_objects = root;
    const char *key, *found = NULL;
    json_t *object;
    json_object_foreach(objects, key, object) {
        json_t *type = json_object_get(json_object_get(object, "value"), "/Type");
        if (json_is_string(type) && strcmp(json_string_value(type), "/Catalog") == 0)
            found = key;
    }
    g_assert_nonnull(found);
    return json_object_get(json_object_get(objects, found), "value");
}

static void test_catalog(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    json_t *objects, *root = catalog(fixture, &objects);
    g_assert_cmpstr(json_string_value(json_object_get(root, "/Lang")), ==, "u:sv-SE");
    g_assert_true(json_is_true(json_object_get(json_object_get(root, "/MarkInfo"), "/Marked")));
    json_t *preferences = json_object_get(root, "/ViewerPreferences");
    g_assert_true(json_is_true(json_object_get(preferences, "/DisplayDocTitle")));
    g_assert_nonnull(json_object_get(root, "/Metadata"));
    g_assert_nonnull(json_object_get(root, "/StructTreeRoot"));
    json_decref(objects);
    const char *metadata = tool_output(fixture->printed, "pdfinfo", "-meta", NULL);
    g_assert_nonnull(
        strstr(metadata, "<rdf:li xml:lang=\"x-default\">Verksamhetsplan 2021–2023</rdf:li>"));
    g_assert_nonnull(strstr(metadata, "<rdf:li>sv-SE</rdf:li>"));
    g_assert_nonnull(strstr(metadata, "2020-06-09T12:00:00Z"));
}

static void test_fonts(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    g_auto(GStrv) lines = g_strsplit(tool_output(fixture->printed, "pdffonts", NULL), "\n", 0);
    int n = 0;
    for (char **line = lines + 2; *line != NULL && **line != '\0'; line++, n++) {
        g_assert_nonnull(strstr(*line, "+SourceSans3-"));
        g_assert_nonnull(strstr(*line, " yes yes yes ")); /* embedded, subset, readable back */
    }
    g_assert_cmpint(n, >=, 4);
}

/* Finds the text behind `at` and returns what follows it. */
static const char *follow(Fixture *fixture, const char *at, const char *text) {
    const char *wanted = squeezed(fixture->arena, text);
    const char *found = strstr(at, wanted);
    if (found == NULL)
        g_error("not in the structure, or not in order: %s\n%.200s", wanted, at);
    return found + strlen(wanted);
}

static const char *follow_table(Fixture *fixture, const char *at, const ReportTable *table) {
    for (size_t i = 0; i < table->n_columns; i++)
        at = follow(fixture, at, table->columns[i].heading);
    for (const ReportRow *row = table->rows; row != NULL; row = row->next) {
        if (row->cells == NULL)
            at = follow(fixture, at, row->text);
        for (size_t i = 0; row->cells != NULL && i < table->n_columns; i++)
            at = follow(fixture, at, row->cells[i].text);
    }
    return at;
}

static const char *follow_block(Fixture *fixture, const char *at, const ReportBlock *block) {
    switch (block->kind) {
    case REPORT_TITLE_PAGE:
        at = follow(fixture, at, block->title_page->name);
        return follow(fixture, at, block->title_page->decision);
    case REPORT_LIST:
        for (const ReportListItem *item = block->list.first; item != NULL; item = item->next)
            at = follow(fixture, at, item->text);
        return at;
    case REPORT_TABLE:
        return follow_table(fixture, at, block->table);
    default:
        return follow(fixture, at, block->text);
    }
}

static void test_structure_has_every_text_in_order(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    const char *at = structure_text(fixture->printed);
    for (const ReportBlock *block = fixture->report->blocks; block != NULL; block = block->next)
        at = follow_block(fixture, at, block);
    g_assert_nonnull(strstr(at, "Godbebyggdmiljö")); /* the legend comes last */
}

/* Word for word, with the spaces that lines were broken at, and each in a node of its own. */
static void test_structure_keeps_paragraphs_whole(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    const char *structure = tool_output(fixture->printed, "pdfinfo", "-struct-text", NULL);
    int n = 0;
    for (const ReportBlock *block = fixture->report->blocks; block != NULL; block = block->next) {
        if (block->kind != REPORT_PARAGRAPH)
            continue;
        g_autofree char *whole = g_strdup_printf("\n      \"%s\"\n", block->text);
        g_assert_nonnull(strstr(structure, whole));
        n++;
    }
    g_assert_cmpint(n, >=, 8);
}

static void test_structure_has_each_head_once(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    const char *structure = tool_output(fixture->printed, "pdfinfo", "-struct-text", NULL);
    g_assert_cmpint(count_of(structure, "\"Samverkansparter\""), ==, 2); /* two years */
    g_assert_cmpint(count_of(structure, "forts."), ==, 0);
    g_assert_cmpint(count_of(structure, "\"sida "), ==, 0);
    g_assert_cmpint(count_of(structure, " Table"), ==, 4);
    g_assert_cmpint(count_of(structure, " THead"), ==, 4);
    g_assert_cmpint(count_of(structure, " Figure"), ==, 1);
    g_assert_cmpint(count_of(structure, "/Scope /Row"), ==, ACTIVITIES + 3);
    g_assert_cmpint(count_of(structure, "/ColSpan 7"), ==, 8 + 8 + 2);
}

static bool is_landscape(Fixture *fixture, int page) {
    g_autofree char *number = g_strdup_printf("%d", page);
    const char *info = tool_output(fixture->printed, "pdfinfo", "-f", number, "-l", number, NULL);
    return strstr(info, "841.89 x 595.276 pts (A4)") != NULL;
}

static const char *page_content(Fixture *fixture, const json_t *page) {
    const char *reference = json_string_value(json_array_get(json_object_get(page, "contents"), 0));
    g_autofree char *option =
        g_strdup_printf("--show-object=%d", (int)g_ascii_strtoll(reference, NULL, 10));
    return tool_output(fixture->printed, "qpdf", option, "--filtered-stream-data", NULL);
}

/* Counts the artifacts and sees that nothing is painted outside marked content. */
static int artifacts(const char *content) {
    static const char *const painting[] = {"TJ", "Tj", " f", " f*", " S", " B", " Do", " sh"};
    g_auto(GStrv) lines = g_strsplit(content, "\n", 0);
    int depth = 0, n = 0;
    for (char **line = lines; *line != NULL; line++) {
        depth += g_str_has_suffix(*line, "BDC") || g_str_has_suffix(*line, "BMC");
        depth -= g_str_equal(*line, "EMC");
        n += g_str_equal(*line, "/Artifact BMC");
        for (size_t i = 0; depth == 0 && i < G_N_ELEMENTS(painting); i++)
            g_assert_false(g_str_has_suffix(*line, painting[i]));
    }
    g_assert_cmpint(depth, ==, 0);
    return n;
}

static void test_everything_is_marked(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    const char *text = tool_output(fixture->printed, "qpdf", "--json=2", "--json-key=pages", NULL);
    json_t *root = json_loads(text, 0, NULL), *page;
    size_t i;
    json_array_foreach(json_object_get(root, "pages"), i, page) {
        const char *content = page_content(fixture, page);
        g_assert_cmpint(artifacts(content), ==, 1);
        g_assert_cmpint(count_of(content, "/NonStruct"), ==, 0);
    }
    g_assert_cmpint((int)i, ==, fixture->printed->n_pages);
    json_decref(root);
}

static void test_head_stands_on_every_page(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    int n_landscape = 0;
    for (int page = 1; page <= fixture->printed->n_pages; page++) {
        if (!is_landscape(fixture, page))
            continue;
        const char *text = page_layout(fixture->printed, page);
        g_assert_nonnull(strstr(text, "Aktivitetsmål"));
        g_assert_nonnull(strstr(text, "Samverkansparter"));
        g_assert_nonnull(strstr(text, "Effektmål"));
        n_landscape++;
    }
    g_assert_cmpint(n_landscape, >=, 6);
}

static void test_foot(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    int n_pages = fixture->printed->n_pages;
    g_assert_null(strstr(page_text(fixture->printed, 1), "sida"));
    for (int page = 2; page <= n_pages; page++) {
        const char *text = page_text(fixture->printed, page);
        const char *number = arena_printf(fixture->arena, "sida %d (%d)", page, n_pages);
        g_assert_cmpint(count_of(text, number), ==, 1);
        g_assert_nonnull(strstr(text, "Miljösamverkan Sjölän · Verksamhetsplan 2021–2023"));
        g_assert_nonnull(strstr(text, "Fastställd av styrgruppen 9 juni 2020 § 14 · version 1"));
    }
}

/* Every cell of a row on one page, cell after cell. */
static void test_no_row_is_cut(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    const char **pages =
        ARENA_ARRAY(fixture->arena, const char *, (size_t)fixture->printed->n_pages);
    for (int i = 0; i < fixture->printed->n_pages; i++)
        pages[i] = squeezed(fixture->arena, page_text(fixture->printed, i + 1));
    int n_rows = 0, page = 0;
    for (const ReportBlock *block = fixture->report->blocks; block != NULL; block = block->next) {
        if (block->kind != REPORT_TABLE || block->table->n_columns != 7)
            continue;
        for (const ReportRow *row = block->table->rows; row != NULL; row = row->next) {
            if (row->cells == NULL)
                continue;
            const char *goal = squeezed(fixture->arena, row->cells[1].text);
            while (page < fixture->printed->n_pages && strstr(pages[page], goal) == NULL)
                page++;
            g_assert_cmpint(page, <, fixture->printed->n_pages);
            const char *at = pages[page];
            for (size_t i = 0; i < 6; i++)
                at = follow(fixture, at, row->cells[i].text);
            n_rows++;
        }
    }
    g_assert_cmpint(n_rows, ==, ACTIVITIES);
}

static int page_of(const TagNode *node) {
    for (const TagKid *kid = node->kids; kid != NULL; kid = kid->next) {
        int page = kid->node != NULL ? page_of(kid->node) : kid->page;
        if (page >= 0)
            return page;
    }
    return -1;
}

/* Counts the bands and sees that the first row of each stands on its page. */
static int bands_with_their_rows(const TagNode *node) {
    int n = 0;
    if (strcmp(node->role, "TBody") == 0) {
        const TagKid *band = node->kids, *row = band->next;
        g_assert_nonnull(row);
        g_assert_cmpint(page_of(band->node), ==, page_of(row->node));
        n++;
    }
    for (const TagKid *kid = node->kids; kid != NULL; kid = kid->next)
        n += kid->node != NULL ? bands_with_their_rows(kid->node) : 0;
    return n;
}

static void check_on_page(const TagNode *node, int page) {
    for (const TagKid *kid = node->kids; kid != NULL; kid = kid->next)
        if (kid->node != NULL)
            check_on_page(kid->node, page);
        else
            g_assert_cmpint(kid->page, ==, page);
}

static int rows_on_one_page(const TagNode *node) {
    if (strcmp(node->role, "TR") == 0) {
        check_on_page(node, page_of(node));
        return 1;
    }
    int n = 0;
    for (const TagKid *kid = node->kids; kid != NULL; kid = kid->next)
        n += kid->node != NULL ? rows_on_one_page(kid->node) : 0;
    return n;
}

static void check_bands_when_rows_begin_lower(size_t n_lines) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Typesetter) typesetter = typesetter_new(arena, "sv-SE", NULL);
    Report *report = report_new(arena, &(ReportInfo){0});
    static const ReportColumn columns[] = {{"Aktivitet", 1, REPORT_COLUMN_TEXT}};
    for (size_t i = 0; i < n_lines; i++)
        report_note(report, "En rad");
    report_table_begin(report, columns, 1, 0);
    for (int i = 0; i < 60; i++) {
        report_band(report, "Kategori");
        report_row_of_texts(report, (const char *const[]){"Ett\ntvå\ntre"});
    }
    report_table_end(report);
    Flow flow = {.arena = arena, .typesetter = typesetter, .report = report};
    Bytes drawn;
    g_assert_true(flow_report(&flow, NULL));
    g_assert_true(pdf_draw(&flow, &drawn, NULL));
    g_assert_cmpint(bands_with_their_rows(flow.document), ==, 60);
    g_assert_cmpint(rows_on_one_page(flow.document), ==, 1 + 60 * 2);
}

static void test_no_band_is_left_alone(Fixture *fixture, gconstpointer unused) {
    (void)fixture;
    (void)unused;
    for (size_t n_lines = 0; n_lines < 10; n_lines++)
        check_bands_when_rows_begin_lower(n_lines);
}

static void collect_outline(const json_t *items, GString *titles, int *pages) {
    size_t i;
    json_t *item;
    json_array_foreach(items, i, item) {
        json_int_t page = json_integer_value(json_object_get(item, "destpageposfrom1"));
        g_string_append_printf(titles, "%s %d|", json_string_value(json_object_get(item, "title")),
                               (int)page);
        (*pages)++;
        collect_outline(json_object_get(item, "kids"), titles, pages);
    }
}

static void test_outline_leads_to_headings_and_bands(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    const char *text = tool_output(fixture->printed, "qpdf", "--json", "--json-key=outlines", NULL);
    json_t *root = json_loads(text, 0, NULL);
    g_autoptr(GString) titles = g_string_new("|");
    int n = 0;
    collect_outline(json_object_get(root, "outlines"), titles, &n);
    json_decref(root);
    g_assert_cmpint(n, ==, 1 + 6 + 6 + 8 + 9);
    g_assert_nonnull(strstr(titles->str, "|Innehåll 2|Om samverkan 3|Styrning 3|"));
    g_auto(GStrv) entries = g_strsplit(titles->str, "|", 0);
    for (char **entry = entries; *entry != NULL; entry++) {
        char *number = strrchr(*entry, ' ');
        if (number == NULL)
            continue;
        const char *page = page_text(fixture->printed, (int)g_ascii_strtoll(number, NULL, 10));
        *number = '\0';
        g_assert_nonnull(strstr(page, *entry));
    }
}

/* "Aktiviteter 2022 ....... 8": the number that is printed is the page where the heading stands. */
static void test_contents(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    g_auto(GStrv) lines = g_strsplit(page_layout(fixture->printed, 2), "\n", 0);
    int n = 0;
    for (char **line = lines; *line != NULL; line++) {
        char *number = strrchr(g_strstrip(*line), ' ');
        int page = number == NULL ? 0 : (int)g_ascii_strtoll(number, NULL, 10);
        if (page == 0 || strstr(*line, "sida") != NULL)
            continue;
        *number = '\0';
        g_assert_nonnull(strstr(page_text(fixture->printed, page), g_strstrip(*line)));
        n++;
    }
    g_assert_cmpint(n, ==, 11 + 17);
    const char *objects =
        tool_output(fixture->printed, "qpdf", "--json=2", "--json-key=qpdf", NULL);
    g_assert_cmpint(count_of(objects, "\"/Subtype\": \"/Link\""), ==, n);
}

static const Report *short_plan(Arena *arena, int n_headings) {
    Report *report = report_new(arena, &(ReportInfo){.title = "Kort plan"});
    report_title_page(report, &(ReportTitlePage){.name = "Kort plan", .decision = "Utkast"});
    report_contents(report, "Innehåll");
    for (int i = 1; i <= n_headings; i++) {
        report_section(report, REPORT_PORTRAIT);
        report_heading(report, i == 1 ? 1 : 3, arena_printf(arena, "Rubrik nummer %d", i));
        report_heading(report, 2, arena_printf(arena, "Avsnitt %d", i));
    }
    return report;
}

/* Few lines stand on the title page, with their pages; one or two are left out. */
static void test_short_contents(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    g_autoptr(PrintedReport) printed = print_report(fixture->arena, short_plan(fixture->arena, 4));
    g_assert_cmpint(printed->n_pages, ==, 1 + 4);
    const char *title = page_text(printed, 1);
    g_assert_nonnull(strstr(title, "Innehåll"));
    g_assert_nonnull(strstr(title, "Avsnitt 4 5\n"));
    g_assert_cmpint(count_of(tool_output(printed, "qpdf", "--json=2", "--json-key=qpdf", NULL),
                             "\"/Subtype\": \"/Link\""),
                    ==, 5);
    g_autoptr(PrintedReport) bare = print_report(fixture->arena, short_plan(fixture->arena, 1));
    g_assert_cmpint(bare->n_pages, ==, 1 + 1);
    g_assert_null(strstr(page_text(bare, 1), "Innehåll"));
}

/* A report that goes from the first level to the third is marked as if it did not. */
static void test_no_level_is_left_out(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    Report *report = report_new(fixture->arena, &(ReportInfo){0});
    static const int levels[] = {3, 1, 3, 3, 2};
    for (size_t i = 0; i < G_N_ELEMENTS(levels); i++)
        report_heading(report, levels[i], "Rubrik");
    g_autoptr(PrintedReport) printed = print_report(fixture->arena, report);
    const char *structure = tool_output(printed, "pdfinfo", "-struct", NULL);
    g_assert_cmpint(count_of(structure, " H1"), ==, 2);
    g_assert_cmpint(count_of(structure, " H2"), ==, 2);
    g_assert_cmpint(count_of(structure, " H3"), ==, 1);
}

static void test_same_report_same_bytes(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    Bytes again;
    g_assert_true(pdf_write(fixture->arena, sample_plan(fixture->arena, ACTIVITIES), &again, NULL));
    g_assert_cmpmem(again.data, again.size, fixture->printed->bytes.data,
                    fixture->printed->bytes.size);
}

#define TEST(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    TEST("/pdf/file-is-sound", test_file_is_sound);
    TEST("/pdf/catalog", test_catalog);
    TEST("/pdf/fonts", test_fonts);
    TEST("/pdf/structure-has-every-text-in-order", test_structure_has_every_text_in_order);
    TEST("/pdf/structure-keeps-paragraphs-whole", test_structure_keeps_paragraphs_whole);
    TEST("/pdf/structure-has-each-head-once", test_structure_has_each_head_once);
    TEST("/pdf/everything-is-marked", test_everything_is_marked);
    TEST("/pdf/head-stands-on-every-page", test_head_stands_on_every_page);
    TEST("/pdf/foot", test_foot);
    TEST("/pdf/no-row-is-cut", test_no_row_is_cut);
    TEST("/pdf/no-band-is-left-alone", test_no_band_is_left_alone);
    TEST("/pdf/outline", test_outline_leads_to_headings_and_bands);
    TEST("/pdf/contents", test_contents);
    TEST("/pdf/short-contents", test_short_contents);
    TEST("/pdf/no-level-is-left-out", test_no_level_is_left_out);
    TEST("/pdf/same-report-same-bytes", test_same_report_same_bytes);
    return g_test_run();
}
