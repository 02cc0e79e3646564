#include "base/error.h"
#include "base/id.h"
#include "formats/testing/archive.h"
#include "modules/answers/answer_form.h"
#include "modules/answers/form_pages.h"
#include "modules/answers/reading.h"
#include "modules/answers/testing/answer_site.h"
#include "web/request_parts.h"

#include <string.h>

static const Route *const tables[] = {answer_form_routes, register_routes, NULL};

static ReadingOf reading_of(const AnswerSite *site, const char *office) {
    const Rule *rule = rules_find(site_rules(site->site), ELEMENT_OFFICE, office);
    return (ReadingOf){&site->proposals, site->round.id, office, rule->title};
}

static AnswerReading pasted(const AnswerSite *site, const char *text) {
    ReadingOf of = reading_of(site, "eksjo");
    AnswerReading reading;
    g_autoptr(GError) error = NULL;
    (void)!answer_read_pasted(site->site->arena, NULL, text, &of, &reading, &error);
    g_assert_no_error(error);
    return reading;
}

static void test_pasted(void) {
    AnswerSite *site = answer_site_new(NULL);
    AnswerReading reading = pasted(site, "1\tHög \tBra förslag\nVindkraft\tL\n3\tkanske\n");
    g_assert_cmpuint(reading.n, ==, 3);
    g_assert_cmpuint(reading.n_marked, ==, 2);
    g_assert_cmpuint(reading.n_problems, ==, 1);
    g_assert_cmpstr(reading.cells.of[0][CELL_MARK], ==, "high");
    g_assert_cmpstr(reading.cells.of[0][CELL_COMMENT], ==, "Bra förslag");
    g_assert_cmpstr(reading.cells.of[1][CELL_MARK], ==, "low");
    g_assert_nonnull(strstr(reading.rows[2].problem, "kanske"));
    reading = pasted(site, "Nr\tFörslag\tDeltar\tPrioritet\tKommentar\n"
                           "2\tVindkraft\tja\tMEDEL\tGärna\n2\tVindkraft\t\tHög\t\n"
                           "\tOtilåten eldning\tnej\t3\t\n99\tFinns inte\t\tHög\t\n");
    g_assert_cmpstr(reading.cells.of[1][CELL_MARK], ==, "medium");
    g_assert_cmpstr(reading.cells.of[1][CELL_PARTICIPATES], ==, "yes");
    g_assert_cmpstr(reading.cells.of[2][CELL_MARK], ==, "high"); /* misspelt */
    g_assert_cmpuint(reading.n_problems, ==, 2);
    g_assert_nonnull(strstr(reading.rows[1].problem, "flera rader"));
    g_assert_nonnull(strstr(reading.rows[3].problem, "Förslag 99 står inte på listan"));
    ReadingOf of = reading_of(site, "eksjo");
    g_autoptr(GError) error = NULL;
    g_assert_false(answer_read_pasted(site->site->arena, NULL, "hej", &of, &reading, &error));
    g_assert_true(error_is(error, ERROR_INVALID));
    answer_site_free(site);
}

static void test_pasted_from_a_spreadsheet(void) {
    AnswerSite *site = answer_site_new(NULL);
    ReadingOf of = reading_of(site, "eksjo");
    AnswerReading reading;
    const char *html =
        "<table><tr><td>Ventilation i skolor</td><td>avstår</td><td>Inte nu</td></tr>"
        "<tr><td>2</td><td>1</td></tr></table>";
    g_assert_true(answer_read_pasted(site->site->arena, html, "", &of, &reading, NULL));
    g_assert_cmpstr(reading.cells.of[0][CELL_MARK], ==, "abstain");
    g_assert_cmpstr(reading.cells.of[0][CELL_COMMENT], ==, "Inte nu");
    g_assert_cmpstr(reading.cells.of[1][CELL_MARK], ==, "low");
    answer_site_free(site);
}

/* ---- the form, written and read back ---- */

static const char *form_path(const AnswerSite *site, const char *office, const char *rest) {
    return arena_printf(site->site->arena, "/jonkoping/rounds/%s/answer/%s/form%s",
                        id_text(site->site->arena, site->round.id), office, rest);
}

static AnswerVisit visit_of(AnswerSite *site, const char *office) {
    AnswerVisit visit;
    AnswerWriter writer = answer_site_writer(site, office);
    visit = (AnswerVisit){.request =
                              site_request(site->site, GET, form_path(site, office, ".xlsx"), NULL),
                          .arena = site->site->arena,
                          .rules = site_rules(site->site),
                          .round = site->round,
                          .respondent = rules_find(site_rules(site->site), ELEMENT_OFFICE, office),
                          .proposals = site->proposals};
    visit.answer = answer_site_answer(site, &writer);
    return visit;
}

static void fill_draft(AnswerSite *site, const char *office) {
    AnswerWriter writer = answer_site_writer(site, office);
    answer_site_save(site, &writer, "mark-1", "high");
    answer_site_save(site, &writer, "participates-1", "unsure");
    answer_site_save(site, &writer, "inspectors-2", "3");
    answer_site_save(site, &writer, "comment-3", "Med \"citat\" & <tecken>");
    answer_site_save(site, &writer, "handed_in_by", "Miljönämnden § 31");
    answer_site_save(site, &writer, "hours", "120");
}

static void assert_read_back(AnswerSite *site, Bytes file) {
    ReadingOf of = reading_of(site, "eksjo"), other = reading_of(site, "aneby"), round = of;
    AnswerReading reading;
    g_autoptr(GError) error = NULL;
    (void)!answer_read_form(site->site->arena, file, &of, &reading, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(reading.n_problems, ==, 0);
    AnswerWriter writer = answer_site_writer(site, "eksjo");
    Answer answer = answer_site_answer(site, &writer);
    g_assert_true(answer_cells_equal(&reading.cells, &answer.draft, &site->proposals));
    g_assert_false(answer_read_form(site->site->arena, file, &other, &reading, &error));
    g_assert_nonnull(strstr(error->message, "gjord för"));
    g_assert_nonnull(strstr(error->message, "Eksjö"));
    g_clear_error(&error);
    round.round = (Id){12345};
    g_assert_false(answer_read_form(site->site->arena, file, &round, &reading, &error));
    g_assert_nonnull(strstr(error->message, site->round.title));
}

static void test_excel(void) {
    AnswerSite *site = answer_site_new(NULL);
    Bytes file;
    fill_draft(site, "eksjo");
    AnswerVisit visit = visit_of(site, "eksjo");
    g_assert_true(answer_form_xlsx(&visit, &file, NULL));
    assert_read_back(site, file);
    answer_site_free(site);
}

static void test_word(void) {
    AnswerSite *site = answer_site_new(NULL);
    Bytes file;
    fill_draft(site, "eksjo");
    AnswerVisit visit = visit_of(site, "eksjo");
    g_assert_true(answer_form_docx(&visit, &file, NULL));
    assert_read_back(site, file);
    answer_site_free(site);
}

#define FILLED_ROUND "0sxx5xr1cybn1"
enum { N_FILLED = 31 };

static AnswerReading read_filled(Arena *arena, const char *name) {
    AnswerProposal *list = ARENA_ARRAY(arena, AnswerProposal, N_FILLED);
    AnswerProposals *proposals = ARENA_NEW(arena, AnswerProposals);
    *proposals = (AnswerProposals){list, N_FILLED};
    ReadingOf of = {proposals, {0}, "eksjo", "Eksjö"};
    for (int i = 0; i < N_FILLED; i++)
        list[i] = (AnswerProposal){.id = {i + 1}, .number = i + 1, .title = ""};
    g_assert_true(id_parse(FILLED_ROUND, &of.round));
    g_autofree char *path =
        g_build_filename(g_test_get_dir(G_TEST_DIST), "src/modules/answers/testing", name, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &error);
    g_assert_no_error(error);
    AnswerReading reading = {0};
    Bytes bytes = {(const uint8_t *)g_mapped_file_get_contents(file),
                   g_mapped_file_get_length(file)};
    (void)!answer_read_form(arena, bytes, &of, &reading, &error);
    g_assert_no_error(error);
    return reading;
}

static void assert_marks(const AnswerReading *reading, const char *const *marks, size_t n) {
    for (size_t i = 0; i < N_FILLED; i++)
        g_assert_cmpstr(reading->cells.of[i][CELL_MARK], ==, i < n ? marks[i] : "");
    g_assert_cmpuint(reading->n_problems, ==, 0);
    g_assert_cmpstr(reading->cells.of[0][CELL_COMMENT], ==, "Gärna med \"citat\" & <tecken>");
}

/* Forms that LibreOffice has opened and saved: the visible line changed, a row taken away; in the
 * sheet also a column put in, a row moved to the foot and a formula. */
static void test_saved_by_libreoffice(void) {
    static const char *const in_sheet[] = {"high", "medium", "low", "high", "abstain"};
    static const char *const in_text[] = {"high", "medium", "low"};
    g_autoptr(Arena) arena = arena_new();
    AnswerReading sheet = read_filled(arena, "libreoffice.xlsx");
    AnswerReading text = read_filled(arena, "libreoffice.docx");
    assert_marks(&sheet, in_sheet, G_N_ELEMENTS(in_sheet));
    assert_marks(&text, in_text, G_N_ELEMENTS(in_text));
    g_assert_cmpuint(sheet.n, ==, N_FILLED - 1);
    g_assert_cmpuint(text.n, ==, N_FILLED - 1);
    g_assert_cmpint(text.rows[0].line, ==, 0);
    g_assert_cmpint(sheet.rows[sheet.n - 1].proposal->number, ==, 2);
    g_assert_cmpint(sheet.rows[sheet.n - 1].line, ==, 35);
    g_assert_cmpstr(text.cells.of[0][CELL_PARTICIPATES], ==, "yes");
}

/* ---- what an office may have done to it ---- */

static const char *code_row(const AnswerSite *site, const char *office) {
    return arena_printf(site->site->arena,
                        "<row r='1'><c r='A1' t='inlineStr'><is><t>%s</t></is></c></row>",
                        answer_form_code(site->site->arena, site->round.id, office));
}

static const char *text_row(const AnswerSite *site, int row, const char *cells) {
    g_autoptr(GString) xml = g_string_new(NULL);
    g_auto(GStrv) texts = g_strsplit(cells, "|", -1);
    g_string_append_printf(xml, "<row r='%d'>", row);
    for (int i = 0; texts[i] != NULL; i++)
        g_string_append_printf(xml, "<c t='inlineStr'><is><t>%s</t></is></c>", texts[i]);
    g_string_append(xml, "</row>");
    return arena_strdup(site->site->arena, xml->str);
}

static AnswerReading read_sheet(const AnswerSite *site, const char *const *rows, const char *more) {
    g_autoptr(GString) xml = g_string_new(code_row(site, "eksjo"));
    ReadingOf of = reading_of(site, "eksjo");
    AnswerReading reading = {0};
    g_autoptr(GError) error = NULL;
    for (int i = 0; rows[i] != NULL; i++)
        g_string_append(xml, text_row(site, i + 2, rows[i]));
    g_string_append_printf(xml, "</sheetData>%s<sheetData>", more);
    (void)!answer_read_form(site->site->arena, xlsx_of(site->site->arena, xml->str, NULL, NULL),
                            &of, &reading, &error);
    g_assert_no_error(error);
    return reading;
}

static void test_what_is_wrong_names_the_row(void) {
    AnswerSite *site = answer_site_new(NULL);
    AnswerReading reading =
        read_sheet(site,
                   (const char *[]){
                       "Nr|Handläggare|Förslag|Vårt svar (h/m/l)|Kommentar till förslaget",
                       "3|Kim|Otillåten eldning|Medel/Hög|", "1|Kim|Ventilation i skolor|HÖG.|Bra",
                       "99||Något nytt|Hög|", "2||Vindkraft||", NULL},
                   "<mergeCells><mergeCell ref='D3:D4'/></mergeCells>");
    g_assert_cmpuint(reading.n, ==, 4);
    g_assert_cmpuint(reading.n_marked, ==, 1);
    g_assert_cmpuint(reading.n_problems, ==, 2);
    g_assert_cmpstr(reading.cells.of[0][CELL_MARK], ==, "high");
    g_assert_cmpstr(reading.cells.of[0][CELL_COMMENT], ==, "Bra");
    g_assert_cmpint(reading.rows[0].line, ==, 3);
    g_assert_nonnull(strstr(reading.rows[0].problem, "Medel/Hög"));
    g_assert_nonnull(strstr(reading.rows[2].problem, "Förslag 99 står inte på listan"));
    g_assert_cmpuint(reading.n_notes, ==, 1);
    g_assert_nonnull(strstr(reading.notes[0], "D3:D4"));
    answer_site_free(site);
}

/* Headings that say nothing: the column with words that are marks, not the one with digits. */
static void test_headings_that_say_nothing(void) {
    AnswerSite *site = answer_site_new(NULL);
    AnswerReading reading =
        pasted(site, "Vad\tBesök\tTycker ni\tVarför\n"
                     "1\t2\tHög\tSkolorna väntar\n2\t1\tlåg\t\n3\t3\tavstår\t\n");
    g_assert_cmpuint(reading.n, ==, 3);
    g_assert_cmpuint(reading.n_problems, ==, 0);
    g_assert_cmpstr(reading.cells.of[0][CELL_MARK], ==, "high");
    g_assert_cmpstr(reading.cells.of[0][CELL_COMMENT], ==, "Skolorna väntar");
    g_assert_cmpstr(reading.cells.of[1][CELL_MARK], ==, "low");
    g_assert_cmpstr(reading.cells.of[2][CELL_MARK], ==, "abstain");
    answer_site_free(site);
}

static void test_not_a_form(void) {
    AnswerSite *site = answer_site_new(NULL);
    ReadingOf of = reading_of(site, "eksjo");
    AnswerReading reading;
    g_autoptr(GError) error = NULL;
    const char *text = "Nr\tSvar\n1\tHög\n";
    g_assert_false(answer_read_form(site->site->arena, (Bytes){(const uint8_t *)text, strlen(text)},
                                    &of, &reading, &error));
    g_assert_nonnull(strstr(error->message, "inte en svarsblankett"));
    answer_site_free(site);
}

/* ---- pages ---- */

static void test_pages(void) {
    AnswerSite *site = answer_site_new(tables);
    fill_draft(site, "eksjo");
    round_site_be(site->round_site, "eksjo", ONLY_ROLE(ROLE_MEMBER));
    assert_answer(site_get(site->site, form_path(site, "eksjo", "")), 200, "form.xlsx");
    assert_answer(site_get(site->site, form_path(site, "eksjo", ".docx")), 200, "PK");
    round_site_be(site->round_site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    assert_answer(site_get(site->site, form_path(site, "eksjo", ".docx")), 403, "");
    /* the coordinator's form holds nothing of the draft */
    round_site_coordinate(site->round_site);
    SiteAnswer form = site_get(site->site, form_path(site, "eksjo", ".xlsx"));
    assert_answer(form, 200, "PK");
    assert_answer(site_get(site->site, form_path(site, "eksjo", "")), 403, "");
    answer_site_free(site);
}

static const char *register_path(const AnswerSite *site, const char *rest) {
    return arena_printf(site->site->arena, "/jonkoping/rounds/%s/answers/register%s",
                        id_text(site->site->arena, site->round.id), rest);
}

static void test_registering(void) {
    AnswerSite *site = answer_site_new(tables);
    round_site_coordinate(site->round_site);
    assert_answer(site_get(site->site, register_path(site, "")), 200, "Vem har svarat");
    assert_answer(site_get(site->site, register_path(site, "?respondent=gnosjo")), 200,
                  "Hur svaret kom");
    SiteAnswer read = site_post(site->site, register_path(site, "/read?respondent=gnosjo"),
                                SITE_FORM(site->site, "text", "1\tHög\tJa tack\n2\tstrunt"));
    assert_answer(read, 200, "value=\"high\" selected");
    assert_answer(read, 200, "strunt");
    assert_answer(read, 200, "name=\"way\" value=\"paste\"");
    assert_answer(site_post(site->site, register_path(site, "?respondent=gnosjo"),
                            SITE_FORM(site->site, "mark-1", "high", "received", "")),
                  422, "hur svaret kom");
    SiteAnswer done = site_post(site->site, register_path(site, "?respondent=gnosjo"),
                                SITE_FORM(site->site, "mark-1", "high", "comment-1", "Ja tack",
                                          "received", "inkom 12 april per e-post", "received_on",
                                          "12 april 2021", "way", "paste"));
    g_assert_cmpint(done.status, ==, 303);
    AnswerWriter writer = answer_site_writer(site, "gnosjo");
    Answer answer = answer_site_answer(site, &writer);
    g_assert_cmpint(answer.n_versions, ==, 1);
    g_assert_cmpstr(answer.given.of[0][CELL_COMMENT], ==, "Ja tack");
    assert_answer(
        site_post(site->site, register_path(site, "?respondent=gnosjo"),
                  SITE_FORM(site->site, "mark-1", "low", "received", "per telefon", "seen", "0")),
        422, "medan ni hade sidan");
    answer_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/answer-forms/pasted", test_pasted);
    g_test_add_func("/answer-forms/pasted-from-a-spreadsheet", test_pasted_from_a_spreadsheet);
    g_test_add_func("/answer-forms/excel", test_excel);
    g_test_add_func("/answer-forms/word", test_word);
    g_test_add_func("/answer-forms/saved-by-libreoffice", test_saved_by_libreoffice);
    g_test_add_func("/answer-forms/what-is-wrong-names-the-row", test_what_is_wrong_names_the_row);
    g_test_add_func("/answer-forms/headings-that-say-nothing", test_headings_that_say_nothing);
    g_test_add_func("/answer-forms/not-a-form", test_not_a_form);
    g_test_add_func("/answer-forms/pages", test_pages);
    g_test_add_func("/answer-forms/registering", test_registering);
    return g_test_run();
}
