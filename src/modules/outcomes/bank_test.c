#include "modules/outcomes/bank.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/outcomes/outcomes_pages.h"
#include "modules/outcomes/testing/outcome_site.h"
#include "modules/plans/plans_pages.h"
#include "modules/proposals/proposals_pages.h"

#include <string.h>

static const Route *const tables[] = {bank_routes, proposal_routes, activity_routes, NULL};

static BankItems bank_of(const OutcomeSite *site, const Asker *asker) {
    BankItems items;
    g_assert_true(bank_load(site->site->db, site->site->arena, asker, &items, NULL));
    return items;
}

static void tell_all(const OutcomeSite *site) {
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, NULL));
    g_assert_true(set_outcome(site, site->skolor, OUTCOME_BANK, 0, "Senare", NULL));
    g_assert_true(set_outcome(site, site->avlopp, OUTCOME_DECLINED, 0, "Görs redan", NULL));
    outcome_site_sql(site, "UPDATE round SET told_at = 5;");
}

/* The round of the year after, which takes proposals. */
static Id next_round(const OutcomeSite *site) {
    outcome_site_sql(
        site,
        "INSERT INTO round (collaboration, id, document, first_year, title, opens_on, "
        "closes_on, releases_on, decides_on, proposals_from, adopted_by, created_at) "
        "SELECT collaboration, 777, document, 2023, 'Nästa', opens_on, '2090-01-01', "
        "'2090-01-02', '2090-01-03', proposals_from, adopted_by, 1 FROM round WHERE id "
        "= %" G_GINT64_FORMAT ";",
        site->round.value);
    return (Id){777};
}

static void test_what_waits(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    begin_plan(site);
    g_assert_true(set_outcome(site, site->skolor, OUTCOME_BANK, 0, "Senare", NULL));
    Asker coordinator = round_site_asker(site->round_site);
    g_assert_cmpuint(bank_of(site, &coordinator).n, ==, 1);
    round_site_be(site->round_site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    Asker aneby = round_site_asker(site->round_site);
    g_assert_cmpuint(bank_of(site, &aneby).n, ==, 0); /* not told yet */
    round_site_coordinate(site->round_site);
    tell_all(site);
    BankItems items = bank_of(site, &aneby);
    g_assert_cmpuint(items.n, ==, 2);
    g_assert_cmpstr(items.rows[0].title, ==, "Skolgårdar");
    g_assert_cmpstr(items.rows[0].proposer, ==, "Eksjö");
    g_assert_cmpstr(items.rows[0].reason, ==, "Senare");
    g_assert_cmpint(items.rows[1].outcome, ==, OUTCOME_DECLINED);
    outcome_site_free(site);
}

/* What was moved into a year since does not wait; what never was a proposal does. */
static void test_follows_the_plan(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    begin_plan(site);
    tell_all(site);
    Asker coordinator = round_site_asker(site->round_site);
    Outcomes outcomes = outcomes_now(site);
    ActivityMove move = {.collaboration = at->own.id,
                         .account = at->session.account,
                         .activity = outcome_row(&outcomes, site->skolor)->activity,
                         .plan_year = outcomes.years[0].id};
    g_assert_true(activity_move(at->db, at->arena, &move, NULL, NULL));
    g_assert_cmpuint(bank_of(site, &coordinator).n, ==, 1);
    move.activity = outcome_row(&outcomes, site->solarier)->activity;
    move.plan_year = outcomes.years[2].id;
    g_assert_true(activity_move(at->db, at->arena, &move, NULL, NULL));
    BankItems items = bank_of(site, &coordinator);
    g_assert_cmpuint(items.n, ==, 2);
    g_assert_true(id_is_set(items.rows[1].activity));
    outcome_site_free(site);
}

/* A category that is none of the next round's document does not come along. */
static void test_offered_without_category(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    const Rules *rules = site_rules(at);
    Id categories[] = {rules_next(rules, ELEMENT_OFFICE, NULL)->element,
                       rules_find(rules, ELEMENT_CATEGORY, "tillsynsprojekt")->element};
    begin_plan(site);
    tell_all(site);
    Id round = next_round(site), draft;
    round_site_be(site->round_site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    Asker aneby = round_site_asker(site->round_site);
    for (size_t i = 0; i < G_N_ELEMENTS(categories); i++) {
        Proposal proposal;
        BankOffer offer = {&aneby,        round, round_site_office(site->round_site, "aneby"),
                           &site->skolor, 1,     at->now};
        outcome_site_sql(site,
                         "UPDATE proposal SET category = %" G_GINT64_FORMAT
                         " WHERE id = %" G_GINT64_FORMAT ";",
                         categories[i].value, site->skolor.value);
        g_assert_true(bank_offer(at->db, at->arena, &offer, &draft, NULL));
        g_assert_true(proposal_get(at->db, at->arena, &aneby, draft, &proposal, NULL));
        g_assert_true(id_equal(proposal.category, i == 0 ? (Id){0} : categories[i]));
        g_assert_true(proposal_withdraw(at->db, &(ProposalAct){&aneby, draft, at->now}, NULL));
    }
    outcome_site_free(site);
}

static void test_offered_again(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    GError *error = NULL;
    begin_plan(site);
    tell_all(site);
    Id round = next_round(site), draft, unused;
    round_site_be(site->round_site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    Asker aneby = round_site_asker(site->round_site);
    Proposal proposal;
    BankOffer offer = {&aneby,        round, round_site_office(site->round_site, "aneby"),
                       &site->skolor, 1,     at->now};
    g_assert_true(bank_offer(at->db, at->arena, &offer, &draft, NULL));
    g_assert_true(proposal_get(at->db, at->arena, &aneby, draft, &proposal, NULL));
    g_assert_cmpint(proposal.state, ==, PROPOSAL_DRAFT);
    g_assert_cmpstr(proposal.texts[PROPOSAL_TITLE], ==, "Skolgårdar");
    g_assert_cmpstr(proposal.texts[PROPOSAL_GOAL], ==, "Målet");
    g_assert_cmpuint(bank_of(site, &aneby).n, ==, 2); /* a draft takes it from nobody */
    g_assert_false(bank_offer(at->db, at->arena, &offer, &unused, &error));
    g_assert_true(error_is(error, ERROR_CONFLICT));
    g_clear_error(&error);
    offer.proposer = round_site_office(site->round_site, "gnosjo");
    g_assert_false(bank_offer(at->db, at->arena, &offer, &unused, &error));
    g_assert_true(error_is(error, ERROR_FORBIDDEN));
    g_clear_error(&error);
    g_assert_true(proposal_submit(at->db, &(ProposalAct){&aneby, draft, at->now}, NULL));
    g_assert_cmpuint(bank_of(site, &aneby).n, ==, 1);
    outcome_site_free(site);
}

static Id add_to_bank(const OutcomeSite *site, const char *title) {
    Site *at = site->site;
    Outcomes outcomes = outcomes_now(site);
    CategoryEdit category = {.collaboration = at->own.id,
                             .account = at->session.account,
                             .plan_year = outcomes.years[outcomes.n_years - 1].id,
                             .title = "Tillsyn"};
    Activity activity = {.size = "", .cells = {title, "Ett mål"}};
    Id id;
    for (ActivityColumn column = COLUMN_GOAL + 1; column < N_ACTIVITY_COLUMNS; column++)
        activity.cells[column] = "";
    g_assert_true(category_add(at->db, at->arena, &category, &activity.category, NULL));
    ActivityAddition addition = {at->own.id, at->session.account, &activity, {0}};
    g_assert_true(activity_add(at->db, at->arena, &addition, &id, NULL));
    return id;
}

/* What waits without having been a proposal is linked to the proposal that takes it up, on both
 * pages, and does not wait any more. */
static void test_activity_taken_up(void) {
    OutcomeSite *site = outcome_site_new(tables);
    Site *at = site->site;
    GError *error = NULL;
    begin_plan(site);
    Id activity = add_to_bank(site, "Kemikalier i skolan"), made;
    tell_all(site);
    Asker coordinator = round_site_asker(site->round_site);
    BankOffer offer = {
        &coordinator, next_round(site), round_site_office(site->round_site, "aneby"), &activity, 1,
        at->now};
    g_assert_cmpuint(bank_of(site, &coordinator).n, ==, 3);
    g_assert_true(bank_offer(at->db, at->arena, &offer, &made, NULL));
    g_assert_cmpuint(bank_of(site, &coordinator).n, ==, 2);
    g_assert_false(bank_offer(at->db, at->arena, &offer, &made, &error));
    g_assert_true(error_is(error, ERROR_NOT_FOUND));
    g_clear_error(&error);
    const char *proposal_path =
                   arena_printf(at->arena, "/jonkoping/proposals/%s", id_text(at->arena, made)),
               *activity_path = arena_printf(at->arena, "/jonkoping/activities/%s",
                                             id_text(at->arena, activity));
    assert_answer(site_get(at, proposal_path), 200, activity_path);
    assert_answer(site_get(at, activity_path), 200, proposal_path);
    outcome_site_free(site);
}

static void test_coordinator_offers_several(void) {
    OutcomeSite *site = outcome_site_new(tables);
    Site *at = site->site;
    begin_plan(site);
    tell_all(site);
    Id round = next_round(site);
    const char *first = id_text(at->arena, site->skolor),
               *second = id_text(at->arena, site->avlopp), *to = id_text(at->arena, round);
    assert_answer(site_get(at, "/jonkoping/bank"), 200, "som förra gången");
    assert_answer(site_get(at, "/jonkoping/bank"), 200, "Förslag 2 från Eksjö");
    assert_answer(site_get(at, "/jonkoping/bank.csv"), 200, "Görs redan");
    assert_answer(site_post(at, "/jonkoping/bank", SITE_FORM(at, "round", to)), 400,
                  "Välj minst ett");
    SiteAnswer done =
        site_post(at, "/jonkoping/bank", SITE_FORM(at, "round", to, "item", first, "item", second));
    g_assert_cmpint(done.status, ==, 303);
    Asker coordinator = round_site_asker(site->round_site);
    Proposals proposals;
    g_assert_true(proposals_standing(at->db, at->arena, at->own.id, round, &proposals, NULL));
    g_assert_cmpuint(proposals.n, ==, 2);
    g_assert_true(
        id_equal(proposals.rows[0].proposer, round_site_office(site->round_site, "eksjo")));
    g_assert_cmpuint(bank_of(site, &coordinator).n, ==, 0);
    assert_answer(site_get(at, "/jonkoping/bank"), 200, "Inget väntar i banken");
    outcome_site_free(site);
}

static void test_points(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    begin_plan(site);
    tell_all(site);
    outcome_site_sql(site,
                     "INSERT INTO answer (collaboration, id, round, respondent, state, "
                     "submitted_at, created_at, marks) SELECT collaboration, 1, id, "
                     "%" G_GINT64_FORMAT ", 'submitted', 1, 1, 'hm-' FROM round WHERE id = "
                     "%" G_GINT64_FORMAT ";",
                     round_site_office(site->round_site, "aneby").value, site->round.value);
    Asker coordinator = round_site_asker(site->round_site);
    BankItems items = bank_of(site, &coordinator);
    g_assert_cmpint(items.rows[0].points, ==, MEDIUM_POINTS);
    g_assert_cmpint(items.rows[1].points, ==, 0);
    outcome_site_free(site);
}

/* However much waits. */
static void test_statements(void) {
    OutcomeSite *site = outcome_site_new(tables);
    begin_plan(site);
    tell_all(site);
    uint64_t few = round_site_statements(site->round_site, "/jonkoping/bank");
    round_site_fill(site->round_site, 300);
    outcome_site_sql(site,
                     "UPDATE proposal SET outcome = 'bank', outcome_at = 1 WHERE number > 3;");
    g_assert_cmpuint(round_site_statements(site->round_site, "/jonkoping/bank"), ==, few);
    g_assert_cmpuint(few, ==, 9);
    Asker coordinator = round_site_asker(site->round_site);
    g_assert_cmpuint(bank_of(site, &coordinator).n, ==, 299);
    outcome_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bank/what_waits", test_what_waits);
    g_test_add_func("/bank/follows_the_plan", test_follows_the_plan);
    g_test_add_func("/bank/offered without category", test_offered_without_category);
    g_test_add_func("/bank/offered_again", test_offered_again);
    g_test_add_func("/bank/activity_taken_up", test_activity_taken_up);
    g_test_add_func("/bank/coordinator_offers_several", test_coordinator_offers_several);
    g_test_add_func("/bank/points", test_points);
    g_test_add_func("/bank/statements", test_statements);
    return g_test_run();
}
