#pragma once
#include "web/pairs.h"
#include "web/request.h"

#define GATE_HEADERS_MAX 100
#define GATE_HEADER_MAX 8192
#define GATE_HEADERS_SIZE_MAX 16384

/* A request's head as the library below handed it over, before anything is believed. */
typedef struct RequestHead {
    const char *method, *target, *version;
    const Pairs *headers;
    size_t size; /* bytes from the method to the empty line, included; 0 = unknown */
} RequestHead;

/* How the body is delimited (RFC 9112, section 6). */
typedef struct Framing {
    Method method;
    bool head;       /* HEAD */
    uint64_t length; /* announced bytes; 0 when none */
} Framing;

/* Why a request is refused; status 0: it is not. */
typedef struct Refusal {
    int status;
    const char *message; /* Swedish */
} Refusal;

/* The library below accepts what a strict server must refuse; this refuses it: unknown methods 501,
 * known ones that we do not serve 405, other versions than HTTP/1.0 and 1.1 505, too long
 * targets 414, too many or too large headers 431, and 400 for header names that are no tokens,
 * control characters in values, bytes that were lost on the way here (NUL, bare CR, folded lines,
 * space where there is none, lines ended by LF only), missing or repeated Host, repeated or
 * malformed Content-Length, Transfer-Encoding that is repeated, together with Content-Length or
 * anything but "chunked", a body on GET; and 411 for "chunked": the library takes a chunk of 2^64-1
 * bytes for one without end, and tells nobody of its size. Browsers and the documented proxies
 * announce a length. The connection must be closed after a refusal. */
Refusal gate_check(const RequestHead *head, Framing *ret_framing);
