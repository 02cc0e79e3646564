#include "web/listen.h"
#include "base/error.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <string.h>
#include <unistd.h>

#define BACKLOG 511

static bool split_address(const char *address, char **ret_host, char **ret_port) {
    const char *colon = strrchr(address, ':');
    if (colon == NULL || colon == address || colon[1] == '\0')
        return false;
    bool bracketed = address[0] == '[' && colon[-1] == ']';
    *ret_host = bracketed ? g_strndup(address + 1, (gsize)(colon - address - 2))
                          : g_strndup(address, (gsize)(colon - address));
    *ret_port = g_strdup(colon + 1);
    return true;
}

/* The name always means this machine (RFC 6761, section 6.3), also where no file says so. */
static const char *literal(const char *host) {
    return g_ascii_strcasecmp(host, "localhost") == 0 ? "127.0.0.1" : host;
}

static bool resolve(const char *address, struct addrinfo **ret_found, GError **error) {
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                                   .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    g_autofree char *host = NULL, *port = NULL;
    if (!split_address(address, &host, &port) ||
        !g_ascii_string_to_unsigned(port, 10, 0, G_MAXUINT16, NULL, NULL) ||
        getaddrinfo(literal(host), port, &hints, ret_found) != 0)
        return fail(error, ERROR_INVALID,
                    "Adressen att lyssna på, ”%s”, går inte att förstå. Skriv den som "
                    "127.0.0.1:8080.",
                    address);
    return true;
}

static int open_socket(const struct addrinfo *found) {
    const int on = 1;
    int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, found->ai_addr, found->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    close(fd);
    return -1;
}

static uint16_t port_of(int fd) {
    struct sockaddr_in6 bound = {0}; /* the port stands at the same place for IPv4 */
    socklen_t size = sizeof bound;
    getsockname(fd, (struct sockaddr *)&bound, &size);
    return ntohs(bound.sin6_port);
}

bool listen_at(const char *address, int *ret_fd, uint16_t *ret_port, GError **error) {
    struct addrinfo *found;
    int fd = -1;
    if (!resolve(address, &found, error))
        return false;
    for (struct addrinfo *at = found; at != NULL && fd < 0; at = at->ai_next)
        fd = at->ai_family == AF_INET ? open_socket(at) : -1;
    for (struct addrinfo *at = found; at != NULL && fd < 0; at = at->ai_next)
        fd = at->ai_family == AF_INET ? -1 : open_socket(at);
    freeaddrinfo(found);
    if (fd < 0)
        return fail(error, ERROR_UNAVAILABLE,
                    "Det går inte att lyssna på %s. Kanske används porten redan; välj en annan.",
                    address);
    *ret_fd = fd;
    *ret_port = port_of(fd);
    return true;
}

void address_text(const struct sockaddr *address, char text[INET6_ADDRSTRLEN]) {
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)address;
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)address;
    text[0] = '\0';
    if (address->sa_family == AF_INET)
        inet_ntop(AF_INET, &v4->sin_addr, text, INET6_ADDRSTRLEN);
    else if (address->sa_family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr))
        inet_ntop(AF_INET, &v6->sin6_addr.s6_addr[12], text, INET6_ADDRSTRLEN);
    else if (address->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &v6->sin6_addr, text, INET6_ADDRSTRLEN);
}
