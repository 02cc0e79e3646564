#include "web/metrics.h"

#define N_CLASSES 6 /* 0: gone, 1xx to 5xx */

/* Milliseconds; the last bucket has no end. */
static const int64_t bounds[] = {5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000};
#define N_BUCKETS (G_N_ELEMENTS(bounds) + 1)

typedef struct {
    uint64_t answers[N_CLASSES], buckets[N_BUCKETS];
    int64_t milliseconds;
} RouteCount;

struct Metrics {
    GMutex mutex;
    GHashTable *counts; /* const Route * or NULL → RouteCount * */
};

Metrics *metrics_new(void) {
    Metrics *metrics = g_new0(Metrics, 1);
    g_mutex_init(&metrics->mutex);
    metrics->counts = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return metrics;
}

void metrics_free(Metrics *metrics) {
    if (metrics == NULL)
        return;
    g_hash_table_unref(metrics->counts);
    g_mutex_clear(&metrics->mutex);
    g_free(metrics);
}

static RouteCount *count_of(Metrics *metrics, const Route *route) {
    RouteCount *count = g_hash_table_lookup(metrics->counts, route);
    if (count == NULL) {
        count = g_new0(RouteCount, 1);
        g_hash_table_insert(metrics->counts, (Route *)(uintptr_t)route, count);
    }
    return count;
}

void metrics_count(Metrics *metrics, const Route *route, int status, int64_t milliseconds) {
    size_t bucket = 0;
    int class = CLAMP(status / 100, 0, N_CLASSES - 1);
    while (bucket < G_N_ELEMENTS(bounds) && milliseconds > bounds[bucket])
        bucket++;
    g_mutex_lock(&metrics->mutex);
    RouteCount *count = count_of(metrics, route);
    count->answers[class]++;
    count->buckets[bucket]++;
    count->milliseconds += milliseconds;
    g_mutex_unlock(&metrics->mutex);
}

/* Patterns are ours: none holds a quote or a line end. */
static char *labels_of(const Route *route) {
    return g_strdup_printf("method=\"%s\",route=\"%s\"",
                           route != NULL && route->method == POST ? "POST" : "GET",
                           route == NULL ? "none" : route->pattern);
}

static void write_answers(GString *out, const char *labels, const RouteCount *count) {
    for (int class = 0; class < N_CLASSES; class ++)
        if (count->answers[class] > 0)
            g_string_append_printf(
                out, "samsyn_requests_total{%s,status=\"%dxx\"} %" G_GUINT64_FORMAT "\n", labels,
                class, count->answers[class]);
}

static void write_times(GString *out, const char *labels, const RouteCount *count) {
    uint64_t below = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(bounds); i++) {
        below += count->buckets[i];
        g_string_append_printf(
            out, "samsyn_request_seconds_bucket{%s,le=\"%g\"} %" G_GUINT64_FORMAT "\n", labels,
            (double)bounds[i] / 1000, below);
    }
    below += count->buckets[G_N_ELEMENTS(bounds)];
    g_string_append_printf(
        out,
        "samsyn_request_seconds_bucket{%s,le=\"+Inf\"} %" G_GUINT64_FORMAT "\n"
        "samsyn_request_seconds_sum{%s} %.3f\nsamsyn_request_seconds_count{%s} %" G_GUINT64_FORMAT
        "\n",
        labels, below, labels, (double)count->milliseconds / 1000, labels, below);
}

static void write_each(Metrics *metrics, GString *out,
                       void (*write)(GString *out, const char *labels, const RouteCount *count)) {
    GHashTableIter at;
    void *route, *count;
    g_hash_table_iter_init(&at, metrics->counts);
    while (g_hash_table_iter_next(&at, &route, &count)) {
        g_autofree char *labels = labels_of(route);
        write(out, labels, count);
    }
}

void metrics_write(Metrics *metrics, GString *out) {
    g_mutex_lock(&metrics->mutex);
    g_string_append(out, "# HELP samsyn_requests_total Answers, by route and class of status.\n"
                         "# TYPE samsyn_requests_total counter\n");
    write_each(metrics, out, write_answers);
    g_string_append(out, "# HELP samsyn_request_seconds From the request line to the answer.\n"
                         "# TYPE samsyn_request_seconds histogram\n");
    write_each(metrics, out, write_times);
    g_mutex_unlock(&metrics->mutex);
}
