#include "modules/outcomes/outcomes.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/outcomes/testing/outcome_site.h"
#include "services/audit/audit.h"

#include <string.h>

static void assert_refused(bool done, GError **error, ErrorCode code, const char *words) {
    g_assert_false(done);
    g_assert_true(error_is(*error, code));
    g_assert_nonnull(strstr((*error)->message, words));
    g_clear_error(error);
}

static const OutcomeRow *row_now(const OutcomeSite *site, Id proposal) {
    Outcomes *outcomes = ARENA_NEW(site->site->arena, Outcomes);
    *outcomes = outcomes_now(site);
    return outcome_row(outcomes, proposal);
}

static Activity activity_of(const OutcomeSite *site, Id proposal) {
    Activity activity;
    g_assert_true(activity_get(site->site->db, site->site->arena, site->site->own.id,
                               row_now(site, proposal)->activity, &activity, NULL));
    return activity;
}

static size_t became(const OutcomeSite *site, Id proposal) {
    ProposalActivities activities;
    g_assert_true(proposal_activities(site->site->db, site->site->arena, site->site->own.id,
                                      proposal, &activities, NULL));
    return activities.n;
}

static void test_planned_becomes_an_activity(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    Id plan = begin_plan(site);
    Plan loaded;
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, NULL));
    Activity activity = activity_of(site, site->solarier);
    g_assert_cmpstr(activity.cells[COLUMN_TITLE], ==, "Tillsyn av solarier");
    g_assert_cmpstr(activity.cells[COLUMN_GOAL], ==, "Målet");
    g_assert_cmpstr(activity.cells[COLUMN_IMPLEMENTATION], ==, "Så går det till");
    g_assert_cmpstr(activity.cells[COLUMN_TIME], ==, "våren 2022");
    g_assert_cmpstr(activity.cells[COLUMN_RESPONSIBLE], ==, "Arbetsgruppen");
    g_assert_cmpstr(activity.cells[COLUMN_PARTIES], ==, "Länets kommuner");
    g_assert_cmpstr(activity.cells[COLUMN_EFFECT_GOALS], ==, "Giftfri miljö");
    g_assert_cmpstr(activity.size, ==, "M");
    g_assert_true(id_equal(activity.proposal, site->solarier));
    g_assert_true(id_equal(activity.plan, plan));
    g_assert_cmpuint(activity.n_goals, ==, 1); /* understood, as what is typed into the plan */
    g_assert_true(plan_load(at->db, at->arena, at->own.id, plan, &loaded, NULL));
    const PlanCategory *category = plan_category_titled(&loaded, 2022, "Tillsynsprojekt");
    g_assert_cmpuint(category->n_activities, ==, 1);
    g_assert_true(set_outcome(site, site->skolor, OUTCOME_PLANNED, 2023, NULL, NULL));
    g_assert_cmpint(activity_of(site, site->skolor).hours, ==, 25);
    g_assert_true(plan_load(at->db, at->arena, at->own.id, plan, &loaded, NULL));
    g_assert_nonnull(plan_category_titled(&loaded, 2023, "Övrigt"));
    outcome_site_free(site);
}

/* One activity, wherever the outcome goes, and the plan's undo finds nothing to part them by. */
static void test_changed_outcome_moves_the_activity(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    Id plan = begin_plan(site);
    UndoResult undone;
    GError *error = NULL;
    ActivityUndo undo = {at->own.id, at->session.account, plan, {0}};
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, NULL));
    Id first = row_now(site, site->solarier)->activity;
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2023, NULL, NULL));
    g_assert_true(id_equal(row_now(site, site->solarier)->activity, first));
    g_assert_cmpint(row_now(site, site->solarier)->activity_year, ==, 2023);
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_BANK, 0, "Senare", NULL));
    g_assert_cmpint(row_now(site, site->solarier)->activity_year, ==, 2024);
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_DECLINED, 0, "Görs nationellt", NULL));
    g_assert_false(id_is_set(row_now(site, site->solarier)->activity));
    assert_refused(activity_undo(at->db, at->arena, &undo, &undone, &error), &error,
                   ERROR_NOT_FOUND, "inget mer att ångra");
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_NONE, 0, NULL, NULL));
    g_assert_cmpint(row_now(site, site->solarier)->proposal->outcome, ==, OUTCOME_NONE);
    g_assert_cmpstr(row_now(site, site->solarier)->proposal->outcome_reason, ==, "");
    outcome_site_free(site);
}

static void test_link_survives(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    Id plan = begin_plan(site), next, bank;
    UndoResult undone;
    RuleHistory history;
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2023, NULL, NULL));
    g_assert_true(set_outcome(site, site->skolor, OUTCOME_BANK, 0, "Senare", NULL));
    bank = row_now(site, site->skolor)->activity;
    ActivityRemoval removal = {at->own.id, at->session.account, bank};
    g_assert_true(activity_remove(at->db, at->arena, &removal, NULL, NULL));
    g_assert_true(row_now(site, site->skolor)->is_astray);
    ActivityUndo undo = {at->own.id, at->session.account, plan, {0}};
    g_assert_true(activity_undo(at->db, at->arena, &undo, &undone, NULL));
    g_assert_false(row_now(site, site->skolor)->is_astray);
    g_assert_true(id_equal(row_now(site, site->skolor)->activity, bank));
    CellResult result;
    CellEdit edit = {.collaboration = at->own.id,
                     .account = at->session.account,
                     .activity = bank,
                     .column = COLUMN_GOAL,
                     .was = "Målet",
                     .text = "Ett annat mål"};
    g_assert_true(activity_edit_cell(at->db, at->arena, &edit, &result, NULL));
    g_assert_true(id_equal(activity_of(site, site->skolor).proposal, site->skolor));
    g_assert_true(rules_history(at->db, at->arena, at->own.id, ELEMENT_DOCUMENT, "verksamhetsplan",
                                &history, NULL));
    RollForward roll = {.collaboration = at->own.id,
                        .account = at->session.account,
                        .plan = plan,
                        .document = round_rule(&history, 2023)};
    g_assert_true(plan_roll_forward(at->db, at->arena, &roll, &next, NULL));
    g_assert_cmpuint(became(site, site->solarier), ==, 2);
    g_assert_cmpuint(became(site, site->skolor), ==, 2);
    outcome_site_free(site);
}

/* What was taken out of the plan by hand is put back by the same outcome again, and does not come
 * back twice. */
static void test_astray_is_mended(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    Id plan = begin_plan(site);
    UndoResult undone;
    GError *error = NULL;
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, NULL));
    ActivityRemoval removal = {at->own.id, at->session.account,
                               row_now(site, site->solarier)->activity};
    g_assert_true(activity_remove(at->db, at->arena, &removal, NULL, NULL));
    g_assert_cmpuint(outcomes_now(site).n_astray, ==, 1);
    OutcomeChange change = change_of(site, NULL, 0);
    g_assert_true(outcomes_mend(at->db, at->arena, &change, NULL));
    g_assert_cmpuint(outcomes_now(site).n_astray, ==, 0);
    ActivityUndo undo = {at->own.id, at->session.account, plan, {0}};
    assert_refused(activity_undo(at->db, at->arena, &undo, &undone, &error), &error, ERROR_CONFLICT,
                   "blivit en aktivitet på nytt");
    g_assert_cmpuint(became(site, site->solarier), ==, 1);
    outcome_site_free(site);
}

static void test_refusals(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    GError *error = NULL;
    g_autofree char *long_reason = g_strnfill(OUTCOME_REASON_MAX + 1, 'a');
    assert_refused(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, &error), &error,
                   ERROR_CONFLICT, "inte påbörjad");
    Id plan = begin_plan(site);
    assert_refused(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2031, NULL, &error), &error,
                   ERROR_INVALID, "inget år 2031");
    assert_refused(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2024, NULL, &error), &error,
                   ERROR_INVALID, "inget år 2024"); /* the bank's */
    assert_refused(set_outcome(site, site->solarier, OUTCOME_DECLINED, 0, long_reason, &error),
                   &error, ERROR_INVALID, "högst 2000 tecken");
    assert_refused(set_outcome(site, site->round, OUTCOME_DECLINED, 0, "Nej", &error), &error,
                   ERROR_NOT_FOUND, "finns inte");
    OutcomeChange stale = change_of(site, &site->solarier, 1);
    stale.outcome = OUTCOME_DECLINED;
    stale.edit = 99;
    assert_refused(outcomes_set(at->db, at->arena, &stale, &error), &error, ERROR_CONFLICT,
                   "Någon annan");
    round_site_go(site->round_site, STAGE_COMMENTING);
    assert_refused(set_outcome(site, site->solarier, OUTCOME_DECLINED, 0, "Nej", &error), &error,
                   ERROR_CONFLICT, "tiden för synpunkter");
    round_site_go(site->round_site, STAGE_DECIDING);
    outcome_site_sql(site, "UPDATE plan SET state = 'adopted' WHERE id = %" G_GINT64_FORMAT ";",
                     plan.value);
    assert_refused(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, &error), &error,
                   ERROR_CONFLICT, "Revidera");
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_DECLINED, 0, "Nej", NULL));
    outcome_site_free(site);
}

static void test_several_are_one_change(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    GError *error = NULL;
    Id all[] = {site->solarier, site->skolor, site->avlopp};
    Id wrong[] = {site->solarier, site->round};
    OutcomeChange change = change_of(site, all, G_N_ELEMENTS(all));
    begin_plan(site);
    change.outcome = OUTCOME_PLANNED;
    change.year = 2022;
    g_assert_true(outcomes_set(at->db, at->arena, &change, NULL));
    g_assert_cmpuint(outcomes_now(site).n_undecided, ==, 0);
    change.proposals = wrong;
    change.n = G_N_ELEMENTS(wrong);
    change.outcome = OUTCOME_DECLINED;
    assert_refused(outcomes_set(at->db, at->arena, &change, &error), &error, ERROR_NOT_FOUND,
                   "finns inte");
    g_assert_true(id_is_set(row_now(site, site->solarier)->activity));
    change.n = 0;
    assert_refused(outcomes_set(at->db, at->arena, &change, &error), &error, ERROR_INVALID,
                   "Välj minst ett");
    outcome_site_free(site);
}

static void test_follows_the_preparers(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    OutcomeChange change = change_of(site, NULL, 0);
    size_t n;
    begin_plan(site);
    g_assert_true(outcomes_follow(at->db, at->arena, &change, &n, NULL));
    g_assert_cmpuint(n, ==, 2);
    Outcomes outcomes = outcomes_now(site);
    g_assert_cmpint(outcomes.rows[0].proposal->outcome_year, ==, 2022);
    g_assert_cmpint(outcomes.rows[1].proposal->outcome, ==, OUTCOME_BANK);
    g_assert_cmpstr(outcomes.rows[1].proposal->outcome_reason, ==, "Får vänta på vägledningen");
    g_assert_cmpuint(outcomes.n_undecided, ==, 1);
    g_assert_cmpuint(outcomes.n_without_reason, ==, 0);
    g_assert_true(outcomes_follow(at->db, at->arena, &change, &n, NULL));
    g_assert_cmpuint(n, ==, 0);
    outcome_site_free(site);
}

/* Points of the answers that are handed in alone; a fixed number of statements. */
static void test_points_and_statements(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    int64_t own = site->site->own.id.value;
    static const char *const offices[] = {"aneby", "eksjo", "gnosjo"};
    static const char *const marks[] = {"h", "l", "h"};
    for (size_t i = 0; i < G_N_ELEMENTS(offices); i++)
        outcome_site_sql(
            site,
            "INSERT INTO answer (collaboration, id, round, respondent, state, submitted_at, "
            "created_at, marks) VALUES (%" G_GINT64_FORMAT ", %d, %" G_GINT64_FORMAT
            ", %" G_GINT64_FORMAT ", '%s', %s, 1, '%s');",
            own, (int)i + 1, site->round.value,
            round_site_office(site->round_site, offices[i]).value, i < 2 ? "submitted" : "open",
            i < 2 ? "1" : "NULL", marks[i]);
    uint64_t before = db_statement_count(site->site->db);
    Outcomes outcomes = outcomes_now(site);
    g_assert_cmpuint(db_statement_count(site->site->db) - before, ==, 9);
    g_assert_cmpint(outcomes.rows[0].points, ==, HIGH_POINTS + LOW_POINTS);
    g_assert_cmpint(outcomes.rows[1].points, ==, 0);
    g_assert_cmpuint(outcomes.answers.n, ==, 2);
    g_assert_cmpint(outcomes.rows[0].hours, ==, 40);
    g_assert_cmpint(outcomes.rows[1].hours, ==, 25);
    outcome_site_free(site);
}

/* What waits in the bank gives its place to the proposal that it was offered again as. */
static void test_offered_again_takes_its_place(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Id plan = begin_plan(site);
    int64_t own = site->site->own.id.value;
    Activities all;
    g_assert_true(set_outcome(site, site->skolor, OUTCOME_BANK, 0, "Senare", NULL));
    outcome_site_sql(
        site,
        "INSERT INTO proposal_origin (collaboration, id, proposal, origin, kind) "
        "VALUES (%" G_GINT64_FORMAT ", 1, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
        ", 'again'); UPDATE proposal SET state = 'withdrawn' WHERE id = %" G_GINT64_FORMAT ";",
        own, site->avlopp.value, site->skolor.value, site->skolor.value);
    g_assert_true(set_outcome(site, site->avlopp, OUTCOME_PLANNED, 2022, NULL, NULL));
    g_assert_true(activities_of_plan(site->site->db, site->site->arena, site->site->own.id, plan,
                                     &all, NULL));
    g_assert_cmpuint(all.n, ==, 1);
    g_assert_true(id_equal(all.rows[0].proposal, site->avlopp));
    outcome_site_free(site);
}

/* A round that is moved back, and a proposal that is taken back then. */
static void test_left_over_is_taken_out(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    begin_plan(site);
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, NULL));
    g_assert_cmpuint(outcomes_now(site).n_astray, ==, 0);
    outcome_site_sql(site,
                     "UPDATE proposal SET state = 'withdrawn' WHERE id = %" G_GINT64_FORMAT ";",
                     site->solarier.value);
    Outcomes outcomes = outcomes_now(site);
    g_assert_cmpuint(outcomes.n, ==, 2);
    g_assert_cmpuint(outcomes.n_astray, ==, 1);
    g_assert_cmpstr(outcomes.lost, ==, "");
    outcome_site_sql(site,
                     "UPDATE activity SET goal = 'Ett annat mål' WHERE title LIKE '%%solarier';");
    g_assert_cmpstr(outcomes_now(site).lost, ==, "Tillsyn av solarier");
    OutcomeChange change = change_of(site, NULL, 0);
    g_assert_true(outcomes_mend(at->db, at->arena, &change, NULL));
    g_assert_cmpuint(outcomes_now(site).n_astray, ==, 0);
    g_assert_cmpuint(became(site, site->solarier), ==, 0);
    outcome_site_free(site);
}

/* What has been written in the plan goes along to another year, and out of it only on purpose. */
static void test_written_anew_in_the_plan(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    GError *error = NULL;
    CellResult result;
    begin_plan(site);
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, NULL));
    g_assert_false(row_now(site, site->solarier)->is_rewritten);
    CellEdit edit = {.collaboration = at->own.id,
                     .account = at->session.account,
                     .activity = row_now(site, site->solarier)->activity,
                     .column = COLUMN_GOAL,
                     .was = "Målet",
                     .text = "Planens mål"};
    g_assert_true(activity_edit_cell(at->db, at->arena, &edit, &result, NULL));
    g_assert_true(row_now(site, site->solarier)->is_rewritten);
    assert_refused(set_outcome(site, site->solarier, OUTCOME_DECLINED, 0, "Nej", &error), &error,
                   ERROR_CONFLICT, "Förslag 1 har en annan text i planen");
    g_assert_cmpint(row_now(site, site->solarier)->proposal->outcome, ==, OUTCOME_PLANNED);
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2023, NULL, NULL));
    g_assert_cmpstr(activity_of(site, site->solarier).cells[COLUMN_GOAL], ==, "Planens mål");
    OutcomeChange change = change_of(site, &site->solarier, 1);
    change.outcome = OUTCOME_DECLINED;
    change.reason = "Nej";
    change.drops_texts = true;
    g_assert_true(outcomes_set(at->db, at->arena, &change, NULL));
    g_assert_cmpuint(became(site, site->solarier), ==, 0);
    outcome_site_free(site);
}

/* What waits for whoever leads the rounds. */
static void test_waiting(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    Site *at = site->site;
    OutcomesWaitingRows waiting;
    begin_plan(site);
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, NULL));
    g_assert_true(outcomes_waiting(at->db, at->arena, at->own.id, at->today, &waiting, NULL));
    g_assert_cmpuint(waiting.n, ==, 1);
    g_assert_cmpint(waiting.rows[0].n, ==, 3);
    g_assert_cmpint(waiting.rows[0].n_undecided, ==, 2);
    round_site_go(site->round_site, STAGE_COMMENTING);
    g_assert_true(outcomes_waiting(at->db, at->arena, at->own.id, at->today, &waiting, NULL));
    g_assert_cmpuint(waiting.n, ==, 0);
    outcome_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/outcomes/planned_becomes_an_activity", test_planned_becomes_an_activity);
    g_test_add_func("/outcomes/changed_moves_the_activity",
                    test_changed_outcome_moves_the_activity);
    g_test_add_func("/outcomes/link_survives", test_link_survives);
    g_test_add_func("/outcomes/astray_is_mended", test_astray_is_mended);
    g_test_add_func("/outcomes/refusals", test_refusals);
    g_test_add_func("/outcomes/several_are_one_change", test_several_are_one_change);
    g_test_add_func("/outcomes/follows_the_preparers", test_follows_the_preparers);
    g_test_add_func("/outcomes/points_and_statements", test_points_and_statements);
    g_test_add_func("/outcomes/offered_again_takes_its_place", test_offered_again_takes_its_place);
    g_test_add_func("/outcomes/left_over_is_taken_out", test_left_over_is_taken_out);
    g_test_add_func("/outcomes/written_anew_in_the_plan", test_written_anew_in_the_plan);
    g_test_add_func("/outcomes/waiting", test_waiting);
    return g_test_run();
}
