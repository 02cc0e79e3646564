#include "web/access_log.h"
#include "web/asset_answer.h"
#include "web/compress.h"
#include "web/request_parts.h"
#include "web/response_parts.h"

#include <string.h>
#include <zlib.h>

typedef struct Made {
    Arena *arena;
    Request *request;
    Response *response;
} Made;

static void set_up(Made *made, gconstpointer unused) {
    (void)unused;
    made->arena = arena_new();
    made->request = request_sample(made->arena, GET, "/", NULL);
    made->response = response_new(made->request);
}

static void tear_down(Made *made, gconstpointer unused) {
    (void)unused;
    arena_free(made->arena);
}

static const char *header(const Answer *answer, const char *name) {
    return pairs_get_header(&answer->headers, name);
}

static void protects_every_answer(Made *made, gconstpointer unused) {
    (void)unused;
    html_put_text(response_html(made->response), "hej");
    Answer answer = response_finish(made->response);
    const char *policy = header(&answer, "Content-Security-Policy");
    g_assert_cmpint(answer.status, ==, 200);
    g_assert_cmpmem(answer.body.data, answer.body.size, "hej", 3);
    g_assert_cmpstr(header(&answer, "Content-Type"), ==, "text/html; charset=utf-8");
    g_assert_nonnull(strstr(policy, "default-src 'none'; script-src 'self'; style-src 'self';"));
    g_assert_nonnull(strstr(policy, "frame-ancestors 'none'"));
    g_assert_null(strstr(policy, "unsafe"));
    g_assert_cmpstr(header(&answer, "X-Content-Type-Options"), ==, "nosniff");
    g_assert_cmpstr(header(&answer, "Referrer-Policy"), ==, "same-origin");
    g_assert_cmpstr(header(&answer, "Cross-Origin-Opener-Policy"), ==, "same-origin");
    g_assert_cmpstr(header(&answer, "Cross-Origin-Resource-Policy"), ==, "same-origin");
    g_assert_nonnull(header(&answer, "Permissions-Policy"));
    g_assert_null(header(&answer, "Strict-Transport-Security"));
    g_assert_cmpstr(header(&answer, "Cache-Control"), ==, "no-cache");
}

static void is_stricter_behind_tls_and_login(Made *made, gconstpointer unused) {
    (void)unused;
    made->request->secure = true;
    made->request->session = (const void *)made;
    Answer answer = response_finish(made->response);
    g_assert_cmpstr(header(&answer, "Strict-Transport-Security"), ==,
                    "max-age=63072000; includeSubDomains");
    g_assert_cmpstr(header(&answer, "Cache-Control"), ==, "no-store");
}

static void sets_cookies(Made *made, gconstpointer unused) {
    (void)unused;
    response_cookie(made->response, "samsyn", "abc", 60);
    g_assert_cmpstr(made->response->cookies.items[0].value, ==,
                    "samsyn=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
    made->request->local = false;
    response_cookie(made->response, "samsyn", "abc", 0);
    g_assert_cmpstr(made->response->cookies.items[1].value, ==,
                    "__Host-samsyn=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
    response_cookie_clear(made->response, "samsyn");
    g_assert_cmpstr(made->response->cookies.items[2].value, ==,
                    "__Host-samsyn=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
    Answer answer = response_finish(made->response);
    size_t sent = 0;
    for (size_t i = 0; i < answer.headers.n; i++)
        sent += strcmp(answer.headers.items[i].name, "Set-Cookie") == 0;
    g_assert_cmpuint(sent, ==, 3);
}

static void redirects_within_the_site(void) {
    static const struct {
        const char *asked, *sent;
    } paths[] = {{"/a/b?c=1", "/a/b?c=1"},
                 {"/", "/"},
                 {"//evil", "/"},
                 {"/\\evil", "/"},
                 {"\\\\evil", "/"},
                 {"https://evil", "/"},
                 {"evil", "/"},
                 {"", "/"},
                 {NULL, "/"},
                 {"/a\r\nX: y", "/"},
                 {"/\t/evil", "/"},
                 {" /a", "/"},
                 {"javascript:x", "/"},
                 {"/a\\b", "/"},
                 {"/a b", "/"}};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        Made made;
        set_up(&made, NULL);
        g_assert_true(response_redirect(made.response, paths[i].asked));
        Answer answer = response_finish(made.response);
        g_assert_cmpint(answer.status, ==, 303);
        g_assert_cmpstr(header(&answer, "Location"), ==, paths[i].sent);
        tear_down(&made, NULL);
    }
}

static void sends_files(Made *made, gconstpointer unused) {
    (void)unused;
    const Bytes content = {(const uint8_t *)"<script>", 8};
    response_file(made->response, "text/html", "../pl\"an\r\nå\u202E.html", content);
    Answer answer = response_finish(made->response);
    g_assert_cmpstr(header(&answer, "Content-Disposition"), ==,
                    "attachment; filename=\".._pl_an__a___.html\"; "
                    "filename*=UTF-8''.._pl%22an__%C3%A5___.html");
    g_assert_cmpstr(header(&answer, "Content-Security-Policy"), ==,
                    "default-src 'none'; frame-ancestors 'none'; sandbox");
    g_assert_cmpstr(header(&answer, "X-Content-Type-Options"), ==, "nosniff");
}

static void shows_letters(Made *made, gconstpointer unused) {
    (void)unused;
    response_letter(made->response, "<p style=\"color:red\">Hej");
    Answer answer = response_finish(made->response);
    const char *policy = header(&answer, "Content-Security-Policy");
    g_assert_nonnull(strstr(policy, "default-src 'none';"));
    g_assert_nonnull(strstr(policy, "sandbox allow-popups"));
    g_assert_null(strstr(policy, "allow-scripts"));
    g_assert_null(strstr(policy, "allow-same-origin"));
    g_assert_null(strstr(policy, "script-src"));
}

static void shows_documents(Made *made, gconstpointer unused) {
    (void)unused;
    const Bytes content = {(const uint8_t *)"%PDF", 4};
    response_document(made->response, "application/pdf", "plan.pdf", content);
    Answer answer = response_finish(made->response);
    g_assert_true(g_str_has_prefix(header(&answer, "Content-Disposition"), "inline; "));
}

static void leaves_bad_headers_out(Made *made, gconstpointer unused) {
    (void)unused;
    response_header(made->response, "X-A", "a\r\nX-B: b");
    response_header(made->response, "X A", "a");
    g_assert_cmpuint(made->response->headers.n, ==, 0);
    response_header(made->response, "X-A", "1");
    response_header(made->response, "x-a", "2");
    g_assert_cmpuint(made->response->headers.n, ==, 1);
    g_assert_cmpstr(made->response->headers.items[0].value, ==, "2");
}

static char *unpacked(Bytes packed, char *room, size_t size) {
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed.data, .avail_in = (uInt)packed.size};
    g_assert_cmpint(inflateInit2(&stream, 31), ==, Z_OK);
    stream.next_out = (Bytef *)room;
    stream.avail_out = (uInt)size;
    g_assert_cmpint(inflate(&stream, Z_FINISH), ==, Z_STREAM_END);
    room[stream.total_out] = '\0';
    inflateEnd(&stream);
    return room;
}

static Answer answer_with(Made *made, const char *accepted, const char *type, size_t size) {
    char *text = arena_alloc(made->arena, size + 1);
    memset(text, 'a', size);
    if (accepted != NULL)
        pairs_add(made->arena, &made->request->parts->headers, "Accept-Encoding", accepted);
    response_text(made->response, type, text);
    return response_finish(made->response);
}

static void compresses_texts(Made *made, gconstpointer unused) {
    (void)unused;
    char room[4096];
    Answer answer = answer_with(made, "br, gzip;q=0.5", "text/html; charset=utf-8", 2000);
    g_assert_cmpstr(header(&answer, "Content-Encoding"), ==, "gzip");
    g_assert_cmpstr(header(&answer, "Vary"), ==, "Accept-Encoding");
    g_assert_cmpuint(strlen(unpacked(answer.body, room, sizeof room)), ==, 2000);
}

static void leaves_the_rest_plain(void) {
    static const struct {
        const char *accepted, *type;
        size_t size;
        bool varies;
    } rest[] = {{NULL, "text/html", 2000, true},
                {"br", "text/html", 2000, true},
                {"gzip;q=0", "text/html", 2000, true},
                {"xgzip", "text/html", 2000, true},
                {"gzip", "text/html", COMPRESS_MIN - 1, true},
                {"gzip", "application/pdf", 2000, false}};
    for (size_t i = 0; i < G_N_ELEMENTS(rest); i++) {
        Made made;
        set_up(&made, NULL);
        Answer answer = answer_with(&made, rest[i].accepted, rest[i].type, rest[i].size);
        g_assert_null(header(&answer, "Content-Encoding"));
        g_assert_true((header(&answer, "Vary") != NULL) == rest[i].varies);
        g_assert_cmpuint(answer.body.size, ==, rest[i].size);
        tear_down(&made, NULL);
    }
}

static const EmbeddedAsset assets[] = {
    {{"app.css", "/assets/app-0123456789.css", "text/css"},
     {(const uint8_t *)"plain", 5},
     {(const uint8_t *)"zip", 3}},
    {{"a.woff2", "/assets/a-0123456789.woff2", "font/woff2"},
     {(const uint8_t *)"font", 4},
     {NULL, 0}},
    {{NULL, NULL, NULL}, {NULL, 0}, {NULL, 0}},
};

static Answer ask_asset(Made *made, const char *target, const char *accepted) {
    made->request = request_sample(made->arena, GET, target, NULL);
    made->response = response_new(made->request);
    pairs_add(made->arena, &made->request->parts->headers, "Accept-Encoding", accepted);
    g_assert_true(asset_answer(assets, made->request, made->response));
    return response_finish(made->response);
}

static void serves_assets(Made *made, gconstpointer unused) {
    (void)unused;
    Answer answer = ask_asset(made, "/assets/app-0123456789.css", "gzip");
    g_assert_cmpmem(answer.body.data, answer.body.size, "zip", 3);
    g_assert_cmpstr(header(&answer, "Content-Encoding"), ==, "gzip");
    g_assert_cmpstr(header(&answer, "Vary"), ==, "Accept-Encoding");
    g_assert_cmpstr(header(&answer, "Content-Type"), ==, "text/css");
    g_assert_nonnull(strstr(header(&answer, "Cache-Control"), "immutable"));
    answer = ask_asset(made, "/assets/app-0123456789.css", "br");
    g_assert_cmpmem(answer.body.data, answer.body.size, "plain", 5);
    g_assert_null(header(&answer, "Content-Encoding"));
    answer = ask_asset(made, "/assets/a-0123456789.woff2", "gzip");
    g_assert_cmpmem(answer.body.data, answer.body.size, "font", 4);
}

static void serves_present_assets_under_old_addresses(Made *made, gconstpointer unused) {
    (void)unused;
    Answer answer = ask_asset(made, "/assets/app-9999999999.css", "br");
    g_assert_cmpmem(answer.body.data, answer.body.size, "plain", 5);
    g_assert_cmpstr(header(&answer, "Cache-Control"), ==, "no-cache");
    g_assert_cmpint(ask_asset(made, "/assets/app-0123456789.js", "br").status, ==, 404);
    g_assert_cmpint(ask_asset(made, "/assets/", "br").status, ==, 404);
    g_assert_cmpint(ask_asset(made, "/assets/app.css", "br").status, ==, 404);
    made->request = request_sample(made->arena, GET, "/asset", NULL);
    g_assert_false(asset_answer(assets, made->request, made->response));
}

static void embeds_assets(void) {
    for (const EmbeddedAsset *at = embedded_assets(); at->asset.name != NULL; at++)
        g_assert_cmpstr(asset_url(at->asset.name), ==, at->asset.url);
    g_assert_true(g_str_has_prefix(asset_url("app.css"), "/assets/app-"));
}

static const LogField *find_field(const LogField *fields, const char *key) {
    while (fields->key != NULL && strcmp(fields->key, key) != 0)
        fields++;
    return fields;
}

static void logs_without_secrets(Made *made, gconstpointer unused) {
    (void)unused;
    made->request =
        request_sample(made->arena, POST, "/login/0123456789abcdefghijklmnop/x%22?token=secret",
                       "password=hemligt");
    const AccessLine line = {made->request, "192.0.2.1", 200, 10, 1};
    const LogField *fields = access_fields(made->arena, &line);
    g_assert_cmpstr(find_field(fields, "path")->text, ==, "/login/012345…/x%22");
    g_assert_cmpstr(find_field(fields, "method")->text, ==, "POST");
    g_assert_cmpstr(find_field(fields, "peer")->text, ==, "127.0.0.1");
    g_assert_cmpint(find_field(fields, "status")->number, ==, 200);
    g_assert_null(find_field(fields, "error")->key);
    g_assert_null(find_field(fields, "account")->key);
    const char *text = log_line(made->arena, (Instant){0}, access_level(&line), "request", fields);
    g_assert_null(strstr(text, "secret"));
    g_assert_null(strstr(text, "hemligt"));
}

static void logs_what_went_wrong(Made *made, gconstpointer unused) {
    (void)unused;
    const AccessLine line = {made->request, "192.0.2.1", 500, 10, 1};
    g_assert_cmpint(access_level(&line), ==, LOG_INFO);
    made->request->parts->problem = "disk on fire";
    g_assert_cmpint(access_level(&line), ==, LOG_ERROR);
    const LogField *fields = access_fields(made->arena, &line);
    g_assert_cmpstr(find_field(fields, "error")->text, ==, "disk on fire");
    g_assert_cmpstr(find_field(fields, "path")->text, ==, "/");
}

static void logs_who_asked(Made *made, gconstpointer unused) {
    (void)unused;
    made->request->account = (Id){1};
    made->request->parts->problem = "disk on fire";
    const LogField *fields =
        access_fields(made->arena, &(AccessLine){made->request, "192.0.2.1", 403, 10, 1});
    g_assert_cmpstr(find_field(fields, "account")->text, ==, "0000000000001");
    g_assert_cmpstr(find_field(fields, "error")->text, ==, "disk on fire");
}

static void logs_refused_heads(Made *made, gconstpointer unused) {
    (void)unused;
    const AccessLine line = {NULL, "192.0.2.1", 400, 10, 1};
    const LogField *fields = access_fields(made->arena, &line);
    g_assert_cmpstr(find_field(fields, "peer")->text, ==, "192.0.2.1");
    g_assert_null(find_field(fields, "path")->key);
}

#define ADD(name, function) g_test_add(name, Made, NULL, set_up, function, tear_down)

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    ADD("/response/security", protects_every_answer);
    ADD("/response/tls", is_stricter_behind_tls_and_login);
    ADD("/response/11-cookies", sets_cookies);
    g_test_add_func("/response/28-redirects", redirects_within_the_site);
    ADD("/response/22-files", sends_files);
    ADD("/response/documents", shows_documents);
    ADD("/response/letters", shows_letters);
    ADD("/response/headers", leaves_bad_headers_out);
    ADD("/compress/texts", compresses_texts);
    g_test_add_func("/compress/rest", leaves_the_rest_plain);
    ADD("/assets/serves", serves_assets);
    ADD("/assets/old", serves_present_assets_under_old_addresses);
    g_test_add_func("/assets/embedded", embeds_assets);
    ADD("/log/30-secrets", logs_without_secrets);
    ADD("/log/error", logs_what_went_wrong);
    ADD("/log/account", logs_who_asked);
    ADD("/log/refused", logs_refused_heads);
    return g_test_run();
}
