#include "modules/outcomes/outcomes_pages.h"

#include "base/id.h"
#include "modules/outcomes/outcomes_view.h"
#include "modules/outcomes/testing/outcome_site.h"
#include "modules/proposals/proposals_pages.h"

#include <string.h>

static const Route *const tables[] = {outcomes_routes, outcome_routes, round_routes,
                                      proposal_routes, NULL};

static const char *round_page(const OutcomeSite *site, const char *below) {
    return arena_printf(site->site->arena, "/jonkoping/rounds/%s%s",
                        id_text(site->site->arena, site->round), below);
}

static const char *proposal_page(const OutcomeSite *site, Id proposal, const char *below) {
    return arena_printf(site->site->arena, "/jonkoping/proposals/%s%s",
                        id_text(site->site->arena, proposal), below);
}

/* A text, once the plan is there; board and list. */
static void test_board_and_list(void) {
    OutcomeSite *site = outcome_site_new(tables);
    SiteAnswer without = site_get(site->site, round_page(site, "/outcomes"));
    assert_answer(without, 200, "inte påbörjad");
    assert_answer(without, 200, "first_year=2022#begin");
    begin_plan(site);
    SiteAnswer board = site_get(site->site, round_page(site, "/outcomes"));
    assert_answer(board, 200, "3 förslag, 3 utan beslut");
    assert_answer(board, 200, "data-column=\"2023\"");
    assert_answer(board, 200, "Följ beredningens förslag");
    assert_answer(board, 200, "Öppna planen");
    g_assert_null(strstr(board.text, "Meddela alla"));
    SiteAnswer list = site_get(site->site, round_page(site, "/outcomes?view=list"));
    assert_answer(list, 200, "1. Tillsyn av solarier");
    assert_answer(list, 200, "type=\"checkbox\" name=\"proposal\"");
    assert_answer(list, 200, "Beredningen föreslår");
    outcome_site_sql(site, "UPDATE proposal_preparation SET suggestion = '', year = NULL;");
    list = site_get(site->site, round_page(site, "/outcomes?view=list"));
    g_assert_null(strstr(list.text, "Beredningen föreslår"));
    outcome_site_free(site);
}

/* No column for what nobody was asked or has suggested. */
static void test_report(void) {
    OutcomeSite *site = outcome_site_new(tables);
    const char *page = round_page(site, "/outcomes.html");
    begin_plan(site);
    SiteAnswer answer = site_get(site->site, page);
    assert_answer(answer, 200, "Förslag från");
    assert_answer(answer, 200, "Beredningen");
    g_assert_null(strstr(answer.text, "Poäng"));
    outcome_site_sql(site,
                     "DELETE FROM proposal_preparation;"
                     "INSERT INTO answer (collaboration, id, round, respondent, state, "
                     "submitted_at, created_at, marks) VALUES (%" G_GINT64_FORMAT
                     ", 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 'submitted', 1, 1, 'h');",
                     site->site->own.id.value, site->round.value,
                     round_site_office(site->round_site, "aneby").value);
    db_forget(site->site->db);
    answer = site_get(site->site, page);
    assert_answer(answer, 200, "Poäng");
    assert_answer(answer, 200, "1 hög");
    g_assert_null(strstr(answer.text, "Beredningen"));
    outcome_site_free(site);
}

/* However many proposals there are; nearly none when they are kept. */
static void test_statements(void) {
    OutcomeSite *site = outcome_site_new(tables);
    begin_plan(site);
    const char *pages[] = {round_page(site, "/outcomes"), round_page(site, "/outcomes?view=list"),
                           proposal_page(site, site->skolor, "/outcome")};
    uint64_t few[G_N_ELEMENTS(pages)];
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
        few[i] = round_site_statements(site->round_site, pages[i]);
    round_site_fill(site->round_site, 300);
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++)
        g_assert_cmpuint(round_site_statements(site->round_site, pages[i]), ==, few[i]);
    g_assert_cmpuint(few[0], ==, 18);
    g_assert_cmpuint(few[1], ==, 18);
    g_assert_cmpuint(few[2], ==, 18);
    assert_answer(site_get(site->site, pages[0]), 200, "300 förslag, 300 utan beslut");
    uint64_t before = db_statement_count(site->site->db);
    g_assert_cmpint(site_get(site->site, pages[0]).status, ==, 200);
    g_assert_cmpuint(db_statement_count(site->site->db) - before, ==, 6);
    outcome_site_free(site);
}

static void test_cards_move(void) {
    OutcomeSite *site = outcome_site_new(tables);
    begin_plan(site);
    const char *move = proposal_page(site, site->solarier, "/move");
    SiteAnswer moved = site_post(site->site, move, SITE_FORM(site->site, "column", "2022"));
    g_assert_cmpint(moved.status, ==, 303);
    g_assert_nonnull(strstr(moved.location, "/outcomes?column=2022"));
    assert_answer(site_post(site->site, move, SITE_FORM(site->site, "column", "2040")), 400,
                  "inget år 2040");
    assert_answer(site_post(site->site, move, SITE_FORM(site->site, "column", "")), 400,
                  "Välj vad det blir");
    assert_answer(site_post(site->site, move, SITE_FORM(site->site, "column", "planned")), 400,
                  "Välj vad det blir");
    g_assert_cmpint(site_post(site->site, move, SITE_FORM(site->site, "column", "declined")).status,
                    ==, 303);
    assert_answer(site_get(site->site, round_page(site, "/outcomes")), 200, "Skriv skälet");
    outcome_site_free(site);
}

static void test_one_with_its_reason(void) {
    OutcomeSite *site = outcome_site_new(tables);
    Site *at = site->site;
    begin_plan(site);
    const char *page = proposal_page(site, site->skolor, "/outcome");
    const char *edit =
        arena_printf(at->arena, "%d", (int)outcomes_now(site).rows[1].proposal->edit);
    assert_answer(site_get(at, page), 200, "Får vänta på vägledningen");
    assert_answer(site_post(at, page, SITE_FORM(at, "column", "declined", "edit", edit)), 422,
                  "Skriv skälet. Den");
    assert_answer(
        site_post(at, page,
                  SITE_FORM(at, "column", "declined", "reason", "Görs redan", "edit", "77")),
        422, "Någon annan har ändrat");
    SiteAnswer saved = site_post(
        at, page,
        SITE_FORM(at, "column", "declined", "reason", "Görs redan", "edit", edit, "then", "next"));
    g_assert_cmpint(saved.status, ==, 303);
    g_assert_nonnull(strstr(saved.location, proposal_page(site, site->avlopp, "/outcome")));
    assert_answer(site_get(at, round_page(site, "/outcomes?view=list&show=declined")), 200,
                  "Görs redan");
    outcome_site_free(site);
}

static void test_several_and_files(void) {
    OutcomeSite *site = outcome_site_new(tables);
    Site *at = site->site;
    begin_plan(site);
    const char *page = round_page(site, "/outcomes");
    const char *first = id_text(at->arena, site->solarier),
               *second = id_text(at->arena, site->skolor);
    assert_answer(site_post(at, page, SITE_FORM(at, "column", "2022")), 422, "Välj minst ett");
    SiteAnswer again =
        site_post(at, page, SITE_FORM(at, "proposal", first, "column", "", "reason", "Ryms inte"));
    assert_answer(again, 422, "Välj vad det blir");
    assert_answer(again, 422, arena_printf(at->arena, "value=\"%s\" checked", first));
    assert_answer(again, 422, "value=\"Ryms inte\"");
    again = site_post(at, arena_printf(at->arena, "%s?view=list&show=none", page),
                      SITE_FORM(at, "proposal", first, "column", "2040"));
    assert_answer(again, 422, "inget år 2040");
    assert_answer(again, 422, "?view=list&amp;show=none\">");
    g_assert_cmpint(
        site_post(at, page, SITE_FORM(at, "proposal", first, "proposal", second, "column", "2023"))
            .status,
        ==, 303);
    g_assert_cmpint(site_post(at, round_page(site, "/outcomes/follow"), "").status, ==, 303);
    assert_answer(site_get(at, page), 200, "3 förslag, 1 utan beslut");
    assert_answer(site_get(at, round_page(site, "/outcomes.csv")), 200,
                  "1;Tillsyn av solarier;Aneby;");
    assert_answer(site_get(at, round_page(site, "/outcomes.html")), 200, "Skolgårdar");
    g_assert_cmpint(site_get(at, round_page(site, "/outcomes.pdf")).status, ==, 200);
    outcome_site_free(site);
}

static void answer(const OutcomeSite *site, int id, const char *office, const char *hours) {
    outcome_site_sql(site,
                     "INSERT INTO answer (collaboration, id, round, respondent, state, hours, "
                     "submitted_at, created_at) VALUES (%" G_GINT64_FORMAT ", %d, %" G_GINT64_FORMAT
                     ", %" G_GINT64_FORMAT ", 'submitted', %s, 1, 1);",
                     site->site->own.id.value, id, site->round.value,
                     round_site_office(site->round_site, office).value, hours);
}

/* What it is asked for without what it will not take part in, for those that have said. */
static void test_hours_of_offices(void) {
    OutcomeSite *site = outcome_site_new(tables);
    OutcomesView view;
    begin_plan(site);
    answer(site, 1, "eksjo", "30");
    answer(site, 2, "aneby", "30");
    answer(site, 3, "gnosjo", "NULL");
    outcome_site_sql(site,
                     "UPDATE answer SET participates = 'n' WHERE id = 2 AND 1 = (SELECT number "
                     "FROM proposal WHERE id = %" G_GINT64_FORMAT ");",
                     site->solarier.value);
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, NULL));
    g_assert_true(set_outcome(site, site->skolor, OUTCOME_PLANNED, 2022, NULL, NULL));
    Request *request = site_request(site->site, GET, round_page(site, "/outcomes"), NULL);
    request->collaboration = site->site->own.id;
    request->collaboration_name = "jonkoping";
    request->session = &site->site->session;
    request->db = site->site->db;
    request->today = site->site->today;
    g_assert_true(outcomes_view_load(request, site->round, &view, NULL));
    g_assert_cmpuint(view.n_offices, ==, 2);
    g_assert_cmpstr(view.offices[0].name, ==, "Aneby");
    g_assert_cmpint(view.offices[0].asked[1], ==, 25);
    g_assert_false(view.offices[0].is_more[1]);
    g_assert_cmpint(view.offices[1].asked[1], ==, 40 + 25);
    g_assert_true(view.offices[1].is_more[1]);
    assert_answer(site_get(site->site, round_page(site, "/outcomes")), 200, "mer än de har");
    outcome_site_free(site);
}

/* Not a word of what is decided before everybody is told. */
static void test_members_see_it_when_it_is_told(void) {
    OutcomeSite *site = outcome_site_new(tables);
    begin_plan(site);
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_DECLINED, 0, "Hemligt skäl", NULL));
    round_site_be(site->round_site, "aneby", ONLY_ROLE(ROLE_HEAD));
    static const char *const pages[] = {"/outcomes", "/outcomes.csv", "/outcomes.html"};
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        SiteAnswer answer = site_get(site->site, round_page(site, pages[i]));
        g_assert_cmpint(answer.status, ==, 403);
        g_assert_null(strstr(answer.text, "Hemligt"));
    }
    g_assert_cmpint(site_get(site->site, proposal_page(site, site->solarier, "/outcome")).status,
                    ==, 403);
    SiteAnswer one = site_get(site->site, proposal_page(site, site->solarier, "")),
               round = site_get(site->site, round_page(site, ""));
    g_assert_cmpint(one.status, ==, 200);
    g_assert_cmpint(round.status, ==, 200);
    g_assert_null(strstr(one.text, "Hemligt"));
    g_assert_null(strstr(one.text, "avslaget"));
    g_assert_null(strstr(one.text, "chip-none"));
    g_assert_null(strstr(round.text, "Hemligt"));
    g_assert_null(strstr(round.text, "chip-none"));
    outcome_site_sql(site, "UPDATE round SET told_at = 5;");
    assert_answer(site_get(site->site, proposal_page(site, site->solarier, "")), 200,
                  "Hemligt skäl");
    SiteAnswer told = site_get(site->site, round_page(site, "/outcomes"));
    assert_answer(told, 200, "Hemligt skäl");
    g_assert_null(strstr(told.text, "checkbox"));
    g_assert_null(strstr(told.text, "Öppna planen"));
    assert_answer(site_get(site->site, proposal_page(site, site->solarier, "/outcome")), 200,
                  "Tillsyn av solarier");
    outcome_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/outcomes_pages/board_and_list", test_board_and_list);
    g_test_add_func("/outcomes_pages/statements", test_statements);
    g_test_add_func("/outcomes_pages/report", test_report);
    g_test_add_func("/outcomes_pages/cards_move", test_cards_move);
    g_test_add_func("/outcomes_pages/one_with_its_reason", test_one_with_its_reason);
    g_test_add_func("/outcomes_pages/several_and_files", test_several_and_files);
    g_test_add_func("/outcomes_pages/hours_of_offices", test_hours_of_offices);
    g_test_add_func("/outcomes_pages/members_see_it_when_told",
                    test_members_see_it_when_it_is_told);
    return g_test_run();
}
