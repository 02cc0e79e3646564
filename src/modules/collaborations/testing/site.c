#include "modules/collaborations/testing/site.h"

#include "base/error.h"
#include "base/language.h"
#include "db/testdb.h"
#include "modules/collaborations/testing/project_file.h"
#include "web/request_parts.h"
#include "web/response_parts.h"

#include <glib.h>
#include <string.h>

/* ---- who asks, and where ---- */

static bool database_hook(void *data, Db **ret_db, GError **error) {
    (void)error;
    *ret_db = ((Site *)data)->db;
    return true;
}

static bool session_hook(Request *request, Response *response, void *data, GError **error) {
    const Site *site = data;
    (void)response, (void)error;
    request->session = site->is_public ? NULL : &site->session;
    request->account = site->is_public ? (Id){0} : site->session.account;
    request->today = site->today;
    request->now = site->now;
    return true;
}

static bool collaboration_hook(Request *request, const char *name, void *data, GError **error) {
    Collaboration found;
    (void)data;
    if (!collaboration_by_name(request->db, request->arena, name, &found, error))
        return false;
    request->collaboration = found.id;
    request->collaboration_name = found.name;
    request->collaboration_title = found.title;
    return true;
}

static bool permission_hook(Request *request, const Route *route, void *data, GError **error) {
    (void)data;
    return session_may(request->session, (Permission)route->permission) ||
           fail(error, ERROR_FORBIDDEN, "Nej.");
}

static void error_hook(Request *request, Response *response, int status, const char *message,
                       void *data) {
    (void)request, (void)data;
    response_status(response, status);
    html_put_text(response_html(response), message);
}

/* ---- the database ---- */

const Rules *site_rules(const Site *site) {
    g_autoptr(GError) error = NULL;
    const Rules *rules;
    (void)!rules_load(site->db, site->arena, site->own.id, site->today, &rules, &error);
    g_assert_no_error(error);
    return rules;
}

Site *site_new(const Route *const *tables) {
    NewAccount account = {"anna@example.org", "Anna Prov", NULL, false};
    g_autoptr(GError) error = NULL;
    Site *site = g_new0(Site, 1);
    site->db = testdb_new();
    site->arena = arena_new();
    site->today = (Date){2021, 4, 15};
    site->now = (Instant){1618480800};
    site->own = add_collaboration(site->db, site->arena, "jonkoping");
    site->other = add_collaboration(site->db, site->arena, "stockholm");
    site->session = (Session){
        .name = account.name, .email = account.email, .roles = ONLY_ROLE(ROLE_COORDINATOR)};
    (void)!account_add(site->db, &account, &site->session.account, &error);
    g_assert_no_error(error);
    site->hooks = (RouterHooks){.data = site,
                                .database = database_hook,
                                .reading = db_read,
                                .session = session_hook,
                                .collaboration = collaboration_hook,
                                .permission = permission_hook,
                                .error_page = error_hook};
    if (tables != NULL)
        (void)!router_new(tables, &site->hooks, &site->router, &error);
    g_assert_no_error(error);
    return site;
}

void site_free(Site *site) {
    if (site->router != NULL)
        router_free(site->router);
    db_close(site->db);
    arena_free(site->arena);
    g_free(site);
}

/* ---- asking ---- */

static const char *text_of(const Site *site, const Response *response) {
    if (response->html != NULL)
        return arena_strdup(site->arena, html_out_text(response->html));
    const Bytes *body = &response->body;
    return body->size == 0 ? "" : arena_strndup(site->arena, (const char *)body->data, body->size);
}

Request *site_request(const Site *site, Method method, const char *target, const char *form) {
    Request *request = request_sample(site->arena, method, target, form);
    pairs_add(site->arena, &request->parts->headers, "Sec-Fetch-Site", "same-origin");
    request->language = language_tag(language_spoken());
    return request;
}

static SiteAnswer ask(const Site *site, Method method, const char *target, const char *form) {
    const Response *response =
        router_answer(site->router, site_request(site, method, target, form));
    const char *location = pairs_get_header(&response->headers, "Location");
    return (SiteAnswer){response->status, text_of(site, response),
                        location == NULL ? "" : location};
}

SiteAnswer site_get(const Site *site, const char *target) {
    return ask(site, GET, target, NULL);
}

SiteAnswer site_post(const Site *site, const char *target, const char *form) {
    return ask(site, POST, target, form);
}

const char *site_form(const Site *site, const char *const *fields) {
    g_autoptr(GString) form = g_string_new(NULL);
    for (; fields[0] != NULL; fields += 2) {
        g_autofree char *value = g_uri_escape_string(fields[1], NULL, false);
        g_string_append_printf(form, "%s%s=%s", form->len == 0 ? "" : "&", fields[0], value);
    }
    return arena_strdup(site->arena, form->str);
}

void assert_answer(SiteAnswer answer, int status, const char *text) {
    if (answer.status != status || strstr(answer.text, text) == NULL)
        g_error("%d %s instead of %d with “%s”:\n%s", answer.status, answer.location, status, text,
                answer.text);
}
