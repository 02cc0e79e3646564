#pragma once
#include "services/auth/auth.h"

/* The sessions that an account has open, as its owner sees and ends them. When one was last used is
 * not stored: none is older than SESSION_HOURS, and looking at a page changes nothing. */
typedef struct OpenSession {
    Id id;
    SessionStart how;
    const char *browser, *place; /* "Firefox (Windows)", "192.0.2.*"; NULL = not known */
    Instant started_at;
} OpenSession;

/* The latest first. One statement. */
bool sessions_of(Db *db, Arena *arena, Id account, Instant now, const OpenSession **ret,
                 size_t *ret_n, GError **error);

/* Both in the caller's db_write(). *ret_ended is false when the account has no such session. */
bool sessions_end_one(Db *db, Id account, Id session, bool *ret_ended, GError **error);
/* All but `kept`; none = all. */
bool sessions_end_others(Db *db, Id account, Id kept, GError **error);
