#pragma once
#include "web/response_parts.h"
#include "web/router.h"

/* A route's table of addresses: one node per segment. */
typedef struct RouteNode RouteNode;

RouteNode *route_tree_new(void);
void route_tree_free(RouteNode *root);

/* ERROR_INTERNAL when the pattern is malformed or taken. */
bool route_tree_add(RouteNode *root, const Route *route, GError **error);

/* What lies at an address: routes by method, both NULL when there is nothing. */
typedef struct RouteMatch {
    const Route *by_method[2];
} RouteMatch;
RouteMatch route_tree_match(const RouteNode *root, const char *const *segments, size_t n_segments);

/* The first segment of some pattern is this literal. */
bool route_tree_takes(const RouteNode *root, const char *segment);

/* Sets the request's parameters by the names in the route's pattern. */
void route_set_params(Request *request, const Route *route);

/* Finds the route and its parameters, then runs the guards. False when the answer is already made.
 */
bool router_guard(const Router *router, Request *request, Response *response);

/* Runs the handler, which may take its time; an error becomes an error page. */
void router_run(const Router *router, Request *request, Response *response);

/* Makes the answer an error page. `message` NULL: the usual sentence of the status. */
void router_refuse(const Router *router, Request *request, Response *response, int status,
                   const char *message);

/* As router_refuse(), by the error's code; what is our own mistake goes to the log only. */
void router_fail(const Router *router, Request *request, Response *response, const GError *error);

/* What the request may send, in bytes: of its route, or the default. */
size_t route_body_limit(const Route *route);
