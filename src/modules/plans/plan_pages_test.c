#include "modules/plans/plans_pages.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "db/testdb.h"
#include "modules/collaborations/configuration.h"
#include "modules/plans/adopt_pages.h"
#include "modules/plans/board_pages.h"
#include "modules/plans/edit_pages.h"
#include "modules/plans/store.h"
#include "modules/plans/undo_offer.h"
#include "services/audit/audit.h"
#include "services/auth/auth.h"
#include "web/request_parts.h"
#include "web/response_parts.h"

#include <glib.h>
#include <string.h>

/* The pages of a plan as the router answers them, in a database with two collaborations. */

typedef struct {
    Db *db;
    Arena *arena;
    Collaboration own, other;
    Id account, plan, other_plan;
    Role role;
    Router *router;
    RouterHooks hooks;
} Fixture;

static const Route *const tables[] = {plans_routes,   chapters_routes, follow_up_routes, history_routes, activity_routes,
                                      activity_edit_routes, cell_routes, facts_routes, category_routes, adopt_routes, board_routes, NULL};

/* ---- hooks ---- */

static bool give_database(void *data, Db **ret_db, GError **error) {
    (void)error;
    *ret_db = ((Fixture *)data)->db;
    return true;
}

static bool give_session(Request *request, Response *response, void *data, GError **error) {
    const Fixture *fixture = data;
    Session *session = ARENA_NEW(request->arena, Session);
    (void)response, (void)error;
    *session = (Session){.account = fixture->account, .name = "Anna Prov", .role = fixture->role};
    request->session = fixture->role == ROLE_PUBLIC ? NULL : session;
    request->today = (Date){2021, 4, 15};
    return true;
}

static bool give_collaboration(Request *request, const char *name, void *data, GError **error) {
    const Fixture *fixture = data;
    const Collaboration *found = strcmp(name, fixture->own.name) == 0 ? &fixture->own : NULL;
    if (found == NULL)
        return fail(error, ERROR_NOT_FOUND, "Samverkan finns inte.");
    request->collaboration = found->id;
    request->collaboration_name = found->name;
    request->collaboration_title = found->title;
    return true;
}

static bool give_permission(Request *request, const Route *route, void *data, GError **error) {
    (void)data;
    return session_may(request->session, (Permission)route->permission) || fail(error, ERROR_FORBIDDEN, "Ni har inte behörighet.");
}

static void show_error(Request *request, Response *response, int status, const char *message, void *data) {
    (void)request;
    (void)data;
    response_status(response, status);
    html_put_text(response_html(response), message);
}

/* ---- the database ---- */

static Collaboration import_rules(const Fixture *fixture, const char *name) {
    g_autofree char *file = g_strdup_printf("%s.conf", name);
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "collaborations", file, NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    ConfigurationImport import = {0};
    ConfigurationSummary summary;
    Collaboration collaboration;
    g_file_get_contents(path, &text, &import.size, &error);
    g_assert_no_error(error);
    import.text = text;
    g_assert_true(configuration_import(fixture->db, fixture->arena, &import, &summary, &error));
    g_assert_true(collaboration_by_name(fixture->db, fixture->arena, name, &collaboration, &error));
    return collaboration;
}

static Activity sample_activity(Arena *arena, size_t number) {
    return (Activity){.cells = {arena_printf(arena, "Aktivitet %zu", number), "Minst fem besök.", "Skriv en plan. Besök verksamheter.",
                                "våren 2021", "Samordnaren", "Länets kommuner", "Giftfri miljö"},
                      .size = "", .host = "", .leader = "", .project_group = "", .status = "planned", .comment = "", .carried = ""};
}

/* A draft for 2021 with `n` activities in its first year, understood as when they are written. */
static Id add_plan(const Fixture *fixture, const Collaboration *collaboration, size_t n) {
    Arena *arena = fixture->arena;
    g_autoptr(GError) error = NULL;
    const Rules *rules;
    g_assert_true(rules_load(fixture->db, arena, collaboration->id, (Date){2021, 1, 1}, &rules, &error));
    Plan plan = plan_empty(arena, rules_find(rules, ELEMENT_DOCUMENT, "verksamhetsplan"), 2021);
    PlanYear *years = ARENA_ARRAY(arena, PlanYear, plan.n_years);
    for (size_t i = 0; i < plan.n_years; i++) {
        PlanCategory *category = ARENA_NEW(arena, PlanCategory);
        *category = (PlanCategory){.title = "Träffar", .note = ""};
        years[i] = plan.years[i];
        years[i].categories = category;
        years[i].n_categories = 1;
    }
    plan.years = years;
    PlanChapter *chapter = ARENA_NEW(arena, PlanChapter);
    *chapter = (PlanChapter){.kind = "text", .heading = "Styrning", .body = "Styrgruppen leder."};
    plan.chapters = chapter;
    plan.n_chapters = 1;
    PlanStoring storing = {arena, collaboration->id, fixture->account, "plan.start", &plan};
    g_assert_true(db_write(fixture->db, plan_store_audited, &storing, &error));
    g_assert_true(plan_load(fixture->db, arena, collaboration->id, plan.id, &plan, &error));
    for (size_t i = 0; i < n; i++) {
        Activity activity = sample_activity(arena, i + 1);
        Id id;
        activity.plan = plan.id;
        activity.category = plan.years[0].categories[0].id;
        g_assert_true(activity_add(fixture->db, arena, &(ActivityAddition){collaboration->id, fixture->account, &activity, {0}}, &id, &error));
    }
    g_assert_no_error(error);
    return plan.id;
}

static void fixture_init(Fixture *fixture, size_t n) {
    g_autoptr(GError) error = NULL;
    NewAccount account = {"anna@example.org", "Anna Prov", NULL, false};
    *fixture = (Fixture){.db = testdb_new(), .arena = arena_new(), .role = ROLE_COORDINATOR};
    g_assert_true(account_add(fixture->db, &account, &fixture->account, &error));
    fixture->own = import_rules(fixture, "jonkoping");
    fixture->other = import_rules(fixture, "stockholm");
    fixture->plan = add_plan(fixture, &fixture->own, n);
    fixture->other_plan = add_plan(fixture, &fixture->other, 1);
    fixture->hooks = (RouterHooks){.data = fixture, .database = give_database, .reading = db_read, .session = give_session,
                                   .collaboration = give_collaboration, .permission = give_permission, .error_page = show_error};
    g_assert_true(router_new(tables, &fixture->hooks, &fixture->router, &error));
}

static void fixture_clear(Fixture *fixture) {
    router_free(fixture->router);
    db_close(fixture->db);
    arena_free(fixture->arena);
}

static Plan load(const Fixture *fixture) {
    Plan plan;
    g_autoptr(GError) error = NULL;
    plan_load(fixture->db, fixture->arena, fixture->own.id, fixture->plan, &plan, &error);
    g_assert_no_error(error);
    return plan;
}

static Activity first_activity(const Fixture *fixture) {
    return load(fixture).years[0].categories[0].activities[0];
}

/* ---- asking ---- */

typedef struct {
    int status;
    const char *text, *location, *elsewhere;
} Page;

static Page ask(const Fixture *fixture, const char *target, const char *form, bool script) {
    Request *request = request_sample(fixture->arena, form == NULL ? GET : POST, target, form);
    request->htmx = script;
    pairs_add(fixture->arena, &request->parts->headers, "Sec-Fetch-Site", "same-origin");
    const Response *response = router_answer(fixture->router, request);
    const char *location = pairs_get_header(&response->headers, "Location");
    return (Page){response->status, response->html == NULL ? "" : html_out_text(response->html), location == NULL ? "" : location,
                  pairs_get_header(&response->headers, "HX-Location")};
}

static Page get(const Fixture *fixture, const char *target) {
    return ask(fixture, target, NULL, false);
}

static char *form_of(const Fixture *fixture, const char *const *fields) {
    g_autoptr(GString) form = g_string_new(NULL);
    for (; fields[0] != NULL; fields += 2) {
        g_autofree char *value = g_uri_escape_string(fields[1], NULL, FALSE);
        g_string_append_printf(form, "%s%s=%s", form->len == 0 ? "" : "&", fields[0], value);
    }
    return arena_strdup(fixture->arena, form->str);
}

#define FORM(fixture, ...) form_of((fixture), (const char *const[]){__VA_ARGS__, NULL})

static const char *plan_path(const Fixture *fixture, const char *below) {
    return arena_printf(fixture->arena, "/jonkoping/plans/%s%s", id_text(fixture->arena, fixture->plan), below);
}

static const char *activity_path(const Fixture *fixture, const char *below) {
    return arena_printf(fixture->arena, "/jonkoping/activities/%s%s", id_text(fixture->arena, first_activity(fixture).id), below);
}

static size_t count(const char *text, const char *what) {
    size_t n = 0;
    for (const char *at = strstr(text, what); at != NULL; at = strstr(at + strlen(what), what))
        n++;
    return n;
}

static void contains(Page answer, const char *what) {
    if (strstr(answer.text, what) == NULL)
        g_error("%d, no “%s” in: %.3000s", answer.status, what, answer.text);
}

static size_t n_told(const Fixture *fixture) {
    AuditRows rows;
    g_assert_true(audit_of_parent(fixture->db, fixture->arena, fixture->own.id, fixture->plan, 1000, &rows, NULL));
    return rows.n;
}

/* ---- reading ---- */

static void pages_answer_by_role(void) {
    static const struct {
        const char *below;
        bool of_activity, edits;
    } pages[] = {{"", false, false},          {"?year=2022", false, false},      {"/chapters", false, false},
                 {"/follow-up", false, false}, {"/history", false, false},        {"/national", false, false},
                 {"/chapters/new", false, true}, {"/categories/new?year=2021", false, true}, {"", true, false},
                 {"/edit", true, true},       {"/facts", true, true},            {"/follow-up", true, true}};
    Fixture fixture;
    fixture_init(&fixture, 2);
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        const char *path = (pages[i].of_activity ? activity_path : plan_path)(&fixture, pages[i].below);
        fixture.role = ROLE_COORDINATOR;
        g_assert_cmpint(get(&fixture, path).status, ==, 200);
        fixture.role = ROLE_MEMBER;
        g_assert_cmpint(get(&fixture, path).status, ==, pages[i].edits ? 403 : 200);
        fixture.role = ROLE_PUBLIC;
        g_assert_cmpint(get(&fixture, path).status, ==, 403);
    }
    fixture_clear(&fixture);
}

static void only_the_coordinator_gets_cells_to_edit(void) {
    Fixture fixture;
    fixture_init(&fixture, 2);
    Page answer = get(&fixture, plan_path(&fixture, "?year=2021"));
    g_assert_cmpuint(count(answer.text, "data-save="), ==, 2);
    g_assert_cmpuint(count(answer.text, "data-cell="), ==, 2 * N_ACTIVITY_COLUMNS);
    fixture.role = ROLE_MEMBER;
    answer = get(&fixture, plan_path(&fixture, "?year=2021"));
    g_assert_cmpuint(count(answer.text, "data-save=") + count(answer.text, "data-cell="), ==, 0);
    g_assert_cmpuint(count(answer.text, "data-href="), ==, 2);
    fixture_clear(&fixture);
}

static void filters_narrow(void) {
    static const struct {
        const char *query;
        size_t n;
    } cases[] = {{"", 3}, {"&q=aktivitet+2", 1}, {"&q=BES%C3%96K", 3}, {"&goal=4", 3}, {"&goal=5", 0}, {"&party=all", 3},
                 {"&status=planned", 3}, {"&status=done", 0}, {"&responsible=Samordnaren", 3}, {"&responsible=Ingen", 0}, {"&category=0000000000001", 0}};
    Fixture fixture;
    fixture_init(&fixture, 3);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Page answer = get(&fixture, plan_path(&fixture, arena_printf(fixture.arena, "?year=2021%s", cases[i].query)));
        g_assert_cmpint(answer.status, ==, 200);
        if (count(answer.text, "data-save=") != cases[i].n)
            g_error("%s: %zu rows", cases[i].query, count(answer.text, "data-save="));
    }
    fixture_clear(&fixture);
}

static uint64_t statements(const Fixture *fixture, const char *path) {
    uint64_t before = db_statement_count(fixture->db);
    g_assert_cmpint(get(fixture, path).status, ==, 200);
    return db_statement_count(fixture->db) - before;
}

static void statements_do_not_grow_with_activities(void) {
    static const char *const below[] = {"?year=2021", "/follow-up", "/chapters", "/history"};
    Fixture one, many;
    fixture_init(&one, 1);
    fixture_init(&many, 60);
    for (size_t i = 0; i < G_N_ELEMENTS(below); i++)
        g_assert_cmpuint(statements(&one, plan_path(&one, below[i])), ==, statements(&many, plan_path(&many, below[i])));
    g_assert_cmpuint(statements(&one, activity_path(&one, "")), ==, statements(&many, activity_path(&many, "")));
    fixture_clear(&one);
    fixture_clear(&many);
}

static void ids_of_others_are_not_found(void) {
    static const char *const plan_pages[] = {"", "/chapters", "/follow-up", "/history", "/chapters/new", "/categories/new?year=2021"};
    static const char *const activity_pages[] = {"", "/edit", "/facts", "/follow-up"};
    Fixture fixture;
    Plan other;
    g_autoptr(GError) error = NULL;
    fixture_init(&fixture, 1);
    g_assert_true(plan_load(fixture.db, fixture.arena, fixture.other.id, fixture.other_plan, &other, &error));
    const char *plan = id_text(fixture.arena, fixture.other_plan);
    const Activity *theirs = &other.years[0].categories[0].activities[0];
    const char *activity = id_text(fixture.arena, theirs->id), *edit = arena_printf(fixture.arena, "%d", (int)theirs->edit);
    for (size_t i = 0; i < G_N_ELEMENTS(plan_pages); i++)
        g_assert_cmpint(get(&fixture, arena_printf(fixture.arena, "/jonkoping/plans/%s%s", plan, plan_pages[i])).status, ==, 404);
    for (size_t i = 0; i < G_N_ELEMENTS(activity_pages); i++)
        g_assert_cmpint(get(&fixture, arena_printf(fixture.arena, "/jonkoping/activities/%s%s", activity, activity_pages[i])).status, ==, 404);
    const char *cell = FORM(&fixture, "column", "goal", "was", theirs->cells[COLUMN_GOAL], "text", "Nytt");
    g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "/jonkoping/activities/%s/cell", activity), cell, true).status, ==, 404);
    const char *form = FORM(&fixture, "edit", edit, "status", "done", "comment", "");
    g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "/jonkoping/activities/%s/follow-up", activity), form, false).status, ==, 404);
    g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "/jonkoping/plans/%s/chapters", plan), FORM(&fixture, "heading", "Ny", "body", ""), false).status, ==, 404);
    const char *category = FORM(&fixture, "category", id_text(fixture.arena, other.years[0].categories[0].id), "title", "Ny");
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/activities"), category, false).status, ==, 404);
    fixture_clear(&fixture);
}

static size_t n_audited(const Fixture *fixture, Id subject) {
    AuditRows rows;
    g_autoptr(GError) error = NULL;
    audit_of_subject(fixture->db, fixture->arena, fixture->own.id, subject, 10, &rows, &error);
    g_assert_no_error(error);
    return rows.n;
}

static void a_plan_of_others_is_not_published(void) {
    static const char *const forms[] = {"a=b", "number=0", "number=1"};
    Fixture fixture;
    fixture_init(&fixture, 1);
    const char *theirs = arena_printf(fixture.arena, "/jonkoping/plans/%s/publish", id_text(fixture.arena, fixture.other_plan));
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        g_assert_cmpint(ask(&fixture, theirs, forms[i], false).status, ==, 404);
    g_assert_cmpuint(n_audited(&fixture, fixture.other_plan), ==, 0);
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/publish"), "a=b", false).status, ==, 400);
    fixture_clear(&fixture);
}

/* ---- cells ---- */

static Page save_cell(const Fixture *fixture, const char *column, const char *was, const char *text) {
    return ask(fixture, activity_path(fixture, "/cell"), FORM(fixture, "column", column, "was", was, "text", text), true);
}

static void a_cell_is_saved_and_taken_back(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    Page answer = save_cell(&fixture, "goal", "Minst fem besök.", "Minst tio <besök>.");
    g_assert_cmpint(answer.status, ==, 200);
    contains(answer, "<tr id=\"activity-");
    contains(answer, "Minst tio &lt;besök&gt;.");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Minst tio <besök>.");
    answer = ask(&fixture, plan_path(&fixture, "/undo"), "", true);
    g_assert_cmpint(answer.status, ==, 200);
    contains(answer, "data-changed=\"goal\"");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Minst fem besök.");
    answer = ask(&fixture, plan_path(&fixture, "/undo"), "", true);
    g_assert_cmpint(answer.status, ==, 404);
    contains(answer, "data-reason");
    fixture_clear(&fixture);
}

static void a_conflict_shows_both_texts(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_assert_cmpint(save_cell(&fixture, "goal", "Minst fem besök.", "Minst sju besök.").status, ==, 200);
    Page answer = save_cell(&fixture, "goal", "Minst fem besök.", "Minst nio besök.");
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "has-conflict");
    contains(answer, "<ins>sju </ins>");
    contains(answer, "<ins>nio </ins>");
    contains(answer, "name=\"was\" value=\"Minst sju besök.\"");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Minst sju besök.");
    answer = ask(&fixture, activity_path(&fixture, "/cell"),
                 FORM(&fixture, "column", "goal", "was", "Minst fem besök.", "text", "Minst nio besök."), false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "Minst nio besök.</textarea>");
    fixture_clear(&fixture);
}

static void a_refused_cell_says_why(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    Page answer = save_cell(&fixture, "title", "Aktivitet 1", " ");
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "data-reason");
    g_assert_cmpint(save_cell(&fixture, "okänd", "", "text").status, ==, 422);
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_TITLE], ==, "Aktivitet 1");
    fixture_clear(&fixture);
}

static void lock(const Fixture *fixture) {
    g_autoptr(GError) error = NULL;
    g_assert_true(db_run_script(fixture->db, "UPDATE plan SET state = 'adopted'", &error));
}

static void an_adopted_plan_is_followed_up_but_not_edited(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    lock(&fixture);
    g_assert_cmpuint(count(get(&fixture, plan_path(&fixture, "?year=2021")).text, "data-save="), ==, 0);
    Page answer = save_cell(&fixture, "goal", "Minst fem besök.", "Nytt");
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "data-reason");
    g_assert_cmpint(get(&fixture, activity_path(&fixture, "/edit")).status, ==, 409);
    Activity activity = first_activity(&fixture);
    g_assert_cmpuint(activity.n_steps, >=, 1);
    const char *step = arena_printf(fixture.arena, "step_%s", id_text(fixture.arena, activity.steps[0].id));
    const char *edit = arena_printf(fixture.arena, "%d", (int)activity.edit);
    answer = ask(&fixture, activity_path(&fixture, "/follow-up"), FORM(&fixture, "edit", edit, "status", "ongoing", "comment", "Bra", step, "12 februari 2021"), false);
    g_assert_cmpint(answer.status, ==, 303);
    activity = first_activity(&fixture);
    g_assert_cmpstr(activity.status, ==, "ongoing");
    g_assert_cmpint(date_compare(activity.steps[0].done_on, (Date){2021, 2, 12}), ==, 0);
    answer = ask(&fixture, activity_path(&fixture, "/follow-up"), FORM(&fixture, "edit", edit, "status", "done", "comment", "Andras kommentar"), false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "Andras kommentar</textarea>");
    g_assert_cmpstr(first_activity(&fixture).status, ==, "ongoing");
    fixture_clear(&fixture);
}

/* ---- forms ---- */

static char *edit_form(const Fixture *fixture, const char *title, const char *goal, const char *was_goal) {
    Activity activity = first_activity(fixture);
    g_autoptr(GString) form = g_string_new(NULL);
    for (int i = 0; i < N_ACTIVITY_COLUMNS; i++) {
        const char *key = activity_columns[i].key, *text = activity.cells[i];
        const char *typed = i == COLUMN_TITLE ? title : i == COLUMN_GOAL ? goal : text;
        g_string_append_printf(form, "%s&%s&", FORM(fixture, key, typed),
                               FORM(fixture, arena_printf(fixture->arena, "was_%s", key), i == COLUMN_GOAL ? was_goal : text));
    }
    return arena_strndup(fixture->arena, form->str, form->len - 1);
}

static void the_form_saves_all_cells_or_none(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    Page answer = ask(&fixture, activity_path(&fixture, "/edit"), edit_form(&fixture, "", "Typed goal", "Minst fem besök."), false);
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "Typed goal</textarea>");
    contains(answer, "href=\"#activity\"");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Minst fem besök.");
    answer = ask(&fixture, activity_path(&fixture, "/edit"), edit_form(&fixture, "Nytt namn", "Typed goal", "Något annat."), false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "Typed goal</textarea>");
    contains(answer, "Nytt namn</textarea>");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_TITLE], ==, "Aktivitet 1");
    g_autofree char *too_long = g_strnfill(activity_columns[COLUMN_TIME].max_length + 1, 'a');
    const char *later_fails = FORM(&fixture, "goal", "Typed goal", "was_goal", "Minst fem besök.", "time", too_long, "was_time", "våren 2021");
    g_assert_cmpint(ask(&fixture, activity_path(&fixture, "/edit"), later_fails, false).status, ==, 422);
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Minst fem besök.");
    answer = ask(&fixture, activity_path(&fixture, "/edit"), edit_form(&fixture, "Nytt namn", "Rad ett\r\nRad två", "Minst fem besök."), false);
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Rad ett\nRad två");
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_TITLE], ==, "Nytt namn");
    answer = ask(&fixture, activity_path(&fixture, "/edit"), edit_form(&fixture, "Nytt namn", "Rad tre", "Rad ett\r\nRad två"), false);
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_cmpstr(first_activity(&fixture).cells[COLUMN_GOAL], ==, "Rad tre");
    fixture_clear(&fixture);
}

static void facts_are_saved_and_keep_what_was_typed(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    const char *edit = arena_printf(fixture.arena, "%d", (int)first_activity(&fixture).edit);
    Page answer = ask(&fixture, activity_path(&fixture, "/facts"),
                         FORM(&fixture, "edit", edit, "hours", "många", "leader", "Bo Prov", "step_title", "Nytt steg", "step_due", "31 mars 2021"), false);
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "value=\"många\"");
    contains(answer, "value=\"Bo Prov\"");
    contains(answer, "value=\"Nytt steg\"");
    answer = ask(&fixture, activity_path(&fixture, "/facts"),
                 FORM(&fixture, "edit", edit, "hours", "40", "size", "M", "leader", "Bo Prov", "party_", "takes_part", "goal", "national-4", "goal",
                      "global-12", "other_goals", "Åtgärd 6", "step_id", "", "step_title", "Nytt steg", "step_due", "31 mars 2021", "target_title",
                      "Minst 5 besök", "target_kind", "visits_each", "target_amount", "5", "responsibility_title", "Länsstyrelsen",
                      "responsibility_kind", "content", "host", "open", "is_recurring", "1"), false);
    g_assert_cmpint(answer.status, ==, 303);
    Activity activity = first_activity(&fixture);
    g_assert_cmpint(activity.hours, ==, 40);
    g_assert_cmpstr(activity.size, ==, "M");
    g_assert_cmpstr(activity.host, ==, "open");
    g_assert_true(activity.is_recurring);
    g_assert_cmpuint(activity.n_goals, ==, 3);
    g_assert_cmpuint(activity.n_parties, ==, 1);
    g_assert_cmpuint(activity.n_steps, ==, 1);
    g_assert_cmpint(date_compare(activity.steps[0].due_on, (Date){2021, 3, 31}), ==, 0);
    g_assert_cmpint(activity.targets[0].amount, ==, 5);
    g_assert_cmpstr(activity.responsibilities[0].kind, ==, "content");
    g_assert_cmpint(ask(&fixture, activity_path(&fixture, "/facts"), FORM(&fixture, "edit", edit, "hours", "1"), false).status, ==, 409);
    fixture_clear(&fixture);
}

static void chapters_are_written(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/chapters"),
                        FORM(&fixture, "kind", "table", "heading", "Budget", "columns", "2", "cell", "Post", "cell", "tkr", "cell", "Lön", "cell", "896",
                             "cell", "", "cell", ""), false).status, ==, 303);
    Plan plan = load(&fixture);
    g_assert_cmpuint(plan.n_chapters, ==, 2);
    g_assert_cmpstr(plan.chapters[1].body, ==, "Post\ttkr\nLön\t896");
    contains(get(&fixture, plan_path(&fixture, "/chapters")), ">896<");
    const char *path = plan_path(&fixture, arena_printf(fixture.arena, "/chapters/%s", id_text(fixture.arena, plan.chapters[0].id)));
    Page answer = ask(&fixture, path, FORM(&fixture, "edit", "1", "heading", "", "body", "Det jag skrev"), false);
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "Det jag skrev</textarea>");
    g_assert_cmpint(ask(&fixture, path, FORM(&fixture, "edit", "1", "heading", "Styrning", "body", "Ett"), false).status, ==, 303);
    answer = ask(&fixture, path, FORM(&fixture, "edit", "1", "heading", "Styrning", "body", "Två"), false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "Två</textarea>");
    contains(answer, "<p>Ett</p>");
    g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "%s/move", path), "by=down", false).status, ==, 303);
    g_assert_cmpstr(load(&fixture).chapters[0].heading, ==, "Budget");
    g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "%s/move", path), "by=up", false).status, ==, 303);
    g_assert_cmpstr(load(&fixture).chapters[0].heading, ==, "Styrning");
    g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "%s/remove", path), "a=b", false).status, ==, 303);
    g_assert_cmpuint(load(&fixture).n_chapters, ==, 1);
    fixture_clear(&fixture);
}

/* Each change raises the plan's edit, so that nobody adopts what they have not read, and is told of in its history. */
static void chapters_are_told_of(void) {
    static const struct {
        const char *below, *form;
    } changes[] = {{"", "edit=1&heading=Styrning&body=Ett"}, {"/move", "by=down"}, {"/remove", "a=b"}};
    Fixture fixture;
    fixture_init(&fixture, 1);
    Plan plan = load(&fixture);
    size_t told = n_told(&fixture);
    const char *path = plan_path(&fixture, arena_printf(fixture.arena, "/chapters/%s", id_text(fixture.arena, plan.chapters[0].id)));
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "%s%s", path, changes[i].below), changes[i].form, false).status, ==, 303);
        g_assert_cmpint(load(&fixture).edit, ==, plan.edit + (int64_t)i + 1);
        g_assert_cmpuint(n_told(&fixture), ==, told + i + 1);
    }
    fixture_clear(&fixture);
}

static void chapters_of_an_adopted_plan_stay(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/chapters"), FORM(&fixture, "heading", "Budget", "body", "Allt"), false).status, ==, 303);
    lock(&fixture);
    Plan before = load(&fixture);
    const char *path = plan_path(&fixture, arena_printf(fixture.arena, "/chapters/%s", id_text(fixture.arena, before.chapters[0].id)));
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/chapters"), FORM(&fixture, "heading", "Ny", "body", ""), false).status, ==, 409);
    g_assert_cmpint(ask(&fixture, path, FORM(&fixture, "edit", "1", "heading", "Styrning", "body", "Ett"), false).status, ==, 409);
    g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "%s/move", path), "by=down", false).status, ==, 409);
    g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "%s/remove", path), "a=b", false).status, ==, 409);
    Plan after = load(&fixture);
    g_assert_cmpstr(plan_to_json(fixture.arena, &after), ==, plan_to_json(fixture.arena, &before));
    fixture_clear(&fixture);
}

static void categories_and_activities_are_added(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/categories"), FORM(&fixture, "year", "2021", "title", "Projekt"), false).status, ==, 303);
    Page answer = ask(&fixture, plan_path(&fixture, "/categories"), FORM(&fixture, "year", "2021", "title", "Projekt"), false);
    g_assert_true(answer.status == 409 || answer.status == 422);
    contains(answer, "value=\"Projekt\"");
    Plan plan = load(&fixture);
    g_assert_cmpuint(plan.years[0].n_categories, ==, 2);
    const char *id = id_text(fixture.arena, plan.years[0].categories[1].id);
    const char *path = plan_path(&fixture, arena_printf(fixture.arena, "/categories/%s", id));
    g_assert_cmpint(ask(&fixture, path, FORM(&fixture, "was_title", "Projekt", "title", "Tillsynsprojekt", "was_note", "", "note", "Ej fastställt"), false).status, ==, 303);
    g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "%s/move", path), "by=up", false).status, ==, 303);
    plan = load(&fixture);
    g_assert_cmpstr(plan.years[0].categories[0].title, ==, "Tillsynsprojekt");
    g_assert_cmpstr(plan.years[0].categories[0].note, ==, "Ej fastställt");
    answer = ask(&fixture, plan_path(&fixture, "/activities"), FORM(&fixture, "category", id, "title", "Ny aktivitet"), false);
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_nonnull(strstr(answer.location, "#activity-"));
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/activities"), FORM(&fixture, "category", id, "title", ""), false).status, ==, 422);
    answer = ask(&fixture, arena_printf(fixture.arena, "%s/remove", path), "a=b", false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "I kategorin ”Tillsynsprojekt” står 1 aktivitet.");
    Id added = load(&fixture).years[0].categories[0].activities[0].id;
    const char *activity = arena_printf(fixture.arena, "/jonkoping/activities/%s", id_text(fixture.arena, added));
    g_assert_cmpint(ask(&fixture, arena_printf(fixture.arena, "%s/remove", activity), "a=b", false).status, ==, 303);
    g_assert_cmpint(get(&fixture, activity).status, ==, 404);
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/undo"), "a=b", false).status, ==, 303);
    g_assert_cmpint(get(&fixture, activity).status, ==, 200);
    fixture_clear(&fixture);
}

static void a_category_shows_both_texts(void) {
    Fixture fixture;
    fixture_init(&fixture, 0);
    const char *id = id_text(fixture.arena, load(&fixture).years[0].categories[0].id);
    const char *path = plan_path(&fixture, arena_printf(fixture.arena, "/categories/%s", id));
    const char *mine = FORM(&fixture, "was_title", "Träffar", "title", "Mina träffar", "was_note", "", "note", ""),
               *theirs = FORM(&fixture, "was_title", "Träffar", "title", "Deras träffar", "was_note", "", "note", "Ny"),
               *note = FORM(&fixture, "was_title", "Träffar", "title", "Träffar", "was_note", "Ny", "note", "Nyare");
    contains(get(&fixture, path), "name=\"was_title\" value=\"Träffar\"");
    g_assert_cmpint(ask(&fixture, path, theirs, false).status, ==, 303);
    Page answer = ask(&fixture, path, mine, false);
    g_assert_cmpint(answer.status, ==, 409);
    contains(answer, "value=\"Mina träffar\"");
    contains(answer, "<p>Deras träffar</p>");
    contains(answer, "name=\"was_title\" value=\"Deras träffar\"");
    contains(answer, "name=\"note\" value=\"Ny\"");
    g_assert_cmpint(ask(&fixture, path, note, false).status, ==, 303);
    PlanCategory category = load(&fixture).years[0].categories[0];
    g_assert_cmpstr(category.title, ==, "Deras träffar");
    g_assert_cmpstr(category.note, ==, "Nyare");
    g_assert_cmpint(ask(&fixture, path, FORM(&fixture, "title", "Blint", "note", "Blint"), false).status, ==, 409);
    fixture_clear(&fixture);
}

/* The page after a change, and the fields of its "Ångra". */
static const char *undo_form(const Fixture *fixture, Page answer, const char *to) {
    const char *query = strstr(answer.location, "&undo=");
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_nonnull(query);
    Page page = get(fixture, arena_strndup(fixture->arena, answer.location, strcspn(answer.location, "#")));
    const char *change = arena_strndup(fixture->arena, query + strlen("&undo="), 13);
    contains(page, arena_printf(fixture->arena, "name=\"change\" value=\"%s\"", change));
    contains(page, arena_printf(fixture->arena, "name=\"to\" value=\"%s\"", to));
    return FORM(fixture, "change", change, "to", to);
}

static void what_was_done_is_undone_from_its_message(void) {
    Fixture fixture;
    fixture_init(&fixture, 2);
    const char *undo = plan_path(&fixture, "/undo"), *id = id_text(fixture.arena, first_activity(&fixture).id);
    const char *row = arena_printf(fixture.arena, "&done=undone#activity-%s", id), *move = activity_path(&fixture, "/move");
    const char *form = undo_form(&fixture, ask(&fixture, activity_path(&fixture, "/remove"), "a=b", false), "");
    g_assert_cmpuint(load(&fixture).years[0].categories[0].n_activities, ==, 1);
    g_assert_cmpint(save_cell(&fixture, "goal", "Minst fem besök.", "Nytt").status, ==, 200);
    Page answer = ask(&fixture, undo, form, false);
    g_assert_cmpint(answer.status, ==, 303);
    g_assert_true(g_str_has_suffix(answer.location, row));
    g_assert_cmpstr(id_text(fixture.arena, first_activity(&fixture).id), ==, id);
    g_assert_cmpint(ask(&fixture, undo, form, false).status, ==, 409);
    form = undo_form(&fixture, ask(&fixture, move, "column=2022", false), UNDO_TO_BOARD);
    g_assert_cmpuint(load(&fixture).years[1].categories[0].n_activities, ==, 1);
    answer = ask(&fixture, undo, form, false);
    g_assert_nonnull(strstr(answer.location, "/board?year=2021&done=undone"));
    g_assert_cmpuint(load(&fixture).years[1].categories[0].n_activities, ==, 0);
    const char *edit = arena_printf(fixture.arena, "%d", (int)first_activity(&fixture).edit);
    form = undo_form(&fixture, ask(&fixture, activity_path(&fixture, "/facts"), FORM(&fixture, "edit", edit, "hours", "40", "size", "M"), false), UNDO_TO_ACTIVITY);
    g_assert_cmpint(first_activity(&fixture).hours, ==, 40);
    answer = ask(&fixture, undo, form, false);
    g_assert_nonnull(strstr(answer.location, arena_printf(fixture.arena, "/activities/%s?done=undone", id)));
    g_assert_cmpint(first_activity(&fixture).hours, ==, 0);
    g_assert_cmpint(ask(&fixture, undo, "change=x", false).status, ==, 400);
    fixture_clear(&fixture);
}

static void the_script_is_told_where_it_is_undone(void) {
    Fixture fixture;
    fixture_init(&fixture, 2);
    const char *id = id_text(fixture.arena, first_activity(&fixture).id), *undo = plan_path(&fixture, "/undo");
    const char *row = arena_printf(fixture.arena, "/jonkoping/plans/%s?year=2021&done=undone#activity-%s", id_text(fixture.arena, fixture.plan), id);
    g_assert_cmpint(ask(&fixture, activity_path(&fixture, "/remove"), "a=b", false).status, ==, 303);
    Page answer = ask(&fixture, undo, "", true);
    g_assert_cmpint(answer.status, ==, 200);
    g_assert_cmpstr(answer.elsewhere, ==, row);
    g_assert_cmpint(ask(&fixture, activity_path(&fixture, "/move"), "column=2022", true).status, ==, 200);
    answer = ask(&fixture, undo, "to=board", true);
    g_assert_cmpint(answer.status, ==, 200);
    contains(answer, "data-board");
    contains(answer, "data-column=\"2021\"");
    g_assert_cmpuint(load(&fixture).years[0].categories[0].n_activities, ==, 2);
    fixture_clear(&fixture);
}

static void a_chapter_may_have_the_longest_heading(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_autofree char *heading = g_strnfill(200, 'a'), *longer = g_strnfill(201, 'a');
    const char *path = plan_path(&fixture, "/chapters");
    Page answer = ask(&fixture, path, FORM(&fixture, "heading", longer, "body", "Det jag skrev"), false);
    g_assert_cmpint(answer.status, ==, 422);
    contains(answer, "högst 200 tecken");
    contains(answer, "Det jag skrev</textarea>");
    g_assert_cmpint(ask(&fixture, path, FORM(&fixture, "heading", heading, "body", ""), false).status, ==, 303);
    g_assert_cmpstr(load(&fixture).chapters[1].heading, ==, heading);
    g_assert_cmpint(ask(&fixture, path, FORM(&fixture, "heading", "Två\r\nrader", "body", ""), false).status, ==, 303);
    g_assert_cmpstr(load(&fixture).chapters[2].heading, ==, "Två rader");
    fixture_clear(&fixture);
}

static void no_form_shows_what_the_database_says(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_autoptr(GError) error = NULL;
    g_assert_true(db_run_script(fixture.db, "CREATE TRIGGER no_audit BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'secret'); END", &error));
    const char *category = id_text(fixture.arena, load(&fixture).years[0].categories[0].id);
    const struct {
        const char *path, *form;
        bool script;
    } posts[] = {
        {plan_path(&fixture, "/chapters"), "heading=Ny&body=", false},
        {plan_path(&fixture, "/categories"), "year=2021&title=Ny", false},
        {plan_path(&fixture, arena_printf(fixture.arena, "/categories/%s", category)), "was_title=Tr%C3%A4ffar&title=Ny&was_note=&note=", false},
        {plan_path(&fixture, "/activities"), arena_printf(fixture.arena, "category=%s&title=Ny", category), false},
        {activity_path(&fixture, "/cell"), FORM(&fixture, "column", "goal", "was", "Minst fem besök.", "text", "Nytt"), true},
        {activity_path(&fixture, "/edit"), FORM(&fixture, "was_goal", "Minst fem besök.", "goal", "Nytt"), false},
        {activity_path(&fixture, "/follow-up"),
         FORM(&fixture, "edit", arena_printf(fixture.arena, "%d", (int)first_activity(&fixture).edit), "status", "ongoing", "comment", "Nytt"), false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(posts); i++) {
        Page answer = ask(&fixture, posts[i].path, posts[i].form, posts[i].script);
        g_test_message("%s", posts[i].path);
        g_assert_cmpint(answer.status, ==, 500);
        g_assert_null(strstr(answer.text, "secret"));
    }
    fixture_clear(&fixture);
}

/* A database that may not grow: each change is refused, what was typed is there, reading goes on, and so does writing
 * once there is room. */
static void a_full_disk_is_said(void) {
    Fixture fixture;
    fixture_init(&fixture, 1);
    g_autoptr(GError) error = NULL;
    g_autofree char *long_text = g_strnfill(15000, 'a');
    const char *goal = arena_printf(fixture.arena, "Typed %.4000s", long_text);
    const char *chapter = FORM(&fixture, "heading", "Ny", "body", long_text), *category = FORM(&fixture, "year", "2021", "title", "Ny kategori");
    g_assert_true(db_run_script(fixture.db, "PRAGMA max_page_count = 1", &error));
    Page answer = ask(&fixture, plan_path(&fixture, "/chapters"), chapter, false);
    g_assert_cmpint(answer.status, ==, 507);
    contains(answer, "Disken på servern är full. Inget har sparats");
    contains(answer, long_text);
    for (answer.status = 303; answer.status == 303; category = FORM(&fixture, "year", "2021", "title", arena_printf(fixture.arena, "%.90s%s", long_text, id_text(fixture.arena, id_new()))))
        answer = ask(&fixture, plan_path(&fixture, "/categories"), category, false);
    g_assert_cmpint(answer.status, ==, 507);
    answer = ask(&fixture, activity_path(&fixture, "/edit"), edit_form(&fixture, "Aktivitet 1", goal, "Minst fem besök."), false);
    g_assert_cmpint(answer.status, ==, 507);
    contains(answer, "Typed aaa");
    answer = save_cell(&fixture, "goal", "Minst fem besök.", goal);
    g_assert_cmpint(answer.status, ==, 507);
    contains(answer, "data-reason");
    g_assert_cmpint(get(&fixture, plan_path(&fixture, "?year=2021")).status, ==, 200);
    g_assert_true(db_run_script(fixture.db, "PRAGMA max_page_count = 1000000", &error));
    g_assert_cmpint(ask(&fixture, plan_path(&fixture, "/chapters"), chapter, false).status, ==, 303);
    fixture_clear(&fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan_pages/roles", pages_answer_by_role);
    g_test_add_func("/plan_pages/cells_to_edit", only_the_coordinator_gets_cells_to_edit);
    g_test_add_func("/plan_pages/filters", filters_narrow);
    g_test_add_func("/plan_pages/statements", statements_do_not_grow_with_activities);
    g_test_add_func("/plan_pages/others", ids_of_others_are_not_found);
    g_test_add_func("/plan_pages/published", a_plan_of_others_is_not_published);
    g_test_add_func("/plan_pages/cell", a_cell_is_saved_and_taken_back);
    g_test_add_func("/plan_pages/conflict", a_conflict_shows_both_texts);
    g_test_add_func("/plan_pages/refused", a_refused_cell_says_why);
    g_test_add_func("/plan_pages/adopted", an_adopted_plan_is_followed_up_but_not_edited);
    g_test_add_func("/plan_pages/form", the_form_saves_all_cells_or_none);
    g_test_add_func("/plan_pages/facts", facts_are_saved_and_keep_what_was_typed);
    g_test_add_func("/plan_pages/chapters", chapters_are_written);
    g_test_add_func("/plan_pages/chapters/told", chapters_are_told_of);
    g_test_add_func("/plan_pages/chapters/adopted", chapters_of_an_adopted_plan_stay);
    g_test_add_func("/plan_pages/categories", categories_and_activities_are_added);
    g_test_add_func("/plan_pages/category_conflict", a_category_shows_both_texts);
    g_test_add_func("/plan_pages/undo_message", what_was_done_is_undone_from_its_message);
    g_test_add_func("/plan_pages/undo_script", the_script_is_told_where_it_is_undone);
    g_test_add_func("/plan_pages/longest_heading", a_chapter_may_have_the_longest_heading);
    g_test_add_func("/plan_pages/full", a_full_disk_is_said);
    g_test_add_func("/plan_pages/inner_errors", no_form_shows_what_the_database_says);
    return g_test_run();
}
