#include "base/date.h"
#include "base/id.h"
#include "modules/activities/understanding.h"
#include "modules/collaborations/testing/project_file.h"
#include "modules/collaborations/testing/site.h"
#include "modules/plans/adopt_pages.h"
#include "modules/plans/board_pages.h"
#include "modules/plans/compare_pages.h"
#include "modules/plans/office_extract.h"
#include "modules/plans/offices_pages.h"
#include "modules/plans/plan_files_pages.h"
#include "modules/plans/published_pages.h"
#include "modules/plans/roll_forward_pages.h"
#include "modules/plans/store.h"
#include "modules/plans/timeline_pages.h"
#include "modules/plans/versions_pages.h"
#include "modules/plans/went.h"
#include "web/request_parts.h"
#include "web/response_parts.h"

#include <glib.h>
#include <string.h>

/* The pages of a plan's life, asked as a coordinator asks them, on a database in memory. */

typedef struct {
    Site *site;
    Db *db; /* the site's, as the arena */
    Arena *arena;
    const char *name; /* of the collaboration */
    Id collaboration, account;
    const Rules *rules;
} Fixture;

static const Route *const tables[] = {
    adopt_routes,     board_routes,        compare_routes,  offices_routes,  plan_files_routes,
    published_routes, roll_forward_routes, timeline_routes, versions_routes, NULL};

static Collaboration named(Site *site, const char *name) {
    return strcmp(name, site->own.name) == 0     ? site->own
           : strcmp(name, site->other.name) == 0 ? site->other
                                                 : add_collaboration(site->db, site->arena, name);
}

static Fixture *fixture_new(const char *name) {
    Site *site = site_new(tables);
    g_autoptr(GError) error = NULL;
    Fixture *fixture = g_new0(Fixture, 1);
    *fixture = (Fixture){.site = site,
                         .db = site->db,
                         .arena = site->arena,
                         .name = name,
                         .collaboration = named(site, name).id,
                         .account = site->session.account};
    g_assert_true(rules_load(fixture->db, fixture->arena, fixture->collaboration, site->today,
                             &fixture->rules, &error));
    return fixture;
}

static void fixture_free(Fixture *fixture) {
    site_free(fixture->site);
    g_free(fixture);
}

/* ---- plans ---- */

static Activity activity(const Fixture *fixture, const char *title, const char *goal, int year) {
    Activity made = {.cells = {title, goal, "Skriva en projektplan.", "2 gånger per år",
                               "Samordnaren", "Länets kommuner", "Giftfri miljö"},
                     .size = "M",
                     .host = "",
                     .leader = "",
                     .project_group = "",
                     .status = "planned",
                     .comment = "",
                     .carried = ""};
    activity_understand(fixture->arena, names_of_rules(fixture->arena, fixture->rules), year,
                        &made);
    made.is_recurring = g_str_has_prefix(title, "Träff");
    return made;
}

static PlanYear filled_year(const Fixture *fixture, const PlanYear *from, int n) {
    PlanYear year = *from;
    Activity *activities = ARENA_ARRAY(fixture->arena, Activity, (size_t)n);
    PlanCategory *category = ARENA_NEW(fixture->arena, PlanCategory);
    for (int i = 0; i < n; i++)
        activities[i] = activity(fixture,
                                 arena_printf(fixture->arena, "%s %d %d",
                                              i % 2 == 0 ? "Träff" : "Projekt", year.year, i),
                                 "Alla kommuner deltar med minst 5 besök var.", year.year);
    *category = (PlanCategory){.title = "Tillsynsprojekt",
                               .note = "",
                               .activities = activities,
                               .n_activities = (size_t)n};
    year.categories = category;
    year.n_categories = 1;
    return year;
}

/* A plan with n activities in every year; returns its address. */
static const char *plan_with(const Fixture *fixture, const Rule *document, int first_year, int n) {
    g_autoptr(GError) error = NULL;
    Plan plan = plan_empty(fixture->arena, document, first_year);
    PlanYear *years = ARENA_ARRAY(fixture->arena, PlanYear, plan.n_years);
    PlanChapter *chapter = ARENA_NEW(fixture->arena, PlanChapter);
    for (size_t i = 0; i < plan.n_years; i++)
        years[i] = filled_year(fixture, &plan.years[i], n);
    *chapter = (PlanChapter){
        .kind = "table", .heading = "Budget", .body = "Post\ttkr\nLön\t896\nSumma\t896"};
    plan.years = years;
    plan.chapters = chapter;
    plan.n_chapters = 1;
    PlanStoring storing = {fixture->arena, fixture->collaboration, fixture->account, "plan.start",
                           &plan};
    g_assert_true(db_write(fixture->db, plan_store_audited, &storing, &error));
    return id_text(fixture->arena, plan.id);
}

static const Rule *document(const Fixture *fixture) {
    return rules_next(fixture->rules, ELEMENT_DOCUMENT, NULL);
}

static Plan load(const Fixture *fixture, const char *id) {
    g_autoptr(GError) error = NULL;
    Plan plan;
    Id parsed;
    g_assert_true(id_parse(id, &parsed));
    plan_load(fixture->db, fixture->arena, fixture->collaboration, parsed, &plan, &error);
    g_assert_no_error(error);
    return plan;
}

/* ---- asking ---- */

static SiteAnswer ask(const Fixture *fixture, Method method, const char *form, const char *format,
                      ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *below = arena_vprintf(fixture->arena, format, arguments);
    va_end(arguments);
    const char *target = arena_printf(fixture->arena, "/%s%s", fixture->name, below);
    return method == GET ? site_get(fixture->site, target) : site_post(fixture->site, target, form);
}
#define ask_get(...) ask(fixture, GET, NULL, __VA_ARGS__)
#define ask_post(form, ...) ask(fixture, POST, form, __VA_ARGS__)

static void assert_says(SiteAnswer answer, const char *text) {
    assert_answer(answer, 200, text);
}

static const char *adoption(const Fixture *fixture, const char *plan) {
    Plan loaded = load(fixture, plan);
    return arena_printf(fixture->arena,
                        "edit=%d&body=%s&adopted_on=2021-06-09&paragraph=14&is_published=1",
                        (int)loaded.edit, rule_text(document(fixture), "adopted_by"));
}

/* ---- tests ---- */

static void a_plan_is_adopted_published_and_revised(void) {
    Fixture *fixture = fixture_new("jonkoping");
    const char *plan = plan_with(fixture, document(fixture), 2021, 2);
    g_assert_cmpint(ask_get("/published/%s", plan).status, ==, 404);
    static const char *const files[] = {"pdf", "docx", "html", "xlsx", "json", "csv"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        g_assert_cmpint(ask_get("/published/%s.%s", plan, files[i]).status, ==, 404);
    assert_says(ask_get("/plans/%s/adopt", plan), "version 1");
    SiteAnswer refused = ask_post("edit=1&body=styrgrupp&adopted_on=31+juni&note=min+anteckning",
                                  "/plans/%s/adopt", plan);
    g_assert_cmpint(refused.status, ==, 422);
    g_assert_nonnull(strstr(refused.text, "min anteckning"));
    g_assert_cmpstr(load(fixture, plan).state, ==, "draft");
    g_assert_cmpint(ask_post(adoption(fixture, plan), "/plans/%s/adopt", plan).status, ==, 303);
    assert_says(ask_get("/published/%s", plan), "Fastställd av styrgruppen 9");
    assert_says(ask_get("/published/%s", plan), ", § 14. Version 1");
    assert_says(ask_get("/published"), "Verksamhetsplan 2021–2023");
    g_assert_true(g_str_has_prefix(ask_get("/published/%s.pdf", plan).text, "%PDF-1.7"));
    g_assert_true(g_str_has_prefix(ask_get("/published/%s.docx", plan).text, "PK"));
    g_assert_true(g_str_has_prefix(ask_get("/published/%s.xlsx", plan).text, "PK"));
    assert_says(ask_get("/published/%s.html", plan), "Projekt 2021 1");
    assert_says(ask_get("/published/%s.json", plan), "\"activity\":\"Projekt 2021 1\"");
    assert_says(ask_get("/published/%s.csv", plan), "Projekt 2021 1");
    g_assert_cmpint(ask_get("/plans/%s/adopt", plan).status, ==, 409);
    g_assert_cmpint(ask_post("number=0", "/plans/%s/publish", plan).status, ==, 303);
    g_assert_cmpint(ask_get("/published/%s", plan).status, ==, 404);
    g_assert_cmpint(ask_post("number=7", "/plans/%s/publish", plan).status, ==, 404);
    g_assert_cmpint(ask_post("", "/plans/%s/revise", plan).status, ==, 303);
    assert_says(ask_get("/plans/%s/versions", plan), "Utkast till revidering");
    assert_says(ask_get("/plans/%s/versions/1", plan), "den ändras aldrig");
    g_assert_cmpint(ask_get("/plans/%s/versions/2", plan).status, ==, 404);
    fixture_free(fixture);
}

/* What everybody reads, prints and fetches is the version, whatever is done to the draft. */
static void what_is_published_is_what_was_adopted(void) {
    static const struct {
        const char *above, *below;
    } pages[] = {{"/published/", ""},        {"/published/", ".csv"},
                 {"/published/", ".json"},   {"/published/", ".html"},
                 {"/plans/", "/versions/1"}, {"/plans/", "/versions/1.csv"}};
    Fixture *fixture = fixture_new("jonkoping");
    const char *plan = plan_with(fixture, document(fixture), 2021, 1);
    Id changed = load(fixture, plan).years[0].categories[0].activities[0].id;
    CellEdit edit = {fixture->collaboration, fixture->account, changed,
                     COLUMN_TITLE,           "Träff 2021 0",   "Efteråt"};
    CellResult result;
    g_assert_cmpint(ask_post(adoption(fixture, plan), "/plans/%s/adopt", plan).status, ==, 303);
    g_assert_cmpint(ask_post("", "/plans/%s/revise", plan).status, ==, 303);
    g_assert_true(activity_edit_cell(fixture->db, fixture->arena, &edit, &result, NULL));
    assert_says(ask_get("/plans/%s.csv", plan), "Efteråt");
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        SiteAnswer answered = ask_get("%s%s%s", pages[i].above, plan, pages[i].below);
        assert_says(answered, "Träff 2021 0");
        g_assert_null(strstr(answered.text, "Efteråt"));
    }
    fixture_free(fixture);
}

static void an_adoption_of_what_was_not_read_keeps_what_was_typed(void) {
    Fixture *fixture = fixture_new("jonkoping");
    const char *plan = plan_with(fixture, document(fixture), 2021, 2);
    SiteAnswer refused = ask_post("edit=99&body=styrgrupp&adopted_on=2021-06-09&paragraph=77",
                                  "/plans/%s/adopt", plan);
    g_assert_cmpint(refused.status, ==, 422);
    g_assert_nonnull(strstr(refused.text, "har ändrats sedan ni öppnade sidan"));
    g_assert_nonnull(strstr(refused.text, "value=\"77\""));
    fixture_free(fixture);
}

static void a_moved_card_shows_in_the_comparison(void) {
    Fixture *fixture = fixture_new("jonkoping");
    const char *plan = plan_with(fixture, document(fixture), 2021, 2);
    Plan before = load(fixture, plan);
    const char *card = id_text(fixture->arena, before.years[0].categories[0].activities[1].id);
    g_assert_cmpint(ask_post(adoption(fixture, plan), "/plans/%s/adopt", plan).status, ==, 303);
    g_assert_cmpint(ask_post("column=2022", "/activities/%s/move", card).status, ==, 409);
    g_assert_cmpint(ask_post("", "/plans/%s/revise", plan).status, ==, 303);
    assert_says(ask_get("/plans/%s/compare", plan), "Ingenting skiljer sig");
    g_assert_cmpint(ask_post("column=1999", "/activities/%s/move", card).status, ==, 400);
    g_assert_cmpint(ask_post("column=2022", "/activities/%s/move", card).status, ==, 303);
    Plan after = load(fixture, plan);
    g_assert_cmpuint(plan_year_count(&after.years[0]), ==, 1);
    g_assert_cmpuint(plan_year_count(&after.years[1]), ==, 3);
    assert_says(ask_get("/plans/%s/compare", plan), "Flyttad från 2021 · Tillsynsprojekt");
    fixture_free(fixture);
}

static size_t count_all(const Plan *plan) {
    size_t n = 0;
    for (size_t i = 0; i < plan->n_years; i++)
        n += plan_year_count(&plan->years[i]);
    return n;
}

/* In each of the four collaborations every activity of the old plan is accounted for: in the new
 * plan, or said to stay; and the page before says the same as the page after. */
static void nothing_vanishes_in_any_roll_forward(void) {
    static const char *const names[] = {"jonkoping", "kronoberg-blekinge", "vasterbotten",
                                        "stockholm"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        Fixture *fixture = fixture_new(names[i]);
        const char *plan = plan_with(fixture, document(fixture), 2021, 4);
        Plan old = load(fixture, plan);
        Request *request = request_sample(fixture->arena, GET, "/", NULL);
        request->collaboration_name = fixture->name;
        assert_says(ask_get("/plans/%s/roll-forward", plan), "Rad för rad");
        Id unfinished = old.years[0].categories[0].activities[1].id;
        SiteAnswer rolled = ask_post(
            arena_printf(fixture->arena, "unfinished=%s", id_text(fixture->arena, unfinished)),
            "/plans/%s/roll-forward", plan);
        g_assert_cmpint(rolled.status, ==, 303);
        const char *next = strstr(rolled.location, "/plans/") + strlen("/plans/");
        Plan new = load(fixture, arena_strndup(fixture->arena, next, strcspn(next, "/?")));
        Went after;
        went(request, &old, &new, 0, &after);
        g_assert_cmpuint(after.n_all, ==, count_all(&old));
        g_assert_cmpuint(after.n_rows, ==, after.n_all);
        g_assert_cmpuint(after.n_unfinished, ==, 1);
        g_assert_cmpuint(after.n_planned + after.n_recurring + after.n_bank + after.n_unfinished,
                         ==, count_all(&new));
        for (size_t b = 0; b < after.n_bands; b++)
            for (size_t r = 0; r < after.bands[b].n_rows; r++)
                g_assert_cmpint(after.bands[b].rows[r].how, !=, 0);
        assert_says(ask_get("/plans/%s/carried", id_text(fixture->arena, new.id)), "inget borta");
        g_assert_cmpint(ask_get("/plans/%s/roll-forward", plan).status, ==, 409);
        fixture_free(fixture);
    }
}

static OfficeExtract extract_of(const Fixture *fixture, const char *plan, const char *office) {
    Plan *loaded = ARENA_NEW(fixture->arena, Plan);
    OfficeExtract extract;
    Request *request = request_sample(fixture->arena, GET, "/", NULL);
    request->collaboration_name = fixture->name;
    *loaded = load(fixture, plan);
    office_extract(request, fixture->rules, rules_find(fixture->rules, ELEMENT_OFFICE, office),
                   &loaded->years[0], &extract);
    return extract;
}

static void an_office_is_asked_for_its_municipalities(void) {
    Fixture *fixture = fixture_new("jonkoping");
    const char *plan = plan_with(fixture, document(fixture), 2021, 1);
    OfficeExtract joint = extract_of(fixture, plan, "habo-mullsjo"),
                  outside = extract_of(fixture, plan, "gislaved");
    g_assert_cmpuint(joint.n_municipalities, ==, 2);
    g_assert_cmpuint(joint.n_rows, ==, 1);
    g_assert_cmpint(joint.visits, ==, 10);
    g_assert_nonnull(strstr(joint.bands[0].rows[0].asked, "2 kommuner: 10 besök"));
    g_assert_cmpuint(outside.n_municipalities, ==, 1);
    g_assert_cmpuint(outside.n_outside, ==, 1);
    g_assert_cmpint(outside.visits, ==, 5);
    assert_says(ask_get("/plans/%s/offices", plan), "Habo");
    assert_says(ask_get("/plans/%s/offices/habo-mullsjo", plan), "10 besök");
    assert_says(ask_get("/plans/%s/offices/habo-mullsjo.csv", plan), ";10;");
    assert_says(ask_get("/plans/%s/offices/habo-mullsjo.json", plan), "\"visits\":10,");
    assert_says(ask_get("/plans/%s/offices/habo-mullsjo.html", plan), "</h1>");
    g_assert_true(
        g_str_has_prefix(ask_get("/plans/%s/offices/habo-mullsjo.docx", plan).text, "PK"));
    g_assert_true(
        g_str_has_prefix(ask_get("/plans/%s/offices/habo-mullsjo.xlsx", plan).text, "PK"));
    assert_says(ask_get("/plans/%s/offices/habo-mullsjo.csv", plan), "2021;fastställt;");
    assert_says(ask_get("/plans/%s/offices/habo-mullsjo.csv", plan), ";Utkast\r\n");
    assert_says(ask_get("/plans/%s/offices/habo-mullsjo.csv?year=2022", plan), "2022;preliminärt;");
    g_assert_true(
        g_str_has_prefix(ask_get("/plans/%s/offices/gislaved.pdf", plan).text, "%PDF-1.7"));
    g_assert_cmpint(ask_get("/plans/%s/offices/atlantis", plan).status, ==, 404);
    fixture_free(fixture);
}

static Id party_of(const Fixture *fixture, const char *key) {
    const Rule *party = rules_find(fixture->rules, ELEMENT_PARTY, key);
    g_assert_nonnull(party);
    return party->element;
}

/* Nobody is asked for what is cancelled or has moved, nor for what they only guide others in. */
static void an_office_is_asked_only_for_its_own_work(void) {
    static const struct {
        const char *status, *party, *role;
        size_t n_rows, n_others;
    } cases[] = {
        {"planned", "aneby", "takes_part", 1, 0},   {"done", "aneby", "takes_part", 1, 0},
        {"cancelled", "aneby", "takes_part", 0, 0}, {"moved", "aneby", "takes_part", 0, 0},
        {"planned", "aneby", "guidance", 0, 0},     {"planned", "habo", "takes_part", 0, 1}};
    Fixture *fixture = fixture_new("jonkoping");
    Plan plan = load(fixture, plan_with(fixture, document(fixture), 2021, 1));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Activity activity = plan.years[0].categories[0].activities[0];
        PlanCategory category = plan.years[0].categories[0];
        PlanYear year = plan.years[0];
        ActivityParty party = {.party = party_of(fixture, cases[i].party), .role = cases[i].role};
        OfficeExtract own, others;
        Request *request = request_sample(fixture->arena, GET, "/", NULL);
        request->collaboration_name = fixture->name;
        activity.status = cases[i].status;
        activity.parties = &party;
        activity.n_parties = 1;
        category.activities = &activity;
        year.categories = &category;
        office_extract(request, fixture->rules, rules_find(fixture->rules, ELEMENT_OFFICE, "aneby"),
                       &year, &own);
        office_extract(request, fixture->rules,
                       rules_find(fixture->rules, ELEMENT_OFFICE, "habo-mullsjo"), &year, &others);
        g_test_message("%s, %s as %s", cases[i].status, cases[i].party, cases[i].role);
        g_assert_cmpuint(own.n_rows, ==, cases[i].n_rows);
        g_assert_cmpuint(others.n_rows, ==, cases[i].n_others);
    }
    fixture_free(fixture);
}

static uint64_t statements_of(const Fixture *fixture, const char *below, const char *plan) {
    db_forget(fixture->db);
    uint64_t before = db_statement_count(fixture->db);
    SiteAnswer answered = ask(fixture, GET, NULL, "/plans/%s%s", plan, below);
    g_assert_cmpint(answered.status, ==, 200);
    return db_statement_count(fixture->db) - before;
}

static void a_page_takes_the_same_statements_for_one_and_sixty(void) {
    static const char *const pages[] = {"/adopt",   "/versions", "/roll-forward", "/board",
                                        "/compare", "/timeline", "/offices",      "/offices/aneby",
                                        ".pdf",     ".docx",     ".html",         ".csv",
                                        ".json"};
    Fixture *fixture = fixture_new("jonkoping");
    const char *small = plan_with(fixture, document(fixture), 2021, 1),
               *large = plan_with(fixture, document(fixture), 2031, 60);
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        uint64_t one = statements_of(fixture, pages[i], small),
                 sixty = statements_of(fixture, pages[i], large);
        g_test_message("%s: %d statements", pages[i], (int)one);
        g_assert_cmpuint(one, ==, sixty);
        g_assert_cmpuint(one, <=, 20);
    }
    fixture_free(fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan-life/adopted-published-revised",
                    a_plan_is_adopted_published_and_revised);
    g_test_add_func("/plan-life/adoption-conflict",
                    an_adoption_of_what_was_not_read_keeps_what_was_typed);
    g_test_add_func("/plan-life/board-and-comparison", a_moved_card_shows_in_the_comparison);
    g_test_add_func("/plan-life/roll-forward", nothing_vanishes_in_any_roll_forward);
    g_test_add_func("/plan-life/offices", an_office_is_asked_for_its_municipalities);
    g_test_add_func("/plan-life/offices/own", an_office_is_asked_only_for_its_own_work);
    g_test_add_func("/plan-life/published", what_is_published_is_what_was_adopted);
    g_test_add_func("/plan-life/statements", a_page_takes_the_same_statements_for_one_and_sixty);
    return g_test_run();
}
