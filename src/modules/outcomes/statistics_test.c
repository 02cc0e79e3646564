#include "modules/outcomes/statistics.h"

#include "base/id.h"
#include "modules/outcomes/outcomes_pages.h"
#include "modules/outcomes/testing/outcome_site.h"

#include <string.h>

static const Route *const tables[] = {statistics_routes, NULL};

static Statistics statistics_of(const OutcomeSite *site, Id round) {
    Statistics statistics;
    Asker asker = round_site_asker(site->round_site);
    g_assert_true(
        statistics_load(site->site->db, site->site->arena, &asker, round, &statistics, NULL));
    return statistics;
}

static const StatisticsRow *row_named(const Statistics *statistics, const char *name) {
    for (size_t i = 0; i < statistics->n; i++)
        if (strcmp(statistics->rows[i].name, name) == 0)
            return &statistics->rows[i];
    return NULL;
}

static void decide(const OutcomeSite *site) {
    begin_plan(site);
    g_assert_true(set_outcome(site, site->solarier, OUTCOME_PLANNED, 2022, NULL, NULL));
    g_assert_true(set_outcome(site, site->skolor, OUTCOME_BANK, 0, "Senare", NULL));
    g_assert_true(set_outcome(site, site->avlopp, OUTCOME_DECLINED, 0, "Görs redan", NULL));
}

static void test_counts(void) {
    OutcomeSite *site = outcome_site_new(NULL);
    decide(site);
    Statistics before = statistics_of(site, (Id){0});
    g_assert_cmpint(row_named(&before, "Aneby")->n_planned, ==, 0); /* not told yet */
    g_assert_cmpint(row_named(&before, "Aneby")->n_undecided, ==, 1);
    g_assert_cmpint(statistics_share(row_named(&before, "Aneby")), ==, -1);
    g_assert_false(before.is_told);
    outcome_site_sql(site, "UPDATE proposal SET submitted_at = 86400 * number; "
                           "UPDATE round SET told_at = 86400 * 12;");
    round_site_be(site->round_site, "eksjo", ONLY_ROLE(ROLE_MEMBER));
    Statistics after = statistics_of(site, (Id){0});
    const StatisticsRow *round = &after.rows[0], *eksjo = row_named(&after, "Eksjö");
    g_assert_cmpint(round->n, ==, 3);
    g_assert_cmpint(statistics_share(round), ==, 33);
    g_assert_cmpint(round->median_days, ==, 10);
    g_assert_cmpint(eksjo->n, ==, 2);
    g_assert_cmpint(eksjo->n_bank, ==, 1);
    g_assert_cmpint(eksjo->n_declined, ==, 1);
    g_assert_true(eksjo->is_own);
    g_assert_false(row_named(&after, "Aneby")->is_own);
    g_assert_cmpint(row_named(&after, "Gnosjö")->n, ==, 0);
    g_assert_cmpuint(after.n_proposers, ==, 12);
    g_assert_true(after.is_told);
    Statistics none = statistics_of(site, (Id){1});
    g_assert_cmpint(row_named(&none, "Eksjö")->n, ==, 0);
    outcome_site_sql(site, "UPDATE round SET proposals_from = 'preparers';");
    Statistics few = statistics_of(site, (Id){0});
    g_assert_null(row_named(&few, "Gnosjö"));
    g_assert_cmpuint(few.n_proposers, ==, 2);
    outcome_site_free(site);
}

static void test_pages(void) {
    OutcomeSite *site = outcome_site_new(tables);
    decide(site);
    SiteAnswer untold = site_get(site->site, "/jonkoping/rounds/statistics");
    assert_answer(untold, 200, "Inget är beslutat och meddelat än");
    g_assert_null(strstr(untold.text, "Dagar till besked"));
    outcome_site_sql(site, "UPDATE round SET told_at = 86400 * 20000;");
    SiteAnswer page = site_get(site->site, "/jonkoping/rounds/statistics");
    assert_answer(page, 200, "Vem som har föreslagit");
    assert_answer(page, 200, "Dagar till besked");
    assert_answer(page, 200, "1 i planen, 1 väntar, 1 avslagna, 0 utan beslut");
    uint64_t before = db_statement_count(site->site->db);
    g_assert_cmpint(site_get(site->site, "/jonkoping/rounds/statistics").status, ==, 200);
    g_assert_cmpuint(db_statement_count(site->site->db) - before, ==, 4);
    assert_answer(site_get(site->site, "/jonkoping/rounds/statistics.csv"), 200,
                  "Förslag från;Aneby;1;1;0;0;0;100;");
    assert_answer(site_get(site->site, "/jonkoping/rounds/statistics?round=x"), 404, "finns inte");
    outcome_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/statistics/counts", test_counts);
    g_test_add_func("/statistics/pages", test_pages);
    return g_test_run();
}
