#include "web/compress.h"
#include "web/response_parts.h"

#include <string.h>

#define COMPRESS_LEVEL 1

static const char *page_policy(void) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
           "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
           "base-uri 'none'";
}

static const char *file_policy(void) {
    return "default-src 'none'; frame-ancestors 'none'; sandbox";
}

static const char *letter_policy(void) {
    return "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; "
           "frame-ancestors 'none'; base-uri 'none'; "
           "sandbox allow-popups allow-popups-to-escape-sandbox";
}

static const char *policy_of(const Response *response) {
    switch (response->kind) {
    case CONTENT_FILE:
        return file_policy();
    case CONTENT_LETTER:
        return letter_policy();
    default:
        return page_policy();
    }
}

static void add_security_headers(const Response *response, Answer *answer) {
    static const Pair fixed[] = {
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"X-Frame-Options", "DENY"},
    };
    Arena *arena = response->request->arena;
    pairs_add(arena, &answer->headers, "Content-Security-Policy", policy_of(response));
    for (size_t i = 0; i < G_N_ELEMENTS(fixed); i++)
        if (pairs_get_header(&answer->headers, fixed[i].name) == NULL)
            pairs_add(arena, &answer->headers, fixed[i].name, fixed[i].value);
    if (response->request->secure)
        pairs_add(arena, &answer->headers, "Strict-Transport-Security",
                  "max-age=63072000; includeSubDomains");
}

static void compress_body(const Response *response, Answer *answer) {
    Arena *arena = response->request->arena;
    if (!content_compresses(response->content_type) ||
        pairs_get_header(&answer->headers, "Vary") != NULL)
        return;
    pairs_add(arena, &answer->headers, "Vary", "Accept-Encoding");
    if (answer->body.size < COMPRESS_MIN ||
        !accepts_gzip(request_header(response->request, "Accept-Encoding")))
        return;
    answer->body = gzip(arena, answer->body, COMPRESS_LEVEL);
    pairs_add(arena, &answer->headers, "Content-Encoding", "gzip");
}

static void add_pairs(Arena *arena, Pairs *to, const Pairs *from) {
    for (size_t i = 0; i < from->n; i++)
        pairs_add(arena, to, from->items[i].name, from->items[i].value);
}

Answer response_finish(Response *response) {
    Arena *arena = response->request->arena;
    Answer answer = {.status = response->status, .body = response->body, .close = response->close};
    if (response->html != NULL)
        answer.body = (Bytes){(const uint8_t *)response->html->text, response->html->length};
    add_pairs(arena, &answer.headers, &response->headers);
    add_pairs(arena, &answer.headers, &response->cookies);
    if (pairs_get_header(&answer.headers, "Cache-Control") == NULL)
        pairs_add(arena, &answer.headers, "Cache-Control",
                  response->request->session == NULL ? "no-cache" : "no-store");
    if (response->content_type != NULL) {
        pairs_add(arena, &answer.headers, "Content-Type", response->content_type);
        compress_body(response, &answer);
    }
    add_security_headers(response, &answer);
    return answer;
}
