#include "services/oidc/oidc.h"

#include "base/error.h"
#include "services/oidc/fetch.h"
#include "services/oidc/id_token.h"

#include <sodium.h>
#include <string.h>

#define REFETCH_SECONDS 60 /* between two fetches for keys that are unknown */
#define HASH_LENGTH 43     /* SHA-256 in base64url */
#define URL_TEXT_MAX 2000

struct Oidc {
    char *issuer, *client_id, *client_secret, *label;
    bool is_local;
    gint asking;  /* atomic */
    GMutex mutex; /* guards what follows */
    json_t *metadata, *keys;
    Instant fetched_at, keys_at;
};

static bool check_settings(const OidcSettings *settings, GError **error) {
    const char *const needed[] = {settings->client_id,     "oidc-client-id",
                                  settings->client_secret, "oidc-client-secret-file",
                                  settings->label,         "oidc-label"};
    for (size_t i = 0; i < G_N_ELEMENTS(needed); i += 2)
        if (needed[i] == NULL || needed[i][0] == '\0')
            return fail(error, ERROR_INVALID, "oidc-issuer behöver också %s.", needed[i + 1]);
    if (!fetch_allows(settings->issuer, true) || strlen(settings->issuer) > 500)
        return fail(error, ERROR_INVALID, "oidc-issuer: ”%s” ska börja med https://.",
                    settings->issuer);
    return true;
}

bool oidc_new(const OidcSettings *settings, Oidc **ret_oidc, GError **error) {
    if (!check_settings(settings, error))
        return false;
    Oidc *oidc = g_new0(Oidc, 1);
    g_mutex_init(&oidc->mutex);
    oidc->issuer = g_strdup(settings->issuer);
    oidc->client_id = g_strdup(settings->client_id);
    oidc->client_secret = g_strdup(settings->client_secret);
    oidc->label = g_strdup(settings->label);
    oidc->is_local = g_str_has_prefix(settings->issuer, "http://");
    *ret_oidc = oidc;
    return true;
}

void oidc_free(Oidc *oidc) {
    if (oidc == NULL)
        return;
    json_decref(oidc->metadata);
    json_decref(oidc->keys);
    g_mutex_clear(&oidc->mutex);
    g_free(oidc->issuer);
    g_free(oidc->client_id);
    g_free(oidc->client_secret);
    g_free(oidc->label);
    g_free(oidc);
}

const char *oidc_label(const Oidc *oidc) {
    return oidc->label;
}

const char *oidc_issuer(const Oidc *oidc) {
    return oidc->issuer;
}

/* ---- what the provider publishes ---- */

static bool fail_provider(GError **error) {
    return fail(error, ERROR_UNAVAILABLE,
                "Inloggningstjänsten svarar inte som den ska. Försök igen om en stund.");
}

static bool fetch_good(const Oidc *oidc, const char *url, json_t **ret, GError **error) {
    long status = 0;
    json_t *json;
    if (!fetch_json(&(Fetch){.url = url, .is_local = oidc->is_local}, &json, &status, error))
        return false;
    if (status != 200) {
        json_decref(json);
        return fail_provider(error);
    }
    *ret = json;
    return true;
}

static const char *text_of(const json_t *object, const char *name) {
    return json_string_value(json_object_get(object, name));
}

static bool is_address(const Oidc *oidc, const json_t *metadata, const char *name) {
    const char *url = text_of(metadata, name);
    return url != NULL && strlen(url) < URL_TEXT_MAX && fetch_allows(url, oidc->is_local);
}

static bool fetch_metadata(const Oidc *oidc, json_t **ret, GError **error) {
    size_t length = strlen(oidc->issuer);
    const char *slash = oidc->issuer[length - 1] == '/' ? "" : "/";
    g_autofree char *url =
        g_strconcat(oidc->issuer, slash, ".well-known/openid-configuration", NULL);
    json_t *metadata;
    if (!fetch_good(oidc, url, &metadata, error))
        return false;
    if (g_strcmp0(text_of(metadata, "issuer"), oidc->issuer) != 0 ||
        !is_address(oidc, metadata, "authorization_endpoint") ||
        !is_address(oidc, metadata, "token_endpoint") || !is_address(oidc, metadata, "jwks_uri")) {
        json_decref(metadata);
        return fail_provider(error);
    }
    *ret = metadata;
    return true;
}

static bool is_old(Instant then, Instant now, int64_t seconds) {
    return now.seconds >= then.seconds + seconds || now.seconds < then.seconds;
}

/* What is kept, counted up; NULL when it is to be fetched. */
static json_t *kept(Oidc *oidc, json_t **what, const Instant *when, Instant now) {
    g_mutex_lock(&oidc->mutex);
    json_t *found = is_old(*when, now, OIDC_KEPT_SECONDS) ? NULL : json_incref(*what);
    g_mutex_unlock(&oidc->mutex);
    return found;
}

static void keep(Oidc *oidc, json_t **what, Instant *when, json_t *json, Instant now) {
    g_mutex_lock(&oidc->mutex);
    json_decref(*what);
    *what = json_incref(json);
    *when = now;
    g_mutex_unlock(&oidc->mutex);
}

static bool get_metadata(Oidc *oidc, Instant now, json_t **ret, GError **error) {
    json_t *metadata = kept(oidc, &oidc->metadata, &oidc->fetched_at, now);
    if (metadata == NULL) {
        if (!fetch_metadata(oidc, &metadata, error))
            return false;
        keep(oidc, &oidc->metadata, &oidc->fetched_at, metadata, now);
    }
    *ret = metadata;
    return true;
}

static bool fetch_keys(Oidc *oidc, const json_t *metadata, Instant now, json_t **ret,
                       GError **error) {
    json_t *keys;
    if (!fetch_good(oidc, text_of(metadata, "jwks_uri"), &keys, error))
        return false;
    keep(oidc, &oidc->keys, &oidc->keys_at, keys, now);
    *ret = keys;
    return true;
}

/* Whether keys may be fetched anew because of one that is unknown: seldom, since anybody can write
 * a kid. */
static bool may_refetch(Oidc *oidc, Instant now) {
    g_mutex_lock(&oidc->mutex);
    bool old = is_old(oidc->keys_at, now, REFETCH_SECONDS);
    g_mutex_unlock(&oidc->mutex);
    return old;
}

/* ---- leaving ---- */

static const char *hashed(Arena *arena, const char *what, const char *secret) {
    uint8_t hash[crypto_hash_sha256_BYTES];
    g_autofree char *text = g_strconcat(what, secret, NULL);
    char *encoded = arena_alloc(arena, HASH_LENGTH + 1);
    crypto_hash_sha256(hash, (const uint8_t *)text, strlen(text));
    sodium_bin2base64(encoded, HASH_LENGTH + 1, hash, sizeof hash,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return encoded;
}

static const char *state_of(Arena *arena, const OidcTry *attempt) {
    return hashed(arena, "state:", attempt->secret);
}

static const char *nonce_of(Arena *arena, const OidcTry *attempt) {
    return hashed(arena, "nonce:", attempt->secret);
}

static const char *verifier_of(Arena *arena, const OidcTry *attempt) {
    return hashed(arena, "verifier:", attempt->secret);
}

static const char *escaped(Arena *arena, const char *text) {
    g_autofree char *encoded = g_uri_escape_string(text, NULL, FALSE);
    return arena_strdup(arena, encoded);
}

/* At most OIDC_AT_ONCE threads wait for the provider, so that a slow one leaves workers to others.
 */
static bool begin_asking(Oidc *oidc, GError **error) {
    if (g_atomic_int_add(&oidc->asking, 1) < OIDC_AT_ONCE)
        return true;
    g_atomic_int_add(&oidc->asking, -1);
    return fail(error, ERROR_UNAVAILABLE,
                "Inloggningstjänsten är upptagen just nu. Försök igen om en stund.");
}

static void end_asking(Oidc *oidc) {
    g_atomic_int_add(&oidc->asking, -1);
}

bool oidc_address(Oidc *oidc, Arena *arena, const OidcTry *attempt, const char **ret_url,
                  GError **error) {
    json_t *metadata;
    if (!begin_asking(oidc, error))
        return false;
    bool found = get_metadata(oidc, attempt->now, &metadata, error);
    end_asking(oidc);
    if (!found)
        return false;
    const char *endpoint = text_of(metadata, "authorization_endpoint");
    *ret_url = arena_printf(
        arena,
        "%s%sresponse_type=code&scope=openid&client_id=%s&redirect_uri=%s&state=%s&nonce=%s"
        "&code_challenge=%s&code_challenge_method=S256",
        endpoint, strchr(endpoint, '?') == NULL ? "?" : "&", escaped(arena, oidc->client_id),
        escaped(arena, attempt->redirect_uri), state_of(arena, attempt), nonce_of(arena, attempt),
        hashed(arena, "", verifier_of(arena, attempt)));
    json_decref(metadata);
    return true;
}

/* ---- coming back ---- */

bool oidc_is_answer(const Oidc *oidc, Arena *arena, const OidcTry *attempt,
                    const OidcAnswer *answer) {
    return g_strcmp0(answer->state, state_of(arena, attempt)) == 0 &&
           (answer->issuer == NULL || strcmp(answer->issuer, oidc->issuer) == 0);
}

static bool takes_secret_in_body(const json_t *metadata) {
    const json_t *methods = json_object_get(metadata, "token_endpoint_auth_methods_supported");
    bool basic = json_array_size(methods) == 0;
    for (size_t i = 0; i < json_array_size(methods); i++)
        basic = basic || g_strcmp0(json_string_value(json_array_get(methods, i)),
                                   "client_secret_basic") == 0;
    return !basic;
}

/* The secret goes as RFC 6749, 2.3.1 says. */
static bool fetch_token(const Oidc *oidc, Arena *arena, const json_t *metadata,
                        const OidcTry *attempt, const char *code, const char **ret_token,
                        GError **error) {
    bool in_body = takes_secret_in_body(metadata);
    const char *id = escaped(arena, oidc->client_id), *secret = escaped(arena, oidc->client_secret);
    Fetch fetch = {.url = text_of(metadata, "token_endpoint"), .is_local = oidc->is_local};
    fetch.form = arena_printf(
        arena, "grant_type=authorization_code&code=%s&redirect_uri=%s&code_verifier=%s%s%s%s%s",
        escaped(arena, code), escaped(arena, attempt->redirect_uri), verifier_of(arena, attempt),
        in_body ? "&client_id=" : "", in_body ? id : "", in_body ? "&client_secret=" : "",
        in_body ? secret : "");
    fetch.user = in_body ? NULL : id;
    fetch.password = secret;
    long status = 0;
    json_t *json;
    if (!fetch_json(&fetch, &json, &status, error))
        return false;
    *ret_token = arena_strdup(arena, text_of(json, "id_token"));
    json_decref(json);
    if (status >= 500)
        return fail_provider(error);
    return (status == 200 && *ret_token != NULL) ||
           fail(error, ERROR_FORBIDDEN,
                "Inloggningstjänsten godtog inte svaret. Logga in igen från början.");
}

static bool get_keys(Oidc *oidc, const json_t *metadata, Instant now, json_t **ret,
                     GError **error) {
    *ret = kept(oidc, &oidc->keys, &oidc->keys_at, now);
    return *ret != NULL || fetch_keys(oidc, metadata, now, ret, error);
}

static bool check_token(Oidc *oidc, Arena *arena, const json_t *metadata, const OidcTry *attempt,
                        const char *token, const char **ret_subject, GError **error) {
    Expected expected = {oidc->issuer, oidc->client_id, nonce_of(arena, attempt), attempt->now};
    bool unknown = false;
    json_t *keys;
    g_autoptr(GError) problem = NULL;
    if (!get_keys(oidc, metadata, attempt->now, &keys, error))
        return false;
    bool good = id_token_check(arena, token, keys, &expected, ret_subject, &unknown, &problem);
    json_decref(keys);
    if (!unknown || !may_refetch(oidc, attempt->now)) {
        if (!good)
            g_propagate_error(error, g_steal_pointer(&problem));
        return good;
    }
    if (!fetch_keys(oidc, metadata, attempt->now, &keys, error))
        return false;
    good = id_token_check(arena, token, keys, &expected, ret_subject, &unknown, error);
    json_decref(keys);
    return good;
}

static bool identify(Oidc *oidc, Arena *arena, const OidcTry *attempt, const char *code,
                     const char **ret_subject, GError **error) {
    json_t *metadata;
    const char *token;
    if (!get_metadata(oidc, attempt->now, &metadata, error))
        return false;
    bool good = fetch_token(oidc, arena, metadata, attempt, code, &token, error) &&
                check_token(oidc, arena, metadata, attempt, token, ret_subject, error);
    json_decref(metadata);
    return good;
}

bool oidc_identify(Oidc *oidc, Arena *arena, const OidcTry *attempt, const OidcAnswer *answer,
                   const char **ret_subject, GError **error) {
    if (!oidc_is_answer(oidc, arena, attempt, answer) || answer->code == NULL)
        return fail(
            error, ERROR_FORBIDDEN,
            "Svaret hör inte till en inloggning som ni har påbörjat här. Logga in igen från "
            "början.");
    if (!begin_asking(oidc, error))
        return false;
    bool good = identify(oidc, arena, attempt, answer->code, ret_subject, error);
    end_asking(oidc);
    return good;
}
