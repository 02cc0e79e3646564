#include "web/response.h"
#include "base/text.h"
#include "web/cookie.h"
#include "web/request_parts.h"
#include "web/response_parts.h"
#include "web/token.h"

#include <string.h>

static Pair *find_header(Pairs *headers, const char *name) {
    for (size_t i = 0; i < headers->n; i++)
        if (g_ascii_strcasecmp(headers->items[i].name, name) == 0)
            return &headers->items[i];
    return NULL;
}

Response *response_new(const Request *request) {
    Response *response = ARENA_NEW(request->arena, Response);
    *response = (Response){.request = request, .status = 200};
    return response;
}

void response_reset(Response *response) {
    Pairs cookies = response->cookies;
    bool guarded = find_header(&response->headers, "Referrer-Policy") != NULL;
    *response = (Response){
        .request = response->request, .status = 200, .cookies = cookies, .close = response->close};
    if (guarded)
        response_guard_address(response); /* the address is as secret when something went wrong */
}

HtmlOut *response_html(Response *response) {
    const Request *request = response->request;
    if (response->html == NULL) {
        response->html = ARENA_NEW(request->arena, HtmlOut);
        html_out_init(response->html, request->arena, request->language);
    }
    response->content_type = "text/html; charset=utf-8";
    return response->html;
}

bool response_redirect(Response *response, const char *path) {
    response->status = 303;
    response_header(response, "Location", local_path(path));
    return true;
}

bool response_leave(Response *response, Url url) {
    response->status = 303;
    response_header(response, "Location", url.text);
    return true;
}

static const char *ascii_filename(Arena *arena, const char *filename) {
    g_autofree char *ascii = g_str_to_ascii(filename, "sv");
    for (char *byte = ascii; *byte != '\0'; byte++)
        if ((unsigned char)*byte < 0x20 || *byte == 0x7f || strchr("\"\\/%", *byte) != NULL)
            *byte = '_';
    return arena_strdup(arena, ascii);
}

/* Without what shows a name as another one: "gpj.exe" backwards. */
static void straighten(char *name) {
    for (char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
        g_autofree char *one = g_utf8_substring(at, 0, 1);
        if (!text_is_line(one))
            memset(at, '_', strlen(one));
    }
}

/* RFC 6266: a plain name for old clients, the real one beside it. */
static void set_disposition(Response *response, const char *how, const char *filename) {
    Arena *arena = response->request->arena;
    g_autofree char *valid = g_utf8_make_valid(filename, -1);
    straighten(valid);
    g_strdelimit(valid, "/\\", '_');
    response_header(response, "Content-Disposition",
                    arena_printf(arena, "%s; filename=\"%s\"; filename*=UTF-8''%s", how,
                                 ascii_filename(arena, valid),
                                 url_encoded(arena, valid, URL_IN_HEADER)));
}

static bool set_body(Response *response, const char *content_type, Bytes content) {
    response->html = NULL;
    response->content_type = arena_strdup(response->request->arena, content_type);
    response->body = content;
    return true;
}

bool response_file(Response *response, const char *content_type, const char *filename,
                   Bytes content) {
    response->kind = CONTENT_FILE;
    set_disposition(response, "attachment", filename);
    return set_body(response, content_type, content);
}

bool response_document(Response *response, const char *content_type, const char *filename,
                       Bytes content) {
    set_disposition(response, "inline", filename);
    return set_body(response, content_type, content);
}

bool response_letter(Response *response, const char *html) {
    response->kind = CONTENT_LETTER;
    return response_text(response, "text/html; charset=utf-8", html);
}

bool response_text(Response *response, const char *content_type, const char *text) {
    return set_body(response, content_type, (Bytes){(const uint8_t *)text, strlen(text)});
}

void response_status(Response *response, int status) {
    response->status = status;
}

static bool header_value_valid(const char *value) {
    for (; *value != '\0'; value++)
        if (((unsigned char)*value < 0x20 && *value != '\t') || *value == 0x7f)
            return false;
    return true;
}

void response_header(Response *response, const char *name, const char *value) {
    Arena *arena = response->request->arena;
    if (!token_valid(name) || !header_value_valid(value))
        return;
    Pair *existing = find_header(&response->headers, name);
    if (existing != NULL)
        existing->value = arena_strdup(arena, value);
    else
        pairs_add(arena, &response->headers, arena_strdup(arena, name), arena_strdup(arena, value));
}

void response_guard_address(Response *response) {
    response_header(response, "Cache-Control", "no-store");
    response_header(response, "Referrer-Policy", "strict-origin");
}

static void set_cookie(Response *response, const char *name, const char *value, const char *age) {
    const Request *request = response->request;
    const char *text =
        arena_printf(request->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax%s%s",
                     cookie_name(request, name), value, request->local ? "" : "; Secure", age);
    pairs_add(request->arena, &response->cookies, "Set-Cookie", text);
}

void response_cookie(Response *response, const char *name, const char *value, int max_age) {
    if (!token_valid(name) || !cookie_value_valid(value))
        g_error("cookie %s: a value that may not be set", name);
    const char *age =
        max_age <= 0 ? "" : arena_printf(response->request->arena, "; Max-Age=%d", max_age);
    set_cookie(response, name, value, age);
}

void response_cookie_clear(Response *response, const char *name) {
    set_cookie(response, name, "", "; Max-Age=0");
}
