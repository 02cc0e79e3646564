#include "services/oidc/identity.h"

#include "base/error.h"
#include "services/oidc/identity_sql.h"

bool identity_account(Db *db, Arena *arena, const Identity *identity, Id *ret_account,
                      GError **error) {
    const SqlIdentityAccountRow *row;
    SqlIdentityAccountIn in = {.issuer = identity->issuer, .subject = identity->subject};
    if (!sql_identity_account(db, arena, &in, &row, error))
        return false;
    *ret_account = row == NULL ? (Id){0} : row->account;
    return true;
}

bool identity_of_account(Db *db, Arena *arena, const char *issuer, Id account, Instant *ret_since,
                         GError **error) {
    const SqlIdentityOfAccountRow *row;
    SqlIdentityOfAccountIn in = {.issuer = issuer, .account = account};
    if (!sql_identity_of_account(db, arena, &in, &row, error))
        return false;
    *ret_since = row == NULL ? (Instant){0} : row->created_at;
    return true;
}

bool identity_add(Db *db, const Identity *identity, Id account, Instant now, GError **error) {
    int64_t changes;
    SqlIdentityAddIn in = {
        .issuer = identity->issuer, .subject = identity->subject, .account = account, .now = now};
    if (!sql_identity_add(db, &in, &changes, error))
        return false;
    return changes == 1 ||
           fail(error, ERROR_CONFLICT,
                "Det går inte att koppla ihop dem: det ena är redan kopplat till något annat.");
}

bool identity_remove(Db *db, const char *issuer, Id account, bool *ret_removed, GError **error) {
    int64_t changes;
    SqlIdentityRemoveIn in = {.issuer = issuer, .account = account};
    if (!sql_identity_remove(db, &in, &changes, error))
        return false;
    *ret_removed = changes > 0;
    return true;
}
