#pragma once
#include "base/arena.h"
#include "base/types.h"

#include <stdbool.h>

/* Codes by time (RFC 6238): SHA-1, 30 seconds, six digits, which is what every authenticator
 * knows. */
#define TOTP_SECRET_SIZE 20
#define TOTP_STEP_SECONDS 30
#define TOTP_DIGITS 6

/* A new secret from the kernel's CSPRNG, in the arena. */
Bytes totp_secret_new(Arena *arena);

/* The code of that moment, with so many digits (6 to 8). */
const char *totp_code(Arena *arena, Bytes secret, Instant now, unsigned digits);

/* Whether the typed code (spaces are allowed in it) is that of now, or of the 30 seconds before or
 * after. *ret_step: which step since 1970 it is of. */
bool totp_matches(Arena *arena, Bytes secret, Instant now, const char *typed, int64_t *ret_step);

/* The secret as one types it, in base32 and groups of four: "ABCD EFGH …". */
const char *totp_secret_text(Arena *arena, Bytes secret);

/* The address that a QR code holds: otpauth://totp/Samsyn:NAME?secret=…&issuer=Samsyn. */
const char *totp_address(Arena *arena, Bytes secret, const char *name);
