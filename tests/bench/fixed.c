#include "web/server.h"

#include <stdio.h>

/* Serves a file's bytes at /inline and, through the pool of slow routes, at /pool: what the server
 * itself can do. */

struct Session {
    char *page;
};

static bool hand_page(Request *request, Response *response, void *data, GError **error) {
    (void)response;
    (void)error;
    request->session = data;
    return true;
}

static bool page(Request *request, Response *response, GError **error) {
    (void)error;
    return response_text(response, "text/html; charset=utf-8", request->session->page);
}

static const Route routes[] = {
    {GET, "/inline", page, 1}, {GET, "/pool", page, 1, .slow = true}, {0}};

int main(int argc, char **argv) {
    const Route *tables[] = {routes, NULL};
    struct Session session = {NULL};
    RouterHooks hooks = {.data = &session, .session = hand_page};
    g_autoptr(GError) error = NULL;
    g_autoptr(Router) router = NULL;
    g_autoptr(Server) server = NULL;
    if (argc != 3) {
        fprintf(stderr, "fixed ADDRESS:PORT FILE\n");
        return 2;
    }
    server_block_signals();
    ServerOptions options = {.listen = argv[1]};
    if (!g_file_get_contents(argv[2], &session.page, NULL, &error) ||
        !router_new(tables, &hooks, &router, &error) ||
        !server_start(&options, router, &server, &error)) {
        fprintf(stderr, "fixed: %s\n", error->message);
        return 1;
    }
    server_wait_for_signal();
    g_clear_pointer(&server, server_stop);
    g_free(session.page);
    return 0;
}
