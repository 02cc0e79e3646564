#include "web/server.h"
#include "base/error.h"
#include "web/access_log.h"
#include "web/exchange.h"
#include "web/links.h"
#include "web/listen.h"
#include "web/metrics.h"

#include <malloc.h>
#include <microhttpd.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define CONNECTION_MEMORY ((size_t)32 * 1024)
#define WATCHDOG_PERIOD (G_USEC_PER_SEC / 2)
/* Of each thread, so that not every page fetches it anew. */
#define KEPT_MEMORY (16 * 1024 * 1024)
#define STOP_STEP 50         /* milliseconds */
#define STOP_GRACE_SECONDS 3 /* for handlers, after their connections are gone */

typedef struct Workers {
    GThreadPool *pool;  /* NULL: the thread that received runs what would come here */
    unsigned n, inside; /* threads; requests that they run, or that wait for them */
} Workers;

struct Server {
    ServerOptions options;
    const Router *router;
    struct MHD_Daemon *daemon;
    Workers workers[N_PACES];
    Links *links;
    BodyRoom bodies;
    GThread *watchdog;
    GMutex lock;
    GCond wake; /* when stopping: the watchdog, and whoever waits for handlers */
    bool stopping;
    unsigned running; /* handlers that have begun, or wait in a pool, and are not yet back */
    uint16_t port;
};

/* One request on one connection, as the library below hands it back to us each time. */
typedef struct Turn {
    Server *server;
    struct MHD_Connection *connection;
    Link *link;
    Exchange *exchange;
    int64_t began;
    size_t answer_size;
    int status; /* 0 until an answer is queued */
    bool has_begun;
} Turn;

static Link *link_of(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info->socket_context;
}

static void connection_changed(void *data, struct MHD_Connection *connection, void **context,
                               enum MHD_ConnectionNotificationCode code) {
    Server *server = data;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        links_remove(server->links, *context);
        return;
    }
    int fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    Link *link = links_add(server->links, fd, server->options.limits.idle_seconds * 1000LL);
    address_text(
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr,
        link->peer);
    *context = link;
}

static int64_t allowance(const Server *server, int seconds, uint64_t bytes) {
    uint64_t more = bytes / (uint64_t)server->options.limits.bytes_per_second;
    return (seconds + (int64_t)MIN(more, 3600)) * 1000;
}

static void *request_line_came(void *data, const char *target, struct MHD_Connection *connection) {
    Server *server = data;
    Turn *turn = g_new0(Turn, 1);
    turn->server = server;
    turn->connection = connection;
    turn->link = link_of(connection);
    turn->exchange = exchange_new(server->router, &server->bodies, target);
    turn->began = links_now(server->links);
    links_expect(server->links, turn->link, true,
                 allowance(server, server->options.limits.receive_seconds, 0));
    return turn;
}

static void log_turn(const Turn *turn) {
    const AccessLine line = {
        .request = turn->exchange->refused_head ? NULL : turn->exchange->request,
        .peer = turn->link->peer,
        .status = turn->status,
        .bytes = turn->answer_size,
        .milliseconds = links_now(turn->server->links) - turn->began,
    };
    log_event(access_level(&line), "request", access_fields(turn->exchange->arena, &line));
    if (turn->server->options.metrics != NULL)
        metrics_count(turn->server->options.metrics,
                      line.request == NULL ? NULL : line.request->route, line.status,
                      line.milliseconds);
}

static void request_ended(void *data, struct MHD_Connection *connection, void **context,
                          enum MHD_RequestTerminationCode code) {
    Server *server = data;
    Turn *turn = *context;
    (void)connection, (void)code;
    if (turn == NULL)
        return;
    log_turn(turn);
    links_expect(server->links, turn->link, false, server->options.limits.idle_seconds * 1000LL);
    exchange_free(turn->exchange);
    g_free(turn);
    *context = NULL;
}

static bool stopping(Server *server) {
    g_mutex_lock(&server->lock);
    bool result = server->stopping;
    g_mutex_unlock(&server->lock);
    return result;
}

/* NULL where there is no memory for all of it: what lacks a header is not sent. */
static struct MHD_Response *response_of(const Answer *answer, bool close) {
    struct MHD_Response *response = MHD_create_response_from_buffer(
        answer->body.size, (void *)(uintptr_t)answer->body.data, MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return NULL;
    enum MHD_Result whole =
        close ? MHD_add_response_header(response, "Connection", "close") : MHD_YES;
    for (size_t i = 0; whole == MHD_YES && i < answer->headers.n; i++)
        whole = MHD_add_response_header(response, answer->headers.items[i].name,
                                        answer->headers.items[i].value);
    if (whole == MHD_YES)
        return response;
    MHD_destroy_response(response);
    return NULL;
}

/* MHD_NO closes the connection without an answer. */
static enum MHD_Result send_answer(Turn *turn) {
    Server *server = turn->server;
    const Answer answer = response_finish(turn->exchange->response);
    struct MHD_Response *response = response_of(&answer, answer.close || stopping(server));
    if (response == NULL)
        return MHD_NO;
    turn->status = answer.status;
    turn->answer_size = answer.body.size;
    links_expect(server->links, turn->link, true,
                 allowance(server, server->options.limits.send_seconds, answer.body.size));
    enum MHD_Result result =
        MHD_queue_response(turn->connection, (unsigned)answer.status, response);
    MHD_destroy_response(response);
    return result;
}

typedef struct HeaderList {
    Arena *arena;
    Pairs pairs;
} HeaderList;

static enum MHD_Result collect_header(void *data, enum MHD_ValueKind kind, const char *name,
                                      const char *value) {
    HeaderList *list = data;
    (void)kind;
    pairs_add(list->arena, &list->pairs, arena_strdup(list->arena, name),
              arena_strdup(list->arena, value == NULL ? "" : value));
    return MHD_YES;
}

static size_t head_size(struct MHD_Connection *connection) {
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)
        ->header_size;
}

static bool is_trusted(const Server *server, const char *peer) {
    return server->options.trusted_proxies != NULL &&
           g_strv_contains(server->options.trusted_proxies, peer);
}

static enum MHD_Result begin(Turn *turn, const char *method, const char *version) {
    Server *server = turn->server;
    Exchange *exchange = turn->exchange;
    HeaderList headers = {.arena = exchange->arena};
    MHD_get_connection_values(turn->connection, MHD_HEADER_KIND, collect_header, &headers);
    const RequestHead head = {method, exchange->target, version, &headers.pairs,
                              head_size(turn->connection)};
    const Origin origin = {.peer = turn->link->peer,
                           .trusted = is_trusted(server, turn->link->peer),
                           .configured = server->options.origin};
    turn->has_begun = true;
    exchange_begin(exchange, &head, &origin);
    if (exchange_answers_now(exchange)) {
        exchange->response->close = true;
        return send_answer(turn);
    }
    links_expect(
        server->links, turn->link, true,
        allowance(server, server->options.limits.receive_seconds, exchange->framing.length));
    return MHD_YES;
}

static void run_begins(Server *server) {
    g_mutex_lock(&server->lock);
    server->running++;
    g_mutex_unlock(&server->lock);
}

static void run_ends(Server *server) {
    g_mutex_lock(&server->lock);
    server->running--;
    if (server->stopping)
        g_cond_broadcast(&server->wake);
    g_mutex_unlock(&server->lock);
}

static bool workers_enter(Server *server, Workers *workers) {
    g_mutex_lock(&server->lock);
    bool has_room = workers->inside < workers->n + server->options.limits.waiting;
    workers->inside += has_room;
    g_mutex_unlock(&server->lock);
    return has_room;
}

static void workers_leave(Server *server, Workers *workers) {
    g_mutex_lock(&server->lock);
    workers->inside--;
    g_mutex_unlock(&server->lock);
}

static void work(gpointer data, gpointer workers) {
    Turn *turn = data;
    Server *server = turn->server;
    exchange_run(turn->exchange);
    workers_leave(server, workers);
    MHD_resume_connection(turn->connection);
    run_ends(server);
}

static enum MHD_Result hand_to_worker(Turn *turn, Workers *workers) {
    Server *server = turn->server;
    if (!workers_enter(server, workers)) {
        exchange_turn_away(turn->exchange);
        return send_answer(turn);
    }
    run_begins(server);
    links_wait_for_ourselves(server->links, turn->link);
    MHD_suspend_connection(turn->connection);
    g_thread_pool_push(workers->pool, turn, NULL);
    return MHD_YES;
}

static enum MHD_Result answer(void *data, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **context) {
    Turn *turn = *context;
    (void)data, (void)connection, (void)url;
    if (!turn->has_begun)
        return begin(turn, method, version);
    if (*upload_size > 0) {
        bool goes_on = exchange_receive(turn->exchange, upload, *upload_size);
        *upload_size = 0;
        return goes_on ? MHD_YES : MHD_NO;
    }
    if (turn->exchange->answered)
        return send_answer(turn);
    Workers *workers = &turn->server->workers[exchange_pace(turn->exchange)];
    if (workers->pool != NULL)
        return hand_to_worker(turn, workers);
    run_begins(turn->server);
    exchange_run(turn->exchange);
    run_ends(turn->server);
    return send_answer(turn);
}

/* The target has been read from the request line already, as it came. */
static size_t leave_encoded(void *data, struct MHD_Connection *connection, char *text) {
    (void)data, (void)connection;
    return strlen(text);
}

static struct MHD_Daemon *start_daemon(Server *server, int fd) {
    const ServerOptions *options = &server->options;
    return MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, answer, server,
        MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE, options->threads,
        MHD_OPTION_CONNECTION_LIMIT, options->limits.connections,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_MEMORY, MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, MHD_OPTION_NOTIFY_CONNECTION, connection_changed,
        server, MHD_OPTION_NOTIFY_COMPLETED, request_ended, server, MHD_OPTION_URI_LOG_CALLBACK,
        request_line_came, server, MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL,
        MHD_OPTION_END);
}

unsigned server_check_deadlines(Server *server) {
    return links_close_expired(server->links);
}

static gpointer watch(gpointer data) {
    Server *server = data;
    g_mutex_lock(&server->lock);
    while (!server->stopping) {
        g_cond_wait_until(&server->wake, &server->lock, g_get_monotonic_time() + WATCHDOG_PERIOD);
        g_mutex_unlock(&server->lock);
        server_check_deadlines(server);
        g_mutex_lock(&server->lock);
    }
    g_mutex_unlock(&server->lock);
    return NULL;
}

#define DEFAULT(field, value) ((field) = (field) == 0 ? (value) : (field))

static ServerOptions with_defaults(const ServerOptions *given) {
    ServerOptions options = *given;
    DEFAULT(options.threads, MAX(2, g_get_num_processors()));
    DEFAULT(options.workers, 4);
    DEFAULT(options.heavy_workers, 2);
    DEFAULT(options.limits.idle_seconds, 15);
    DEFAULT(options.limits.receive_seconds, 20);
    DEFAULT(options.limits.send_seconds, 20);
    DEFAULT(options.limits.bytes_per_second, 65536);
    DEFAULT(options.limits.stop_seconds, 25);
    DEFAULT(options.limits.connections, 900);
    DEFAULT(options.limits.waiting, 200);
    DEFAULT(options.limits.body_bytes, (size_t)128 * 1024 * 1024);
    return options;
}

static void workers_start(Workers *workers, unsigned n) {
    workers->n = n;
    if (n > 0)
        workers->pool = g_thread_pool_new(work, workers, (gint)n, TRUE, NULL);
}

static Server *server_new(const ServerOptions *options, const Router *router) {
    Server *server = g_new0(Server, 1);
    server->options = with_defaults(options);
    server->router = router;
    server->bodies.limit = server->options.limits.body_bytes;
    server->links = links_new(options->clock, options->clock_data);
    g_mutex_init(&server->lock);
    g_cond_init(&server->wake);
    workers_start(&server->workers[RUNS_ORDINARILY], server->options.ordinary_workers);
    workers_start(&server->workers[RUNS_SLOWLY], server->options.workers);
    workers_start(&server->workers[RUNS_HEAVILY], server->options.heavy_workers);
    return server;
}

static void server_free(Server *server) {
    for (ExchangePace pace = 0; pace < N_PACES; pace++)
        if (server->workers[pace].pool != NULL)
            g_thread_pool_free(server->workers[pace].pool, FALSE, TRUE);
    links_free(server->links);
    g_mutex_clear(&server->lock);
    g_cond_clear(&server->wake);
    g_free(server);
}

bool server_start(const ServerOptions *options, const Router *router, Server **ret_server,
                  GError **error) {
    int fd;
    uint16_t port;
    if (!listen_at(options->listen, &fd, &port, error))
        return false;
    signal(SIGPIPE, SIG_IGN);
    mallopt(M_MMAP_THRESHOLD, KEPT_MEMORY / 4);
    mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
    Server *server = server_new(options, router);
    server->port = port;
    server->daemon = start_daemon(server, fd);
    if (server->daemon == NULL) {
        close(fd);
        server_free(server);
        return fail(error, ERROR_UNAVAILABLE, "Webbservern kunde inte starta på %s.",
                    options->listen);
    }
    server->watchdog = g_thread_new("deadlines", watch, server);
    *ret_server = server;
    return true;
}

uint16_t server_port(const Server *server) {
    return server->port;
}

static void wait_for_connections(Server *server) {
    int64_t end = g_get_monotonic_time() + server->options.limits.stop_seconds * G_USEC_PER_SEC;
    do
        links_close_idle(server->links);
    while (!links_wait_until_empty(server->links, STOP_STEP) && g_get_monotonic_time() < end);
    links_close_all(server->links);
}

/* A handler that never comes back must not keep the process from ending; the database survives it.
 */
static void wait_for_workers(Server *server) {
    int64_t end = g_get_monotonic_time() + STOP_GRACE_SECONDS * G_USEC_PER_SEC;
    g_mutex_lock(&server->lock);
    while (server->running > 0 && g_get_monotonic_time() < end)
        g_cond_wait_until(&server->wake, &server->lock, end);
    int64_t running = server->running;
    g_mutex_unlock(&server->lock);
    if (running > 0) {
        log_event(LOG_ERROR, "stopped with requests running",
                  LOG_FIELDS({"requests", NULL, running}));
        _exit(1);
    }
}

void server_stop(Server *server) {
    if (server == NULL)
        return;
    g_mutex_lock(&server->lock);
    server->stopping = true;
    g_cond_broadcast(&server->wake);
    g_mutex_unlock(&server->lock);
    int fd = MHD_quiesce_daemon(server->daemon);
    if (fd >= 0)
        close(fd);
    wait_for_connections(server);
    wait_for_workers(server);
    g_thread_join(server->watchdog);
    MHD_stop_daemon(server->daemon);
    server_free(server);
}

static void stop_signals(sigset_t *set) {
    sigemptyset(set);
    sigaddset(set, SIGTERM);
    sigaddset(set, SIGINT);
}

void server_block_signals(void) {
    sigset_t set;
    stop_signals(&set);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

void server_wait_for_signal(void) {
    sigset_t set;
    int received;
    stop_signals(&set);
    sigwait(&set, &received);
}
