#include "base/date.h"
#include "base/error.h"
#include "modules/answers/testing/answer_site.h"
#include "modules/rounds/rounds_sql.h"

#include <string.h>

static void assert_refused(bool done, GError **error, ErrorCode code, const char *words) {
    g_assert_false(done);
    g_assert_nonnull(*error);
    if (!error_is(*error, code) || strstr((*error)->message, words) == NULL)
        g_error("%s", (*error)->message);
    g_clear_error(error);
}

static bool submit(AnswerSite *site, const AnswerWriter *writer, int64_t n_seen, bool abstain,
                   GError **error) {
    AnswerSubmission submission = {.way = "page", .n_seen = n_seen, .abstain_rest = abstain};
    return answer_submit(site->site->db, site->site->arena, writer, &submission, error);
}

static AnswerCellResult save(AnswerSite *site, const AnswerWriter *writer, const char *name,
                             const char *was, const char *typed) {
    AnswerCellEdit edit = {.was = was, .typed = typed};
    AnswerCellResult result = {0};
    g_assert_true(answer_cell_from(name, &edit.cell));
    g_assert_true(answer_save(site->site->db, site->site->arena, writer, &edit, 1, &result, NULL));
    return result;
}

static bool save_fails(AnswerSite *site, const AnswerWriter *writer, const char *name,
                       const char *typed, GError **error) {
    AnswerCellEdit edit = {.was = "", .typed = typed};
    AnswerCellResult result;
    g_assert_true(answer_cell_from(name, &edit.cell));
    return answer_save(site->site->db, site->site->arena, writer, &edit, 1, &result, error);
}

static void test_names(void) {
    AnswerCell cell;
    g_assert_true(answer_cell_from("mark-12", &cell));
    g_assert_cmpint(cell.number, ==, 12);
    g_assert_cmpint(cell.cell, ==, CELL_MARK);
    g_assert_true(answer_cell_from("comment", &cell));
    g_assert_cmpint(cell.number, ==, 0);
    static const char *const wrong[] = {
        "mark", "mark-", "mark-0", "mark-x",  "hours-1", "mark-1-2",
        "-1",   "",      "x",      "mark--1", "mark- 1", "mark-9999999999999999999999",
        NULL};
    for (size_t i = 0; wrong[i] != NULL; i++)
        g_assert_false(answer_cell_from(wrong[i], &cell));
    g_assert_false(answer_cell_from(NULL, &cell));
}

static void test_words(void) {
    static const char *const high[] = {"Hög ", "HÖG", "h", "3", " hög\n", "high", NULL};
    for (size_t i = 0; high[i] != NULL; i++)
        g_assert_cmpstr(mark_understood(high[i]), ==, "high");
    g_assert_cmpstr(mark_understood("avstår"), ==, "abstain");
    g_assert_cmpstr(mark_understood("–"), ==, "abstain");
    g_assert_cmpstr(mark_understood("Medel"), ==, "medium");
    g_assert_cmpstr(mark_understood("LÅG"), ==, "low");
    g_assert_cmpstr(mark_understood(" "), ==, "");
    g_assert_null(mark_understood("kanske"));
    g_assert_null(mark_understood("h;m"));
    g_assert_null(mark_understood(";"));
    g_assert_cmpstr(participation_understood("Vet ej"), ==, "unsure");
    g_assert_cmpstr(participation_understood("JA"), ==, "yes");
}

static void test_cells(void) {
    AnswerSite *site = answer_site_new(NULL);
    AnswerWriter eksjo = answer_site_writer(site, "eksjo");
    GError *error = NULL;
    g_assert_cmpint(save(site, &eksjo, "mark-1", "", "high").outcome, ==, ANSWER_SAVED);
    g_assert_cmpint(save(site, &eksjo, "comment-1", "", "Bra").outcome, ==, ANSWER_SAVED);
    g_assert_cmpint(save(site, &eksjo, "mark-1", "", "high").outcome, ==, ANSWER_UNCHANGED);
    /* another of the office saw the cell empty */
    AnswerCellResult conflict = save(site, &eksjo, "mark-1", "", "low");
    g_assert_cmpint(conflict.outcome, ==, ANSWER_CONFLICT);
    g_assert_cmpstr(conflict.value, ==, "high");
    g_assert_cmpint(save(site, &eksjo, "mark-1", "high", "").outcome, ==, ANSWER_SAVED);
    Answer answer = answer_site_answer(site, &eksjo);
    g_assert_cmpuint(answer_cells_marked(&answer.draft, &site->proposals), ==, 0);
    g_assert_cmpstr(answer.draft.of[0][CELL_COMMENT], ==, "Bra");
    g_assert_true(answer.has_changes);
    assert_refused(save_fails(site, &eksjo, "mark-1", "bra", &error), &error, ERROR_INVALID,
                   "Välj");
    assert_refused(save_fails(site, &eksjo, "hours", "tio", &error), &error, ERROR_INVALID,
                   "heltal");
    assert_refused(save_fails(site, &eksjo, "inspectors-1", "1001", &error), &error, ERROR_INVALID,
                   "1000");
    assert_refused(save_fails(site, &eksjo, "mark-9", "high", &error), &error, ERROR_NOT_FOUND,
                   "Förslag 9");
    g_autofree char *long_text = g_strnfill(MARK_COMMENT_MAX + 1, 'a');
    assert_refused(save_fails(site, &eksjo, "comment-1", long_text, &error), &error, ERROR_INVALID,
                   "högst");
    answer_site_free(site);
}

static void test_period(void) {
    AnswerSite *site = answer_site_new(NULL);
    GError *error = NULL;
    answer_site_go(site, STAGE_COLLECTING);
    AnswerWriter eksjo = answer_site_writer(site, "eksjo");
    assert_refused(save_fails(site, &eksjo, "mark-1", "high", &error), &error, ERROR_CONFLICT,
                   "än");
    answer_site_go(site, STAGE_DECIDING);
    eksjo = answer_site_writer(site, "eksjo");
    assert_refused(save_fails(site, &eksjo, "mark-1", "high", &error), &error, ERROR_CONFLICT,
                   "14 april 2021");
    assert_refused(submit(site, &eksjo, 0, true, &error), &error, ERROR_CONFLICT, "slut");
    answer_site_free(site);
}

static void test_submitting(void) {
    AnswerSite *site = answer_site_new(NULL);
    AnswerWriter eksjo = answer_site_writer(site, "eksjo");
    GError *error = NULL;
    answer_site_save(site, &eksjo, "mark-2", "high");
    answer_site_save(site, &eksjo, "hours", "120");
    assert_refused(submit(site, &eksjo, 0, false, &error), &error, ERROR_INVALID,
                   "Förslag 1 och 3 saknar svar");
    /* a page cannot have shown versions that are yet to come */
    assert_refused(submit(site, &eksjo, 7, false, &error), &error, ERROR_INVALID, "saknar svar");
    g_assert_true(submit(site, &eksjo, 0, true, NULL));
    Answer answer = answer_site_answer(site, &eksjo);
    g_assert_cmpint(answer.n_versions, ==, 1);
    g_assert_false(answer.has_changes);
    g_assert_cmpstr(answer.given.of[0][CELL_MARK], ==, "abstain");
    g_assert_cmpstr(answer.given.of[1][CELL_MARK], ==, "high");
    g_assert_cmpstr(answer.given.whole[WHOLE_HOURS], ==, "120");
    assert_refused(submit(site, &eksjo, 1, false, &error), &error, ERROR_CONFLICT, "redan");
    /* what is written after counts when it is handed in again */
    g_assert_cmpint(save(site, &eksjo, "mark-2", "high", "low").outcome, ==, ANSWER_SAVED);
    answer = answer_site_answer(site, &eksjo);
    g_assert_true(answer.has_changes);
    g_assert_cmpstr(answer.given.of[1][CELL_MARK], ==, "high");
    /* another had the page open since before */
    assert_refused(submit(site, &eksjo, 0, false, &error), &error, ERROR_CONFLICT, "Anna Prov");
    g_assert_true(submit(site, &eksjo, 1, false, NULL));
    AnswerVersions versions;
    g_assert_true(answer_versions(site->site->db, site->site->arena, site->site->own.id, answer.id,
                                  &versions, NULL));
    g_assert_cmpuint(versions.n, ==, 2);
    g_assert_cmpstr(versions.rows[0].by, ==, "Anna Prov");
    AnswerContent first;
    g_assert_true(answer_content(site->site->arena, versions.rows[1].content, &first, NULL));
    g_assert_cmpuint(first.n, ==, 3);
    g_assert_cmpstr(first.rows[1].cells[CELL_MARK], ==, "high");
    g_assert_cmpstr(first.rows[1].title, ==, "Vindkraft");
    g_assert_cmpstr(first.whole[WHOLE_HOURS], ==, "120");
    answer_site_free(site);
}

/* The coordinator sees that it is begun, and what was handed in. */
static void test_standings(void) {
    AnswerSite *site = answer_site_new(NULL);
    AnswerWriter eksjo = answer_site_writer(site, "eksjo"),
                 aneby = answer_site_writer(site, "aneby");
    AnswerStandings standings;
    answer_site_save(site, &eksjo, "comment", "hemligt");
    answer_site_mark_all(site, &aneby);
    g_assert_true(submit(site, &aneby, 0, false, NULL));
    g_assert_true(answer_standings(site->site->db, site->site->arena, site->site->own.id,
                                   site->round.id, &standings, NULL));
    Elements respondents =
        round_respondents(site->site->arena, site_rules(site->site), &site->round);
    g_assert_cmpuint(respondents.n, ==, 12);
    g_assert_cmpuint(answers_submitted(&standings, &respondents), ==, 1);
    const AnswerStanding *of = answer_standing(&standings, eksjo.respondent);
    g_assert_true(of->is_begun && !of->is_submitted);
    g_assert_cmpstr(of->comment, ==, "");
    g_assert_true(answer_standing(&standings, aneby.respondent)->is_submitted);
    g_assert_null(answer_standing(&standings, round_site_office(site->round_site, "gnosjo")));
    answer_site_free(site);
}

static bool registering(AnswerSite *site, const AnswerWriter *writer, const char *received,
                        GError **error) {
    AnswerCells cells = answer_cells_none(site->site->arena, &site->proposals);
    AnswerSubmission submission = {.way = "registered",
                                   .received = received,
                                   .file_name = "svar.txt",
                                   .file = {(const uint8_t *)"Hej", 3}};
    cells.of[0][CELL_MARK] = "medium";
    return answer_register(site->site->db, site->site->arena, writer, &cells, &submission, error);
}

static void test_registering(void) {
    AnswerSite *site = answer_site_new(NULL);
    GError *error = NULL;
    answer_site_go(site, STAGE_DECIDING);
    AnswerWriter gnosjo = answer_site_writer(site, "gnosjo");
    assert_refused(registering(site, &gnosjo, " ", &error), &error, ERROR_INVALID,
                   "hur svaret kom");
    g_assert_true(registering(site, &gnosjo, "inkom 12 april per e-post", NULL));
    Answer answer = answer_site_answer(site, &gnosjo);
    g_assert_cmpstr(answer.given.of[0][CELL_MARK], ==, "medium");
    g_assert_false(answer.has_changes); /* the office finds it as its own */
    const char *name;
    Bytes file;
    g_assert_true(answer_file(site->site->db, site->site->arena, site->site->own.id, answer.id, 1,
                              &name, &file, NULL));
    g_assert_cmpmem(file.data, file.size, "Hej", 3);
    g_assert_cmpstr(name, ==, "svar.txt");
    answer_site_free(site);
}

/* A draft of the office's own is not written over. */
static void test_registering_beside_a_draft(void) {
    AnswerSite *site = answer_site_new(NULL);
    AnswerWriter gnosjo = answer_site_writer(site, "gnosjo");
    answer_site_save(site, &gnosjo, "mark-1", "high");
    g_assert_true(registering(site, &gnosjo, "inkom per telefon", NULL));
    Answer answer = answer_site_answer(site, &gnosjo);
    g_assert_cmpstr(answer.draft.of[0][CELL_MARK], ==, "high");
    g_assert_cmpstr(answer.given.of[0][CELL_MARK], ==, "medium");
    g_assert_true(answer.has_changes);
    answer_site_free(site);
}

/* The list is taken in and released anew with one more: what was said stays. */
static void test_moved_back(void) {
    AnswerSite *site = answer_site_new(NULL);
    AnswerWriter eksjo = answer_site_writer(site, "eksjo");
    GError *error = NULL;
    answer_site_mark_all(site, &eksjo);
    g_assert_true(submit(site, &eksjo, 0, false, NULL));
    answer_site_go(site, STAGE_COLLECTING);
    answer_site_propose(site, "PFAS");
    answer_site_go(site, STAGE_COMMENTING);
    Answer answer = answer_site_answer(site, &eksjo);
    g_assert_cmpuint(site->proposals.n, ==, 4);
    g_assert_cmpuint(answer_cells_marked(&answer.given, &site->proposals), ==, 3);
    g_assert_false(answer.has_changes);
    eksjo = answer_site_writer(site, "eksjo");
    assert_refused(submit(site, &eksjo, 1, false, &error), &error, ERROR_INVALID,
                   "Förslag 4 saknar svar");
    answer_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/answers/names", test_names);
    g_test_add_func("/answers/words", test_words);
    g_test_add_func("/answers/cells", test_cells);
    g_test_add_func("/answers/period", test_period);
    g_test_add_func("/answers/submitting", test_submitting);
    g_test_add_func("/answers/standings", test_standings);
    g_test_add_func("/answers/registering", test_registering);
    g_test_add_func("/answers/registering-beside-a-draft", test_registering_beside_a_draft);
    g_test_add_func("/answers/moved-back", test_moved_back);
    return g_test_run();
}
