#include "services/login/second_factor.h"

#include "base/error.h"
#include "services/auth/attempts.h"
#include "services/auth/tokens.h"
#include "services/login/login_sql.h"
#include "services/login/totp.h"

#include <sodium.h>
#include <string.h>

#define WRONG_PER_ACCOUNT 5
#define WRONG_PER_ADDRESS 50
#define CODE_GROUP 6 /* letters between the hyphens of a recovery code */

bool second_factor_get(Db *db, Arena *arena, Id account, SecondFactor *ret, GError **error) {
    const SqlFactorFindRow *row;
    if (!sql_factor_find(db, arena, &(SqlFactorFindIn){.account = account}, &row, error))
        return false;
    *ret = (SecondFactor){0};
    if (row != NULL && row->confirmed_at.seconds == 0)
        ret->new_secret = row->secret;
    else if (row != NULL)
        *ret = (SecondFactor){
            .is_on = true, .confirmed_at = row->confirmed_at, .codes_left = row->codes_left};
    return true;
}

static bool begin(Db *db, void *data, GError **error) {
    int64_t changes;
    return sql_factor_begin(db, data, &changes, error) &&
           (changes == 1 ||
            fail(error, ERROR_CONFLICT, "Tvåstegsinloggningen är redan på. Stäng av den först."));
}

bool second_factor_begin(Db *db, Arena *arena, Id account, Instant now, GError **error) {
    SqlFactorBeginIn in = {.account = account, .secret = totp_secret_new(arena), .now = now};
    return db_write(db, begin, &in, error);
}

/* ---- recovery codes ---- */

/* Crockford's base32 without what is easily misread; 24 of them are 120 bits, so that a plain hash
 * keeps them. */
static const char *new_code(Arena *arena) {
    static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    char *code = arena_alloc(arena, RECOVERY_CODE_LENGTH + 1);
    for (size_t i = 0; i < RECOVERY_CODE_LENGTH; i++)
        code[i] = i % (CODE_GROUP + 1) == CODE_GROUP ? '-' : letters[randombytes_uniform(32)];
    return code;
}

/* As people copy them: capitals, spaces and hyphens do not matter. */
static Bytes code_hash(Arena *arena, Id account, const char *typed) {
    g_autoptr(GString) plain = g_string_new(NULL);
    g_string_append_printf(plain, "%ld:", (long)account.value);
    for (; *typed != '\0'; typed++)
        if (g_ascii_isalnum(*typed))
            g_string_append_c(plain, g_ascii_tolower(*typed));
    return token_hash(arena, plain->str);
}

static bool add_codes(Db *db, Arena *arena, Id account, const char *const *codes, GError **error) {
    if (!sql_recovery_remove(db, &(SqlRecoveryRemoveIn){.account = account}, error))
        return false;
    for (; *codes != NULL; codes++) {
        SqlRecoveryAddIn in = {.code_hash = code_hash(arena, account, *codes), .account = account};
        if (!sql_recovery_add(db, &in, error))
            return false;
    }
    return true;
}

/* ---- what was typed ---- */

typedef struct {
    Arena *arena;
    const CodeTry *attempt;
    const char *const *codes; /* to be given out when it is right */
    LoginOutcome outcome;
    bool (*matches)(Db *db, void *trial, bool *ret_matches, GError **error);
} Trial;

static bool matches_confirmed(Db *db, void *data, bool *ret_matches, GError **error) {
    const Trial *trial = data;
    const CodeTry *attempt = trial->attempt;
    const SqlFactorFindRow *row;
    int64_t step, changes = 0;
    SqlFactorFindIn find = {.account = attempt->account};
    if (!sql_factor_find(db, trial->arena, &find, &row, error))
        return false;
    *ret_matches = false;
    if (row == NULL || row->confirmed_at.seconds == 0)
        return true;
    if (totp_matches(trial->arena, row->secret, attempt->now, attempt->typed, &step)) {
        SqlFactorUseIn use = {.account = attempt->account, .step = step};
        if (!sql_factor_use(db, &use, &changes, error))
            return false;
    } else {
        SqlRecoveryUseIn use = {.code_hash =
                                    code_hash(trial->arena, attempt->account, attempt->typed),
                                .account = attempt->account,
                                .now = attempt->now};
        if (!sql_recovery_use(db, &use, &changes, error))
            return false;
    }
    *ret_matches = changes == 1;
    return true;
}

static bool matches_new(Db *db, void *data, bool *ret_matches, GError **error) {
    const Trial *trial = data;
    const CodeTry *attempt = trial->attempt;
    const SqlFactorFindRow *row;
    SqlFactorConfirmIn in = {.account = attempt->account, .now = attempt->now};
    int64_t changes;
    if (!sql_factor_find(db, trial->arena, &(SqlFactorFindIn){.account = attempt->account}, &row,
                         error))
        return false;
    *ret_matches = row != NULL && row->confirmed_at.seconds == 0 &&
                   totp_matches(trial->arena, row->secret, attempt->now, attempt->typed, &in.step);
    return !*ret_matches ||
           (sql_factor_confirm(db, &in, &changes, error) &&
            add_codes(db, trial->arena, attempt->account, trial->codes, error) &&
            sql_steps_end(db, &(SqlStepsEndIn){.account = attempt->account, .now = attempt->now},
                          error));
}

/* Counted and tried in one transaction, so that a thousand guesses at once are no more than five.
 */
static bool try_code(Db *db, void *data, GError **error) {
    Trial *trial = data;
    const CodeTry *attempt = trial->attempt;
    const char *account = arena_printf(trial->arena, "%ld", (long)attempt->account.value);
    const AttemptKey keys[] = {
        {attempt_key(trial->arena, "code", account), WRONG_PER_ACCOUNT},
        {attempt_key(trial->arena, "code-from", attempt_network(trial->arena, attempt->address)),
         WRONG_PER_ADDRESS},
        {0}};
    bool closed, matches;
    if (!attempts_closed(db, trial->arena, keys, attempt->now, &closed, error))
        return false;
    trial->outcome = LOGIN_THROTTLED;
    if (closed)
        return true;
    if (!trial->matches(db, trial, &matches, error))
        return false;
    trial->outcome = matches ? LOGIN_OK : LOGIN_WRONG;
    return matches ? attempts_reset(db, keys[0].key, error)
                   : attempts_count(db, keys, attempt->now, error);
}

bool second_factor_confirm(Db *db, Arena *arena, const CodeTry *attempt, LoginOutcome *ret_outcome,
                           const char *const **ret_codes, GError **error) {
    const char **codes = ARENA_ARRAY(arena, const char *, RECOVERY_CODES + 1);
    for (size_t i = 0; i < RECOVERY_CODES; i++)
        codes[i] = new_code(arena);
    Trial trial = {.arena = arena, .attempt = attempt, .codes = codes, .matches = matches_new};
    if (!db_write(db, try_code, &trial, error))
        return false;
    *ret_outcome = trial.outcome;
    if (trial.outcome == LOGIN_OK)
        *ret_codes = codes;
    return true;
}

bool second_factor_check(Db *db, Arena *arena, const CodeTry *attempt, LoginOutcome *ret_outcome,
                         GError **error) {
    Trial trial = {.arena = arena, .attempt = attempt, .matches = matches_confirmed};
    if (!db_write(db, try_code, &trial, error))
        return false;
    *ret_outcome = trial.outcome;
    return true;
}

typedef struct {
    Id account;
    bool removed;
} Removal;

static bool remove_factor(Db *db, void *data, GError **error) {
    Removal *removal = data;
    int64_t changes;
    if (!sql_recovery_remove(db, &(SqlRecoveryRemoveIn){.account = removal->account}, error) ||
        !sql_factor_remove(db, &(SqlFactorRemoveIn){.account = removal->account}, &changes, error))
        return false;
    removal->removed = changes == 1;
    return true;
}

bool second_factor_remove(Db *db, Id account, bool *ret_removed, GError **error) {
    Removal removal = {.account = account};
    if (!db_write(db, remove_factor, &removal, error))
        return false;
    *ret_removed = removal.removed;
    return true;
}

/* ---- between the factors ---- */

typedef struct {
    Arena *arena;
    const LoginStep *step;
    const char *token;
} NewStep;

static bool write_step(Db *db, void *data, GError **error) {
    const NewStep *new = data;
    const SessionOf *session = &new->step->session;
    SqlStepAddIn in = {.token_hash = token_hash(new->arena, new->token),
                       .account = session->account,
                       .how = session->how == BY_LINK ? "link" : "password",
                       .next = new->step->next,
                       .expires_at = {session->now.seconds + LOGIN_STEP_SECONDS}};
    return sql_step_add(db, &in, error);
}

bool login_step_start(Db *db, Arena *arena, const LoginStep *step, const char **ret_token,
                      GError **error) {
    NewStep new = {arena, step, token_new(arena)};
    if (!db_write(db, write_step, &new, error))
        return false;
    *ret_token = new.token;
    return true;
}

bool login_step_find(Db *db, Arena *arena, const char *token, Instant now, LoginStep *ret,
                     GError **error) {
    const SqlStepFindRow *row = NULL;
    SqlStepFindIn in = {.now = now, .latest = {now.seconds + LOGIN_STEP_SECONDS}};
    if (token != NULL && strlen(token) == TOKEN_LENGTH) {
        in.token_hash = token_hash(arena, token);
        if (!sql_step_find(db, arena, &in, &row, error))
            return false;
    }
    *ret = (LoginStep){0};
    if (row != NULL)
        *ret = (LoginStep){
            {row->account, strcmp(row->how, "link") == 0 ? BY_LINK : BY_PASSWORD, now}, row->next};
    return true;
}

static bool end_steps(Db *db, void *data, GError **error) {
    return sql_steps_end(db, data, error);
}

bool login_step_end(Db *db, Id account, Instant now, GError **error) {
    return db_write(db, end_steps, &(SqlStepsEndIn){.account = account, .now = now}, error);
}
