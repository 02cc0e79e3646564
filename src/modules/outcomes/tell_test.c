#include "modules/outcomes/tell.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/outcomes/frozen_outcomes.h"
#include "modules/outcomes/outcomes_pages.h"
#include "modules/outcomes/testing/outcome_site.h"
#include "services/audit/audit.h"
#include "services/mail/mail.h"

#include <string.h>

static const Route *const tables[] = {outcomes_routes, tell_routes, NULL};

static bool tell(const OutcomeSite *site, OutcomeTold *ret, GError **error) {
    OutcomeTelling telling = {.collaboration = site->site->own.id,
                              .account = site->site->session.account,
                              .round = site->round,
                              .collaboration_title = "Miljösamverkan",
                              .url = "https://samsyn.example.org/x",
                              .today = site->site->today,
                              .now = site->site->now,
                              .told_at = site->site->now};
    return outcomes_tell(site->site->db, site->site->arena, &telling, ret, error);
}

static const OutboxLetter *letter_to(const OutcomeSite *site, const char *name, size_t *ret_n) {
    const OutboxLetter *letters;
    OutboxLetter *found = ARENA_NEW(site->site->arena, OutboxLetter);
    g_assert_true(letters_list(site->site->db, site->site->arena, &letters, ret_n, NULL));
    for (size_t i = 0; i < *ret_n; i++)
        if (strcmp(letters[i].to_name, name) == 0) {
            g_assert_true(
                letter_get(site->site->db, site->site->arena, letters[i].id, found, NULL));
            return found;
        }
    return NULL;
}

static void assert_refused(const OutcomeSite *site, const char *words) {
    GError *error = NULL;
    OutcomeTold told;
    g_assert_false(tell(site, &told, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_assert_nonnull(strstr(error->message, words));
    g_clear_error(&error);
}

static void decide_all(const OutcomeSite *site) {
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, NULL));
    g_assert_true(set_outcome(site, site->skolor, OUTCOME_BANK, 0, "Vägledning kommer", NULL));
    g_assert_true(set_outcome(site, site->avlopp, OUTCOME_DECLINED, 0, "Görs redan", NULL));
}

/* One letter each with the own proposals first; then the round is over. */
static void test_everybody_is_told(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    OutcomeTold told;
    size_t n_letters;
    begin_plan(site);
    decide_all(site);
    g_assert_true(tell(site, &told, NULL));
    g_assert_cmpuint(told.n, ==, 2); /* the contact persons of Aneby and Eksjö */
    g_assert_cmpstr(told.without, ==, "");
    const OutboxLetter *eksjo = letter_to(site, "eksjo", &n_letters);
    g_assert_cmpuint(n_letters, ==, 2);
    g_assert_cmpstr(eksjo->kind, ==, "outcomes");
    g_assert_nonnull(strstr(eksjo->text, "Skolgårdar, väntar i förslagsbanken."));
    g_assert_nonnull(strstr(eksjo->text, "Vägledning kommer"));
    g_assert_nonnull(strstr(eksjo->text, "Enskilda avlopp, kommer inte med."));
    g_assert_null(strstr(eksjo->text, "solarier"));
    g_assert_nonnull(strstr(eksjo->text, "https://samsyn.example.org/x"));
    const OutboxLetter *aneby = letter_to(site, "aneby", &n_letters);
    g_assert_nonnull(strstr(aneby->text, "kommer med i planen för 2022."));
    g_assert_null(strstr(aneby->text, "Görs redan"));
    g_assert_cmpint(outcomes_now(site).stage, ==, STAGE_CLOSED);
    FrozenDocuments frozen;
    const Report *report;
    g_assert_true(
        frozen_list(site->site->db, site->site->arena, site->site->own.id, &frozen, NULL));
    g_assert_cmpuint(frozen.n, ==, 1);
    g_assert_cmpstr(frozen.rows[0].title, ==, "Beslut om förslagen till Verksamhetsplan 2022–2024");
    g_assert_true(frozen_outcomes_report(site->site->db, site->site->arena, site->site->own.id,
                                         &frozen.rows[0], &report, NULL));
    g_assert_cmpuint(report->n_cells, ==, 3 * 5);
    assert_refused(site, "redan fått veta");
    letter_to(site, "eksjo", &n_letters);
    g_assert_cmpuint(n_letters, ==, 2);
    outcome_site_free(site);
}

static void test_not_before_it_is_ready(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    size_t n;
    begin_plan(site);
    assert_refused(site, "3 förslag saknar beslut");
    decide_all(site);
    g_assert_true(set_outcome(site, site->skolor, OUTCOME_DECLINED, 0, "", NULL));
    assert_refused(site, "saknar skäl");
    g_assert_true(set_outcome(site, site->skolor, OUTCOME_DECLINED, 0, "Nej", NULL));
    outcome_site_sql(site, "DELETE FROM activity WHERE proposal IS NOT NULL;");
    assert_refused(site, "Ställ planen rätt");
    letter_to(site, "eksjo", &n);
    g_assert_cmpuint(n, ==, 0);
    outcome_site_free(site);
}

/* A round that nobody proposed in is over without a letter. */
static void test_empty_round_is_closed(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    OutcomeTold told;
    outcome_site_sql(site, "UPDATE proposal SET state = 'withdrawn'; "
                           "UPDATE round SET released_at = NULL;");
    round_site_go(site->round_site, STAGE_COLLECTING);
    assert_refused(site, "när tiden för förslag är slut");
    round_site_go(site->round_site, STAGE_PREPARING);
    g_assert_true(tell(site, &told, NULL));
    g_assert_cmpuint(told.n, ==, 0);
    g_assert_cmpint(outcomes_now(site).stage, ==, STAGE_CLOSED);
    outcome_site_free(site);
}

static void test_pages(void) {
    OutcomeSite *site = outcome_site_new(tables);
    Site *at = site->site;
    const char *page = arena_printf(at->arena, "/jonkoping/rounds/%s/outcomes/tell",
                                    id_text(at->arena, site->round));
    begin_plan(site);
    assert_answer(site_get(at, page), 200, "3 förslag saknar beslut");
    g_assert_cmpint(site_post(at, page, "").status, ==, 409);
    decide_all(site);
    SiteAnswer ready = site_get(at, page);
    g_assert_null(strstr(ready.text, "Inget brev går att skriva"));
    assert_answer(ready, 200, "Ett brev var skickas till 2 personer");
    assert_answer(ready, 200, "Ingen med e-postadress finns vid:");
    g_assert_cmpuint(round_site_statements(site->round_site, page), ==, 17);
    SiteAnswer told = site_post(at, page, "");
    g_assert_cmpint(told.status, ==, 303);
    g_assert_nonnull(strstr(told.location, "?done=told"));
    outcome_site_free(site);
}

/* A name that no letter can bear: the others are told, and whoever tells is told who was not. */
static void test_who_got_none(void) {
    OutcomeSite *site = outcome_site_new(tables);
    Site *at = site->site;
    AuditRows log;
    size_t n_letters;
    begin_plan(site);
    decide_all(site);
    outcome_site_sql(site, "UPDATE person SET name = 'eksjo\ntvå' WHERE name = 'eksjo';");
    db_forget(at->db);
    const char *page = arena_printf(at->arena, "/jonkoping/rounds/%s/outcomes/tell",
                                    id_text(at->arena, site->round));
    assert_answer(site_get(at, page), 200, "Inget brev går att skriva till: eksjo\ntvå. Rätta");
    assert_answer(site_get(at, page), 200, "Ett brev skickas till en person.");
    SiteAnswer told = site_post(at, page, "");
    g_assert_nonnull(strstr(told.location, "?done=told-not-all"));
    g_assert_nonnull(letter_to(site, "aneby", &n_letters));
    g_assert_cmpuint(n_letters, ==, 1);
    g_assert_true(audit_latest(at->db, at->arena, at->own.id, "round", 1, &log, NULL));
    g_assert_cmpstr(log.rows[0].action, ==, "round.tell");
    g_assert_cmpstr(log.rows[0].after, ==, "inget brev till en som företräder Eksjö");
    g_assert_cmpint(outcomes_now(site).stage, ==, STAGE_CLOSED);
    outcome_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tell/everybody_is_told", test_everybody_is_told);
    g_test_add_func("/tell/not_before_it_is_ready", test_not_before_it_is_ready);
    g_test_add_func("/tell/empty_round_is_closed", test_empty_round_is_closed);
    g_test_add_func("/tell/who_got_none", test_who_got_none);
    g_test_add_func("/tell/pages", test_pages);
    return g_test_run();
}
