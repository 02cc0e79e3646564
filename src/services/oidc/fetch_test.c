#include "services/oidc/fetch.h"

#include "base/error.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool is_near(const char *text) {
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
        return fetch_is_near((const struct sockaddr *)(const void *)&v4);
    g_assert_cmpint(inet_pton(AF_INET6, text, &v6.sin6_addr), ==, 1);
    return fetch_is_near((const struct sockaddr *)(const void *)&v6);
}

/* quality.md 26 */
static void near_addresses(void) {
    static const char *const near[] = {"127.0.0.1",
                                       "127.255.255.254",
                                       "0.0.0.0",
                                       "0.1.2.3",
                                       "169.254.0.1",
                                       "169.254.169.254",
                                       "::1",
                                       "::",
                                       "fe80::1",
                                       "febf::1",
                                       "::ffff:127.0.0.1",
                                       "::ffff:0.0.0.0",
                                       "::ffff:169.254.1.1",
                                       "::127.0.0.1",
                                       "::169.254.1.1"};
    static const char *const far[] = {"10.0.0.1",    "128.0.0.1",        "169.253.0.1", "192.0.2.1",
                                      "2001:db8::1", "::ffff:192.0.2.1", "fec0::1"};
    for (size_t i = 0; i < G_N_ELEMENTS(near); i++)
        g_assert_true(is_near(near[i]) || (g_test_message("%s", near[i]), false));
    for (size_t i = 0; i < G_N_ELEMENTS(far); i++)
        g_assert_false(is_near(far[i]) && (g_test_message("%s", far[i]), true));
    g_assert_true(fetch_is_near(&(struct sockaddr){.sa_family = AF_UNIX}));
}

typedef struct {
    int socket;
    uint16_t port;
} Listening;

/* A service of this machine, at all of its addresses of both kinds. */
static Listening listening(void) {
    struct sockaddr_in6 address = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_ANY_INIT};
    socklen_t size = sizeof address;
    Listening made = {.socket = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    int off = 0;
    if (made.socket < 0 ||
        setsockopt(made.socket, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) != 0 ||
        bind(made.socket, (struct sockaddr *)(void *)&address, size) != 0 ||
        listen(made.socket, 8) != 0)
        return (Listening){.socket = -1};
    getsockname(made.socket, (struct sockaddr *)(void *)&address, &size);
    made.port = ntohs(address.sin6_port);
    return made;
}

static gpointer hang_up(gpointer data) {
    const Listening *service = data;
    int connected = -1;
    for (int tries = 0; connected < 0 && tries < 500; tries++) {
        connected = accept(service->socket, NULL, NULL);
        if (connected < 0)
            g_usleep(10000);
    }
    if (connected >= 0)
        close(connected);
    return GINT_TO_POINTER(connected >= 0);
}

static bool asks(const Listening *service, const char *host, bool is_local) {
    g_autoptr(GError) error = NULL;
    g_autofree char *url = g_strdup_printf("https://%s:%u/", host, service->port);
    json_t *json;
    long status;
    g_assert_false(fetch_json(&(Fetch){.url = url, .is_local = is_local}, &json, &status, &error));
    return error_is(error, ERROR_UNAVAILABLE);
}

/* quality.md 26: names that lead to this machine, and other ways to write its address. */
static void names_that_lead_here(void) {
    static const char *const hosts[] = {
        "localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001",
        "0.0.0.0",   "127.0.0.2", "[::1]", "[::]",       "[::ffff:127.0.0.1]"};
    Listening service = listening();
    if (service.socket < 0) {
        g_test_skip("no IPv6 here");
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(hosts); i++) {
        g_assert_true(asks(&service, hosts[i], false));
        g_assert_cmpint(accept(service.socket, NULL, NULL), ==, -1);
    }
    GThread *thread = g_thread_new("service", hang_up, &service);
    g_assert_true(asks(&service, "localhost", true)); /* who would be reached otherwise */
    g_assert_true(GPOINTER_TO_INT(g_thread_join(thread)));
    close(service.socket);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fetch/26-near", near_addresses);
    g_test_add_func("/fetch/26-names", names_that_lead_here);
    return g_test_run();
}
