#pragma once
#include "base/arena.h"
#include "base/language.h"
#include "base/types.h"
#include "db/db.h"
#include "services/auth/permission.h"

/* A collaboration that an account belongs to. */
typedef struct OwnMembership {
    Id collaboration, person; /* the account's person there, or none */
    const char *name, *title; /* of the collaboration */
    Roles roles;
    Date ends_on; /* the last day, or none */
} OwnMembership;

/* Who is asking. Lives in the request's arena; request->session is NULL for the public. */
typedef struct Session {
    Id id; /* names it on pages; is not its token */
    Id account;
    const char *name, *email;
    const char *language; /* "sv" or "en", NULL = not chosen */
    bool is_system_administrator;
    bool is_by_link;     /* began with a link by mail: the person can read the address's mail */
    bool is_by_provider; /* the second factor was the provider's matter */
    Instant started_at;
    bool has_second_factor;
    bool must_add_factor; /* may only see what is open, and its own account, until it has one */
    bool only_reads;      /* the request's collaboration is dormant */
    Roles roles; /* in the request's collaboration; none outside and where it does not belong */
    Id person;   /* the account's person in the request's collaboration, or none */
    const OwnMembership *memberships; /* by title */
    size_t n_memberships;
} Session;

/* true if the session (NULL = the public) may. For showing or hiding an action on a page; the route
 * row is what protects it. */
bool session_may(const Session *session, Permission permission);

/* The session that a cookie's token stands for, outside any collaboration. *ret_session is NULL
 * when the token is unknown, expired or its account disabled. Two statements. */
bool session_find(Db *db, Arena *arena, const char *token, Instant now, const Session **ret_session,
                  GError **error);

/* The same session as it is inside a collaboration on a day: its roles and person there. NULL gives
 * NULL. */
const Session *session_inside(Arena *arena, const Session *session, Id collaboration, Date on);

/* The same session where the collaboration is dormant: session_may() says no to what would change
 * its content. NULL gives NULL. */
const Session *session_only_reading(Arena *arena, const Session *session);

/* The session as it is where coordinators and system administrators must have a second factor: one
 * of theirs that has none may do nothing else than get one. NULL gives NULL. */
const Session *session_with_factor_required(Arena *arena, const Session *session);

/* Logging in. The same answer and the same amount of hashing whether the account exists or not; ten
 * failures of an account, or fifty from an address, close it for fifteen
 * minutes (LOGIN_THROTTLED). */
typedef enum { LOGIN_OK, LOGIN_WRONG, LOGIN_THROTTLED } LoginOutcome;
typedef struct Login {
    const char *email, *password, *address;
    Instant now;
} Login;
/* Whether it is the account's password; *ret_account is set for LOGIN_OK only. Starts no session.
 */
bool login_check_password(Db *db, Arena *arena, const Login *login, LoginOutcome *ret_outcome,
                          Id *ret_account, GError **error);

/* A new session of an account, however it has shown who it is. */
typedef enum { BY_PASSWORD, BY_LINK, BY_PERSONA, BY_PROVIDER, N_SESSION_STARTS } SessionStart;
typedef struct SessionOf {
    Id account;
    SessionStart how;
    Instant now;
    const char *user_agent, *address; /* a few words of them are stored; NULL = not known */
} SessionOf;

/* "link" as BY_LINK; what is none is BY_PASSWORD. */
SessionStart session_start_of(const char *how);

/* *ret_token: 43 characters for the cookie; the database keeps its SHA-256. */
bool session_start(Db *db, Arena *arena, const SessionOf *session, const char **ret_token,
                   GError **error);

/* A new session for the account without a password: ERROR_FORBIDDEN in a database that is
 * no demo. */
bool login_as_persona(Db *db, Arena *arena, const SessionOf *session, const char **ret_token,
                      GError **error);

/* Ends the session; an unknown token is no error. */
bool logout(Db *db, const char *token, GError **error);

#define SESSION_HOURS 12
#define PASSWORD_MIN_LENGTH 12
#define PASSWORD_MAX_LENGTH 200

/* A new account. ERROR_CONFLICT when the address has one, ERROR_INVALID for a bad address or name.
 * password_hash: of account_password_hash(); NULL = can not log in with a password. */
typedef struct NewAccount {
    const char *email, *name, *password_hash;
    bool is_system_administrator;
} NewAccount;
bool account_add(Db *db, const NewAccount *account, Id *ret_id, GError **error);

/* The account of an address; none when there is no such. */
bool account_with_email(Db *db, Arena *arena, const char *email, Id *ret, GError **error);

/* A new password, in two steps: the hash takes long, so it is made before the transaction. Ends the
 * account's sessions; ERROR_NOT_FOUND when no account has the address. `ret_hash`:
 * PASSWORD_HASH_SIZE bytes (password.h). ERROR_INVALID for a password that is too short, too long
 * or easily guessed, by words of `about` (ended by NULL) too: the account's name and address. */
bool account_password_hash(const char *password, const char *const *about, char *ret_hash,
                           GError **error);
bool account_put_password_hash(Db *db, const char *email, const char *hash, GError **error);

/* What an account is in a collaboration, in place of what it was; no roles: it does not belong. */
typedef struct Membership {
    Id collaboration, account, person;
    Roles roles;
    Date ends_on; /* the last day, or none */
} Membership;
bool membership_put(Db *db, const Membership *membership, GError **error);

/* The last day of the accounts that are a person, where it is not earlier; within the caller's
 * db_write(). */
bool memberships_end(Db *db, Id collaboration, Id person, Date last, GError **error);
/* Another last day of one account, or none; within the caller's db_write(). */
bool membership_set_end(Db *db, Id collaboration, Id account, Date last, GError **error);

/* Where an account belongs, by title. One statement. */
bool memberships_of_account(Db *db, Arena *arena, Id account, const OwnMembership **ret,
                            size_t *ret_n, GError **error);

/* Who belongs to a collaboration, by name. One statement. */
typedef struct Member {
    Id account, person;
    const char *name, *email;
    Instant disabled_at;
    Roles roles;
    Date ends_on; /* the last day, or none */
} Member;
bool members_of(Db *db, Arena *arena, Id collaboration, const Member **ret, size_t *ret_n,
                GError **error);

/* "head;preparer" as a set; what is no role in a collaboration is left out. */
Roles roles_of_keys(const char *keys);

/* The demo's personas, by collaboration; none in a database that is no demo. */
typedef struct Persona {
    Id account;
    const char *name, *role_title, *place; /* place: the office or party, or NULL */
    const char *collaboration_name, *collaboration_title;
} Persona;
bool personas_list(Db *db, Arena *arena, const Persona **ret, size_t *ret_n, GError **error);

/* Every account of the installation, by name. Of those who are somebody with protected identity
 * neither name nor address is told. One statement. */
typedef struct Account {
    Id id;
    const char *name, *email, *places; /* places: its collaborations, as one text */
    bool is_system_administrator;
    Instant disabled_at, created_at;
} Account;
bool accounts_list(Db *db, Arena *arena, const Account **ret, size_t *ret_n, GError **error);

/* Closes an account (its sessions end at once) or opens it again. ERROR_NOT_FOUND. */
bool account_set_disabled(Db *db, Id account, bool disabled, GError **error);

/* The language of an account's pages and letters, "sv" or "en". */
bool account_set_language(Db *db, Id account, const char *language, GError **error);
/* Swedish where none is chosen. */
bool account_language(Db *db, Arena *arena, Id account, Language *ret, GError **error);

/* A setting of the installation; NULL when it is not set. */
bool setting_get(Db *db, Arena *arena, const char *name, const char **ret, GError **error);
bool setting_put(Db *db, const char *name, const char *value, GError **error);
