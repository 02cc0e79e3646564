/* A server with a few routes that show each thing the web layer does, for the scenarios beside. */
#include "base/error.h"
#include "web/server.h"

#include <stdio.h>
#include <string.h>

enum { OPEN = 1, MEMBERS };

struct Session {
    const char *name;
};

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

/* Slow until the file named by the fixture's first argument appears; 20 s at most. */
static bool slow(Request *request, Response *response, GError **error) {
    const char *gate = request_query(request, "until");
    (void)error;
    for (int i = 0; i < 2000 && gate != NULL; i++) {
        if (g_file_test(gate, G_FILE_TEST_EXISTS))
            break;
        g_usleep(10000);
    }
    return response_text(response, "text/plain; charset=utf-8", "slow done\n");
}

static const Route routes[] = {
    {GET, "/", home, OPEN},
    {GET, "/large", large, OPEN},
    {GET, "/page", page, OPEN},
    {GET, "/slow", slow, OPEN, .slow = true},
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

int main(void) {
    const Route *const tables[] = {routes, NULL};
    const RouterHooks hooks = {.session = find_session,
                               .collaboration = find_collaboration,
                               .permission = check_permission,
                               .login_path = "/login"};
    const char *const proxies[] = {"127.0.0.9", NULL};
    ServerOptions options = {.listen = "127.0.0.1:0", .trusted_proxies = proxies};
    g_autoptr(GError) error = NULL;
    g_autoptr(Router) router = NULL;
    g_autoptr(Server) server = NULL;
    server_block_signals();
    if (!router_new(tables, &hooks, &router, &error) ||
        !server_start(&options, router, &server, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    printf("%u\n", server_port(server));
    fflush(stdout);
    server_wait_for_signal();
    return 0;
}
