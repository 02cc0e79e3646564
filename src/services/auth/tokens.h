#pragma once
#include "base/arena.h"
#include "base/types.h"

/* Secrets that a browser or a letter carries: 32 random bytes in base64url. The database keeps the
 * SHA-256 alone. */
#define TOKEN_LENGTH 43

const char *token_new(Arena *arena);
Bytes token_hash(Arena *arena, const char *token);
