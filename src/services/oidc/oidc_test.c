#include "services/oidc/oidc.h"

#include "base/error.h"
#include "services/oidc/fetch.h"

#include <cjose/cjose.h>
#include <string.h>

#define ISSUER "https://login.example.org"
#define START 1800000000

/* The provider, in place of fetch.c: what it publishes, and how often it is asked. */
typedef struct Provider {
    cjose_jwk_t *signs, *publishes;
    char *token;
    int keys_asked;
} Provider;
static Provider provider; /* fetch_json() has no place for one of the test's own */

bool fetch_allows(const char *url, bool is_local) {
    (void)is_local;
    return g_str_has_prefix(url, ISSUER);
}

static json_t *published_keys(void) {
    cjose_err problem;
    char *key = cjose_jwk_to_json(provider.publishes, false, &problem);
    json_t *keys = json_pack("{s:[o]}", "keys", json_loads(key, 0, NULL));
    cjose_get_dealloc()(key);
    provider.keys_asked++;
    return keys;
}

bool fetch_json(const Fetch *fetch, json_t **ret_json, long *ret_status, GError **error) {
    (void)error;
    if (g_str_has_suffix(fetch->url, "/jwks"))
        *ret_json = published_keys();
    else if (g_str_has_suffix(fetch->url, "/token"))
        *ret_json = json_pack("{s:s}", "id_token", provider.token);
    else
        *ret_json = json_pack("{s:s, s:s, s:s, s:s}", "issuer", ISSUER, "authorization_endpoint",
                              ISSUER "/auth", "token_endpoint", ISSUER "/token", "jwks_uri",
                              ISSUER "/jwks");
    *ret_status = 200;
    return true;
}

typedef struct {
    Arena *arena;
    Oidc *oidc;
    cjose_jwk_t *old, *new;
} Fixture;

static cjose_jwk_t *key_named(const char *kid) {
    cjose_err problem;
    cjose_jwk_t *key = cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &problem);
    g_assert_nonnull(key);
    g_assert_true(cjose_jwk_set_kid(key, kid, strlen(kid), &problem));
    return key;
}

static void set_up(Fixture *fixture, const void *data) {
    (void)data;
    OidcSettings settings = {ISSUER, "samsyn", "hemligt", "Kommunens inloggning"};
    fixture->arena = arena_new();
    g_assert_true(oidc_new(&settings, &fixture->oidc, NULL));
    fixture->old = key_named("old");
    fixture->new = key_named("new");
    provider = (Provider){.signs = fixture->old, .publishes = fixture->old};
}

static void tear_down(Fixture *fixture, const void *data) {
    (void)data;
    cjose_jwk_release(fixture->old);
    cjose_jwk_release(fixture->new);
    oidc_free(fixture->oidc);
    arena_free(fixture->arena);
}

static const char *parameter(Arena *arena, const char *url, const char *name) {
    const char *found = strstr(url, name);
    g_assert_nonnull(found);
    found += strlen(name);
    return arena_strndup(arena, found, strcspn(found, "&"));
}

static void sign(const char *claims) {
    cjose_err problem;
    const char *exported;
    cjose_header_t *header = cjose_header_new(&problem);
    cjose_header_set(header, CJOSE_HDR_ALG, "ES256", &problem);
    cjose_header_set(header, CJOSE_HDR_KID, cjose_jwk_get_kid(provider.signs, &problem), &problem);
    cjose_jws_t *jws =
        cjose_jws_sign(provider.signs, header, (const uint8_t *)claims, strlen(claims), &problem);
    g_assert_nonnull(jws);
    g_assert_true(cjose_jws_export(jws, &exported, &problem));
    g_free(provider.token);
    provider.token = g_strdup(exported);
    cjose_jws_release(jws);
    cjose_header_release(header);
}

/* One whole login at that second. */
static bool logs_in(Fixture *fixture, int64_t at) {
    g_autoptr(GError) error = NULL;
    OidcTry attempt = {"hemlighet", "https://samsyn.example.org/login/back", {at}};
    const char *url, *subject = NULL;
    g_assert_true(oidc_address(fixture->oidc, fixture->arena, &attempt, &url, NULL));
    sign(arena_printf(fixture->arena,
                      "{\"iss\":\"" ISSUER
                      "\",\"sub\":\"anna\",\"aud\":\"samsyn\",\"exp\":%" G_GINT64_FORMAT
                      ",\"iat\":%" G_GINT64_FORMAT ",\"nonce\":\"%s\"}",
                      at + 60, at, parameter(fixture->arena, url, "&nonce=")));
    OidcAnswer answer = {.code = "kod", .state = parameter(fixture->arena, url, "&state=")};
    bool good = oidc_identify(fixture->oidc, fixture->arena, &attempt, &answer, &subject, &error);
    g_clear_pointer(&provider.token, g_free);
    g_assert_true(good ? g_strcmp0(subject, "anna") == 0
                       : error_is(error, ERROR_FORBIDDEN) && strstr(error->message, "(kid)"));
    return good;
}

/* quality.md 16 */
static void new_key_is_taken_after_a_minute(Fixture *fixture, const void *data) {
    (void)data;
    g_assert_true(logs_in(fixture, START));
    provider.signs = provider.publishes = fixture->new;
    g_assert_false(logs_in(fixture, START + 1));
    g_assert_false(logs_in(fixture, START + 59));
    g_assert_cmpint(provider.keys_asked, ==, 1);
    g_assert_true(logs_in(fixture, START + 60));
    g_assert_cmpint(provider.keys_asked, ==, 2);
    provider.signs = fixture->old; /* which is published no more */
    g_assert_false(logs_in(fixture, START + 200));
}

/* Whoever writes a kid of their own makes us ask once a minute. */
static void unknown_keys_cost_one_question_a_minute(Fixture *fixture, const void *data) {
    (void)data;
    provider.signs = fixture->new;
    for (int64_t second = 0; second < 600; second++)
        g_assert_false(logs_in(fixture, START + second));
    g_assert_cmpint(provider.keys_asked, ==, 10);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
#define TEST(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    TEST("/oidc/16-new-key", new_key_is_taken_after_a_minute);
    TEST("/oidc/16-unknown-keys", unknown_keys_cost_one_question_a_minute);
    return g_test_run();
}
