#pragma once
#include "services/auth/auth.h"

/* An account's second factor: codes by time from a telephone, and recovery codes, each of which
 * works once. */
#define RECOVERY_CODES 10
#define RECOVERY_CODE_LENGTH 27 /* "abcdef-ghjkmn-pqrstv-wxyz01" */

typedef struct SecondFactor {
    bool is_on;
    Instant confirmed_at;
    int64_t codes_left; /* recovery codes */
    Bytes new_secret;   /* while it is being set up; else empty */
} SecondFactor;
bool second_factor_get(Db *db, Arena *arena, Id account, SecondFactor *ret, GError **error);

/* A new secret, in place of one that was never confirmed. ERROR_CONFLICT when the account has a
 * second factor in use. */
bool second_factor_begin(Db *db, Arena *arena, Id account, Instant now, GError **error);

/* What somebody typed for an account. */
typedef struct CodeTry {
    Id account;
    const char *typed, *address;
    Instant now;
} CodeTry;

/* Puts the new secret to use when the code is right, ends the account's other logins half-way, and
 * hands out RECOVERY_CODES recovery codes: the only time they can be read. Throttled as
 * second_factor_check(). */
bool second_factor_confirm(Db *db, Arena *arena, const CodeTry *attempt, LoginOutcome *ret_outcome,
                           const char *const **ret_codes, GError **error);

/* Whether what was typed is a code of now or a recovery code, used for the first time. Five wrong
 * ones close an account's codes for fifteen minutes, fifty from an address that address. */
bool second_factor_check(Db *db, Arena *arena, const CodeTry *attempt, LoginOutcome *ret_outcome,
                         GError **error);

/* Takes it away, with its recovery codes; *ret_removed false: there was none. */
bool second_factor_remove(Db *db, Id account, bool *ret_removed, GError **error);

/* Between the factors: who has shown the first, how, and where to after the second. */
#define LOGIN_STEP_SECONDS (10 * 60)
typedef struct LoginStep {
    SessionOf session; /* account none: it is too old, or was never given */
    const char *next;
} LoginStep;
/* *ret_token: 43 characters for a cookie. */
bool login_step_start(Db *db, Arena *arena, const LoginStep *step, const char **ret_token,
                      GError **error);
bool login_step_find(Db *db, Arena *arena, const char *token, Instant now, LoginStep *ret,
                     GError **error);
/* Ends all of the account's. */
bool login_step_end(Db *db, Id account, Instant now, GError **error);
