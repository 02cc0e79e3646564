#include "web/request_parts.h"

#include <string.h>

Request *request_sample(Arena *arena, Method method, const char *target, const char *form) {
    g_autoptr(GError) error = NULL;
    Request *request = NULL;
    Pairs *headers = ARENA_NEW(arena, Pairs);
    pairs_add(arena, headers, "Host", "localhost:8080");
    if (form != NULL)
        pairs_add(arena, headers, "Content-Type", "application/x-www-form-urlencoded");
    const RequestHead head = {method == GET ? "GET" : "POST", target, "HTTP/1.1", headers};
    const Framing framing = {.method = method};
    const Origin origin = {.peer = "127.0.0.1"};
    if (!request_new(arena, &head, &framing, &origin, &request, &error) ||
        (form != NULL &&
         !request_read_form(request, (Bytes){(const uint8_t *)form, strlen(form)}, &error)))
        g_error("request_sample: %s", error->message);
    return request;
}

void request_sample_param(Request *request, const char *name, const char *value) {
    pairs_add(request->arena, &request->parts->params, name, value);
}
