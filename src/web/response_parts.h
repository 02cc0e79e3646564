#pragma once
#include "web/request.h"
#include "web/response.h"

/* What the browser may do with an answer. */
typedef enum {
    CONTENT_PAGE,   /* our own pages: nothing but what comes from this site */
    CONTENT_FILE,   /* somebody's file: nothing at all */
    CONTENT_LETTER, /* a letter's HTML: its own styles and links to other windows */
} ContentKind;

struct Response {
    const Request *request;
    int status;
    ContentKind kind;
    bool close; /* the connection is closed afterwards */
    HtmlOut *html;
    Bytes body;
    const char *content_type; /* NULL: no content */
    Pairs headers, cookies;
};

Response *response_new(const Request *request);

/* Forgets everything but the cookies, for an error page. */
void response_reset(Response *response);

/* The answer as it goes out: body, compressed where that pays and the client takes it, and every
 * header but Date, Connection and Content-Length. */
typedef struct Answer {
    int status;
    Bytes body;
    Pairs headers;
    bool close;
} Answer;
Answer response_finish(Response *response);
