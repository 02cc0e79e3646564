#pragma once
#include "base/arena.h"

#include <glib.h>
#include <stdbool.h>

/* A key that signs messages (RFC 6376, relaxed/relaxed, the whole body): RSA with SHA-256 of at
 * least 2,048 bits, or Ed25519 (RFC 8463). */
typedef struct DkimKey DkimKey;

/* `pem` holds the private key. ERROR_INVALID when it is none that may be used. The caller owns the
 * key. */
bool dkim_key_new(const char *pem, const char *selector, const char *domain, DkimKey **ret_key,
                  GError **error);
void dkim_key_free(DkimKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DkimKey, dkim_key_free)

/* The message with its signature before it. ERROR_INTERNAL. */
bool dkim_sign_message(const DkimKey *key, Arena *arena, const char *message,
                       const char **ret_signed, GError **error);
