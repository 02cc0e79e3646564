#include "base/date.h"
#include "base/error.h"
#include "modules/collaborations/testing/project_file.h"
#include "modules/rounds/testing/round_site.h"

#include <string.h>

static const Rule *rule_for(const Site *site, Id collaboration, const char *key, int year) {
    RuleHistory history;
    g_assert_true(
        rules_history(site->db, site->arena, collaboration, ELEMENT_DOCUMENT, key, &history, NULL));
    return round_rule(&history, year);
}

static void assert_day(const Site *site, Date day, const char *iso) {
    g_assert_cmpstr(date_is_set(day) ? date_iso(site->arena, day) : "", ==, iso);
}

static void test_dates(void) {
    Site *site = site_new(NULL);
    RoundDates dates = round_dates(rule_for(site, site->own.id, "verksamhetsplan", 2022), 2022);
    assert_day(site, dates.opens_on, "2020-11-25");
    assert_day(site, dates.closes_on, "2021-02-03");
    assert_day(site, dates.releases_on, "2021-03-17");
    assert_day(site, dates.comments_end_on, "2021-04-14");
    assert_day(site, dates.meeting_on, "2021-05-26");
    assert_day(site, dates.decides_on, "2021-06-30");
    site_free(site);
}

static void test_dates_without_deadline(void) {
    Site *site = site_new(NULL);
    RoundDates dates = round_dates(rule_for(site, site->other.id, "verksamhetsplan", 2022), 2022);
    assert_day(site, dates.decides_on, "2021-12-31");
    assert_day(site, dates.releases_on, "2021-11-19");
    assert_day(site, dates.comments_end_on, "");
    assert_day(site, dates.meeting_on, "");
    site_free(site);
}

/* With a deadline in October the way back passes July. */
static void test_quiet_weeks(void) {
    Site *site = site_new(NULL);
    Id north = add_collaboration(site->db, site->arena, "vasterbotten").id;
    RoundDates autumn = round_dates(rule_for(site, north, "aktivitetsplan", 2022), 2022);
    assert_day(site, autumn.closes_on, "2021-08-22");
    assert_day(site, autumn.opens_on, "2021-02-21");
    for (int year = 2020; year < 2040; year++) {
        RoundDates dates = round_dates(rule_for(site, north, "aktivitetsplan", year), year);
        const Date days[] = {dates.opens_on, dates.closes_on, dates.releases_on, dates.decides_on};
        for (size_t i = 0; i < G_N_ELEMENTS(days); i++)
            g_assert_false(date_week(days[i]) >= 27 && date_week(days[i]) <= 32);
    }
    site_free(site);
}

static void test_stages(void) {
    RoundSite *site = round_site_new(NULL);
    for (Stage stage = STAGE_COMING; stage < STAGE_CLOSED; stage++) {
        Round round;
        round_site_go(site, stage);
        g_assert_true(round_get(site->site->db, site->site->arena, site->site->own.id, site->round,
                                &round, NULL));
        g_assert_cmpint(round_stage(&round, site->site->today), ==, stage);
        Date last = stage == STAGE_COMING ? date_add_days(round.dates.opens_on, -1)
                                          : stage_ends(&round, stage);
        g_assert_cmpint(round_stage(&round, last), ==, stage);
    }
    round_site_free(site);
}

static bool start_again(RoundSite *site, RoundDates dates, GError **error) {
    Site *at = site->site;
    Id id;
    const Rule *document = rule_for(at, at->own.id, "verksamhetsplan", 2023);
    RoundStart start = {.collaboration = at->own.id,
                        .account = at->session.account,
                        .document = document,
                        .first_year = 2023,
                        .dates = dates,
                        .adopted_by =
                            rules_find(site_rules(at), ELEMENT_BODY, "styrgrupp")->element,
                        .now = at->now};
    return round_start(at->db, &start, &id, error);
}

static void assert_refused(bool done, GError **error, ErrorCode code, const char *words) {
    g_assert_false(done);
    g_assert_true(error_is(*error, code));
    g_assert_nonnull(strstr((*error)->message, words));
    g_clear_error(error);
}

static Round the_round(const RoundSite *site) {
    Round round;
    g_assert_true(round_get(site->site->db, site->site->arena, site->site->own.id, site->round,
                            &round, NULL));
    return round;
}

static void test_start(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    Criteria criteria;
    RoundDates dates = round_dates(
                   rule_for(site->site, site->site->own.id, "verksamhetsplan", 2023), 2023),
               wrong = dates;
    g_assert_true(round_criteria(site->site->db, site->site->arena, site->site->own.id, site->round,
                                 &criteria, NULL));
    g_assert_cmpuint(criteria.n, ==, 6);
    g_assert_cmpstr(criteria.rows[0].title, ==, "Behovet finns i flera av länets kommuner");
    g_assert_cmpint(the_round(site).size_hours.medium, ==, 40);
    wrong.closes_on = date_add_days(wrong.opens_on, -1);
    assert_refused(start_again(site, wrong, &error), &error, ERROR_INVALID,
                   "kan inte ligga före Första dag för förslag");
    wrong = dates;
    wrong.closes_on = (Date){0};
    assert_refused(start_again(site, wrong, &error), &error, ERROR_INVALID, "Fyll i alla dagar");
    wrong = dates;
    wrong.meeting_on = date_add_days(wrong.decides_on, 1);
    assert_refused(start_again(site, wrong, &error), &error, ERROR_INVALID, "Träffen");
    g_assert_true(start_again(site, dates, NULL));
    assert_refused(start_again(site, dates, &error), &error, ERROR_CONFLICT, "redan en omgång");
    round_site_free(site);
}

static bool change(RoundSite *site, const Round *round, GError **error) {
    RoundChange made = {site->site->own.id, site->site->session.account, round, site->site->today};
    return round_change(site->site->db, &made, error);
}

/* Moved back into collecting, the list is taken in; moved elsewhere, it stays released. */
static void test_moved(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    round_site_go(site, STAGE_COMMENTING);
    Round round = the_round(site), stale = round;
    round.dates.comments_end_on = date_add_days(round.dates.comments_end_on, 7);
    g_assert_true(change(site, &round, NULL));
    assert_refused(change(site, &stale, &error), &error, ERROR_CONFLICT, "Någon annan");
    round = the_round(site);
    g_assert_cmpint(round_stage(&round, site->site->today), ==, STAGE_COMMENTING);
    round.dates.closes_on = round.dates.releases_on = site->site->today;
    g_assert_true(change(site, &round, NULL));
    round = the_round(site);
    g_assert_cmpint(round_stage(&round, site->site->today), ==, STAGE_COLLECTING);
    g_assert_cmpint(round.released_at.seconds, ==, 0);
    round_site_free(site);
}

static bool release(Db *db, void *data, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    return round_release(db, arena, data, error);
}

static void test_release(void) {
    RoundSite *site = round_site_new(NULL);
    GError *error = NULL;
    RoundAct act = {site->site->own.id, site->site->session.account, site->round, site->site->today,
                    site->site->now};
    assert_refused(db_write(site->site->db, release, &act, &error), &error, ERROR_CONFLICT,
                   "när tiden för förslag är slut");
    round_site_go(site, STAGE_PREPARING);
    act.today = site->site->today;
    g_assert_true(db_write(site->site->db, release, &act, NULL));
    g_assert_false(db_write(site->site->db, release, &act, NULL));
    Round round = the_round(site);
    g_assert_cmpint(round_stage(&round, site->site->today), ==, STAGE_COMMENTING);
    round_site_free(site);
}

static void test_askers(void) {
    RoundSite *site = round_site_new(NULL);
    Arena *arena = site->site->arena;
    Round round = the_round(site);
    const Rules *rules = site_rules(site->site);
    Asker asker = round_site_asker(site);
    g_assert_cmpuint(round_proposers(arena, rules, &round).n, ==, 12);
    g_assert_cmpuint(round_respondents(arena, rules, &round).n, ==, 12);
    g_assert_cmpuint(round_own_proposers(arena, rules, &round, &asker).n, ==, 0);
    g_assert_cmpuint(asker.n_of, ==, 1); /* the collaboration itself */
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_CONTACT_PERSON));
    asker = round_site_asker(site);
    Elements own = round_own_proposers(arena, rules, &round, &asker);
    g_assert_cmpuint(own.n, ==, 1);
    g_assert_cmpstr(party_name(own.rows[0]), ==, "Aneby");
    g_assert_true(asker_is_of(&asker, own.rows[0]->element));
    g_assert_false(asker_is_of(&asker, round_site_office(site, "eksjo")));
    round.proposals_from = "county_board;preparers;coordinator";
    g_assert_cmpuint(round_proposers(arena, rules, &round).n, ==, 3);
    round_site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rounds/dates", test_dates);
    g_test_add_func("/rounds/dates without deadline", test_dates_without_deadline);
    g_test_add_func("/rounds/quiet weeks", test_quiet_weeks);
    g_test_add_func("/rounds/stages", test_stages);
    g_test_add_func("/rounds/start", test_start);
    g_test_add_func("/rounds/moved", test_moved);
    g_test_add_func("/rounds/release", test_release);
    g_test_add_func("/rounds/askers", test_askers);
    return g_test_run();
}
