#include "services/oidc/id_token.h"

#include "base/error.h"

#include <cjose/cjose.h>
#include <string.h>

#define SUBJECT_MAX 255

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static bool refuse(GError **error, const char *what) {
    return fail(error, ERROR_FORBIDDEN,
                "Inloggningstjänstens svar stämmer inte (%s). Logga in igen från början.", what);
}

/* ---- what cjose may see: it aborts on base64 of a wrong length ---- */

static bool is_base64url(const char *text, size_t size) {
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return size > 0 && size % 4 != 1 && strspn(text, allowed) >= size;
}

/* Three parts with points between, as RFC 7515 section 3.1. */
static bool is_compact(const char *token) {
    for (int part = 0; part < 3; part++) {
        size_t size = strcspn(token, ".");
        if (!is_base64url(token, size) || (token[size] == '.') != (part < 2))
            return false;
        token += size + 1;
    }
    return true;
}

static bool has_numbers(const json_t *key) {
    static const char *const members[] = {"n", "e", "x", "y"};
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++) {
        const json_t *member = json_object_get(key, members[i]);
        const char *text = json_string_value(member);
        if (member != NULL && (text == NULL || !is_base64url(text, strlen(text))))
            return false;
    }
    return true;
}

/* ---- the key ---- */

static bool is_text(const json_t *object, const char *name, const char *text) {
    const char *value = json_string_value(json_object_get(object, name));
    return value != NULL && strcmp(value, text) == 0;
}

static bool is_text_or_absent(const json_t *object, const char *name, const char *text) {
    return json_object_get(object, name) == NULL || is_text(object, name, text);
}

/* A key of the kind that the algorithm takes; a symmetric key fits none. */
static bool key_fits(const json_t *key, const char *alg, const char *kid) {
    bool kind = strcmp(alg, "ES256") == 0
                    ? is_text(key, "kty", "EC") && is_text(key, "crv", "P-256")
                    : is_text(key, "kty", "RSA");
    return kind && has_numbers(key) && is_text_or_absent(key, "use", "sig") &&
           is_text_or_absent(key, "alg", alg) && (kid == NULL || is_text(key, "kid", kid));
}

/* Without a kid in the token there must be no choice. */
static json_t *find_key(const json_t *keys, const char *alg, const char *kid) {
    json_t *found = NULL;
    size_t n = 0;
    const json_t *all = json_object_get(keys, "keys");
    for (size_t i = 0; i < json_array_size(all); i++) {
        json_t *key = json_array_get(all, i);
        if (!key_fits(key, alg, kid))
            continue;
        found = key;
        n++;
    }
    return n == 1 ? found : NULL;
}

/* ---- the signature ---- */

static bool takes_alg(const char *alg) {
    return alg != NULL &&
           (strcmp(alg, "RS256") == 0 || strcmp(alg, "PS256") == 0 || strcmp(alg, "ES256") == 0);
}

/* The public key alone: of what else a key may hold, the private numbers too, cjose aborts on what
 * is not base64. */
static json_t *public_key(const json_t *key) {
    static const char *const members[] = {"kty", "crv", "n", "e", "x", "y"};
    json_t *made = json_object();
    for (size_t i = 0; i < G_N_ELEMENTS(members); i++)
        json_object_set(made, members[i], json_object_get(key, members[i]));
    return made;
}

static bool is_signed_by(cjose_jws_t *jws, const json_t *key) {
    cjose_err problem;
    g_autoptr(json_t) public = public_key(key);
    cjose_jwk_t *jwk = cjose_jwk_import_json(public, &problem);
    if (jwk == NULL)
        return false;
    bool strong = cjose_jwk_get_kty(jwk, &problem) == CJOSE_JWK_KTY_EC ||
                  cjose_jwk_get_keysize(jwk, &problem) >= RSA_BITS_MIN;
    bool good = strong && cjose_jws_verify(jws, jwk, &problem);
    cjose_jwk_release(jwk);
    return good;
}

static bool check_signature(cjose_jws_t *jws, const json_t *keys, bool *ret_unknown_key,
                            GError **error) {
    cjose_header_t *header = cjose_jws_get_protected(jws);
    const char *alg = json_string_value(json_object_get(header, "alg"));
    const char *kid = json_string_value(json_object_get(header, "kid"));
    if (!takes_alg(alg) || json_object_get(header, "crit") != NULL)
        return refuse(error, "alg");
    json_t *key = find_key(keys, alg, kid);
    if (key == NULL) {
        *ret_unknown_key = true;
        return refuse(error, "kid");
    }
    return is_signed_by(jws, key) || refuse(error, "signatur");
}

/* ---- the claims ---- */

static bool is_for_us(const json_t *claims, const char *client_id) {
    const json_t *audience = json_object_get(claims, "aud");
    bool named = is_text(claims, "aud", client_id);
    for (size_t i = 0; i < json_array_size(audience); i++)
        named = named || g_strcmp0(json_string_value(json_array_get(audience, i)), client_id) == 0;
    bool alone = json_array_size(audience) <= 1;
    return named && (alone ? is_text_or_absent(claims, "azp", client_id)
                           : is_text(claims, "azp", client_id));
}

static bool claims_time(const json_t *claims, const char *name, int64_t *ret) {
    const json_t *value = json_object_get(claims, name);
    if (!json_is_integer(value))
        return false;
    *ret = json_integer_value(value);
    return true;
}

static bool is_of_now(const json_t *claims, Instant now, const char **ret_wrong) {
    int64_t expires, issued, begins = 0;
    *ret_wrong = "exp";
    if (!claims_time(claims, "exp", &expires) || expires <= now.seconds - CLOCK_SECONDS)
        return false;
    *ret_wrong = "iat";
    if (!claims_time(claims, "iat", &issued) || issued > now.seconds + CLOCK_SECONDS ||
        issued < now.seconds - ISSUED_SECONDS)
        return false;
    *ret_wrong = "nbf";
    return json_object_get(claims, "nbf") == NULL ||
           (claims_time(claims, "nbf", &begins) && begins <= now.seconds + CLOCK_SECONDS);
}

static bool check_claims(const json_t *claims, const Expected *expected, GError **error) {
    const char *wrong;
    const char *subject = json_string_value(json_object_get(claims, "sub"));
    if (!is_text(claims, "iss", expected->issuer))
        return refuse(error, "iss");
    if (!is_for_us(claims, expected->client_id))
        return refuse(error, "aud");
    if (!is_of_now(claims, expected->now, &wrong))
        return refuse(error, wrong);
    if (!is_text(claims, "nonce", expected->nonce))
        return refuse(error, "nonce");
    if (subject == NULL || subject[0] == '\0' || g_utf8_strlen(subject, -1) > SUBJECT_MAX)
        return refuse(error, "sub");
    return true;
}

static bool read_token(Arena *arena, cjose_jws_t *jws, const Expected *expected,
                       const char **ret_subject, GError **error) {
    cjose_err problem;
    uint8_t *text = NULL;
    size_t size = 0;
    if (!cjose_jws_get_plaintext(jws, &text, &size, &problem))
        return refuse(error, "innehåll");
    g_autoptr(json_t) claims = json_loadb((const char *)text, size, JSON_REJECT_DUPLICATES, NULL);
    if (!check_claims(claims, expected, error))
        return false;
    *ret_subject = arena_strdup(arena, json_string_value(json_object_get(claims, "sub")));
    return true;
}

bool id_token_check(Arena *arena, const char *token, const json_t *keys, const Expected *expected,
                    const char **ret_subject, bool *ret_unknown_key, GError **error) {
    cjose_err problem;
    size_t size = strlen(token);
    cjose_jws_t *jws =
        size > ID_TOKEN_MAX || !is_compact(token) ? NULL : cjose_jws_import(token, size, &problem);
    if (jws == NULL)
        return refuse(error, "form");
    bool good = check_signature(jws, keys, ret_unknown_key, error) &&
                read_token(arena, jws, expected, ret_subject, error);
    cjose_jws_release(jws);
    return good;
}
