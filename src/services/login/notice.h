#pragma once
#include "base/types.h"
#include "db/db.h"

/* A letter to whoever an account belongs to: how one logs in to it has changed, so that nobody does
 * that behind their back. */
typedef enum {
    NOTICE_PASSWORD, /* a new password */
    NOTICE_FACTOR_ON,
    NOTICE_FACTOR_OFF,
    NOTICE_PROVIDER_ON, /* tied to a login provider */
    NOTICE_PROVIDER_OFF,
    N_NOTICES
} Notice;

/* Writes the letter in the caller's db_write(). An address that no letter can go to gets none: the
 * change is made all the same. */
bool notice_add(Db *db, Id account, Notice notice, Instant now, GError **error);
