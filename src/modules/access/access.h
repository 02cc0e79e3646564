#pragma once
#include "base/arena.h"
#include "db/db.h"
#include "services/auth/auth.h"

/* Who belongs to a collaboration: inviting, changing what somebody may, letting somebody go. Each
 * is one transaction, audited. */

/* Whom to invite, as what. */
typedef struct Invitation {
    Id collaboration;
    const char *collaboration_title, *inviter; /* named in the letter */
    Id account;                                /* the inviter's */
    const char *name, *email;
    Roles roles;
    Id person; /* whom the account is, among the collaboration's people, or none */
    const char *login_url;
    Instant now;
} Invitation;

/* Gives the address an account if it has none, makes it belong, and writes a letter that says so
 * and leads to the login page, where a link by mail is enough. ERROR_INVALID for an address that is
 * none or no role, ERROR_CONFLICT when the account belongs already. */
bool access_invite(Db *db, Arena *arena, const Invitation *invitation, GError **error);

/* Makes an account, whose address is `email`, belong, and says so in the collaboration's log, as
 * done by the account `by` or, for none, at the server. Within the caller's db_write(). */
bool access_give(Db *db, Arena *arena, const Membership *membership, const char *email, Id by,
                 GError **error);

/* What somebody is from now on. ERROR_NOT_FOUND when the account does not belong; ERROR_INVALID for
 * no role; ERROR_CONFLICT when nobody would be left who may invite. */
typedef struct AccessChange {
    Id collaboration, account; /* who changes */
    Id of;                     /* whose access */
    Roles roles;
    Id person;
    Date ends_on; /* the last day, or none */
} AccessChange;
bool access_change(Db *db, Arena *arena, const AccessChange *change, GError **error);

/* Lets the account go: it belongs no more from this moment. Errors as access_change(). */
bool access_end(Db *db, Arena *arena, const AccessChange *change, GError **error);
