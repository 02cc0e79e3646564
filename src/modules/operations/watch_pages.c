#include "modules/operations/watch.h"

#include "base/error.h"
#include "db/migrate.h"
#include "modules/operations/watch_sql.h"
#include "services/auth/permission.h"

#include <string.h>
#include <unistd.h>

#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

/* Every byte is looked at, so that the time tells nothing of how many are right. */
static bool same_secret(const char *a, const char *b) {
    size_t length = strlen(b);
    unsigned differs = strlen(a) != length;
    for (size_t i = 0; i < length && a[i] != '\0'; i++)
        differs |= (unsigned)(a[i] ^ b[i]);
    return differs == 0;
}

static bool has_token(const Watch *watch, const Request *request) {
    const char *given = request_header(request, "Authorization");
    return watch->token != NULL && given != NULL && g_str_has_prefix(given, "Bearer ") &&
           same_secret(given + strlen("Bearer "), watch->token);
}

bool watch_is_operator(const Watch *watch, const Request *request) {
    bool here = g_str_has_prefix(request->peer, "127.") || strcmp(request->peer, "::1") == 0;
    bool forwarded = request_header(request, "X-Forwarded-For") != NULL ||
                     request_header(request, "Forwarded") != NULL ||
                     request_header(request, "Via") != NULL;
    return (here && !forwarded) || has_token(watch, request);
}

/* ---- /readyz ---- */

static bool is_ready(const Request *request, GError **error) {
    DbMigrations pending;
    if (g_atomic_int_get(&request->watch->stopping))
        return fail(error, ERROR_UNAVAILABLE, "stopping");
    if (!db_migrations_pending(request->db, &db_migrations, &pending, error))
        return false;
    return pending.n == 0 ||
           fail(error, ERROR_UNAVAILABLE, "%zu migrations are pending", pending.n);
}

static bool ready_page(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    (void)error;
    bool ready = is_ready(request, &problem);
    bool tells = !ready && watch_is_operator(request->watch, request);
    response_text(response, "text/plain; charset=utf-8",
                  ready   ? "ok\n"
                  : tells ? arena_printf(request->arena, "unavailable: %s\n", problem->message)
                          : "unavailable\n");
    response_status(response, ready ? 200 : 503);
    response_header(response, "Cache-Control", "no-store");
    return true;
}

/* ---- /metrics ---- */

static void add(GString *out, const char *name, const char *kind, double value) {
    g_string_append_printf(out, "# TYPE %s %s\n%s %.17g\n", name, kind, name, value);
}

/* The second number of the file is pages in memory (proc(5)). */
static double resident_bytes(void) {
    g_autofree char *text = NULL;
    if (!g_file_get_contents("/proc/self/statm", &text, NULL, NULL))
        return 0;
    const char *second = strchr(text, ' ');
    return second == NULL
               ? 0
               : (double)g_ascii_strtoull(second, NULL, 10) * (double)sysconf(_SC_PAGESIZE);
}

static bool add_jobs(Request *request, GString *out, GError **error) {
    SqlWatchJobsRows jobs;
    if (!sql_watch_jobs(request->db, request->arena, &jobs, error))
        return false;
    g_string_append(out, "# TYPE samsyn_jobs gauge\n");
    for (size_t i = 0; i < jobs.n; i++)
        g_string_append_printf(out, "samsyn_jobs{state=\"%s\"} %" G_GINT64_FORMAT "\n",
                               jobs.rows[i].state, jobs.rows[i].amount);
    return true;
}

static bool add_letters(Request *request, GString *out, GError **error) {
    SqlWatchLettersRows letters;
    if (!sql_watch_letters(request->db, request->arena, &letters, error))
        return false;
    g_string_append(out, "# TYPE samsyn_letters gauge\n");
    for (size_t i = 0; i < letters.n; i++)
        g_string_append_printf(out, "samsyn_letters{state=\"%s\"} %" G_GINT64_FORMAT "\n",
                               letters.rows[i].state, letters.rows[i].amount);
    return true;
}

static bool metrics_page(Request *request, Response *response, GError **error) {
    g_autoptr(GString) out = g_string_new(NULL);
    if (!watch_is_operator(request->watch, request))
        return fail(error, ERROR_NOT_FOUND, "Sidan finns inte.");
    DbPoolState pool;
    db_pool_state(request->watch->pool, &pool);
    metrics_write(request->watch->metrics, out);
    add(out, "samsyn_database_connections", "gauge", (double)pool.n_connections);
    add(out, "samsyn_database_connections_limit", "gauge", DB_POOL_CONNECTIONS_MAX);
    add(out, "samsyn_database_statements_total", "counter", (double)pool.n_statements);
    add(out, "process_resident_memory_bytes", "gauge", resident_bytes());
    if (!add_jobs(request, out, error) || !add_letters(request, out, error))
        return false;
    response_text(response, METRICS_TYPE, arena_strndup(request->arena, out->str, out->len));
    response_header(response, "Cache-Control", "no-store");
    return true;
}

const Route watch_routes[] = {
    {GET, "/readyz", ready_page, MAY_OPEN}, {GET, "/metrics", metrics_page, MAY_OPEN}, {0}};
