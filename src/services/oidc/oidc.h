#pragma once
#include "base/arena.h"
#include "base/types.h"
#include <stdbool.h>

/* Login at another organisation's provider: OpenID Connect Core 1.0, authorization code with PKCE
 * (RFC 7636, S256). What the provider publishes is fetched when it is needed and kept for an hour.
 */
typedef struct Oidc Oidc;

/* All are needed; `issuer` is https, or http to 127.0.0.1 for tests. Copied. */
typedef struct OidcSettings {
    const char *issuer, *client_id, *client_secret;
    const char *label; /* what people call it: "Kommunens inloggning" */
} OidcSettings;

/* ERROR_INVALID names the setting. The caller owns it; any thread may use it. */
bool oidc_new(const OidcSettings *settings, Oidc **ret_oidc, GError **error);
void oidc_free(Oidc *oidc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Oidc, oidc_free)

const char *oidc_label(const Oidc *oidc);
const char *oidc_issuer(const Oidc *oidc);

/* One login under way. `secret` (token_new()) stays in the browser that began: state, nonce and
 * PKCE verifier are hashes of it, so that nothing needs to be stored. */
typedef struct OidcTry {
    const char *secret, *redirect_uri;
    Instant now;
} OidcTry;

/* Where to send the browser. ERROR_UNAVAILABLE when the provider does not answer as it should, or
 * OIDC_AT_ONCE others are asking it. May take OIDC_SECONDS. */
bool oidc_address(Oidc *oidc, Arena *arena, const OidcTry *attempt, const char **ret_url,
                  GError **error);

/* What the browser brings back; each may be NULL. */
typedef struct OidcAnswer {
    const char *code, *state, *issuer;
} OidcAnswer;

/* Whether the answer belongs to this login (state; issuer by RFC 9207 where there is one). */
bool oidc_is_answer(const Oidc *oidc, Arena *arena, const OidcTry *attempt,
                    const OidcAnswer *answer);

/* Exchanges the code and checks the ID token; *ret_subject is who it is at this issuer.
 * ERROR_FORBIDDEN says which check failed, ERROR_UNAVAILABLE as oidc_address(). May take
 * 3 × OIDC_SECONDS. */
bool oidc_identify(Oidc *oidc, Arena *arena, const OidcTry *attempt, const OidcAnswer *answer,
                   const char **ret_subject, GError **error);

#define OIDC_AT_ONCE 2
#define OIDC_SECONDS 5
#define OIDC_ANSWER_MAX ((size_t)256 * 1024)
#define OIDC_KEPT_SECONDS 3600
