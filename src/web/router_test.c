#include "base/error.h"
#include "base/language.h"
#include "web/origin.h"
#include "web/request_parts.h"
#include "web/router_parts.h"

#include <string.h>

enum { OPEN = 1, CLOSED };

static bool done(Request *request, Response *response, GError **error) {
    (void)request, (void)error;
    return response_text(response, "text/plain", "done");
}

static bool fails_by_name(Request *request, Response *response, GError **error) {
    static const struct {
        const char *name;
        ErrorCode code;
    } kinds[] = {{"missing", ERROR_NOT_FOUND}, {"forbidden", ERROR_FORBIDDEN},
                 {"conflict", ERROR_CONFLICT}, {"invalid", ERROR_INVALID},
                 {"busy", ERROR_UNAVAILABLE},  {"full", ERROR_FULL},
                 {"internal", ERROR_INTERNAL}};
    response_header(response, "X-Left", "over");
    response_cookie(response, "kept", "1", 0);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].name, request_param(request, "kind")) == 0)
            return fail(error, kinds[i].code, "Så här är det.");
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_IO, "disk on fire");
    return false;
}

static bool in_language(Request *request, Response *response, GError **error) {
    (void)error;
    response_header(response, "X-Language", request->language);
    return response_text(response, "text/plain", language_tag(language_spoken()));
}

static const Route first[] = {
    {GET, "/", done, OPEN},
    {GET, "/login", done, OPEN},
    {GET, "/fails/:kind", fails_by_name, OPEN},
    {GET, "/page", in_language, OPEN},
    {GET, "/page.pdf", in_language, OPEN, .is_swedish = true},
    {GET, "/:collab", done, OPEN},
    {GET, "/:collab/plans", done, OPEN},
    {GET, "/:collab/plans.csv", done, OPEN},
    {0},
};
static const Route second[] = {
    {GET, "/:collab/plans/:plan", done, OPEN},
    {POST, "/:collab/plans/:plan", done, CLOSED},
    {GET, "/:collab/plans/:plan.csv", done, OPEN},
    {GET, "/:collab/plans/new", done, CLOSED},
    {GET, "/:collab/plans/:plan/:office/extract.pdf", done, OPEN},
    {0},
};
static const Route *const tables[] = {first, second, NULL};

typedef struct Trace {
    GString *steps;
    const char *failing;
    bool logged_in, reads_english;
    ErrorCode code;
} Trace;

static bool step(Trace *trace, const char *name, GError **error) {
    g_string_append_printf(trace->steps, "%s ", name);
    return g_strcmp0(trace->failing, name) != 0 || fail(error, trace->code, "Inte här.");
}

static bool database(void *data, Db **ret_db, GError **error) {
    *ret_db = NULL;
    return step(data, "database", error);
}

static bool session(Request *request, Response *response, void *data, GError **error) {
    Trace *trace = data;
    (void)response;
    request->session = trace->logged_in ? data : NULL;
    if (trace->reads_english)
        request->language = "en";
    return step(trace, "session", error);
}

static bool collaboration(Request *request, const char *name, void *data, GError **error) {
    request->collaboration = (Id){strlen(name)};
    return step(data, "collaboration", error);
}

static bool permission(Request *request, const Route *route, void *data, GError **error) {
    (void)request, (void)route;
    return step(data, "permission", error);
}

typedef struct Asked {
    Arena *arena;
    Request *request;
    Response *response;
    Trace trace;
} Asked;

static void ask(Asked *asked, Method method, const char *target) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Router) router = NULL;
    const RouterHooks hooks = {.data = &asked->trace,
                               .database = database,
                               .session = session,
                               .collaboration = collaboration,
                               .permission = permission,
                               .login_path = "/login"};
    asked->trace.steps = g_string_new(NULL);
    g_assert_true(router_new(tables, &hooks, &router, &error));
    asked->request = request_sample(asked->arena, method, target, NULL);
    asked->response = router_answer(router, asked->request);
}

static void set_up(Asked *asked, gconstpointer unused) {
    (void)unused;
    asked->arena = arena_new();
    asked->trace.code = ERROR_FORBIDDEN;
}

static void tear_down(Asked *asked, gconstpointer unused) {
    (void)unused;
    arena_free(asked->arena);
    if (asked->trace.steps != NULL)
        g_string_free(asked->trace.steps, TRUE);
}

static void expect_route(const char *target, const char *pattern) {
    Asked asked = {0};
    set_up(&asked, NULL);
    ask(&asked, GET, target);
    g_assert_cmpstr(asked.request->route == NULL ? NULL : asked.request->route->pattern, ==,
                    pattern);
    tear_down(&asked, NULL);
}

static void matches(void) {
    expect_route("/", "/");
    expect_route("/login", "/login");
    expect_route("/jonkoping", "/:collab");
    expect_route("/jonkoping/plans", "/:collab/plans");
    expect_route("/jonkoping/plans.csv", "/:collab/plans.csv");
    expect_route("/jonkoping/plans/new", "/:collab/plans/new");
    expect_route("/jonkoping/plans/abc", "/:collab/plans/:plan");
    expect_route("/jonkoping/plans/abc.csv", "/:collab/plans/:plan.csv");
    expect_route("/jonkoping/plans/abc.pdf", "/:collab/plans/:plan");
    expect_route("/jonkoping/plans/.csv", "/:collab/plans/:plan");
    expect_route("/login/plans", "/:collab/plans");
    expect_route("/jonkoping/plans/abc/def/extract.pdf",
                 "/:collab/plans/:plan/:office/extract.pdf");
    expect_route("/jonkoping/", NULL);
    expect_route("/jonkoping/plan", NULL);
    expect_route("/jonkoping/plans/abc/def", NULL);
    expect_route("/fails", "/:collab");
}

static void gives_parameters(Asked *asked, gconstpointer unused) {
    (void)unused;
    ask(asked, GET, "/j%C3%B6nk/plans/abc.csv?x=1");
    g_assert_cmpstr(request_param(asked->request, "collab"), ==, "jönk");
    g_assert_cmpstr(request_param(asked->request, "plan"), ==, "abc");
    g_assert_null(request_param(asked->request, "other"));
    g_assert_cmpstr(request_query(asked->request, "x"), ==, "1");
    g_assert_cmpint(asked->request->collaboration.value, ==, 5);
}

static void runs_guards_in_order(Asked *asked, gconstpointer unused) {
    (void)unused;
    ask(asked, GET, "/jonkoping/plans");
    g_assert_cmpstr(asked->trace.steps->str, ==,
                    "database session collaboration permission database ");
    g_assert_cmpint(asked->response->status, ==, 200);
}

static void stops_at_a_failing_guard(void) {
    static const char *const names[] = {"database", "session", "collaboration", "permission"};
    static const char *const steps[] = {"database ", "database session ",
                                        "database session collaboration ",
                                        "database session collaboration permission "};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        Asked asked = {.trace = {.failing = names[i], .code = ERROR_NOT_FOUND, .logged_in = true}};
        asked.arena = arena_new();
        ask(&asked, GET, "/jonkoping/plans");
        g_assert_cmpstr(asked.trace.steps->str, ==, steps[i]);
        g_assert_cmpint(asked.response->status, ==, 404);
        g_assert_cmpint(memcmp(asked.response->body.data, "done", 4), !=, 0);
        tear_down(&asked, NULL);
    }
}

static void runs_no_hook_of_a_collaboration_for_unknown_addresses(Asked *asked,
                                                                  gconstpointer unused) {
    (void)unused;
    ask(asked, GET, "/jonkoping/nothing/here");
    g_assert_cmpint(asked->response->status, ==, 404);
    g_assert_cmpstr(asked->trace.steps->str, ==, "database session ");
}

static void names_the_allowed_method(Asked *asked, gconstpointer unused) {
    (void)unused;
    ask(asked, POST, "/jonkoping/plans");
    g_assert_cmpint(asked->response->status, ==, 405);
    g_assert_cmpstr(pairs_get(&asked->response->headers, "Allow"), ==, "GET, HEAD");
}

static void sends_strangers_to_login(Asked *asked, gconstpointer unused) {
    (void)unused;
    asked->trace.failing = "permission";
    ask(asked, GET, "/jonkoping/plans?year=2021&q=%C3%A5");
    g_assert_cmpint(asked->response->status, ==, 303);
    g_assert_cmpstr(pairs_get(&asked->response->headers, "Location"), ==,
                    "/login?next=%2Fjonkoping%2Fplans%3Fyear%3D2021%26q%3D%25C3%25A5");
}

static void keeps_what_strangers_posted_out(Asked *asked, gconstpointer unused) {
    (void)unused;
    asked->trace.failing = "permission";
    ask(asked, POST, "/jonkoping/plans/abc");
    g_assert_cmpint(asked->response->status, ==, 403);
    g_assert_null(pairs_get(&asked->response->headers, "Location"));
}

static void keeps_members_out(Asked *asked, gconstpointer unused) {
    (void)unused;
    asked->trace.failing = "permission";
    asked->trace.logged_in = true;
    ask(asked, GET, "/jonkoping/plans");
    g_assert_cmpint(asked->response->status, ==, 403);
}

static void turns_errors_into_statuses(void) {
    static const struct {
        const char *target;
        int status;
        bool told;
    } kinds[] = {{"/fails/missing", 404, true},   {"/fails/forbidden", 403, true},
                 {"/fails/conflict", 409, true},  {"/fails/invalid", 400, true},
                 {"/fails/busy", 503, true},      {"/fails/full", 507, true},
                 {"/fails/internal", 500, false}, {"/fails/other", 500, false}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        Asked asked = {.trace = {.logged_in = true}};
        asked.arena = arena_new();
        ask(&asked, GET, kinds[i].target);
        const char *text = (const char *)asked.response->body.data;
        g_assert_cmpint(asked.response->status, ==, kinds[i].status);
        g_assert_true((strstr(text, "Så här är det.") != NULL) == kinds[i].told);
        g_assert_null(strstr(text, "fire"));
        g_assert_nonnull(strstr(text, asked.request->reference));
        g_assert_null(pairs_get(&asked.response->headers, "X-Left"));
        g_assert_cmpuint(asked.response->cookies.n, ==, 1);
        g_assert_true((asked.request->parts->problem != NULL) == (kinds[i].status >= 500));
        tear_down(&asked, NULL);
    }
}

static bool accepts_table(const Route *table) {
    const Route *const one[] = {table, NULL};
    const RouterHooks none = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(Router) router = NULL;
    bool accepted = router_new(one, &none, &router, &error);
    g_assert_true(accepted || error_is(error, ERROR_INTERNAL));
    return accepted;
}

static void refuses_bad_tables(void) {
    static const char *const patterns[] = {"",        "a",    "/a//b", "/a/",     "/:",   "/:A",
                                           "/:a_b-c", "/a b", "/å",    "/:plan/", "/:a:b"};
    for (size_t i = 0; i < G_N_ELEMENTS(patterns); i++)
        g_assert_false(accepts_table((const Route[]){{GET, patterns[i], done, OPEN}, {0}}));
    g_assert_true(accepts_table((const Route[]){{GET, "/a", done, OPEN}, {0}}));
    g_assert_false(accepts_table((const Route[]){{GET, "/a", done, 0}, {0}}));
    g_assert_false(accepts_table((const Route[]){{GET, "/a", NULL, OPEN}, {0}}));
    g_assert_false(accepts_table(
        (const Route[]){{POST, "/a", done, OPEN, .body_limit = BODY_LIMIT_UPLOAD + 1}, {0}}));
    g_assert_false(accepts_table(
        (const Route[]){{GET, "/:a/b", done, OPEN}, {GET, "/:c/b", done, OPEN}, {0}}));
    g_assert_true(accepts_table(
        (const Route[]){{GET, "/:a/b", done, OPEN}, {POST, "/:c/b", done, OPEN}, {0}}));
}

static void lists_routes(void) {
    const RouterHooks none = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(Router) router = NULL;
    size_t n;
    g_assert_true(router_new(tables, &none, &router, &error));
    const Route *const *routes = routes_all(router, &n);
    g_assert_cmpuint(n, ==, G_N_ELEMENTS(first) + G_N_ELEMENTS(second) - 2);
    g_assert_true(routes[0] == &first[0]);
    g_assert_true(routes[n - 1] == &second[4]);
    g_assert_true(router_takes(router, "login"));
    g_assert_false(router_takes(router, "jonkoping"));
}

static void expect_language(const char *target, const char *language) {
    Asked asked = {.trace.reads_english = true};
    set_up(&asked, NULL);
    ask(&asked, GET, target);
    g_assert_cmpstr(pairs_get(&asked.response->headers, "X-Language"), ==, language);
    g_assert_cmpmem(asked.response->body.data, asked.response->body.size, language, 2);
    g_assert_cmpstr(asked.request->language, ==, "en");
    g_assert_cmpint(language_spoken(), ==, ENGLISH);
    language_speak(SWEDISH);
    tear_down(&asked, NULL);
}

static void documents_are_swedish(void) {
    expect_language("/page", "en");
    expect_language("/page.pdf", "sv");
}

typedef struct OriginCase {
    const char *site, *origin, *referer;
    bool ours;
} OriginCase;

static const OriginCase origins[] = {
    {NULL, NULL, NULL, true},
    {"same-origin", NULL, NULL, true},
    {"none", NULL, NULL, true},
    {"same-site", NULL, NULL, false},
    {"cross-site", NULL, NULL, false},
    {"cross-site", "http://localhost:8080", NULL, false},
    {"same-origin", "http://localhost:8080", "http://localhost:8080/x", true},
    {"same-origin", "https://evil.example", NULL, false},
    {NULL, "http://localhost:8080", NULL, true},
    {NULL, "https://localhost:8080", NULL, true},
    {NULL, "http://localhost:80801", NULL, false},
    {NULL, "http://localhost:8080.evil.example", NULL, false},
    {NULL, "http://localhost", NULL, false},
    {NULL, "http://evil.example", NULL, false},
    {NULL, "http://evil.example/http://localhost:8080", NULL, false},
    {NULL, "null", NULL, false},
    {NULL, "", NULL, false},
    {NULL, "null", "http://localhost:8080/x", false},
    {NULL, NULL, "http://localhost:8080/x", true},
    {NULL, NULL, "http://evil.example/x", false},
};

static void judges_origin(gconstpointer data) {
    const OriginCase *expected = data;
    g_autoptr(Arena) arena = arena_new();
    Request *request = request_sample(arena, POST, "/", "a=1");
    Pairs *headers = &request->parts->headers;
    if (expected->site != NULL)
        pairs_add(arena, headers, "Sec-Fetch-Site", expected->site);
    if (expected->origin != NULL)
        pairs_add(arena, headers, "Origin", expected->origin);
    if (expected->referer != NULL)
        pairs_add(arena, headers, "Referer", expected->referer);
    g_assert_true(same_origin(request) == expected->ours);
}

#define ADD(name, function) g_test_add(name, Asked, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/router/matches", matches);
    ADD("/router/parameters", gives_parameters);
    ADD("/router/order", runs_guards_in_order);
    g_test_add_func("/router/stops", stops_at_a_failing_guard);
    ADD("/router/unknown", runs_no_hook_of_a_collaboration_for_unknown_addresses);
    ADD("/router/method", names_the_allowed_method);
    ADD("/router/login", sends_strangers_to_login);
    ADD("/router/strangers-post", keeps_what_strangers_posted_out);
    ADD("/router/forbidden", keeps_members_out);
    g_test_add_func("/router/errors", turns_errors_into_statuses);
    g_test_add_func("/router/documents-are-swedish", documents_are_swedish);
    g_test_add_func("/router/tables", refuses_bad_tables);
    g_test_add_func("/router/all", lists_routes);
    for (size_t i = 0; i < G_N_ELEMENTS(origins); i++) {
        g_autofree char *name = g_strdup_printf("/origin/%zu", i);
        g_test_add_data_func(name, &origins[i], judges_origin);
    }
    return g_test_run();
}
