#pragma once
#include "web/request_parts.h"
#include "web/router_parts.h"

/* Bodies that are refused are still read up to this, so that the browser gets to see the answer. */
#define DISCARD_MAX ((uint64_t)64 * 1024 * 1024)

/* The room that the bodies of all running requests share. */
typedef struct BodyRoom {
    size_t limit;
    gsize used; /* atomic */
} BodyRoom;

/* One request from its head to its answer, without any socket: begin, receive the body, run,
 * finish. */
typedef struct Exchange {
    Arena *arena;
    const Router *router;
    const char *target; /* as it came */
    Request *request;   /* never NULL after exchange_begin() */
    Response *response;
    Framing framing;
    BodyRoom *room;
    GByteArray *body;
    uint64_t received;
    bool refused_head; /* the gate refused it: answer at once and close */
    bool answered;     /* the answer is made: nothing is left to run */
} Exchange;

/* `router` and `room` must outlive the exchange. */
Exchange *exchange_new(const Router *router, BodyRoom *room, const char *target);
void exchange_free(Exchange *exchange);

/* Gate, route and guards. */
void exchange_begin(Exchange *exchange, const RequestHead *head, const Origin *origin);

/* True when the answer can go out before the body has been read, closing the connection. */
bool exchange_answers_now(const Exchange *exchange);

/* A piece of the body; false when the connection should simply be dropped. */
bool exchange_receive(Exchange *exchange, const char *data, size_t size);

/* Which of the server's pools exchange_run() belongs to. Not for an exchange that is answered. */
typedef enum { RUNS_ORDINARILY, RUNS_SLOWLY, RUNS_HEAVILY, N_PACES } ExchangePace;
ExchangePace exchange_pace(const Exchange *exchange);

/* Reads the form and runs the handler. */
void exchange_run(Exchange *exchange);

/* Answers that there is no room for it now. */
void exchange_turn_away(Exchange *exchange);
