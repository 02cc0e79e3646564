#include "modules/collaboration_pages/testing/pages_site.h"

#include "base/id.h"
#include "modules/collaboration_pages/pages.h"
#include "modules/collaborations/testing/project_file.h"
#include "modules/people/people_edit.h"
#include "services/audit/audit.h"
#include "web/request_parts.h"
#include "web/response_parts.h"

#include <glib.h>
#include <string.h>

static void add_people(const Fixture *fixture, const Collaboration *collaboration) {
    g_autofree char *path = g_strdup_printf("demo/people-%s.conf", collaboration->name);
    g_autofree char *people = project_file(path);
    g_autoptr(GError) error = NULL;
    PeopleSummary found;
    (void)!people_import(fixture->db, fixture->arena, collaboration->id, people, strlen(people),
                         &found, &error);
    g_assert_no_error(error);
}

Fixture *fixture_new(void) {
    static const Route *const tables[] = {collaboration_routes, people_routes, rules_routes, NULL};
    Fixture *fixture = site_new(tables);
    const Collaboration more[] = {
        add_collaboration(fixture->db, fixture->arena, "kronoberg-blekinge"),
        add_collaboration(fixture->db, fixture->arena, "vasterbotten")};
    add_people(fixture, &fixture->own);
    add_people(fixture, &fixture->other);
    add_people(fixture, &more[0]);
    add_people(fixture, &more[1]);
    return fixture;
}

void fixture_free(Fixture *fixture) {
    site_free(fixture);
}

Response *ask(const Fixture *fixture, Method method, const char *path, const char *form) {
    Request *request = request_sample(fixture->arena, method, path, form);
    pairs_add(fixture->arena, &request->parts->headers, "Sec-Fetch-Site", "same-origin");
    request->language = language_tag(language_spoken());
    return router_answer(fixture->router, request);
}

const char *body_of(const Fixture *fixture, const Response *response) {
    if (response->html != NULL)
        return html_out_text(response->html);
    return arena_strndup(fixture->arena, (const char *)response->body.data, response->body.size);
}

const char *page(const Fixture *fixture, const char *path) {
    Response *response = ask(fixture, GET, path, NULL);
    if (response->status != 200)
        g_error("%s answers %d", path, response->status);
    return body_of(fixture, response);
}

void assert_has(const char *page_text, const char *text) {
    if (strstr(page_text, text) == NULL)
        g_error("the page does not have “%s”:\n%s", text, page_text);
}

const char *figure(const Fixture *fixture, const char *label, int number) {
    return arena_printf(fixture->arena, "<dt>%s</dt><dd>%d</dd>", label, number);
}

void post_ok(const Fixture *fixture, const char *path, const char *form) {
    Response *response = ask(fixture, POST, path, form);
    if (response->status != 303)
        g_error("%s answers %d: %s", path, response->status, body_of(fixture, response));
}

void post_refused(const Fixture *fixture, const char *path, const char *form, const char *says) {
    Response *response = ask(fixture, POST, path, form);
    g_assert_cmpint(response->status, ==, 422);
    assert_has(body_of(fixture, response), says);
}

Id collaboration_id(const Fixture *fixture, const char *name) {
    Collaboration found;
    g_assert_true(collaboration_by_name(fixture->db, fixture->arena, name, &found, NULL));
    return found.id;
}

void assert_told(const Fixture *fixture, const char *noun, const char *action, size_t n,
                 const char *after) {
    AuditRows rows;
    g_assert_true(audit_latest(fixture->db, fixture->arena, collaboration_id(fixture, "jonkoping"),
                               noun, 1000, &rows, NULL));
    g_assert_cmpuint(rows.n, ==, n);
    g_assert_cmpstr(rows.rows[0].action, ==, action);
    g_assert_cmpstr(rows.rows[0].account_name, ==, "Anna Prov");
    assert_has(rows.rows[0].after, after);
}

size_t n_told(const Fixture *fixture, const char *noun) {
    AuditRows rows;
    g_assert_true(audit_latest(fixture->db, fixture->arena, collaboration_id(fixture, "jonkoping"),
                               noun, 1000, &rows, NULL));
    return rows.n;
}

const char *element_id(const Fixture *fixture, const char *collaboration, ElementKind kind,
                       const char *key) {
    g_autoptr(GError) error = NULL;
    Collaboration found;
    RuleHistory history = {0};
    g_assert_true(
        collaboration_by_name(fixture->db, fixture->arena, collaboration, &found, &error));
    g_assert_true(
        rules_history(fixture->db, fixture->arena, found.id, kind, key, &history, &error));
    return id_text(fixture->arena, history.rules[0].element);
}
