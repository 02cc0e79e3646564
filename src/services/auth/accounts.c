#include "services/auth/auth.h"

#include "base/date.h"
#include "base/email.h"
#include "base/error.h"
#include "services/auth/auth_sql.h"
#include "services/auth/password.h"
#include "services/auth/password_strength.h"

#include <glib.h>
#include <string.h>

static bool check_password(const char *password, const char *const *about, GError **error) {
    long length = g_utf8_strlen(password, -1);
    if (length < PASSWORD_MIN_LENGTH || length > PASSWORD_MAX_LENGTH)
        return fail(error, ERROR_INVALID,
                    "Lösenordet är %ld tecken långt. Det ska ha mellan %d och %d tecken.", length,
                    PASSWORD_MIN_LENGTH, PASSWORD_MAX_LENGTH);
    return !password_is_guessable(password, about) ||
           fail(error, ERROR_INVALID,
                "Lösenordet är lätt att gissa. Välj ett annat, till exempel en mening som bara ni "
                "skulle skriva.");
}

static bool check_new_account(const NewAccount *account, GError **error) {
    if (!email_valid(account->email))
        return fail(error, ERROR_INVALID,
                    "”%s” är ingen e-postadress. Skriv till exempel namn@kommun.se.",
                    account->email);
    if (account->name[0] == '\0' || g_utf8_strlen(account->name, -1) > 120)
        return fail(error, ERROR_INVALID, "Namnet saknas eller är längre än 120 tecken.");
    return true;
}

typedef struct {
    const NewAccount *account;
    Id id;
} AccountToAdd;

static bool add_account(Db *db, void *data, GError **error) {
    AccountToAdd *new = data;
    g_autoptr(Arena) arena = arena_new();
    const SqlAccountByEmailRow *existing;
    if (!sql_account_by_email(db, arena, &(SqlAccountByEmailIn){.email = new->account->email},
                              &existing, error))
        return false;
    if (existing != NULL)
        return fail(error, ERROR_CONFLICT, "Det finns redan ett konto för %s.",
                    new->account->email);
    SqlAccountAddIn in = {.id = db_new_id(db),
                          .email = new->account->email,
                          .name = new->account->name,
                          .password_hash = new->account->password_hash,
                          .is_system_administrator = new->account->is_system_administrator,
                          .now = instant_now()};
    new->id = in.id;
    return sql_account_add(db, &in, error);
}

bool account_add(Db *db, const NewAccount *account, Id *ret_id, GError **error) {
    AccountToAdd new = {.account = account};
    if (!check_new_account(account, error) || !db_write(db, add_account, &new, error))
        return false;
    *ret_id = new.id;
    return true;
}

bool account_with_email(Db *db, Arena *arena, const char *email, Id *ret, GError **error) {
    const SqlAccountByEmailRow *row;
    if (!sql_account_by_email(db, arena, &(SqlAccountByEmailIn){.email = email}, &row, error))
        return false;
    *ret = row == NULL ? (Id){0} : row->id;
    return true;
}

typedef struct {
    const char *email, *hash;
} NewPassword;

static bool set_password(Db *db, void *data, GError **error) {
    const NewPassword *new = data;
    g_autoptr(Arena) arena = arena_new();
    const SqlAccountByEmailRow *account;
    int64_t changes;
    if (!sql_account_by_email(db, arena, &(SqlAccountByEmailIn){.email = new->email}, &account,
                              error))
        return false;
    if (account == NULL)
        return fail(error, ERROR_NOT_FOUND, "Det finns inget konto för %s.", new->email);
    SqlAccountSetPasswordIn in = {.id = account->id, .password_hash = new->hash};
    return sql_account_set_password(db, &in, &changes, error) &&
           sql_sessions_end_of_account(db, &(SqlSessionsEndOfAccountIn){.account = account->id},
                                       error);
}

bool account_password_hash(const char *password, const char *const *about, char *ret_hash,
                           GError **error) {
    return check_password(password, about, error) && password_hash(password, ret_hash, error);
}

bool account_put_password_hash(Db *db, const char *email, const char *hash, GError **error) {
    return db_write(db, set_password, &(NewPassword){email, hash}, error);
}

bool accounts_list(Db *db, Arena *arena, const Account **ret, size_t *ret_n, GError **error) {
    SqlAccountsAllRows found;
    if (!sql_accounts_all(db, arena, &found, error))
        return false;
    Account *accounts = ARENA_ARRAY(arena, Account, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlAccountsAllRow *row = &found.rows[i];
        accounts[i] = (Account){
            row->id,          row->name,      row->email, row->places, row->is_system_administrator,
            row->disabled_at, row->created_at};
    }
    *ret = accounts;
    *ret_n = found.n;
    return true;
}

static bool set_language(Db *db, void *data, GError **error) {
    return sql_account_set_language(db, data, error);
}

bool account_set_language(Db *db, Id account, const char *language, GError **error) {
    return db_write(db, set_language, &(SqlAccountSetLanguageIn){account, language}, error);
}

typedef struct {
    Id account;
    bool disabled;
} AccountState;

static bool set_disabled(Db *db, void *data, GError **error) {
    const AccountState *state = data;
    int64_t changes;
    SqlAccountSetDisabledIn in = {.id = state->account,
                                  .disabled_at = state->disabled ? instant_now() : (Instant){0}};
    if (!sql_account_set_disabled(db, &in, &changes, error))
        return false;
    if (changes != 1)
        return fail(error, ERROR_NOT_FOUND, "Kontot finns inte.");
    return sql_sessions_end_of_account(db, &(SqlSessionsEndOfAccountIn){.account = state->account},
                                       error);
}

bool account_set_disabled(Db *db, Id account, bool disabled, GError **error) {
    return db_write(db, set_disabled, &(AccountState){account, disabled}, error);
}

bool account_language(Db *db, Arena *arena, Id account, Language *ret, GError **error) {
    const SqlAccountLanguageRow *row;
    if (!sql_account_language(db, arena, &(SqlAccountLanguageIn){account}, &row, error))
        return false;
    *ret = language_from_tag(row == NULL ? NULL : row->language);
    return true;
}
