#pragma once
#include "web/gate.h"
#include "web/multipart.h"
#include "web/target.h"

/* What the request's accessors read; filled in by request_new() and request_read_form(). */
struct RequestParts {
    Pairs headers, cookies, params, query, fields;
    Target target;
    Uploads uploads;
    const char *problem; /* for the log: what the person is not told */
};

/* Where a request came from. */
typedef struct Origin {
    const char *peer;       /* the other end of the connection, "192.0.2.1" */
    bool trusted;           /* that end is a trusted proxy: X-Forwarded-For and -Proto count */
    const char *configured; /* the site's own origin, or NULL */
} Origin;

/* A request made of a checked head. ERROR_INVALID when target or query cannot be read. */
bool request_new(Arena *arena, const RequestHead *head, const Framing *framing,
                 const Origin *origin, Request **ret_request, GError **error);

/* Reads `body` as the form that its content type says it is; other types are left alone. */
bool request_read_form(Request *request, Bytes body, GError **error);

/* The name a cookie has on the wire: with __Host- unless the request is local. */
const char *cookie_name(const Request *request, const char *name);
