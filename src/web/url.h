#pragma once
#include "base/arena.h"
#include <stdbool.h>

/* An address that may stand in href, src, action and hx-*: of our own making, or of a scheme that
 * cannot run script. Only the functions below make one. A NULL text prints as nothing. */
typedef struct Url {
    const char *text;
} Url;

/* Our own address, printf-like: `url_format(arena, "/%s/plans/%s?year=%d", collab, plan, year)`.
 * The format is a literal that begins with '/', '?' or '#'. %s is percent-encoded (a segment that
 * would be empty, "." or ".." becomes "-", so the path keeps its shape); %d, %ld, %zu and %% are
 * known, anything else is a mistake of ours and aborts. */
Url url_format(Arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* An address somebody typed: http, https, mailto or tel, at most URL_LIMIT bytes, no spaces or
 * control characters. false (and *ret untouched) for everything else, `javascript:` and `data:`
 * among them. */
bool url_external(Arena *arena, const char *text, Url *ret);
#define URL_LIMIT 2000

/* `path` when it is a path on this very site ("/…", not "//…" or "/\…", no spaces or control
 * characters), otherwise "/". For redirects and `next=` parameters. */
const char *local_path(const char *path);

/* How a value is percent-encoded (RFC 3986 section 2.3): '+' is kept in a path only, '@' not in a
 * header (RFC 8187 section 3.2.1). */
typedef enum { URL_IN_PATH, URL_IN_QUERY, URL_IN_HEADER } UrlPlace;

/* Upper bound of what url_encode() writes for `length` bytes. */
#define URL_ENCODED_SIZE(length) ((length)*3 + 1)

/* Writes the percent-encoded form of `text` to `target` (no NUL) and returns its length. */
size_t url_encode(char *target, const char *text, size_t length, UrlPlace place);

/* The same, as a text of its own. */
char *url_encoded(Arena *arena, const char *text, UrlPlace place);

/* The text itself, or "-" where a path segment must not be empty, "." or "..". `at_slash`: the
 * address so far ends with '/'. */
const char *url_segment(const char *text, bool at_slash);
