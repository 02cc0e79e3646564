#include "modules/plans/testing/plans_site.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "db/testdb.h"
#include "modules/collaborations/testing/project_file.h"
#include "modules/plans/adopt_pages.h"
#include "modules/plans/board_pages.h"
#include "modules/plans/edit_pages.h"
#include "modules/plans/plans_pages.h"
#include "modules/plans/store.h"
#include "services/audit/audit.h"
#include "web/request_parts.h"
#include "web/response_parts.h"

#include <glib.h>
#include <string.h>

static const Route *const tables[] = {plans_routes,   chapters_routes, follow_up_routes,
                                      history_routes, activity_routes, activity_edit_routes,
                                      cell_routes,    facts_routes,    category_routes,
                                      adopt_routes,   board_routes,    NULL};

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
    *session = (Session){.account = fixture->account, .name = "Anna Prov", .roles = ONLY_ROLE(fixture->role)};
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
    return session_may(request->session, (Permission)route->permission) ||
           fail(error, ERROR_FORBIDDEN, "Ni har inte behörighet.");
}

static void show_error(Request *request, Response *response, int status, const char *message,
                       void *data) {
    (void)request;
    (void)data;
    response_status(response, status);
    html_put_text(response_html(response), message);
}

/* ---- the database ---- */

static Activity sample_activity(Arena *arena, size_t number) {
    return (Activity){.cells = {arena_printf(arena, "Aktivitet %zu", number), "Minst fem besök.",
                                "Skriv en plan. Besök verksamheter.", "våren 2021", "Samordnaren",
                                "Länets kommuner", "Giftfri miljö"},
                      .size = "",
                      .host = "",
                      .leader = "",
                      .project_group = "",
                      .status = "planned",
                      .comment = "",
                      .carried = ""};
}

/* A draft for 2021 with `n` activities in its first year, understood as when they are written. */
static Id add_plan(const Fixture *fixture, const Collaboration *collaboration, size_t n) {
    Arena *arena = fixture->arena;
    g_autoptr(GError) error = NULL;
    const Rules *rules;
    g_assert_true(
        rules_load(fixture->db, arena, collaboration->id, (Date){2021, 1, 1}, &rules, &error));
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
        g_assert_true(activity_add(
            fixture->db, arena,
            &(ActivityAddition){collaboration->id, fixture->account, &activity, {0}}, &id, &error));
    }
    g_assert_no_error(error);
    return plan.id;
}

void fixture_init(Fixture *fixture, size_t n) {
    g_autoptr(GError) error = NULL;
    NewAccount account = {"anna@example.org", "Anna Prov", NULL, false};
    *fixture = (Fixture){.db = testdb_new(), .arena = arena_new(), .role = ROLE_COORDINATOR};
    g_assert_true(account_add(fixture->db, &account, &fixture->account, &error));
    fixture->own = add_collaboration(fixture->db, fixture->arena, "jonkoping");
    fixture->other = add_collaboration(fixture->db, fixture->arena, "stockholm");
    fixture->plan = add_plan(fixture, &fixture->own, n);
    fixture->other_plan = add_plan(fixture, &fixture->other, 1);
    fixture->hooks = (RouterHooks){.data = fixture,
                                   .database = give_database,
                                   .reading = db_read,
                                   .session = give_session,
                                   .collaboration = give_collaboration,
                                   .permission = give_permission,
                                   .error_page = show_error};
    g_assert_true(router_new(tables, &fixture->hooks, &fixture->router, &error));
}

void fixture_clear(Fixture *fixture) {
    router_free(fixture->router);
    db_close(fixture->db);
    arena_free(fixture->arena);
}

Plan load(const Fixture *fixture) {
    Plan plan;
    g_autoptr(GError) error = NULL;
    plan_load(fixture->db, fixture->arena, fixture->own.id, fixture->plan, &plan, &error);
    g_assert_no_error(error);
    return plan;
}

Activity first_activity(const Fixture *fixture) {
    return load(fixture).years[0].categories[0].activities[0];
}

/* ---- asking ---- */

Page ask(const Fixture *fixture, const char *target, const char *form, bool script) {
    Request *request = request_sample(fixture->arena, form == NULL ? GET : POST, target, form);
    request->htmx = script;
    pairs_add(fixture->arena, &request->parts->headers, "Sec-Fetch-Site", "same-origin");
    const Response *response = router_answer(fixture->router, request);
    const char *location = pairs_get_header(&response->headers, "Location");
    return (Page){response->status, response->html == NULL ? "" : html_out_text(response->html),
                  location == NULL ? "" : location,
                  pairs_get_header(&response->headers, "HX-Location")};
}

Page get(const Fixture *fixture, const char *target) {
    return ask(fixture, target, NULL, false);
}

char *form_of(const Fixture *fixture, const char *const *fields) {
    g_autoptr(GString) form = g_string_new(NULL);
    for (; fields[0] != NULL; fields += 2) {
        g_autofree char *value = g_uri_escape_string(fields[1], NULL, FALSE);
        g_string_append_printf(form, "%s%s=%s", form->len == 0 ? "" : "&", fields[0], value);
    }
    return arena_strdup(fixture->arena, form->str);
}

const char *plan_path(const Fixture *fixture, const char *below) {
    return arena_printf(fixture->arena, "/jonkoping/plans/%s%s",
                        id_text(fixture->arena, fixture->plan), below);
}

const char *activity_path(const Fixture *fixture, const char *below) {
    return arena_printf(fixture->arena, "/jonkoping/activities/%s%s",
                        id_text(fixture->arena, first_activity(fixture).id), below);
}

size_t count(const char *text, const char *what) {
    size_t n = 0;
    for (const char *at = strstr(text, what); at != NULL; at = strstr(at + strlen(what), what))
        n++;
    return n;
}

void contains(Page answer, const char *what) {
    if (strstr(answer.text, what) == NULL)
        g_error("%d, no “%s” in: %.3000s", answer.status, what, answer.text);
}

size_t n_told(const Fixture *fixture) {
    AuditRows rows;
    g_assert_true(audit_of_parent(fixture->db, fixture->arena, fixture->own.id, fixture->plan, 1000,
                                  &rows, NULL));
    return rows.n;
}

size_t n_audited(const Fixture *fixture, Id subject) {
    AuditRows rows;
    g_autoptr(GError) error = NULL;
    audit_of_subject(fixture->db, fixture->arena, fixture->own.id, subject, 10, &rows, &error);
    g_assert_no_error(error);
    return rows.n;
}

Page save_cell(const Fixture *fixture, const char *column, const char *was, const char *text) {
    return ask(fixture, activity_path(fixture, "/cell"),
               FORM(fixture, "column", column, "was", was, "text", text), true);
}

void lock(const Fixture *fixture) {
    g_autoptr(GError) error = NULL;
    g_assert_true(db_run_script(fixture->db, "UPDATE plan SET state = 'adopted'", &error));
}
