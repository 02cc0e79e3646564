#include "modules/rounds/testing/round_site.h"

#include "base/date.h"
#include "modules/people/people_edit.h"
#include "modules/rounds/rounds_sql.h"

static const Rule *plan_rule(const Site *site) {
    RuleHistory history;
    g_assert_true(rules_history(site->db, site->arena, site->own.id, ELEMENT_DOCUMENT,
                                "verksamhetsplan", &history, NULL));
    return round_rule(&history, 2022);
}

static Id body(const Site *site, const char *key) {
    return rules_find(site_rules(site), ELEMENT_BODY, key)->element;
}

RoundSite *round_site_new(const Route *const *tables) {
    RoundSite *made = g_new0(RoundSite, 1);
    Site *site = made->site = site_new(tables);
    const Rule *document = plan_rule(site);
    RoundStart start = {.collaboration = site->own.id,
                        .account = site->session.account,
                        .document = document,
                        .first_year = 2022,
                        .dates = round_dates(document, 2022),
                        .prepared_by = body(site, "beredningsgrupp"),
                        .meeting = body(site, "kontaktpersoner"),
                        .adopted_by = body(site, "styrgrupp"),
                        .now = site->now};
    g_assert_true(round_start(site->db, &start, &made->round, NULL));
    round_site_go(made, STAGE_COLLECTING);
    return made;
}

void round_site_free(RoundSite *site) {
    site_free(site->site);
    g_free(site);
}

static bool set_released(Db *db, void *data, GError **error) {
    return sql_round_set_released(db, data, error);
}

void round_site_go(RoundSite *site, Stage stage) {
    Site *at = site->site;
    Round round;
    g_assert_true(round_get(at->db, at->arena, at->own.id, site->round, &round, NULL));
    const RoundDates *dates = &round.dates;
    const Date first[N_STAGES] = {
        date_add_days(dates->opens_on, -1),       dates->opens_on,
        date_add_days(dates->closes_on, 1),       date_add_days(dates->releases_on, 1),
        date_add_days(dates->comments_end_on, 1), date_add_days(dates->decides_on, 1)};
    SqlRoundSetReleasedIn release = {at->own.id, site->round, at->now};
    at->today = first[stage];
    if (stage >= STAGE_COMMENTING)
        g_assert_true(db_write(at->db, set_released, &release, NULL));
}

Id round_site_office(const RoundSite *site, const char *key) {
    const Rule *office = rules_find(site_rules(site->site), ELEMENT_OFFICE, key);
    g_assert_nonnull(office);
    return office->element;
}

static Id person_at(const Site *site, Id office, const char *name) {
    People people;
    const char *key;
    PeopleEditor editor = {site->own.id, site->session.account, {0}};
    g_assert_true(people_load(site->db, site->arena, site->own.id, NULL, &people, NULL));
    for (size_t i = 0; i < people.n; i++)
        if (g_strcmp0(people.persons[i].name, name) == 0)
            return people.persons[i].id;
    Person person = {.name = name, .email = arena_printf(site->arena, "%s@example.org", name)};
    g_assert_true(person_put(site->db, site->arena, &editor, &person, &key, NULL));
    g_assert_true(people_load(site->db, site->arena, site->own.id, NULL, &people, NULL));
    Post post = {.person = people_find(&people, key)->id,
                 .element = office,
                 .subjects = "",
                 .function = "contact_person"};
    g_assert_true(post_put(site->db, site->arena, &editor, &post, NULL));
    return post.person;
}

void round_site_be(RoundSite *site, const char *office, Roles roles) {
    site->site->session.person = person_at(site->site, round_site_office(site, office), office);
    site->site->session.roles = roles;
}

void round_site_coordinate(RoundSite *site) {
    site->site->session.person = (Id){0};
    site->site->session.roles = ONLY_ROLE(ROLE_COORDINATOR);
}

Asker round_site_asker(const RoundSite *site) {
    const Site *at = site->site;
    Asker asker = {.collaboration = at->own.id,
                   .account = at->session.account,
                   .person = at->session.person,
                   .roles = at->session.roles,
                   .today = at->today};
    g_assert_true(asker_load(at->db, at->arena, &asker, NULL));
    return asker;
}

void round_site_fill(const RoundSite *site, int last) {
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO proposal (collaboration, id, round, proposer, number, state, title, "
        "created_at, submitted_at) "
        "WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT g.i + 1 FROM g WHERE g.i < %d) "
        "SELECT r.collaboration, 100000 + g.i, r.id, %" G_GINT64_FORMAT
        ", g.i, 'submitted', 'Solfångare', 1, 1 FROM round r, g WHERE r.id = %" G_GINT64_FORMAT
        " AND g.i > (SELECT coalesce(max(p.number), 0) FROM proposal p WHERE p.round = r.id)",
        last, round_site_office(site, "aneby").value, site->round.value);
    g_assert_true(db_run_script(site->site->db, sql, NULL));
}

uint64_t round_site_statements(const RoundSite *site, const char *path) {
    db_forget(site->site->db);
    uint64_t before = db_statement_count(site->site->db);
    g_assert_cmpint(site_get(site->site, path).status, ==, 200);
    return db_statement_count(site->site->db) - before;
}
