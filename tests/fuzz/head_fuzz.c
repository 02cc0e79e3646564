/* The head of a request as lines: "METHOD TARGET VERSION", then "Name: value". */
#include "web/compress.h"
#include "web/origin.h"
#include "web/request_parts.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *word(char **rest, const char *separator) {
    const char *found = strsep(rest, separator);
    return found == NULL ? "" : found;
}

static void check_request(Arena *arena, const RequestHead *head, const Framing *framing) {
    const Origin from = {.peer = "192.0.2.1", .trusted = true};
    g_autoptr(GError) error = NULL;
    Request *request;
    bool made = request_new(arena, head, framing, &from, &request, &error);
    g_assert_true(made == (error == NULL));
    if (!made)
        return;
    g_assert_true(request->path[0] == '/' && request->path[1] != '/');
    g_assert_false(request->local && request->secure);
    g_assert_true(g_hostname_is_ip_address(request->peer));
    same_origin(request);
    accepts_gzip(request_header(request, "Accept-Encoding"));
    request_cookie(request, "samsyn");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    char *rest = arena_strndup(arena, (const char *)data, size), *line = strsep(&rest, "\n");
    Pairs headers = {0};
    RequestHead head = {.headers = &headers};
    Framing framing;
    head.method = word(&line, " ");
    head.target = word(&line, " ");
    head.version = word(&line, "\n");
    while ((line = strsep(&rest, "\n")) != NULL) {
        const char *name = word(&line, ":");
        pairs_add(arena, &headers, name, line == NULL ? "" : line + strspn(line, " "));
    }
    Refusal refusal = gate_check(&head, &framing);
    g_assert_true((refusal.status == 0) == (refusal.message == NULL));
    if (refusal.status != 0)
        return 0;
    g_assert_cmpuint(headers.n, <=, GATE_HEADERS_MAX);
    g_assert_true(framing.method == POST || framing.length == 0);
    check_request(arena, &head, &framing);
    return 0;
}
