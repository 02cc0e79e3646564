#include "modules/preparation/testing/preparing.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"

#include <string.h>

static Preparations load(const RoundSite *site) {
    Preparations all;
    g_assert_true(preparations_load(site->site->db, site->site->arena, site->site->own.id,
                                    site->round, &all, NULL));
    return all;
}

static const char *of_criterion(const RoundSite *site, const char *what, size_t i) {
    Criteria criteria;
    g_assert_true(round_criteria(site->site->db, site->site->arena, site->site->own.id, site->round,
                                 &criteria, NULL));
    return arena_printf(site->site->arena, "%s-%s", what,
                        id_text(site->site->arena, criteria.rows[i].id));
}

static void test_values(void) {
    RoundSite *site = round_site_new(NULL);
    Id first = preparing_submit(site, "aneby", "Solarier"),
       second = preparing_submit(site, "eksjo", "Bassängbad");
    Asker asker = preparing_ask(site, STAGE_PREPARING);
    static const char *const values[][2] = {
        {"size", "M"}, {"hours", "40"}, {"suggestion", "2023"}, {"note", " Bra, men stort \n"}};
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
        g_assert_true(
            preparing_set(site, &asker, first, values[i][0], "", values[i][1], NULL, NULL));
    for (size_t i = 0; i < 6; i++)
        g_assert_true(preparing_set(site, &asker, first, of_criterion(site, "result", i), NULL,
                                    i == 0 ? "partly" : "met", NULL, NULL));
    g_assert_true(preparing_set(site, &asker, first, of_criterion(site, "remark", 2), NULL,
                                "Säkert?", NULL, NULL));
    g_assert_true(preparing_set(site, &asker, second, "suggestion", NULL, "bank", NULL, NULL));
    Preparations all = load(site);
    const Preparation *found = preparation_of(&all, first);
    g_assert_cmpstr(preparation_size_words(site->site->arena, found), ==, "M, 40 timmar");
    g_assert_cmpint(found->suggestion, ==, OUTCOME_PLANNED);
    g_assert_cmpint(found->year, ==, 2023);
    g_assert_cmpstr(found->note, ==, "Bra, men stort");
    g_assert_cmpint(found->screenings[0].result, ==, SCREENED_PARTLY);
    g_assert_cmpstr(found->screenings[2].remark, ==, "Säkert?");
    g_assert_true(preparation_is_assessed(&all, found));
    found = preparation_of(&all, second);
    g_assert_cmpint(found->suggestion, ==, OUTCOME_BANK);
    g_assert_false(preparation_is_assessed(&all, found));
    g_assert_false(preparation_is_assessed(&all, preparation_of(&all, (Id){1})));
    round_site_free(site);
}

static void test_refused_values(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Id id = preparing_submit(site, "aneby", "Solarier");
    Asker asker = preparing_ask(site, STAGE_PREPARING);
    g_autofree char *long_note = g_strnfill(10000, 'x');
    const struct {
        const char *name, *value, *words;
    } wrong[] = {{"size", "XL", "S, M eller L"},
                 {"hours", "många", "helt tal"},
                 {"hours", "-1", "helt tal"},
                 {"suggestion", "2099", "2022 till 2023"},
                 {"suggestion", "planned", "2022 till 2023"},
                 {"category", "x", "kategori"},
                 {"category", id_text(site->site->arena, id), "kategori"},
                 {"note", long_note, "högst 2000 tecken"},
                 {of_criterion(site, "result", 0), "ja", "delvis"},
                 {of_criterion(site, "remark", 0), long_note, "högst 1000 tecken"}};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_refused(
            preparing_set(site, &asker, id, wrong[i].name, NULL, wrong[i].value, NULL, &error),
            &error, ERROR_INVALID, wrong[i].words);
    Prepared prepared;
    g_assert_false(prepared_from("result", &prepared));
    g_assert_false(prepared_from("sizes", &prepared));
    g_assert_false(prepared_from(NULL, &prepared));
    g_assert_cmpuint(load(site).n, ==, 0);
    round_site_free(site);
}

/* Two preparers in one proposal do not disturb each other; in one value both are seen. */
static void test_conflict(void) {
    RoundSite *site = round_site_new(NULL);
    PreparationResult result;
    Id id = preparing_submit(site, "aneby", "Solarier");
    Asker asker = preparing_ask(site, STAGE_PREPARING);
    g_assert_true(preparing_set(site, &asker, id, "size", "", "S", &result, NULL));
    g_assert_true(preparing_set(site, &asker, id, "hours", "", "10", &result, NULL));
    g_assert_cmpuint(result.n_saved, ==, 1);
    g_assert_true(preparing_set(site, &asker, id, "size", "", "L", &result, NULL));
    g_assert_cmpuint(result.n_saved, ==, 0);
    g_assert_cmpuint(result.n_conflicts, ==, 1);
    g_assert_cmpstr(result.conflicts[0].value, ==, "S");
    g_assert_true(preparing_set(site, &asker, id, "size", "", "S", &result, NULL));
    g_assert_cmpuint(result.n_conflicts + result.n_saved, ==, 0); /* the same choice twice */
    Preparations all = load(site);
    g_assert_cmpstr(preparation_of(&all, id)->size, ==, "S");
    round_site_free(site);
}

static void test_stages(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Id id = preparing_submit(site, "aneby", "Solarier");
    Asker asker = preparing_ask(site, STAGE_COLLECTING);
    const char *result = of_criterion(site, "result", 0);
    g_assert_true(preparing_set(site, &asker, id, result, NULL, "met", NULL, NULL));
    asker = preparing_ask(site, STAGE_COMMENTING);
    assert_refused(preparing_set(site, &asker, id, "size", NULL, "M", NULL, &error), &error,
                   ERROR_CONFLICT, "Listan är släppt");
    asker = preparing_ask(site, STAGE_DECIDING);
    g_assert_true(preparing_set(site, &asker, id, "size", NULL, "M", NULL, NULL));
    g_assert_true(preparing_set(site, &asker, id, "suggestion", NULL, "declined", NULL, NULL));
    assert_refused(preparing_set(site, &asker, id, result, NULL, "not", NULL, &error), &error,
                   ERROR_CONFLICT, "Listan är släppt");
    asker.roles = ONLY_ROLE(ROLE_HEAD);
    assert_refused(preparing_set(site, &asker, id, "size", NULL, "L", NULL, &error), &error,
                   ERROR_FORBIDDEN, "bereder");
    round_site_free(site);
}

static void test_only_submitted(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Id id = preparing_submit(site, "aneby", "Solarier");
    Asker aneby = round_site_asker(site);
    g_assert_true(
        proposal_withdraw(site->site->db, &(ProposalAct){&aneby, id, site->site->now}, NULL));
    Asker asker = preparing_ask(site, STAGE_PREPARING);
    assert_refused(preparing_set(site, &asker, id, "size", NULL, "M", NULL, &error), &error,
                   ERROR_CONFLICT, "Förslag 1 är återtaget");
    round_site_free(site);
}

/* Several at once, all or none. */
static void test_bulk(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    PreparationResult result;
    Id ids[] = {
        preparing_submit(site, "aneby", "Ett"), preparing_submit(site, "eksjo", "Två"), {7}};
    Asker asker = preparing_ask(site, STAGE_PREPARING);
    PreparedChange changes[] = {{{PREPARED_SIZE, {0}}, NULL, "L"},
                                {{PREPARED_SUGGESTION, {0}}, NULL, "2022"}};
    PreparationEdit edit = {&asker, site->round, ids, 2, changes, 2};
    g_assert_true(preparation_edit(site->site->db, site->site->arena, &edit, &result, NULL));
    g_assert_cmpuint(result.n_saved, ==, 4);
    edit.n_proposals = 3;
    changes[0].value = "S";
    assert_refused(preparation_edit(site->site->db, site->site->arena, &edit, &result, &error),
                   &error, ERROR_NOT_FOUND, "finns inte");
    Preparations all = load(site);
    g_assert_cmpstr(preparation_of(&all, ids[0])->size, ==, "L");
    g_assert_cmpstr(preparation_of(&all, ids[1])->size, ==, "L");
    round_site_free(site);
}

static void test_discussion(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Discussion found;
    Id id = preparing_submit(site, "aneby", "Solarier");
    Asker asker = preparing_ask(site, STAGE_PREPARING);
    DiscussionAddition addition = {&asker, site->round, id, " Kan vi vänta? ", site->site->now};
    g_assert_true(discussion_add(site->site->db, &addition, NULL));
    addition.body = " \n";
    assert_refused(discussion_add(site->site->db, &addition, &error), &error, ERROR_INVALID,
                   "Skriv");
    g_autofree char *long_body = g_strnfill(10000, 'x');
    addition.body = long_body;
    assert_refused(discussion_add(site->site->db, &addition, &error), &error, ERROR_INVALID,
                   "högst 4000 tecken");
    g_assert_true(
        discussion_load(site->site->db, site->site->arena, site->site->own.id, id, &found, NULL));
    g_assert_cmpuint(found.n, ==, 1);
    g_assert_cmpstr(found.rows[0].body, ==, "Kan vi vänta?");
    g_assert_cmpstr(found.rows[0].account_name, ==, "Anna Prov");
    round_site_free(site);
}

static Preparations released(const RoundSite *site) {
    Preparations all;
    g_assert_true(preparation_released(site->site->db, site->site->arena, site->site->own.id,
                                       site->round, &all, NULL));
    return all;
}

static RoundAct act_of(const RoundSite *site, const Asker *asker) {
    return (RoundAct){site->site->own.id, asker->account, site->round, site->site->today,
                      site->site->now};
}

/* Nothing before the release, no remark after it, nothing again once it is taken back. */
static void test_released(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Id id = preparing_submit(site, "aneby", "Solarier");
    Asker asker = preparing_ask(site, STAGE_PREPARING);
    g_assert_true(preparing_set(site, &asker, id, "size", NULL, "M", NULL, NULL));
    g_assert_true(
        preparing_set(site, &asker, id, of_criterion(site, "result", 0), NULL, "met", NULL, NULL));
    g_assert_true(
        preparing_set(site, &asker, id, of_criterion(site, "remark", 0), NULL, "Hm", NULL, NULL));
    g_assert_cmpuint(released(site).n, ==, 0);
    RoundAct act = act_of(site, &asker);
    assert_refused(preparation_take_back(site->site->db, &act, &error), &error, ERROR_CONFLICT,
                   "inte släppt");
    g_assert_true(preparation_release(site->site->db, &act, NULL));
    Preparations all = released(site);
    const Preparation *found = preparation_of(&all, id);
    g_assert_cmpuint(all.n, ==, 1);
    g_assert_cmpstr(found->size, ==, "M");
    g_assert_cmpint(found->screenings[0].result, ==, SCREENED_MET);
    g_assert_cmpstr(found->screenings[0].remark, ==, "");
    g_assert_true(preparation_take_back(site->site->db, &act, NULL));
    g_assert_cmpuint(released(site).n, ==, 0);
    round_site_free(site);
}

/* What somebody has answered stays out. */
static void test_take_back_answered(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Asker asker = preparing_ask(site, STAGE_COMMENTING);
    RoundAct act = act_of(site, &asker);
    g_autofree char *answer = g_strdup_printf("INSERT INTO answer (collaboration, id, round, "
                                              "respondent, state, submitted_at, created_at) "
                                              "VALUES (%" G_GINT64_FORMAT ", 9, %" G_GINT64_FORMAT
                                              ", %" G_GINT64_FORMAT ", 'submitted', 1, 1)",
                                              site->site->own.id.value, site->round.value,
                                              round_site_office(site, "aneby").value);
    g_assert_true(db_run_script(site->site->db, answer, NULL));
    assert_refused(preparation_take_back(site->site->db, &act, &error), &error, ERROR_CONFLICT,
                   "redan lämnat synpunkter");
    round_site_free(site);
}

static void test_statements(void) {
    RoundSite *site = round_site_new(NULL);
    uint64_t before = db_statement_count(site->site->db);
    load(site);
    g_assert_cmpuint(db_statement_count(site->site->db) - before, ==, 3);
    released(site);
    g_assert_cmpuint(db_statement_count(site->site->db) - before, ==, 6);
    round_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/preparation/values", test_values);
    g_test_add_func("/preparation/refused values", test_refused_values);
    g_test_add_func("/preparation/conflict", test_conflict);
    g_test_add_func("/preparation/stages", test_stages);
    g_test_add_func("/preparation/only submitted", test_only_submitted);
    g_test_add_func("/preparation/bulk", test_bulk);
    g_test_add_func("/preparation/discussion", test_discussion);
    g_test_add_func("/preparation/released", test_released);
    g_test_add_func("/preparation/take back answered", test_take_back_answered);
    g_test_add_func("/preparation/statements", test_statements);
    return g_test_run();
}
