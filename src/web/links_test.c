#include "base/error.h"
#include "web/links.h"
#include "web/listen.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

static int64_t given_clock(void *data) {
    return *(int64_t *)data;
}

typedef struct Fixture {
    int64_t now;
    Links *links;
    int ends[2];
    Link *link;
} Fixture;

static void set_up(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    fixture->now = 1000;
    fixture->links = links_new(given_clock, &fixture->now);
    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM, 0, fixture->ends), ==, 0);
    fixture->link = links_add(fixture->links, fixture->ends[0], 500);
}

static void tear_down(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    links_remove(fixture->links, fixture->link);
    g_assert_true(links_wait_until_empty(fixture->links, 0));
    links_free(fixture->links);
    close(fixture->ends[0]);
    close(fixture->ends[1]);
}

static bool is_shut(const Fixture *fixture) {
    char byte;
    return recv(fixture->ends[1], &byte, 1, MSG_DONTWAIT) == 0;
}

static void closes_at_the_deadline(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    fixture->now = 1499;
    g_assert_cmpuint(links_close_expired(fixture->links), ==, 0);
    g_assert_false(is_shut(fixture));
    fixture->now = 1500;
    g_assert_cmpuint(links_close_expired(fixture->links), ==, 1);
    g_assert_true(is_shut(fixture));
    g_assert_cmpuint(links_close_expired(fixture->links), ==, 0);
}

static void moves_the_deadline_only_when_told(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    fixture->now = 1400;
    links_expect(fixture->links, fixture->link, true, 500);
    fixture->now = 1899;
    g_assert_cmpuint(links_close_expired(fixture->links), ==, 0);
    fixture->now = 1900;
    g_assert_cmpuint(links_close_expired(fixture->links), ==, 1);
}

static void never_blames_the_client_for_our_work(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    links_wait_for_ourselves(fixture->links, fixture->link);
    fixture->now = G_MAXINT64 - 1;
    g_assert_cmpuint(links_close_expired(fixture->links), ==, 0);
}

static void closes_idle_ones_when_stopping(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    links_expect(fixture->links, fixture->link, true, 500);
    g_assert_cmpuint(links_close_idle(fixture->links), ==, 0);
    g_assert_false(links_wait_until_empty(fixture->links, 1));
    links_expect(fixture->links, fixture->link, false, 500);
    g_assert_cmpuint(links_close_idle(fixture->links), ==, 1);
    g_assert_true(is_shut(fixture));
}

static void closes_all(Fixture *fixture, gconstpointer unused) {
    (void)unused;
    int more[2];
    g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM, 0, more), ==, 0);
    Link *second = links_add(fixture->links, more[0], 500);
    links_wait_for_ourselves(fixture->links, fixture->link);
    g_assert_cmpuint(links_close_all(fixture->links), ==, 2);
    g_assert_true(is_shut(fixture));
    links_remove(fixture->links, second);
    close(more[0]);
    close(more[1]);
}

static void reads_addresses(void) {
    static const char *const bad[] = {
        "",           "8080",           ":8080",          "localhost",
        "localhost:", "localhost:http", "no such host:1", "127.0.0.1:99999"};
    int fd = -1;
    uint16_t port = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(listen_at(bad[i], &fd, &port, &error));
        g_assert_true(error_is(error, ERROR_INVALID));
    }
    g_assert_true(listen_at("127.0.0.1:0", &fd, &port, NULL));
    g_assert_cmpuint(port, >, 0);
    g_autofree char *taken = g_strdup_printf("127.0.0.1:%u", port);
    g_autoptr(GError) error = NULL;
    int second;
    g_assert_false(listen_at(taken, &second, &port, &error));
    g_assert_true(error_is(error, ERROR_UNAVAILABLE));
    close(fd);
}

static void writes_addresses(void) {
    char text[INET6_ADDRSTRLEN];
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    inet_pton(AF_INET, "192.0.2.7", &v4.sin_addr);
    address_text((struct sockaddr *)&v4, text);
    g_assert_cmpstr(text, ==, "192.0.2.7");
    inet_pton(AF_INET6, "::ffff:192.0.2.7", &v6.sin6_addr);
    address_text((struct sockaddr *)&v6, text);
    g_assert_cmpstr(text, ==, "192.0.2.7");
    inet_pton(AF_INET6, "2001:db8::1", &v6.sin6_addr);
    address_text((struct sockaddr *)&v6, text);
    g_assert_cmpstr(text, ==, "2001:db8::1");
}

#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("/links/deadline", closes_at_the_deadline);
    ADD("/links/moves", moves_the_deadline_only_when_told);
    ADD("/links/ourselves", never_blames_the_client_for_our_work);
    ADD("/links/idle", closes_idle_ones_when_stopping);
    ADD("/links/all", closes_all);
    g_test_add_func("/listen/addresses", reads_addresses);
    g_test_add_func("/listen/text", writes_addresses);
    return g_test_run();
}
