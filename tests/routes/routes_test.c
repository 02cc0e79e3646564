#include "app.h"

#include "base/date.h"
#include "base/id.h"
#include "db/testdb.h"
#include "modules/accounts/accounts.h"
#include "modules/collaborations/collaborations.h"
#include "modules/people/people.h"
#include "services/auth/auth.h"
#include "web/request_parts.h"
#include "web/response_parts.h"
#include "web/router.h"

#include <glib.h>
#include <string.h>

/* Every route × everybody, in the demo's database: who may is decided by the route's row alone. */

typedef struct {
    const char *label, *collaboration;
    Role role;
    const char *token;     /* NULL = the public */
    const Session *inside; /* as it is in jonkoping */
} Somebody;

static Somebody everybody[] = {{.label = "the public", .role = ROLE_PUBLIC},
                               {"a reader", "jonkoping", ROLE_READER},
                               {"a member", "jonkoping", ROLE_MEMBER},
                               {"a contact person", "jonkoping", ROLE_CONTACT_PERSON},
                               {"a head", "jonkoping", ROLE_HEAD},
                               {"a preparer", "jonkoping", ROLE_PREPARER},
                               {"the coordinator", "jonkoping", ROLE_COORDINATOR},
                               {"a national reader", "jonkoping", ROLE_NATIONAL_READER},
                               {"another collaboration's coordinator", "stockholm", ROLE_COORDINATOR},
                               {.label = "the system administrator", .role = ROLE_SYSTEM_ADMINISTRATOR}};
enum { THE_COORDINATOR = 6, ANOTHER_COORDINATOR = 8 };

typedef struct {
    char *file;
    DbPool *pool;
    App *app;
    Db *db;
    Arena *arena;
    Id jonkoping;
    Id accounts[G_N_ELEMENTS(everybody)];
} Fixture;

static char *samsyn, *document;

/* The head of an office in Jönköping, as whom the accounts there are made. */
static Id head_of_an_office(const Fixture *fixture) {
    const Rules *rules;
    People people;
    Date today = {2021, 4, 15};
    g_assert_true(rules_load(fixture->db, fixture->arena, fixture->jonkoping, today, &rules, NULL));
    g_assert_true(people_load(fixture->db, fixture->arena, fixture->jonkoping, NULL, &people, NULL));
    const Rule *office = rules_find(rules, ELEMENT_OFFICE, "habo-mullsjo");
    return people_with_function(&people, office->element, "head", today)->id;
}

static Id account_of(const Fixture *fixture, size_t who) {
    const Somebody *somebody = &everybody[who];
    Membership membership = {.roles = ONLY_ROLE(somebody->role)};
    Collaboration collaboration;
    NewAccount account = {arena_printf(fixture->arena, "nr%zu@example.org", who), somebody->label, NULL,
                          somebody->role == ROLE_SYSTEM_ADMINISTRATOR};
    g_assert_true(account_add(fixture->db, &account, &membership.account, NULL));
    if (somebody->collaboration == NULL)
        return membership.account;
    g_assert_true(collaboration_by_name(fixture->db, fixture->arena, somebody->collaboration, &collaboration, NULL));
    membership.collaboration = collaboration.id;
    if (id_equal(collaboration.id, fixture->jonkoping))
        membership.person = head_of_an_office(fixture);
    g_assert_true(membership_put(fixture->db, &membership, NULL));
    return membership.account;
}

static void log_in(Fixture *fixture, size_t who) {
    Somebody *somebody = &everybody[who];
    const Session *session;
    g_autoptr(GError) error = NULL;
    if (somebody->role == ROLE_PUBLIC)
        return;
    if (!id_is_set(fixture->accounts[who]))
        fixture->accounts[who] = account_of(fixture, who);
    g_assert_true(
        login_as_persona(fixture->db, fixture->arena, &(SessionOf){.account = fixture->accounts[who], .now = instant_now()}, &somebody->token, &error));
    g_assert_true(session_find(fixture->db, fixture->arena, somebody->token, instant_now(), &session, &error));
    somebody->inside = session_inside(fixture->arena, session, fixture->jonkoping, (Date){2021, 4, 15});
}

static Fixture fixture_new(void) {
    g_autoptr(GError) error = NULL;
    Collaboration jonkoping;
    Fixture fixture = {.file = testdb_where(), .arena = arena_new()};
    const char *command[] = {samsyn, "demo", "--data", fixture.file, NULL};
    int status;
    g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
    g_assert_true(db_pool_new(fixture.file, &fixture.pool, &error));
    g_assert_true(db_pool_connection(fixture.pool, &fixture.db, &error));
    g_assert_true(app_new(fixture.pool, &fixture.app, &error));
    g_assert_true(collaboration_by_name(fixture.db, fixture.arena, "jonkoping", &jonkoping, &error));
    fixture.jonkoping = jonkoping.id;
    g_assert_no_error(error);
    return fixture;
}

static void fixture_free(Fixture *fixture) {
    app_free(fixture->app);
    db_pool_close(fixture->pool);
    testdb_remove(fixture->file);
    arena_free(fixture->arena);
    for (size_t i = 0; i < G_N_ELEMENTS(everybody); i++)
        everybody[i].token = NULL;
}

/* The route's pattern with something in each parameter: the collaboration, else an id that nothing has. */
static char *address_of(Arena *arena, const Route *route) {
    g_auto(GStrv) segments = g_strsplit(route->pattern, "/", -1);
    g_autoptr(GString) address = g_string_new(NULL);
    for (char **segment = segments + 1; *segment != NULL; segment++) {
        const char *ending = strchr(*segment, '.');
        bool parameter = **segment == ':';
        const char *value = !parameter ? *segment : strcmp(*segment, ":collab") == 0 ? "jonkoping" : "0000000000001";
        g_string_append_printf(address, "/%s%s", value, parameter && ending != NULL ? ending : "");
    }
    return arena_strdup(arena, address->len == 0 ? "/" : address->str);
}

static Response *ask(const Fixture *fixture, Arena *arena, const Route *route, const Somebody *who, const char *site) {
    Request *request = request_sample(arena, route->method, address_of(arena, route), route->method == POST ? "a=b" : NULL);
    if (who->token != NULL)
        pairs_add(arena, &request->parts->cookies, cookie_name(request, SESSION_COOKIE), who->token);
    pairs_add(arena, &request->parts->headers, "Sec-Fetch-Site", site);
    return router_answer(app_router(fixture->app), request);
}

static bool refused(const Response *response) {
    const char *location = pairs_get_header(&response->headers, "Location");
    return response->status == 403 || (response->status == 303 && location != NULL && g_str_has_prefix(location, "/login?next="));
}

static bool may(const Route *route, const Somebody *who) {
    return session_may(who->inside, (Permission)route->permission);
}

static void every_route_asks_for_its_permission(void) {
    Fixture fixture = fixture_new();
    size_t n, refusals = 0, answers = 0;
    const Route *const *routes = routes_all(app_router(fixture.app), &n);
    for (size_t w = 0; w < G_N_ELEMENTS(everybody); w++)
        for (size_t i = 0; i < n; i++) {
            g_autoptr(Arena) arena = arena_new();
            everybody[w].token = NULL; /* a logout may have ended the one before */
            log_in(&fixture, w);
            const Response *response = ask(&fixture, arena, routes[i], &everybody[w], "same-origin");
            if (refused(response) == may(routes[i], &everybody[w]) || response->status == 500)
                g_error("%s asks %s %s and gets %d", everybody[w].label, routes[i]->method == GET ? "GET" : "POST",
                        routes[i]->pattern, response->status);
            refusals += refused(response);
            answers += !refused(response);
        }
    g_test_message("%zu routes, %zu refusals, %zu answers", n, refusals, answers);
    g_assert_cmpuint(refusals, >, n);
    g_assert_cmpuint(answers, >, n);
    fixture_free(&fixture);
}

static void no_route_takes_a_post_from_elsewhere(void) {
    Fixture fixture = fixture_new();
    size_t n, tried = 0;
    const Route *const *routes = routes_all(app_router(fixture.app), &n);
    log_in(&fixture, THE_COORDINATOR);
    for (size_t i = 0; i < n; i++) {
        g_autoptr(Arena) arena = arena_new();
        if (routes[i]->method != POST)
            continue;
        g_assert_cmpint(ask(&fixture, arena, routes[i], &everybody[THE_COORDINATOR], "cross-site")->status, ==, 403);
        tried++;
    }
    g_assert_cmpuint(tried, >, 3);
    fixture_free(&fixture);
}

static void set_dormant(const Fixture *fixture) {
    g_autoptr(GError) error = NULL;
    (void)!db_run_script(fixture->db, "UPDATE collaboration SET dormant_on = '2021-01-01' WHERE name = 'jonkoping'", &error);
    g_assert_no_error(error);
}

/* Whoever might change what is there is told why not, and reads as before, but is offered nothing. */
static void nothing_changes_what_is_dormant(void) {
    Fixture fixture = fixture_new();
    size_t n, kept = 0;
    const Route *const *routes = routes_all(app_router(fixture.app), &n);
    set_dormant(&fixture);
    for (size_t i = 0; i < n; i++) {
        g_autoptr(Arena) arena = arena_new();
        everybody[THE_COORDINATOR].token = NULL;
        log_in(&fixture, THE_COORDINATOR);
        const Response *response = ask(&fixture, arena, routes[i], &everybody[THE_COORDINATOR], "same-origin");
        bool is_kept = response->status == 409 && strstr(html_out_text(response->html), "Samverkan är vilande") != NULL;
        if (is_kept != (routes[i]->method == POST && permission_changes((Permission)routes[i]->permission)))
            g_error("%s gives %d", routes[i]->pattern, response->status);
        kept += is_kept;
        if (strcmp(routes[i]->pattern, "/:collab/plans") == 0 && routes[i]->method == GET) {
            g_assert_nonnull(strstr(html_out_text(response->html), "href=\"/jonkoping/log\""));
            g_assert_null(strstr(html_out_text(response->html), "href=\"/jonkoping/settings\""));
        }
    }
    g_assert_cmpuint(kept, >, 30);
    fixture_free(&fixture);
}

enum { EITHER = -1 }; /* beside GET and POST */

/* What each role may, written down once more. */
static const struct {
    Permission permission;
    Roles of;
} granted[] = {
#define ALL_ROLES ((1U << N_ROLES) - 1)
#define EACH(role) ONLY_ROLE(ROLE_##role)
#define INSIDE (EACH(READER) | MEMBERS)
#define MEMBERS (EACH(MEMBER) | EACH(PREPARER) | OFFICE)
#define OFFICE (EACH(CONTACT_PERSON) | EACH(HEAD) | EACH(COORDINATOR))
    {MAY_OPEN, ALL_ROLES},
    {MAY_USE_TASK_LINK, ALL_ROLES},
    {MAY_BE_LOGGED_IN, ALL_ROLES & ~EACH(PUBLIC)},
    {MAY_READ_COLLABORATION, INSIDE},
    {MAY_READ_CONTACT_DETAILS, MEMBERS},
    {MAY_EDIT_OFFICE_PEOPLE, OFFICE},
    {MAY_TAKE_PART, MEMBERS},
    {MAY_PREPARE, EACH(PREPARER) | EACH(COORDINATOR)},
    {MAY_LEAD_ROUNDS, EACH(COORDINATOR)},
    {MAY_EDIT_PLAN, EACH(COORDINATOR)},
    {MAY_ADOPT_PLAN, EACH(COORDINATOR)},
    {MAY_EDIT_PEOPLE, EACH(COORDINATOR)},
    {MAY_EDIT_RULES, EACH(COORDINATOR)},
    {MAY_INVITE, EACH(COORDINATOR)},
    {MAY_ADMINISTER, EACH(SYSTEM_ADMINISTRATOR)}};

static bool is_granted(size_t i, size_t who) {
    if (who == ANOTHER_COORDINATOR)
        return granted[i].permission <= MAY_BE_LOGGED_IN;
    return (granted[i].of & ONLY_ROLE(everybody[who].role)) != 0;
}

static void everybody_may_what_is_written_down(void) {
    Fixture fixture = fixture_new();
    g_assert_cmpuint(G_N_ELEMENTS(granted), ==, N_PERMISSIONS - 1);
    for (size_t w = 0; w < G_N_ELEMENTS(everybody); w++) {
        log_in(&fixture, w);
        for (size_t i = 0; i < G_N_ELEMENTS(granted); i++)
            if (session_may(everybody[w].inside, granted[i].permission) != is_granted(i, w))
                g_error("%s: %s", everybody[w].label, permission_name(granted[i].permission));
    }
    fixture_free(&fixture);
}

/* What each address takes, written down once more: the first row that the pattern fits. Whoever adds a route that fits no
 * row, or lowers one, has to say so here. */
static const struct {
    int method;
    const char *pattern;
    Permission permission;
} asked[] = {{EITHER, "/healthz", MAY_OPEN},
             {GET, "/readyz", MAY_OPEN},
             {GET, "/metrics", MAY_OPEN}, /* answers 404 to others than the operator */
             {GET, "/accessibility", MAY_OPEN},
             {GET, "/personal-data", MAY_OPEN},
             {EITHER, "/accessibility/edit", MAY_ADMINISTER},
             {EITHER, "/personal-data/edit", MAY_ADMINISTER},
             {EITHER, "/", MAY_OPEN},
             {EITHER, "/login*", MAY_OPEN},
             {EITHER, "/logout", MAY_OPEN},
             {POST, "/language", MAY_OPEN},
             {EITHER, "/accounts*", MAY_ADMINISTER},
             {EITHER, "/collaborations/new", MAY_ADMINISTER},
             {EITHER, "/account*", MAY_BE_LOGGED_IN},
             {GET, "/jobs/:job", MAY_BE_LOGGED_IN},
             {EITHER, "/jobs*", MAY_ADMINISTER},
             {EITHER, "/mail*", MAY_ADMINISTER},
             {GET, "/log*", MAY_ADMINISTER},
             {GET, "/:collab/log*", MAY_EDIT_RULES},
             {GET, "/demo/*", MAY_OPEN},
             {GET, "/:collab", MAY_OPEN},
             {GET, "/:collab/published*", MAY_OPEN},
             {EITHER, "/:collab/confirm/*", MAY_USE_TASK_LINK},
             {EITHER, "/:collab/answer/*", MAY_USE_TASK_LINK},
             {EITHER, "/:collab/directory/import*", MAY_EDIT_OFFICE_PEOPLE},
             {EITHER, "/:collab/confirmation/:element/letter", MAY_EDIT_PEOPLE},
             {EITHER, "/:collab/confirmation/:element*", MAY_EDIT_OFFICE_PEOPLE},
             {EITHER, "/:collab/confirmation*", MAY_EDIT_PEOPLE},
             {EITHER, "/:collab/rounds/:round/answer/*", MAY_TAKE_PART},
             {EITHER, "/:collab/rounds/:round/preparation*", MAY_PREPARE},
             {EITHER, "/:collab/register*", MAY_LEAD_ROUNDS},
             {EITHER, "/:collab/rounds/:round/answers/*", MAY_LEAD_ROUNDS},
             {GET, "/:collab/rounds/:round/answers*", MAY_TAKE_PART},
             {EITHER, "/:collab/access*", MAY_INVITE},
             {EITHER, "/:collab/settings*", MAY_EDIT_RULES},
             {EITHER, "/:collab/rules/*", MAY_EDIT_RULES},
             {GET, "/:collab/people", MAY_READ_COLLABORATION},
             {GET, "/:collab/people/:key", MAY_READ_COLLABORATION},
             {POST, "/:collab/people/:key.vcf", MAY_READ_CONTACT_DETAILS},
             {EITHER, "/:collab/directory/former*", MAY_EDIT_OFFICE_PEOPLE},
             {EITHER, "/:collab/directory/protected", MAY_EDIT_OFFICE_PEOPLE},
             {EITHER, "/:collab/directory*/addresses", MAY_READ_CONTACT_DETAILS},
             {EITHER, "/:collab/directory/book*", MAY_READ_CONTACT_DETAILS},
             {POST, "/:collab/directory*", MAY_READ_CONTACT_DETAILS},
             {EITHER, "/:collab/people/*/seats/*", MAY_EDIT_PEOPLE},
             {EITHER, "/:collab/bodies/:key/members", MAY_EDIT_PEOPLE},
             {GET, "/:collab/people/:key/extract*", MAY_EDIT_PEOPLE},
             {EITHER, "/:collab/people/:key/erase", MAY_EDIT_PEOPLE},
             {EITHER, "/:collab/people/*", MAY_EDIT_OFFICE_PEOPLE},
             {EITHER, "/:collab/import*", MAY_EDIT_PLAN},
             {POST, "/:collab/rounds/:round/outcomes*", MAY_LEAD_ROUNDS},
             {GET, "/:collab/rounds/:round/outcomes/tell", MAY_LEAD_ROUNDS},
             {POST, "/:collab/bank", MAY_TAKE_PART},
             {POST, "/:collab/proposals/:proposal/outcome", MAY_LEAD_ROUNDS},
             {POST, "/:collab/proposals/:proposal/move", MAY_LEAD_ROUNDS},
             {EITHER, "/:collab/plans/:plan/adopt", MAY_ADOPT_PLAN},
             {EITHER, "/:collab/plans/:plan/revise", MAY_ADOPT_PLAN},
             {EITHER, "/:collab/plans/:plan/publish", MAY_ADOPT_PLAN},
             {EITHER, "/:collab/plans/:plan/roll-forward", MAY_ADOPT_PLAN},
             {EITHER, "/:collab/rounds/new", MAY_LEAD_ROUNDS},
             {EITHER, "/:collab/rounds/:round/edit", MAY_LEAD_ROUNDS},
             {EITHER, "/:collab/rounds/:round/register", MAY_LEAD_ROUNDS},
             {POST, "/:collab/rounds/:round/begin", MAY_TAKE_PART},
             {EITHER, "/:collab/proposals/:proposal/edit", MAY_TAKE_PART},
             {POST, "/:collab/proposals/:proposal/save", MAY_TAKE_PART},
             {POST, "/:collab/proposals/:proposal/submit", MAY_TAKE_PART},
             {POST, "/:collab/proposals/:proposal/withdraw", MAY_TAKE_PART},
             {POST, "/:collab/proposals/:proposal/restore", MAY_TAKE_PART},
             {POST, "/:collab/*", MAY_EDIT_PLAN},
             {GET, "/:collab/plans/:plan/*/new", MAY_EDIT_PLAN},
             {GET, "/:collab/plans/:plan/categories/:category", MAY_EDIT_PLAN},
             {GET, "/:collab/plans/:plan/chapters/:chapter", MAY_EDIT_PLAN},
             {GET, "/:collab/activities/:activity/edit", MAY_EDIT_PLAN},
             {GET, "/:collab/activities/:activity/facts", MAY_EDIT_PLAN},
             {GET, "/:collab/activities/:activity/follow-up", MAY_EDIT_PLAN},
             {GET, "/:collab/*", MAY_READ_COLLABORATION}};

static bool asks_for(const Route *route, Permission *ret) {
    for (size_t i = 0; i < G_N_ELEMENTS(asked); i++)
        if ((asked[i].method == EITHER || asked[i].method == (int)route->method) &&
            g_pattern_match_simple(asked[i].pattern, route->pattern)) {
            *ret = asked[i].permission;
            return true;
        }
    return false;
}

static void every_route_asks_for_what_is_written_down(void) {
    Fixture fixture = fixture_new();
    size_t n;
    const Route *const *routes = routes_all(app_router(fixture.app), &n);
    for (size_t i = 0; i < n; i++) {
        Permission permission;
        const char *method = routes[i]->method == GET ? "GET" : "POST";
        if (!asks_for(routes[i], &permission))
            g_error("%s %s: no row of `asked` in tests/routes/routes_test.c is for it", method, routes[i]->pattern);
        if (permission != (Permission)routes[i]->permission)
            g_error("%s %s asks for %s, and `asked` in tests/routes/routes_test.c says %s: mend the route, or add a row before the "
                    "first that fits",
                    method, routes[i]->pattern, permission_name((Permission)routes[i]->permission), permission_name(permission));
    }
    fixture_free(&fixture);
}

/* A collaboration that is called as an address of the installation's begins would never be reached. */
static void no_collaboration_is_called_as_a_page(void) {
    Fixture fixture = fixture_new();
    size_t n;
    const Route *const *routes = routes_all(app_router(fixture.app), &n);
    for (size_t i = 0; i < n; i++) {
        g_auto(GStrv) parts = g_strsplit(routes[i]->pattern, "/", 3);
        if (parts[1][0] != '\0' && parts[1][0] != ':' && strchr(parts[1], '.') == NULL && !is_name_of_page(parts[1]))
            g_error("%s: is_name_of_page() does not know its first word", routes[i]->pattern);
    }
    fixture_free(&fixture);
}

/* ---- docs/permissions.md ---- */

static void document_roles(GString *page) {
    g_string_append(page, "| |");
    for (Role role = ROLE_PUBLIC; role < N_ROLES; role++)
        g_string_append_printf(page, " %s |", role_key(role));
    g_string_append(page, "\n|---|");
    for (Role role = ROLE_PUBLIC; role < N_ROLES; role++)
        g_string_append(page, ":-:|");
    for (Permission permission = MAY_OPEN; permission < N_PERMISSIONS; permission++) {
        g_string_append_printf(page, "\n| `%s` |", permission_name(permission));
        for (Role role = ROLE_PUBLIC; role < N_ROLES; role++)
            g_string_append(page, role_may(role, permission) ? " ● |" : " |");
    }
}

static void document_routes(GString *page, const Route *const *routes, size_t n, Permission permission) {
    g_string_append_printf(page, "\n\n## `%s`\n", permission_name(permission));
    for (size_t i = 0; i < n; i++)
        if (routes[i]->permission == (int)permission)
            g_string_append_printf(page, "\n- %s `%s`", routes[i]->method == GET ? "GET" : "POST", routes[i]->pattern);
}

static const char *preface =
    "# Permissions\n\nMade from the table of roles (`src/services/auth/permission.c`) and the route rows by "
    "`SAMSYN_DOCUMENT=1` and the test `routes`,\nwhich fails when this page is not what they say.\n\n"
    "A role is held in a collaboration; one account may hold several, in several collaborations, and may do what any of them may "
    "there. The public has\nno account. The system administrator is a role of the installation and sees no collaboration's content. "
    "A contact person's and a head's\noffice is the one where their person has a post today: `MAY_EDIT_OFFICE_PEOPLE` reaches people who "
    "work nowhere else, and only a coordinator's\nreaches everybody. Without `MAY_READ_CONTACT_DETAILS` addresses, telephone numbers and notes "
    "are left out of pages, lists, exports and search.\n\n";

static void permissions_are_documented(void) {
    Fixture fixture = fixture_new();
    g_autoptr(GString) page = g_string_new(preface);
    g_autofree char *written = NULL;
    size_t n;
    const Route *const *routes = routes_all(app_router(fixture.app), &n);
    document_roles(page);
    for (Permission permission = MAY_OPEN; permission < N_PERMISSIONS; permission++)
        document_routes(page, routes, n, permission);
    g_string_append_c(page, '\n');
    if (g_getenv("SAMSYN_DOCUMENT") != NULL)
        g_assert_true(g_file_set_contents(document, page->str, -1, NULL));
    g_assert_true(g_file_get_contents(document, &written, NULL, NULL));
    if (strcmp(written, page->str) != 0)
        g_error("docs/permissions.md is not what the routes say: run this test with SAMSYN_DOCUMENT=1");
    fixture_free(&fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, ==, 3);
    samsyn = argv[1];
    document = argv[2];
    g_test_add_func("/routes/permission", every_route_asks_for_its_permission);
    g_test_add_func("/routes/granted", everybody_may_what_is_written_down);
    g_test_add_func("/routes/written-down", every_route_asks_for_what_is_written_down);
    g_test_add_func("/routes/names", no_collaboration_is_called_as_a_page);
    g_test_add_func("/routes/documented", permissions_are_documented);
    g_test_add_func("/routes/dormant", nothing_changes_what_is_dormant);
    g_test_add_func("/routes/cross-site", no_route_takes_a_post_from_elsewhere);
    return g_test_run();
}
