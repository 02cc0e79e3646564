#pragma once
#include "base/arena.h"
#include <jansson.h>
#include <stdbool.h>
#include <sys/socket.h>

/* A request to the provider. `form` NULL: GET; else an urlencoded POST, with user and password by
 * HTTP Basic where `user` is not NULL. */
typedef struct Fetch {
    const char *url, *form, *user, *password;
    bool is_local; /* the issuer is on this machine: http and loopback are allowed */
} Fetch;

/* https alone (or http to loopback where is_local). */
bool fetch_allows(const char *url, bool is_local);

/* Loopback, link-local and unspecified, also where IPv6 holds such an address of IPv4: no provider
 * is there, but other services of the machine. True of other families. */
bool fetch_is_near(const struct sockaddr *address);

/* *ret_json: an object, which the caller owns; *ret_status: HTTP. ERROR_UNAVAILABLE when there is
 * no answer within OIDC_SECONDS, more than OIDC_ANSWER_MAX bytes, or no JSON object. Follows no
 * redirect; connects to no loopback or link-local address unless is_local. */
bool fetch_json(const Fetch *fetch, json_t **ret_json, long *ret_status, GError **error);
