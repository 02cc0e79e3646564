#pragma once
#include "web/router.h"

/* What a server has answered since it started, counted by route and class of status, with how long
 * it took. Used by all threads at once. */
typedef struct Metrics Metrics;

Metrics *metrics_new(void);
void metrics_free(Metrics *metrics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Metrics, metrics_free)

/* One answer. `route` NULL: no such address, or a head that was refused. `status` 0: the client went
 * away before the answer. */
void metrics_count(Metrics *metrics, const Route *route, int status, int64_t milliseconds);

/* Prometheus' text format, 0.0.4: samsyn_requests_total and samsyn_request_seconds. */
void metrics_write(Metrics *metrics, GString *out);
