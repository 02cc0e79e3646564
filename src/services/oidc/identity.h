#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* Who somebody is at a provider. An address or a name never decides whose account it is. */
typedef struct Identity {
    const char *issuer, *subject;
} Identity;

/* The open account that is tied to it, or none. */
bool identity_account(Db *db, Arena *arena, const Identity *identity, Id *ret_account,
                      GError **error);

/* Since when the account is tied to somebody at the issuer; none: it is not. */
bool identity_of_account(Db *db, Arena *arena, const char *issuer, Id account, Instant *ret_since,
                         GError **error);

/* In the caller's db_write(). ERROR_CONFLICT when either is tied to another already. */
bool identity_add(Db *db, const Identity *identity, Id account, Instant now, GError **error);
bool identity_remove(Db *db, const char *issuer, Id account, bool *ret_removed, GError **error);
