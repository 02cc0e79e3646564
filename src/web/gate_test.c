#include "web/gate.h"

#include <string.h>

typedef struct Case {
    const char *method, *target, *version;
    const char *headers; /* "Name: value\n…" */
    int status;
} Case;

#define HOST "Host: localhost\n"

static const Case cases[] = {
    {"GET", "/", "HTTP/1.1", HOST, 0},
    {"HEAD", "/", "HTTP/1.1", HOST, 0},
    {"GET", "/", "HTTP/1.0", "", 0},
    {"POST", "/", "HTTP/1.1", HOST "Content-Length: 3\n", 0},
    {"POST", "/", "HTTP/1.1", HOST "Transfer-Encoding: chunked\n", 411},
    {"POST", "/", "HTTP/1.1", HOST "transfer-encoding: CHUNKED\n", 411},
    {"POST", "/", "HTTP/1.1", HOST, 0},
    {"GET", "/", "HTTP/1.1", HOST "Content-Length: 0\n", 0},
    {"GET", "/", "HTTP/1.1", HOST "X: a\tb\n", 0},
    {"GET", "/", "HTTP/1.1", "", 400},
    {"GET", "/", "HTTP/1.1", HOST HOST, 400},
    {"GET", "/", "HTTP/1.0", HOST HOST, 400},
    {"GET", "/", "HTTP/1.1", HOST "host: other\n", 400},
    {"GET", "/", "HTTP/1.1", "Host: a b\n", 400},
    {"GET", "/", "HTTP/1.1", "Host: user@host\n", 400},
    {"GET", "/", "HTTP/1.1", "Host: a/b\n", 400},
    {"GET", "/", "HTTP/1.1", "Host: \n", 400},
    {"GET", "/", "HTTP/1.1", HOST "Content-Length: 3\n", 400},
    {"GET", "/", "HTTP/1.1", HOST "Transfer-Encoding: chunked\n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Content-Length: 3\nContent-Length: 3\n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Content-Length: 3\ncontent-length: 4\n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Content-Length: 3, 3\n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Content-Length: +3\n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Content-Length: -3\n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Content-Length: 0x3\n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Content-Length: \n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Content-Length: 18446744073709551614\n", 0},
    {"POST", "/", "HTTP/1.1", HOST "Content-Length: 18446744073709551616\n", 413},
    {"POST", "/", "HTTP/1.1", HOST "Content-Length: 3\nTransfer-Encoding: chunked\n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Transfer-Encoding: chunked\nTransfer-Encoding: chunked\n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Transfer-Encoding: chunked, identity\n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Transfer-Encoding: xchunked\n", 400},
    {"POST", "/", "HTTP/1.1", HOST "Transfer-Encoding: identity\n", 400},
    {"POST", "/", "HTTP/1.0", HOST "Transfer-Encoding: chunked\n", 400},
    {"GET", "/", "HTTP/1.1", HOST "Content-Length : 3\n", 400},
    {"GET", "/", "HTTP/1.1", HOST "X\x01: 3\n", 400},
    {"GET", "/", "HTTP/1.1", HOST "X: a\x01z\n", 400},
    {"GET", "/", "HTTP/1.1", HOST "X: a\x7fz\n", 400},
    {"GET", "/", "HTTP/1.1", HOST ": empty\n", 400},
    {"TRACE", "/", "HTTP/1.1", HOST, 405},
    {"PUT", "/", "HTTP/1.1", HOST, 405},
    {"OPTIONS", "/", "HTTP/1.1", HOST, 405},
    {"BREW", "/", "HTTP/1.1", HOST, 501},
    {"get", "/", "HTTP/1.1", HOST, 501},
    {"G(T", "/", "HTTP/1.1", HOST, 400},
    {"", "/", "HTTP/1.1", HOST, 400},
    {"GET", "/", "HTTP/2.0", HOST, 505},
    {"GET", "/", "", HOST, 505},
    {"GET", "/", "HTTP/1.1 ", HOST, 505},
};

static Pairs headers_of(Arena *arena, const char *text) {
    Pairs pairs = {0};
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL && **line != '\0'; line++) {
        char *colon = strchr(*line, ':');
        pairs_add(arena, &pairs, arena_strndup(arena, *line, (size_t)(colon - *line)),
                  arena_strdup(arena, g_strchug(colon + 1)));
    }
    return pairs;
}

static void judges(gconstpointer data) {
    const Case *expected = data;
    g_autoptr(Arena) arena = arena_new();
    Pairs headers = headers_of(arena, expected->headers);
    const RequestHead head = {expected->method, expected->target, expected->version, &headers};
    Framing framing;
    Refusal refusal = gate_check(&head, &framing);
    g_assert_cmpint(refusal.status, ==, expected->status);
    g_assert_true((refusal.message != NULL) == (expected->status != 0));
}

static Refusal check_headers(Arena *arena, size_t count, size_t length) {
    Pairs headers = {0};
    pairs_add(arena, &headers, "Host", "localhost");
    for (size_t i = 1; i < count; i++) {
        char *value = arena_alloc(arena, length + 1);
        memset(value, 'a', length);
        pairs_add(arena, &headers, "X", value);
    }
    const RequestHead head = {"GET", "/", "HTTP/1.1", &headers};
    Framing framing;
    return gate_check(&head, &framing);
}

static void bounds_headers(void) {
    g_autoptr(Arena) arena = arena_new();
    g_assert_cmpint(check_headers(arena, GATE_HEADERS_MAX, 10).status, ==, 0);
    g_assert_cmpint(check_headers(arena, GATE_HEADERS_MAX + 1, 10).status, ==, 431);
    g_assert_cmpint(check_headers(arena, 2, GATE_HEADER_MAX - 1).status, ==, 0);
    g_assert_cmpint(check_headers(arena, 2, GATE_HEADER_MAX).status, ==, 431);
    g_assert_cmpint(check_headers(arena, 4, GATE_HEADER_MAX - 1).status, ==, 431);
}

static void bounds_targets(void) {
    g_autoptr(Arena) arena = arena_new();
    Pairs headers = headers_of(arena, HOST);
    g_autofree char *target = g_strnfill(5000, '/');
    const RequestHead head = {"GET", target, "HTTP/1.1", &headers};
    Framing framing;
    g_assert_cmpint(gate_check(&head, &framing).status, ==, 414);
}

static int judge_size(const char *headers_text, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    Pairs headers = headers_of(arena, headers_text);
    const RequestHead head = {"GET", "/", "HTTP/1.1", &headers, size};
    Framing framing;
    return gate_check(&head, &framing).status;
}

static void notices_lost_bytes(void) {
    g_assert_cmpint(
        judge_size(HOST "A: b\n", strlen("GET / HTTP/1.1\r\nHost: localhost\r\nA: b\r\n\r\n")), ==,
        0);
    g_assert_cmpint(
        judge_size(HOST "A: b\n", strlen("GET / HTTP/1.1\r\nHost:localhost\r\nA:b\r\n\r\n")), ==,
        0);
    g_assert_cmpint(
        judge_size(HOST "A: b\n", strlen("GET / HTTP/1.1\r\nHost: localhost\r\nA: b.c\r\n\r\n")),
        ==, 400);
    g_assert_cmpint(judge_size(HOST "A: b\n", strlen("GET / HTTP/1.1\nHost: localhost\nA: b\n\n")),
                    ==, 400);
    g_assert_cmpint(judge_size(HOST, strlen("GET  / HTTP/1.1\r\nHost: localhost\r\n: x\r\n")), ==,
                    400);
}

static void tells_framing(void) {
    g_autoptr(Arena) arena = arena_new();
    Pairs headers = headers_of(arena, HOST "Content-Length: 42\n");
    const RequestHead head = {"POST", "/", "HTTP/1.1", &headers};
    Framing framing;
    g_assert_cmpint(gate_check(&head, &framing).status, ==, 0);
    g_assert_cmpuint(framing.length, ==, 42);
    g_assert_true(framing.method == POST);
    g_assert_false(framing.head);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = g_strdup_printf("/gate/judges/%zu", i);
        g_test_add_data_func(name, &cases[i], judges);
    }
    g_test_add_func("/gate/header-limits", bounds_headers);
    g_test_add_func("/gate/target-limit", bounds_targets);
    g_test_add_func("/gate/lost-bytes", notices_lost_bytes);
    g_test_add_func("/gate/framing", tells_framing);
    return g_test_run();
}
