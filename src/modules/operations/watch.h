#pragma once
#include "db/pool.h"
#include "web/metrics.h"

/* What whoever runs the server asks about, beside the database. */
typedef struct Watch {
    Metrics *metrics;
    DbPool *pool;
    const char *token; /* that opens /metrics from elsewhere; NULL = none does */
    gint stopping;     /* atomic: no more requests should come */
} Watch;

/* Asked by whoever runs the server: from the same machine and through no proxy, or with the token
 * ("Authorization: Bearer …"). */
bool watch_is_operator(const Watch *watch, const Request *request);

/* GET /readyz: "ok", or 503 while the database does not answer, its schema is another than the
 * program's, or the server is stopping; why is told to the operator alone. GET /metrics: for the
 * operator alone. */
extern const Route watch_routes[];
