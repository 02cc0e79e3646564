#include "services/auth/sessions.h"

#include "base/id.h"
#include "services/auth/auth_sql.h"

bool sessions_of(Db *db, Arena *arena, Id account, Instant now, const OpenSession **ret,
                 size_t *ret_n, GError **error) {
    SqlSessionsOfRows found;
    if (!sql_sessions_of(db, arena, &(SqlSessionsOfIn){.account = account, .now = now}, &found,
                         error))
        return false;
    OpenSession *sessions = ARENA_ARRAY(arena, OpenSession, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlSessionsOfRow *row = &found.rows[i];
        sessions[i] = (OpenSession){row->id, session_start_of(row->how), row->browser, row->place,
                                    row->created_at};
    }
    *ret = sessions;
    *ret_n = found.n;
    return true;
}

bool sessions_end_one(Db *db, Id account, Id session, bool *ret_ended, GError **error) {
    int64_t changes;
    SqlSessionsEndOneIn in = {.account = account, .id = session};
    if (!sql_sessions_end_one(db, &in, &changes, error))
        return false;
    *ret_ended = changes > 0;
    return true;
}

bool sessions_end_others(Db *db, Id account, Id kept, GError **error) {
    return sql_sessions_end_others(db, &(SqlSessionsEndOthersIn){.account = account, .kept = kept},
                                   error);
}
