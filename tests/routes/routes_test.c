#include "app.h"

#include "base/date.h"
#include "db/testdb.h"
#include "modules/accounts/accounts.h"
#include "modules/collaborations/collaborations.h"
#include "services/auth/auth.h"
#include "web/request_parts.h"
#include "web/response_parts.h"
#include "web/router.h"

#include <glib.h>
#include <string.h>

/* Every route × everybody, in the demo's database: who may is decided by the route's row alone. */

typedef struct {
    const char *label, *collaboration, *role; /* of the persona; NULL = the public */
    const char *token;
    const Session *inside; /* as it is in jonkoping */
} Somebody;

static Somebody everybody[] = {{"the public", NULL, NULL, NULL, NULL},
                               {"a member", "jonkoping", "chef", NULL, NULL},
                               {"the coordinator", "jonkoping", "samordnare", NULL, NULL},
                               {"another collaboration's coordinator", "stockholm", "samordnare", NULL, NULL},
                               {"the system administrator", NULL, "systemadministratör", NULL, NULL}};

typedef struct {
    char *file;
    DbPool *pool;
    App *app;
    Db *db;
    Arena *arena;
    Id jonkoping;
} Fixture;

static char *samsyn;

static void log_in(Fixture *fixture, Somebody *who) {
    g_autoptr(GError) error = NULL;
    const Persona *personas;
    size_t n;
    if (who->role == NULL)
        return;
    g_assert_true(personas_list(fixture->db, fixture->arena, &personas, &n, &error));
    for (size_t i = 0; i < n && who->token == NULL; i++)
        if (g_strcmp0(personas[i].collaboration_name, who->collaboration) == 0 &&
            strcmp(personas[i].role_title, who->role) == 0)
            g_assert_true(login_as_persona(fixture->db, fixture->arena, personas[i].account, instant_now(), &who->token, &error));
    g_assert_nonnull(who->token);
    const Session *session;
    g_assert_true(session_find(fixture->db, fixture->arena, who->token, instant_now(), &session, &error));
    who->inside = session_inside(fixture->arena, session, fixture->jonkoping);
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
            log_in(&fixture, &everybody[w]);
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
    log_in(&fixture, &everybody[2]);
    for (size_t i = 0; i < n; i++) {
        g_autoptr(Arena) arena = arena_new();
        if (routes[i]->method != POST)
            continue;
        g_assert_cmpint(ask(&fixture, arena, routes[i], &everybody[2], "cross-site")->status, ==, 403);
        tried++;
    }
    g_assert_cmpuint(tried, >, 3);
    fixture_free(&fixture);
}

enum { EITHER = -1 }; /* beside GET and POST */

/* What each of everybody may in jonkoping, beside what is open to all. */
static const struct {
    Permission permission;
    bool of[G_N_ELEMENTS(everybody)]; /* the public, a member, the coordinator, another one, the system administrator */
} granted[] = {{MAY_OPEN, {true, true, true, true, true}},
               {MAY_BE_LOGGED_IN, {false, true, true, true, true}},
               {MAY_READ_COLLABORATION, {false, true, true, false, false}},
               {MAY_EDIT_PLAN, {false, false, true, false, false}},
               {MAY_ADOPT_PLAN, {false, false, true, false, false}},
               {MAY_EDIT_PEOPLE, {false, false, true, false, false}},
               {MAY_EDIT_RULES, {false, false, true, false, false}},
               {MAY_ADMINISTER, {false, false, false, false, true}}};

static void everybody_may_what_is_written_down(void) {
    Fixture fixture = fixture_new();
    g_assert_cmpuint(G_N_ELEMENTS(granted), ==, N_PERMISSIONS - 1);
    for (size_t w = 0; w < G_N_ELEMENTS(everybody); w++) {
        log_in(&fixture, &everybody[w]);
        for (size_t i = 0; i < G_N_ELEMENTS(granted); i++)
            if (session_may(everybody[w].inside, granted[i].permission) != granted[i].of[w])
                g_error("%s: permission %d", everybody[w].label, granted[i].permission);
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
             {EITHER, "/", MAY_OPEN},
             {EITHER, "/login*", MAY_OPEN},
             {EITHER, "/logout", MAY_OPEN},
             {EITHER, "/accounts*", MAY_ADMINISTER},
             {EITHER, "/account*", MAY_BE_LOGGED_IN},
             {GET, "/jobs/:job", MAY_BE_LOGGED_IN},
             {EITHER, "/jobs*", MAY_ADMINISTER},
             {EITHER, "/mail*", MAY_ADMINISTER},
             {GET, "/demo/*", MAY_OPEN},
             {GET, "/:collab", MAY_OPEN},
             {GET, "/:collab/published*", MAY_OPEN},
             {EITHER, "/:collab/settings*", MAY_EDIT_RULES},
             {EITHER, "/:collab/rules/*", MAY_EDIT_RULES},
             {GET, "/:collab/people/:key", MAY_READ_COLLABORATION},
             {EITHER, "/:collab/people/*", MAY_EDIT_PEOPLE},
             {EITHER, "/:collab/import*", MAY_EDIT_PLAN},
             {EITHER, "/:collab/plans/:plan/adopt", MAY_ADOPT_PLAN},
             {EITHER, "/:collab/plans/:plan/revise", MAY_ADOPT_PLAN},
             {EITHER, "/:collab/plans/:plan/publish", MAY_ADOPT_PLAN},
             {EITHER, "/:collab/plans/:plan/roll-forward", MAY_ADOPT_PLAN},
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
            g_error("%s %s: nothing is written down", method, routes[i]->pattern);
        if (permission != (Permission)routes[i]->permission)
            g_error("%s %s asks for permission %d, not %d", method, routes[i]->pattern, routes[i]->permission, permission);
    }
    fixture_free(&fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(argc, ==, 2);
    samsyn = argv[1];
    g_test_add_func("/routes/permission", every_route_asks_for_its_permission);
    g_test_add_func("/routes/granted", everybody_may_what_is_written_down);
    g_test_add_func("/routes/written-down", every_route_asks_for_what_is_written_down);
    g_test_add_func("/routes/cross-site", no_route_takes_a_post_from_elsewhere);
    return g_test_run();
}
