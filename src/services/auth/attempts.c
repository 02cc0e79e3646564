#include "services/auth/attempts.h"

#include "services/auth/auth_sql.h"

#include <arpa/inet.h>
#include <string.h>

#define WHOM_MAX 250 /* bytes; a letter that is cut in two becomes U+FFFD */

static Instant window_start(Instant now) {
    return (Instant){now.seconds - ATTEMPTS_SECONDS};
}

const char *attempt_key(Arena *arena, const char *what, const char *whom) {
    g_autofree char *folded = g_utf8_casefold(whom, -1);
    g_autofree char *cut = g_utf8_make_valid(folded, (gssize)MIN(strlen(folded), WHOM_MAX));
    return arena_printf(arena, "%s:%s", what, cut);
}

const char *attempt_network(Arena *arena, const char *address) {
    struct in6_addr v6;
    if (inet_pton(AF_INET6, address, &v6) != 1 || IN6_IS_ADDR_V4MAPPED(&v6))
        return address;
    memset(v6.s6_addr + 8, 0, 8);
    char *network = arena_alloc(arena, INET6_ADDRSTRLEN);
    inet_ntop(AF_INET6, &v6, network, INET6_ADDRSTRLEN);
    return arena_printf(arena, "%s/64", network);
}

bool attempts_closed(Db *db, Arena *arena, const AttemptKey *keys, Instant now, bool *ret_closed,
                     GError **error) {
    bool closed = false;
    for (; keys->key != NULL; keys++) {
        const SqlAttemptsOfRow *row;
        SqlAttemptsOfIn in = {.key = keys->key, .since = window_start(now)};
        if (!sql_attempts_of(db, arena, &in, &row, error))
            return false;
        closed = closed || (row != NULL && row->failures >= keys->limit);
    }
    *ret_closed = closed;
    return true;
}

bool attempts_count(Db *db, const AttemptKey *keys, Instant now, GError **error) {
    SqlAttemptsForgetOldIn old = {.before = window_start(now)};
    if (!sql_attempts_forget_old(db, &old, error))
        return false;
    for (; keys->key != NULL; keys++) {
        SqlAttemptFailedIn in = {.key = keys->key, .now = now, .since = window_start(now)};
        if (!sql_attempt_failed(db, &in, error))
            return false;
    }
    return true;
}

bool attempts_reset(Db *db, const char *key, GError **error) {
    return sql_attempts_forget(db, &(SqlAttemptsForgetIn){.key = key}, error);
}
