#include "web/exchange.h"

#include <string.h>

#define ROOM 1000

static bool done(Request *request, Response *response, GError **error) {
    (void)error;
    return response_text(response, "text/plain",
                         arena_printf(request->arena, "%zu", request->body.size));
}

static const Route routes[] = {{POST, "/", done, 1, .body_limit = 800}, {0}};

typedef struct Site {
    Router *router;
    BodyRoom room;
} Site;

static void set_up(Site *site, gconstpointer unused) {
    static const Route *const tables[] = {routes, NULL};
    const RouterHooks none = {0};
    (void)unused;
    site->room.limit = ROOM;
    g_assert_true(router_new(tables, &none, &site->router, NULL));
}

static void tear_down(Site *site, gconstpointer unused) {
    (void)unused;
    g_assert_cmpuint(site->room.used, ==, 0);
    router_free(site->router);
}

static Exchange *begin(Site *site, const char *length) {
    Exchange *exchange = exchange_new(site->router, &site->room, "/");
    Pairs headers = {0};
    pairs_add(exchange->arena, &headers, "Host", "localhost");
    pairs_add(exchange->arena, &headers, "Content-Length", length);
    const RequestHead head = {"POST", "/", "HTTP/1.1", &headers, 0};
    exchange_begin(exchange, &head, &(Origin){.peer = "192.0.2.1"});
    return exchange;
}

static bool receive(Exchange *exchange, size_t size) {
    g_autofree char *bytes = g_malloc0(size);
    return exchange_receive(exchange, bytes, size);
}

static void expect_status(Exchange *exchange, int status) {
    exchange_run(exchange);
    g_assert_cmpint(exchange->response->status, ==, status);
    exchange_free(exchange);
}

static void shares_room(Site *site, gconstpointer unused) {
    (void)unused;
    Exchange *first = begin(site, "800"), *second = begin(site, "300");
    g_assert_true(receive(first, 500));
    g_assert_true(receive(first, 300));
    g_assert_true(receive(second, 200));
    g_assert_cmpuint(site->room.used, ==, ROOM);
    g_assert_true(receive(second, 100));
    g_assert_cmpuint(site->room.used, ==, 800);
    expect_status(second, 503);
    expect_status(first, 200);
    Exchange *third = begin(site, "300");
    g_assert_true(receive(third, 300));
    expect_status(third, 200);
}

static void gives_room_back(Site *site, gconstpointer unused) {
    (void)unused;
    Exchange *exchange = begin(site, "700");
    g_assert_true(receive(exchange, 700));
    exchange_free(exchange);
}

static void refuses_more_than_announced_routes_take(Site *site, gconstpointer unused) {
    (void)unused;
    Exchange *announced = begin(site, "801"), *sent = begin(site, "1");
    g_assert_true(announced->answered);
    g_assert_false(exchange_answers_now(announced));
    expect_status(announced, 413);
    g_assert_true(receive(sent, 800));
    g_assert_true(receive(sent, 1));
    g_assert_cmpuint(site->room.used, ==, 0);
    expect_status(sent, 413);
}

static void drops_who_never_stops(Site *site, gconstpointer unused) {
    (void)unused;
    Exchange *endless = begin(site, "801"), *huge = begin(site, "18446744073709551614");
    endless->received = DISCARD_MAX - 1;
    g_assert_true(receive(endless, 1));
    g_assert_false(receive(endless, 1));
    g_assert_true(exchange_answers_now(huge));
    exchange_free(endless);
    expect_status(huge, 413);
}

#define ADD(name, function) g_test_add(name, Site, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("/exchange/room", shares_room);
    ADD("/exchange/gives-back", gives_room_back);
    ADD("/exchange/limit", refuses_more_than_announced_routes_take);
    ADD("/exchange/endless", drops_who_never_stops);
    return g_test_run();
}
