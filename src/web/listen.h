#pragma once
#include <glib.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

/* A listening socket at "127.0.0.1:8080", "[::1]:8080" or "localhost:8080"; port 0 takes a free
 * one. ERROR_INVALID when the address cannot be understood, ERROR_UNAVAILABLE when it is taken. */
bool listen_at(const char *address, int *ret_fd, uint16_t *ret_port, GError **error);

/* The numeric address without port, "192.0.2.1"; an IPv4 address inside IPv6 as IPv4. */
void address_text(const struct sockaddr *address, char text[INET6_ADDRSTRLEN]);
