#pragma once
#include "base/arena.h"
#include "base/types.h"
#include <jansson.h>
#include <stdbool.h>

/* What an ID token must say (OpenID Connect Core 1.0, 3.1.3.7). */
typedef struct Expected {
    const char *issuer, *client_id, *nonce;
    Instant now;
} Expected;

#define ID_TOKEN_MAX ((size_t)32 * 1024)
#define CLOCK_SECONDS 120   /* that the provider's clock may differ */
#define ISSUED_SECONDS 3600 /* that a token may be old; some providers date theirs back */
#define RSA_BITS_MIN 2048

/* Checks signature and claims against the provider's keys (a JWK set). RS256, PS256 and ES256
 * alone. *ret_unknown_key (untouched otherwise) is set when no key fits, so that the keys can be
 * fetched anew. ERROR_FORBIDDEN says which check failed. */
bool id_token_check(Arena *arena, const char *token, const json_t *keys, const Expected *expected,
                    const char **ret_subject, bool *ret_unknown_key, GError **error);
