#pragma once
#include "base/types.h"
#include "web/html.h"
#include <stdbool.h>

/* The answer that a handler fills in: 200 without content until something is said. What is handed
 * in must live as long as the request's arena, or is copied there where noted. */
typedef struct Response Response;

/* 200 text/html in the request's language; write the page into the returned buffer. */
HtmlOut *response_html(Response *response);

/* 303 to a path on this site; anything else goes to "/". Copies `path`. Returns true. */
bool response_redirect(Response *response, const char *path);

/* 303 to another site. For an answer to GET: browsers stop a posted form from leaving. Returns true.
 */
bool response_leave(Response *response, Url url);

/* A download: attachment, nosniff, `CSP: sandbox`. For whatever somebody uploaded. `filename` may
 * hold any letters (RFC 6266); control characters, quotes and slashes are replaced. Returns true.
 */
bool response_file(Response *response, const char *content_type, const char *filename,
                   Bytes content);

/* As response_file(), shown in the browser where it can be: for documents that the program made. */
bool response_document(Response *response, const char *content_type, const char *filename,
                       Bytes content);

/* A letter's HTML, which has styles of its own: shown apart from the site, without scripts, images
 * and forms; its links open in windows of their own. Returns true. */
bool response_letter(Response *response, const char *html);

/* Another text, e.g. "text/calendar; charset=utf-8". Returns true. */
bool response_text(Response *response, const char *content_type, const char *text);

void response_status(Response *response, int status);

/* Adds or replaces a header; copies both. A value with control characters is our own mistake and
 * leaves the header out. */
void response_header(Response *response, const char *name, const char *value);

/* The page's address holds a secret: nobody stores the page, and what is asked for from it names
 * the site alone in Referer, which proxies write in their logs. */
void response_guard_address(Response *response);

/* A cookie for the whole site: __Host-, Secure, HttpOnly, SameSite=Lax; on http://localhost the
 * plain name without Secure. `max_age` in seconds, 0 = until the browser is closed. `value` must be
 * letters, digits and "-_.~". */
void response_cookie(Response *response, const char *name, const char *value, int max_age);
void response_cookie_clear(Response *response, const char *name);
