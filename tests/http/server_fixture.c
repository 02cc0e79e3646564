/* A server with a few routes that show each thing the web layer does, for the scenarios beside. */
#include "base/error.h"
#include "web/server.h"

#include <stdio.h>
#include <string.h>

enum { OPEN = 1, MEMBERS };

struct Session {
    const char *name;
};

/* What the test moves from outside: the clock, and when slow handlers may go on. */
typedef struct Fixture {
    GMutex lock;
    GCond changed;
    int64_t now;
    bool released;
    int n_slow; /* slow handlers that have begun */
    gint n_echoes;
    Server *server;
} Fixture;

/* Handlers reach the fixture through the connection, which web/ hands on without looking. */
static Fixture *fixture_of(const Request *request) {
    return (Fixture *)request->db;
}

static bool home(Request *request, Response *response, GError **error) {
    (void)request, (void)error;
    return response_text(response, "text/plain; charset=utf-8", "home\n");
}

static bool show(Request *request, Response *response, GError **error) {
    (void)error;
    const char *query = request_query(request, "q");
    return response_text(
        response, "text/plain; charset=utf-8",
        arena_printf(request->arena, "collab=%s thing=%s q=%s\n", request_param(request, "collab"),
                     request_param(request, "thing"), query == NULL ? "-" : query));
}

static bool show_csv(Request *request, Response *response, GError **error) {
    (void)error;
    const char *text = arena_printf(request->arena, "csv %s\n", request_param(request, "thing"));
    return response_file(response, "text/csv; charset=utf-8", "sak å.csv",
                         (Bytes){(const uint8_t *)text, strlen(text)});
}

static bool echo(Request *request, Response *response, GError **error) {
    (void)error;
    g_atomic_int_inc(&fixture_of(request)->n_echoes);
    const Pairs *fields = request_fields(request);
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < fields->n; i++)
        g_string_append_printf(text, "%s=%s\n", fields->items[i].name, fields->items[i].value);
    const Upload *upload = request_upload(request, "file");
    if (upload != NULL)
        g_string_append_printf(text, "file %s %s %zu\n", upload->filename, upload->content_type,
                               upload->content.size);
    g_string_append_printf(text, "body %zu\n", request->body.size);
    const char *kept = arena_strndup(request->arena, text->str, text->len);
    g_string_free(text, TRUE);
    return response_text(response, "text/plain; charset=utf-8", kept);
}

static bool sign_in(Request *request, Response *response, GError **error) {
    (void)error;
    response_cookie(response, "samsyn", "anna", 0);
    return response_redirect(response, request_field(request, "next"));
}

static bool fails(Request *request, Response *response, GError **error) {
    (void)response;
    const char *kind = request_param(request, "kind");
    if (strcmp(kind, "missing") == 0)
        return fail(error, ERROR_NOT_FOUND, "Planen finns inte.");
    if (strcmp(kind, "conflict") == 0)
        return fail(error, ERROR_CONFLICT, "Någon annan har ändrat planen.");
    return fail(error, ERROR_INTERNAL, "secret detail");
}

static bool large(Request *request, Response *response, GError **error) {
    (void)error;
    size_t size = 8 * 1024 * 1024;
    uint8_t *content = arena_alloc(request->arena, size);
    return response_file(response, "application/octet-stream", "stor.bin", (Bytes){content, size});
}

static bool page(Request *request, Response *response, GError **error) {
    (void)error;
    char *text = arena_alloc(request->arena, 5001);
    memset(text, 'a', 5000);
    return response_text(response, "text/html; charset=utf-8", text);
}

/* Runs until the test says "release". */
static bool slow(Request *request, Response *response, GError **error) {
    Fixture *fixture = fixture_of(request);
    (void)error;
    g_mutex_lock(&fixture->lock);
    fixture->n_slow++;
    g_cond_broadcast(&fixture->changed);
    while (!fixture->released)
        g_cond_wait(&fixture->changed, &fixture->lock);
    g_mutex_unlock(&fixture->lock);
    return response_text(response, "text/plain; charset=utf-8", "slow done\n");
}

static bool count(Request *request, Response *response, GError **error) {
    (void)error;
    int runs = g_atomic_int_get(&fixture_of(request)->n_echoes);
    return response_text(response, "text/plain; charset=utf-8",
                         arena_printf(request->arena, "%d\n", runs));
}

static bool origin(Request *request, Response *response, GError **error) {
    (void)error;
    return response_text(response, "text/plain; charset=utf-8",
                         arena_printf(request->arena, "%s %s secure=%d\n", request->origin,
                                      request->peer, request->secure));
}

static const Route routes[] = {
    {GET, "/", home, OPEN},
    {GET, "/large", large, OPEN},
    {GET, "/page", page, OPEN},
    {GET, "/slow", slow, OPEN, .slow = true},
    {GET, "/heavy", slow, OPEN, .heavy = true},
    {GET, "/stuck", slow, OPEN},
    {GET, "/count", count, OPEN},
    {GET, "/origin", origin, OPEN},
    {GET, "/fails/:kind", fails, OPEN},
    {POST, "/echo", echo, OPEN},
    {POST, "/small", echo, OPEN, .body_limit = 100},
    {POST, "/upload", echo, OPEN, .body_limit = BODY_LIMIT_UPLOAD},
    {POST, "/login", sign_in, OPEN},
    {GET, "/members", home, MEMBERS},
    {GET, "/:collab/things/:thing", show, OPEN},
    {GET, "/:collab/things/:thing.csv", show_csv, OPEN},
    {POST, "/:collab/things/:thing", echo, MEMBERS},
    {0},
};

static bool find_session(Request *request, Response *response, void *data, GError **error) {
    (void)response, (void)data, (void)error;
    const char *name = request_cookie(request, "samsyn");
    if (name == NULL)
        return true;
    struct Session *session = ARENA_NEW(request->arena, struct Session);
    session->name = name;
    request->session = session;
    return true;
}

static bool find_collaboration(Request *request, const char *name, void *data, GError **error) {
    (void)data;
    if (strcmp(name, "jonkoping") != 0)
        return fail(error, ERROR_NOT_FOUND, "Samverkan ”%s” finns inte.", name);
    request->collaboration = (Id){1};
    return true;
}

static bool check_permission(Request *request, const Route *route, void *data, GError **error) {
    (void)data;
    if (route->permission == MEMBERS && request->session == NULL)
        return fail(error, ERROR_FORBIDDEN, "Ni behöver vara inloggade.");
    return true;
}

static bool give_fixture(void *data, Db **ret_db, GError **error) {
    (void)error;
    *ret_db = data;
    return true;
}

static int64_t now(void *data) {
    Fixture *fixture = data;
    g_mutex_lock(&fixture->lock);
    int64_t milliseconds = fixture->now;
    g_mutex_unlock(&fixture->lock);
    return milliseconds;
}

static unsigned advance(Fixture *fixture, const char *milliseconds) {
    g_mutex_lock(&fixture->lock);
    fixture->now += g_ascii_strtoll(milliseconds, NULL, 10);
    g_mutex_unlock(&fixture->lock);
    return server_check_deadlines(fixture->server);
}

static void wait_for_slow(Fixture *fixture, const char *count_text) {
    g_mutex_lock(&fixture->lock);
    while (fixture->n_slow < g_ascii_strtoll(count_text, NULL, 10))
        g_cond_wait(&fixture->changed, &fixture->lock);
    g_mutex_unlock(&fixture->lock);
}

static void release(Fixture *fixture) {
    g_mutex_lock(&fixture->lock);
    fixture->released = true;
    g_cond_broadcast(&fixture->changed);
    g_mutex_unlock(&fixture->lock);
}

/* "advance MS" → "closed N", "slow N" → "slow" when N slow handlers have begun, "release" →
 * "released". */
static gpointer obey(gpointer data) {
    Fixture *fixture = data;
    char line[64];
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (g_str_has_prefix(line, "advance "))
            printf("closed %u\n", advance(fixture, line + strlen("advance ")));
        else if (g_str_has_prefix(line, "slow ")) {
            wait_for_slow(fixture, line + strlen("slow "));
            puts("slow");
        } else {
            release(fixture);
            puts("released");
        }
        fflush(stdout);
    }
    return NULL;
}

static bool start(Fixture *fixture, const Router *router, int stop_seconds) {
    static const char *const proxies[] = {"127.0.0.9", NULL};
    const ServerOptions options = {.listen = "127.0.0.1:0",
                                   .trusted_proxies = proxies,
                                   .workers = 2,
                                   .limits = {.waiting = 2, .stop_seconds = stop_seconds},
                                   .clock = now,
                                   .clock_data = fixture};
    g_autoptr(GError) error = NULL;
    bool started = server_start(&options, router, &fixture->server, &error);
    if (!started)
        fprintf(stderr, "%s\n", error->message);
    return started;
}

/* The argument: how many seconds running requests get when the server stops. */
int main(int argc, char **argv) {
    static const Route *const tables[] = {routes, NULL};
    Fixture fixture = {.now = 1000};
    const RouterHooks hooks = {.data = &fixture,
                               .database = give_fixture,
                               .session = find_session,
                               .collaboration = find_collaboration,
                               .permission = check_permission,
                               .login_path = "/login"};
    g_autoptr(GError) error = NULL;
    g_autoptr(Router) router = NULL;
    int stop_seconds = argc > 1 ? (int)g_ascii_strtoll(argv[1], NULL, 10) : 0;
    server_block_signals();
    if (!router_new(tables, &hooks, &router, &error) || !start(&fixture, router, stop_seconds))
        return 1;
    printf("http://127.0.0.1:%u\n", server_port(fixture.server));
    fflush(stdout);
    GThread *commands = g_thread_new("commands", obey, &fixture);
    server_wait_for_signal();
    server_stop(fixture.server);
    g_thread_join(commands);
    return 0;
}
