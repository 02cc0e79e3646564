#include "modules/plans/testing/plans_site.h"

#include "base/date.h"
#include "base/id.h"
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
    Site *site = site_new(tables);
    *fixture = (Fixture){.site = site,
                         .db = site->db,
                         .arena = site->arena,
                         .own = site->own,
                         .other = site->other,
                         .account = site->session.account,
                         .role = ROLE_COORDINATOR};
    fixture->plan = add_plan(fixture, &fixture->own, n);
    fixture->other_plan = add_plan(fixture, &fixture->other, 1);
}

void fixture_clear(Fixture *fixture) {
    site_free(fixture->site);
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
    Site *site = fixture->site;
    Request *request = site_request(site, form == NULL ? GET : POST, target, form);
    request->htmx = script;
    site->session.roles = ONLY_ROLE(fixture->role);
    site->is_public = fixture->role == ROLE_PUBLIC;
    const Response *response = router_answer(site->router, request);
    const char *location = pairs_get_header(&response->headers, "Location");
    return (Page){response->status, response->html == NULL ? "" : html_out_text(response->html),
                  location == NULL ? "" : location,
                  pairs_get_header(&response->headers, "HX-Location")};
}

Page get(const Fixture *fixture, const char *target) {
    return ask(fixture, target, NULL, false);
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
