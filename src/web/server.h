#pragma once
#include "web/router.h"

/* Seconds, counted from a fixed point, never prolonged by a byte that trickles in. */
typedef struct ServerLimits {
    int idle_seconds;     /* a connection without a request, or between two: 15 */
    int receive_seconds;  /* from the request line to the last byte of the body: 20 … */
    int send_seconds;     /* from the finished answer to its last byte: 20 … */
    int bytes_per_second; /* … and 1 s more for each so many bytes: 65,536 */
    int stop_seconds;     /* what running requests get when the server stops: 25 */
    unsigned connections; /* at once: 900 */
    size_t
        body_bytes;   /* posted and not yet answered, of all requests together; then 503: 128 MiB */
    unsigned waiting; /* requests in line for a worker, of each pool; then 503: 200 */
} ServerLimits;

typedef struct ServerOptions {
    const char *listen; /* "127.0.0.1:8080", "[::]:8080", "localhost:0" (0 = any free port) */
    const char *origin; /* "https://samsyn.example.se", or NULL: what the Host header says */
    const char *const
        *trusted_proxies;         /* addresses whose X-Forwarded-For and -Proto count; NULL-ended */
    struct Metrics *metrics;      /* where every answer is counted; NULL = nowhere */
    unsigned threads;             /* that receive and send; 0 = one per core, at least 2 */
    unsigned ordinary_workers;    /* that run ordinary routes; 0 = the thread that received */
    unsigned workers;             /* that run slow routes; 0 = 4 */
    unsigned heavy_workers;       /* that run heavy routes; 0 = 2 */
    ServerLimits limits;          /* 0 in a field = the value above */
    int64_t (*clock)(void *data); /* milliseconds, never backwards; NULL = CLOCK_MONOTONIC */
    void *clock_data;
} ServerOptions;

typedef struct Server Server;

/* Listens and answers from its own threads. `router` must outlive the server. ERROR_INVALID when
 * the address cannot be understood, ERROR_UNAVAILABLE when it is taken. The caller owns the server.
 */
bool server_start(const ServerOptions *options, const Router *router, Server **ret_server,
                  GError **error);

/* The port it listens on. */
uint16_t server_port(const Server *server);

/* Takes no new connections, lets running requests finish within stop_seconds, closes the rest. */
void server_stop(Server *server);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Server, server_stop)

/* Blocks until SIGTERM or SIGINT, which must be blocked with server_block_signals() before any
 * thread is started; the caller then calls server_stop(). */
void server_wait_for_signal(void);
void server_block_signals(void);

/* Closes the connections whose time is out by the clock: runs by itself every half second; tests
 * with a clock of their own call it. Returns how many were closed. */
unsigned server_check_deadlines(Server *server);
