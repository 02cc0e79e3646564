#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* Tries that are counted, by account and by address: so many within a quarter of an hour, then
 * that key is closed until the quarter is over. */
#define ATTEMPTS_SECONDS (15 * 60)

typedef struct AttemptKey {
    const char *key; /* "account:anna@example.se", at most 300 characters */
    int64_t limit;
} AttemptKey;

/* A key of what is counted and whom, folded and cut: attempt_key(arena, "account", email). */
const char *attempt_key(Arena *arena, const char *what, const char *whom);

/* What one client has of addresses: of an IPv6 address its first 64 bits, else the whole. */
const char *attempt_network(Arena *arena, const char *address);

/* true when any of the keys (ended by {0}) is closed. */
bool attempts_closed(Db *db, Arena *arena, const AttemptKey *keys, Instant now, bool *ret_closed,
                     GError **error);

/* Counts one for each key, in the caller's db_write(), and forgets those whose quarter is over. */
bool attempts_count(Db *db, const AttemptKey *keys, Instant now, GError **error);

/* The key begins anew, in the caller's db_write(). */
bool attempts_reset(Db *db, const char *key, GError **error);
