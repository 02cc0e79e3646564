#include "web/request.h"

#include "base/date.h"
#include "base/error.h"
#include "web/cookie.h"
#include "web/negotiation.h"
#include "web/request_parts.h"

#include <string.h>

const char *request_param(const Request *request, const char *name) {
    return pairs_get(&request->parts->params, name);
}

const char *request_query(const Request *request, const char *name) {
    return pairs_get(&request->parts->query, name);
}

const Pairs *request_queries(const Request *request) {
    return &request->parts->query;
}

const char *request_field(const Request *request, const char *name) {
    return pairs_get(&request->parts->fields, name);
}

const Pairs *request_fields(const Request *request) {
    return &request->parts->fields;
}

const Upload *request_upload(const Request *request, const char *name) {
    const Uploads *uploads = &request->parts->uploads;
    for (size_t i = 0; i < uploads->n; i++)
        if (strcmp(uploads->items[i].field, name) == 0)
            return &uploads->items[i];
    return NULL;
}

const char *request_header(const Request *request, const char *name) {
    return pairs_get_header(&request->parts->headers, name);
}

const char *cookie_name(const Request *request, const char *name) {
    return request->local ? name : arena_printf(request->arena, "__Host-%s", name);
}

const char *request_cookie(const Request *request, const char *name) {
    return pairs_get(&request->parts->cookies, cookie_name(request, name));
}

static bool host_is_local(const char *host) {
    size_t length = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
    g_autofree char *name = g_strndup(host, length);
    return g_ascii_strcasecmp(name, "localhost") == 0 || strcmp(name, "127.0.0.1") == 0 ||
           strcmp(name, "[::1]") == 0;
}

/* The last address in X-Forwarded-For: the one that the trusted proxy itself saw. */
static const char *forwarded_for(const Request *request) {
    const char *list = request_header(request, "X-Forwarded-For");
    if (list == NULL)
        return request->peer;
    const char *comma = strrchr(list, ',');
    char *last = g_strstrip(arena_strdup(request->arena, comma == NULL ? list : comma + 1));
    return g_hostname_is_ip_address(last) ? last : request->peer;
}

static void set_origin(Request *request, const Origin *origin) {
    const char *host = request_header(request, "Host");
    request->host = host == NULL ? "" : host;
    request->peer = origin->peer;
    if (origin->trusted) {
        const char *scheme = request_header(request, "X-Forwarded-Proto");
        request->secure = scheme != NULL && g_ascii_strcasecmp(scheme, "https") == 0;
        request->peer = forwarded_for(request);
    }
    request->local = !request->secure && host_is_local(request->host);
    request->origin = origin->configured != NULL
                          ? origin->configured
                          : arena_printf(request->arena, "%s://%s",
                                         request->secure ? "https" : "http", request->host);
}

static void read_cookies(Request *request) {
    const Pairs *headers = &request->parts->headers;
    for (size_t i = 0; i < headers->n; i++)
        if (g_ascii_strcasecmp(headers->items[i].name, "Cookie") == 0)
            cookies_parse(request->arena, headers->items[i].value, &request->parts->cookies);
}

/* 40 random bits in the letters of an id: enough to find one line in a log. */
static const char *new_reference(Arena *arena) {
    static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    char *reference = arena_alloc(arena, 9);
    for (int i = 0; i < 8; i++)
        reference[i] = letters[g_random_int_range(0, 32)];
    return reference;
}

/* What was chosen in this browser, else what the browser asks for. */
static Language language_asked_for(const Request *request) {
    const char *chosen = request_cookie(request, LANGUAGE_COOKIE);
    return chosen == NULL ? accepted_language(request_header(request, "Accept-Language"))
                          : language_from_tag(chosen);
}

#define SECONDS_PER_DAY 86400

Instant request_moment(const Request *request) {
    int days = date_days_between(date_of_instant(request->now), request->today);
    return (Instant){request->now.seconds + (int64_t)days * SECONDS_PER_DAY};
}

bool request_new(Arena *arena, const RequestHead *head, const Framing *framing,
                 const Origin *origin, Request **ret_request, GError **error) {
    RequestParts *parts = ARENA_NEW(arena, RequestParts);
    Request *request = ARENA_NEW(arena, Request);
    parts->headers = *head->headers;
    *request = (Request){.arena = arena, .parts = parts, .language = "sv"};
    request->method = framing->method;
    request->head = framing->head;
    request->now = instant_now();
    request->today = date_of_instant(request->now);
    request->reference = new_reference(arena);
    set_origin(request, origin);
    request->htmx = request_header(request, "HX-Request") != NULL;
    read_cookies(request);
    request->language = language_tag(language_asked_for(request));
    if (!target_parse(arena, head->target, &parts->target, error))
        return false;
    request->path = parts->target.path;
    request->query_string = parts->target.query;
    Bytes query = {(const uint8_t *)parts->target.query, strlen(parts->target.query)};
    if (!pairs_parse(arena, query, &parts->query, error))
        return false;
    *ret_request = request;
    return true;
}

static bool content_type_is(const char *content_type, const char *expected) {
    size_t length = strcspn(content_type, "; \t");
    return length == strlen(expected) && g_ascii_strncasecmp(content_type, expected, length) == 0;
}

bool request_read_form(Request *request, Bytes body, GError **error) {
    const char *content_type = request_header(request, "Content-Type"), *boundary;
    RequestParts *parts = request->parts;
    request->body = body;
    if (content_type == NULL)
        return true;
    if (content_type_is(content_type, "application/x-www-form-urlencoded"))
        return pairs_parse(request->arena, body, &parts->fields, error);
    if (content_type_is(content_type, "multipart/form-data"))
        return multipart_boundary(request->arena, content_type, &boundary, error) &&
               multipart_parse(request->arena, boundary, body, &parts->fields, &parts->uploads,
                               error);
    return true;
}
