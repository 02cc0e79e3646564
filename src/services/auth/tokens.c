#include "services/auth/tokens.h"

#include <sodium.h>
#include <string.h>

#define TOKEN_BYTES 32

const char *token_new(Arena *arena) {
    uint8_t random[TOKEN_BYTES];
    char *text = arena_alloc(arena, TOKEN_LENGTH + 1);
    randombytes_buf(random, sizeof random);
    sodium_bin2base64(text, TOKEN_LENGTH + 1, random, sizeof random,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text;
}

Bytes token_hash(Arena *arena, const char *token) {
    uint8_t *hash = arena_alloc(arena, crypto_hash_sha256_BYTES);
    crypto_hash_sha256(hash, (const uint8_t *)token, strlen(token));
    return (Bytes){hash, crypto_hash_sha256_BYTES};
}
