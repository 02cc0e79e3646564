#include "web/exchange.h"
#include "web/asset_answer.h"

#include <string.h>

#define FIRST_ROOM 65536

Exchange *exchange_new(const Router *router, BodyRoom *room, const char *target) {
    Exchange *exchange = g_new0(Exchange, 1);
    exchange->arena = arena_new();
    exchange->router = router;
    exchange->room = room;
    exchange->target = arena_strdup(exchange->arena, target);
    return exchange;
}

static void drop_body(Exchange *exchange) {
    if (exchange->body != NULL)
        g_atomic_pointer_add(&exchange->room->used, -(gssize)exchange->body->len);
    g_clear_pointer(&exchange->body, g_byte_array_unref);
}

/* False when the bodies of all requests together would grow above their room. */
static bool keep_piece(Exchange *exchange, const char *data, size_t size) {
    BodyRoom *room = exchange->room;
    gsize before = (gsize)g_atomic_pointer_add(&room->used, (gssize)size);
    if (before + size > room->limit) {
        g_atomic_pointer_add(&room->used, -(gssize)size);
        return false;
    }
    if (exchange->body == NULL)
        exchange->body = g_byte_array_sized_new((guint)MIN(exchange->framing.length, FIRST_ROOM));
    g_byte_array_append(exchange->body, (const guint8 *)data, (guint)size);
    return true;
}

void exchange_free(Exchange *exchange) {
    drop_body(exchange);
    arena_free(exchange->arena);
    g_free(exchange);
}

/* A head that cannot be trusted gets a bare sentence: no session, no page around it. */
static void refuse_head(Exchange *exchange, const Origin *origin, int status, const char *message) {
    const Pairs none = {0};
    const RequestHead head = {"GET", "/", "HTTP/1.1", &none};
    request_new(exchange->arena, &head, &(Framing){0}, origin, &exchange->request, NULL);
    exchange->response = response_new(exchange->request);
    exchange->response->close = true;
    response_text(exchange->response, "text/plain; charset=utf-8",
                  arena_printf(exchange->arena, "%s\n", message));
    response_status(exchange->response, status);
    exchange->refused_head = exchange->answered = true;
}

static bool read_head(Exchange *exchange, const RequestHead *head, const Origin *origin) {
    g_autoptr(GError) error = NULL;
    Refusal refusal = gate_check(head, &exchange->framing);
    if (refusal.status != 0) {
        refuse_head(exchange, origin, refusal.status, refusal.message);
        return false;
    }
    if (!request_new(exchange->arena, head, &exchange->framing, origin, &exchange->request,
                     &error)) {
        refuse_head(exchange, origin, 400, error->message);
        return false;
    }
    exchange->response = response_new(exchange->request);
    return true;
}

static void refuse_size(Exchange *exchange) {
    drop_body(exchange);
    router_refuse(exchange->router, exchange->request, exchange->response, 413, NULL);
    exchange->answered = true;
}

void exchange_begin(Exchange *exchange, const RequestHead *head, const Origin *origin) {
    if (!read_head(exchange, head, origin))
        return;
    if (asset_answer(embedded_assets(), exchange->request, exchange->response) ||
        !router_guard(exchange->router, exchange->request, exchange->response))
        exchange->answered = true;
    else if (exchange->framing.length > route_body_limit(exchange->request->route))
        refuse_size(exchange);
}

bool exchange_answers_now(const Exchange *exchange) {
    const Framing *framing = &exchange->framing;
    if (!exchange->answered)
        return false;
    return exchange->refused_head || framing->length > DISCARD_MAX ||
           request_header(exchange->request, "Expect") != NULL;
}

bool exchange_receive(Exchange *exchange, const char *data, size_t size) {
    exchange->received += size;
    if (exchange->answered)
        return exchange->received <= DISCARD_MAX;
    if (exchange->received > route_body_limit(exchange->request->route)) {
        refuse_size(exchange);
        return true;
    }
    if (!keep_piece(exchange, data, size))
        exchange_turn_away(exchange);
    return true;
}

ExchangePace exchange_pace(const Exchange *exchange) {
    const Request *request = exchange->request;
    if (request->route->heavy)
        return RUNS_HEAVILY;
    return request->route->slow || request->method == POST ? RUNS_SLOWLY : RUNS_ORDINARILY;
}

void exchange_run(Exchange *exchange) {
    g_autoptr(GError) error = NULL;
    Bytes body = {0};
    if (exchange->answered)
        return;
    if (exchange->body != NULL)
        body = (Bytes){exchange->body->data, exchange->body->len};
    if (request_read_form(exchange->request, body, &error))
        router_run(exchange->router, exchange->request, exchange->response);
    else
        router_fail(exchange->router, exchange->request, exchange->response, error);
    exchange->answered = true;
}

void exchange_turn_away(Exchange *exchange) {
    drop_body(exchange);
    router_refuse(exchange->router, exchange->request, exchange->response, 503, NULL);
    exchange->answered = true;
}
