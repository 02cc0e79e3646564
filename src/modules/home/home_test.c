#include "modules/home/home.h"
#include "modules/home/home_items.h"

#include "base/id.h"
#include "db/testdb.h"
#include "modules/collaborations/testing/project_file.h"
#include "modules/plans/store.h"
#include "modules/proposals/proposals.h"
#include "modules/rounds/testing/round_site.h"
#include "services/auth/auth.h"
#include "web/request_parts.h"
#include "web/response_parts.h"

#include <glib.h>
#include <string.h>

static const Date today = {2021, 4, 15};

typedef struct {
    Db *db;
    Arena *arena;
    Id collaboration;
    Session session;
} Fixture;

static Fixture fixture_new(void) {
    Fixture fixture = {.db = testdb_new(), .arena = arena_new()};
    fixture.collaboration = add_collaboration(fixture.db, fixture.arena, "jonkoping").id;
    fixture.session = (Session){.name = "Anna Prov", .roles = ONLY_ROLE(ROLE_COORDINATOR)};
    g_assert_true(account_add(fixture.db,
                              &(NewAccount){"anna@example.org", "Anna Prov", NULL, false},
                              &fixture.session.account, NULL));
    return fixture;
}

static void store_year(const Fixture *fixture, const Activity *activities, size_t n) {
    const Rules *rules;
    g_assert_true(
        rules_load(fixture->db, fixture->arena, fixture->collaboration, today, &rules, NULL));
    Plan plan =
        plan_empty(fixture->arena, rules_find(rules, ELEMENT_DOCUMENT, "verksamhetsplan"), 2021);
    PlanCategory category = {
        .title = "Träffar", .note = "", .activities = activities, .n_activities = n};
    PlanYear *years = ARENA_ARRAY(fixture->arena, PlanYear, plan.n_years);
    for (size_t i = 0; i < plan.n_years; i++)
        years[i] = plan.years[i];
    years[0].categories = &category;
    years[0].n_categories = 1;
    plan.years = years;
    PlanStoring storing = {fixture->arena, fixture->collaboration, fixture->session.account,
                           "plan.start", &plan};
    g_assert_true(db_write(fixture->db, plan_store_audited, &storing, NULL));
}

static Activity activity(const char *title, const char *time, const char *status,
                         const ActivityStep *step) {
    return (Activity){.cells = {title, "", "", time, "", "", ""},
                      .size = "",
                      .host = "",
                      .leader = "",
                      .project_group = "",
                      .status = status,
                      .comment = "",
                      .carried = "",
                      .steps = step,
                      .n_steps = step != NULL};
}

static Request *request_of(const Fixture *fixture, const char *target) {
    Request *request = request_sample(fixture->arena, GET, target, NULL);
    request->db = fixture->db;
    request->collaboration = fixture->collaboration;
    request->collaboration_name = "jonkoping";
    request->session = &fixture->session;
    request->today = today;
    return request;
}

/* Each activity of the year once, with what it says of it: "title: more, when". */
static const char *late_items(const Fixture *fixture) {
    HomeView view = {0};
    g_autoptr(GString) text = g_string_new(NULL);
    g_assert_true(home_items(request_of(fixture, "/jonkoping"), &view, NULL));
    for (size_t i = 0; i < view.waiting.n; i++)
        if (view.waiting.rows[i].is_late &&
            strstr(view.waiting.rows[i].path, "/activities/") != NULL)
            g_string_append_printf(text, "%s: %s, %s\n", view.waiting.rows[i].title,
                                   view.waiting.rows[i].more == NULL ? ""
                                                                     : view.waiting.rows[i].more,
                                   view.waiting.rows[i].when);
    return arena_strdup(fixture->arena, text->str);
}

static void late_is_what_follow_up_says(void) {
    Fixture fixture = fixture_new();
    const ActivityStep late = {.title = "Checklista", .due_on = {2021, 3, 31}},
                       optional = {.title = "Studiebesök",
                                   .due_on = {2021, 3, 1},
                                   .is_optional = true},
                       soon = {.title = "Inbjudan", .due_on = {2021, 4, 20}},
                       undated = {.title = "Någon gång"};
    const Activity activities[] = {activity("Två skäl", "10 april 2021", "planned", &late),
                                   activity("Frivilligt", "hösten 2021", "planned", &optional),
                                   activity("Igår", "14 april 2021", "ongoing", &soon),
                                   activity("Sagt sen", "hösten 2021", "late", &undated),
                                   activity("Klar", "mars 2021", "done", &late)};
    store_year(&fixture, activities, G_N_ELEMENTS(activities));
    g_assert_cmpstr(late_items(&fixture), ==,
                    "Två skäl: Checklista skulle vara klart 31 mars, 15 dagar sen\n"
                    "Igår: Skulle ske 14 april 2021, en dag sen\n"
                    "Sagt sen: , försenad\n");
    db_close(fixture.db);
    arena_free(fixture.arena);
}

/* A person's page is found by key, as everybody's link to it. */
static void search_leads_to_a_persons_page(void) {
    Fixture fixture = fixture_new();
    Request *request = request_of(&fixture, "/jonkoping/search?q=bo+prov");
    Response *response = response_new(request);
    g_assert_true(db_run_script(
        fixture.db,
        arena_printf(fixture.arena,
                     "INSERT INTO person (collaboration, id, key, name) VALUES (%" G_GINT64_FORMAT
                     ", 7, 'bo-prov', 'Bo Prov')",
                     fixture.collaboration.value),
        NULL));
    g_assert_true(search_routes[0].handler(request, response, NULL));
    g_assert_nonnull(strstr(html_out_text(response_html(response)), "/jonkoping/people/bo-prov\""));
    db_close(fixture.db);
    arena_free(fixture.arena);
}

static const char *found(const RoundSite *site, const char *word) {
    Site *at = site->site;
    const char *query = arena_printf(at->arena, "/jonkoping/search?q=%s", word);
    SiteAnswer answer = site_get(at, query);
    g_assert_cmpint(answer.status, ==, 200);
    return answer.text;
}

/* What is submitted is found by all, a draft by nobody. */
static void search_finds_no_drafts(void) {
    static const Route *const tables[] = {search_routes, NULL};
    RoundSite *site = round_site_new(tables);
    Site *at = site->site;
    const char *texts[N_PROPOSAL_TEXTS] = {[PROPOSAL_TITLE] = "Badtunnor"};
    Id id;
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    Asker asker = round_site_asker(site);
    ProposalAddition addition = {&asker, site->round, round_site_office(site, "aneby"),
                                 texts,  {0},         at->now};
    g_assert_true(proposal_add(at->db, at->arena, &addition, &id, NULL));
    round_site_coordinate(site);
    g_assert_null(strstr(found(site, "badtunn"), "Badtunnor"));
    g_assert_true(proposal_submit(at->db, &(ProposalAct){&asker, id, at->now}, NULL));
    g_assert_nonnull(strstr(found(site, "badtunn"), "Badtunnor"));
    round_site_free(site);
}

/* Whoever proposes is asked to as long as the round collects, whoever prepares after that. */
static void rounds_ask(void) {
    static const Route *const tables[] = {home_routes, NULL};
    RoundSite *site = round_site_new(tables);
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_MEMBER));
    SiteAnswer page = site_get(site->site, "/jonkoping");
    assert_answer(page, 200, "Lämna era förslag");
    g_assert_null(strstr(page.text, "Bered förslagen"));
    round_site_go(site, STAGE_PREPARING);
    page = site_get(site->site, "/jonkoping");
    assert_answer(page, 200, "Beredningen klar"); /* among what is coming */
    g_assert_null(strstr(page.text, "Lämna era förslag"));
    round_site_be(site, "aneby", ONLY_ROLE(ROLE_PREPARER));
    assert_answer(site_get(site->site, "/jonkoping"), 200, "Bered förslagen");
    round_site_free(site);
}

/* What a new collaboration lacks is said to whoever sets it up, and what it has is not. */
static void says_what_is_lacking(void) {
    static const Route *const tables[] = {home_routes, NULL};
    Site *site = site_new(tables);
    g_assert_true(db_run_script(site->db,
                                "DELETE FROM rule WHERE element IN (SELECT id FROM element WHERE "
                                "kind = 'office')",
                                NULL));
    SiteAnswer page = site_get(site, "/jonkoping");
    assert_answer(page, 200, "Kom i gång");
    g_assert_nonnull(strstr(page.text, "href=\"/jonkoping/rules/office/new\""));
    g_assert_nonnull(strstr(page.text, "href=\"/jonkoping/directory/import\""));
    g_assert_null(strstr(page.text, "/rules/committee/new"));
    g_assert_null(strstr(page.text, "/rules/party/new"));
    g_assert_nonnull(strstr(page.text, "Verksamhetsplan 2022–2024 ska fastställas"));
    g_assert_null(strstr(page.text, "Verksamhetsplan 2021–2023 ska fastställas"));
    site->session.roles = ONLY_ROLE(ROLE_MEMBER);
    g_assert_null(strstr(site_get(site, "/jonkoping").text, "Kom i gång"));
    site_free(site);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/home/late", late_is_what_follow_up_says);
    g_test_add_func("/home/search-people", search_leads_to_a_persons_page);
    g_test_add_func("/home/search-proposals", search_finds_no_drafts);
    g_test_add_func("/home/rounds-ask", rounds_ask);
    g_test_add_func("/home/lacking", says_what_is_lacking);
    return g_test_run();
}
