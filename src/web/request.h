#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "web/pairs.h"
#include <glib.h>

/* HEAD is answered from GET; every other method is refused before a handler sees it. */
typedef enum { GET, POST } Method;

typedef struct Db Db;
struct Route;
struct Session;
struct Watch;
struct Oidc;
struct LeavingSteps;

/* One file of a multipart form. `filename` is the last part of what the browser said, without
 * folders and control characters, possibly empty; never use it as a path. All of it lives in the
 * request's arena. */
typedef struct Upload {
    const char *field;
    const char *filename;
    const char *content_type;
    Bytes content;
} Upload;

typedef struct RequestParts RequestParts;

/* What a handler knows about the request. Everything it points at lives in `arena`, which is freed
 * when the answer has been sent. */
typedef struct Request {
    Arena *arena;
    Db *db; /* the connection of the thread that runs the handler */
    Method method;
    bool head;                /* the client wants the headers only; answer as for GET */
    const char *path;         /* as sent, percent-encoded and checked: begins with one "/" */
    const char *query_string; /* as sent, without "?"; "" when there is none */
    /* "sv" or "en": the account's choice, else this browser's (LANGUAGE_COOKIE), else what the
     * browser asks for. */
    const char *language;
    Date today; /* in Stockholm, or the demo's own day */
    Instant now;
    Id collaboration; /* 0 outside a collaboration's pages; with name ("jonkoping") and title */
    const char *collaboration_name, *collaboration_title;
    Date dormant_on; /* since when the collaboration can only be read, or none */
    bool demo;       /* the data are a demonstration's, and today is its own */
    const struct Session *session;
    Id account; /* who asks, or shows who they are in this request; for the log */
    const struct Route *route;
    bool has_mail;         /* letters leave from here, or are read on a page of the demonstration */
    bool htmx;             /* asked for by htmx: a partial is enough */
    bool secure;           /* came over https, by the word of a trusted proxy */
    bool local;            /* plain http to localhost */
    const char *host;      /* "samsyn.example.se", "localhost:8080" */
    const char *origin;    /* "https://samsyn.example.se": for links in mail */
    const char *peer;      /* the client's address, for throttling and audit */
    const char *reference; /* 8 characters that stand in the log and on the error page */
    Bytes body;            /* as sent; forms are read through request_field() */
    struct Watch *watch;   /* for the pages of whoever runs the server; NULL in most tests */
    struct Oidc *login_provider;        /* another place to log in; NULL = none */
    const struct LeavingSteps *leaving; /* what ends elsewhere when somebody leaves */
    RequestParts *parts;
} Request;

/* When what is asked for is done, as its documents say: now, in a demo at this hour of the demo's
 * own day. What is measured by the clock (logins, codes, letters, jobs) goes by `now`. */
Instant request_moment(const Request *request);

/* The decoded text of a segment of the address: "plan" for ":plan". NULL when the route has none.
 */
const char *request_param(const Request *request, const char *name);

/* The id in a segment of the address. ERROR_NOT_FOUND when it is not written as one. */
bool request_id(const Request *request, const char *name, Id *ret_id, GError **error);

/* The first value in the query string, or NULL. */
const char *request_query(const Request *request, const char *name);

/* All names and values of the query string in order. */
const Pairs *request_queries(const Request *request);

/* The first posted value (urlencoded or multipart), or NULL. */
const char *request_field(const Request *request, const char *name);

/* All posted names and values in order. */
const Pairs *request_fields(const Request *request);

/* The first uploaded file of this field, or NULL; a file field left empty gives NULL. */
const Upload *request_upload(const Request *request, const char *name);

/* The value of a header, name in any case, or NULL. */
const char *request_header(const Request *request, const char *name);

/* The language chosen in this browser: "sv" or "en". */
#define LANGUAGE_COOKIE "language"

/* The value of one of our cookies, by the name given to response_cookie(), or NULL. */
const char *request_cookie(const Request *request, const char *name);

/* A request for tests of handlers and forms: `target` is path and query, `form` the urlencoded body
 * or NULL. No session, no database, language "sv", route parameters are set by
 * request_sample_param(). */
Request *request_sample(Arena *arena, Method method, const char *target, const char *form);
void request_sample_param(Request *request, const char *name, const char *value);
