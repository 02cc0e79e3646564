#include "services/login/totp.h"

#include <oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_MAX 8
#define GROUP 4

Bytes totp_secret_new(Arena *arena) {
    uint8_t *secret = arena_alloc(arena, TOTP_SECRET_SIZE);
    randombytes_buf(secret, TOTP_SECRET_SIZE);
    return (Bytes){secret, TOTP_SECRET_SIZE};
}

const char *totp_code(Arena *arena, Bytes secret, Instant now, unsigned digits) {
    char code[DIGITS_MAX + 1];
    g_assert(digits <= DIGITS_MAX);
    if (oath_totp_generate((const char *)secret.data, secret.size, (time_t)now.seconds,
                           TOTP_STEP_SECONDS, 0, digits, code) != OATH_OK)
        g_error("no code of %u digits", digits);
    return arena_strdup(arena, code);
}

static const char *digits_of(Arena *arena, const char *typed) {
    char *digits = arena_alloc(arena, strlen(typed) + 1), *at = digits;
    for (; *typed != '\0'; typed++)
        if (*typed != ' ')
            *at++ = *typed;
    return digits;
}

bool totp_matches(Arena *arena, Bytes secret, Instant now, const char *typed, int64_t *ret_step) {
    const char *digits = digits_of(arena, typed);
    if (strlen(digits) != TOTP_DIGITS)
        return false;
    for (int64_t step = now.seconds / TOTP_STEP_SECONDS - 1, last = step + 2; step <= last;
         step++) {
        Instant then = {step * TOTP_STEP_SECONDS};
        if (sodium_memcmp(totp_code(arena, secret, then, TOTP_DIGITS), digits, TOTP_DIGITS) == 0) {
            *ret_step = step;
            return true;
        }
    }
    return false;
}

static char *base32(Arena *arena, Bytes secret) {
    char *text;
    size_t length;
    if (oath_base32_encode((const char *)secret.data, secret.size, &text, &length) != OATH_OK)
        g_error("base32 of %zu bytes", secret.size);
    char *kept = arena_strndup(arena, text, length);
    free(text);
    return kept;
}

const char *totp_secret_text(Arena *arena, Bytes secret) {
    g_autoptr(GString) groups = g_string_new(NULL);
    const char *text = base32(arena, secret);
    for (size_t i = 0; text[i] != '\0'; i++)
        g_string_append_printf(groups, "%s%c", i > 0 && i % GROUP == 0 ? " " : "", text[i]);
    return arena_strndup(arena, groups->str, groups->len);
}

const char *totp_address(Arena *arena, Bytes secret, const char *name) {
    g_autofree char *escaped = g_uri_escape_string(name, NULL, FALSE);
    return arena_printf(arena, "otpauth://totp/Samsyn:%s?secret=%s&issuer=Samsyn", escaped,
                        base32(arena, secret));
}
