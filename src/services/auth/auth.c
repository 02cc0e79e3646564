#include "services/auth/auth.h"

#include "base/error.h"
#include "services/auth/auth_sql.h"
#include "services/auth/password.h"

#include <glib.h>
#include <sodium.h>
#include <string.h>

#define TOKEN_BYTES 32
#define TOKEN_LENGTH 43 /* 32 bytes in base64url without padding */
#define THROTTLE_SECONDS (15 * 60)
#define FAILURES_PER_ACCOUNT 10
#define FAILURES_PER_ADDRESS 50

bool session_may(const Session *session, Permission permission) {
    if (session == NULL)
        return role_may(ROLE_PUBLIC, permission);
    if (role_may(session->role, permission) || permission == MAY_BE_LOGGED_IN)
        return true;
    return session->is_system_administrator && role_may(ROLE_SYSTEM_ADMINISTRATOR, permission);
}

static Role role_of(const char *name) {
    if (name == NULL)
        return ROLE_PUBLIC;
    return strcmp(name, "coordinator") == 0 ? ROLE_COORDINATOR : ROLE_MEMBER;
}

static Bytes token_hash(Arena *arena, const char *token) {
    uint8_t *hash = arena_alloc(arena, crypto_hash_sha256_BYTES);
    crypto_hash_sha256(hash, (const uint8_t *)token, strlen(token));
    return (Bytes){hash, crypto_hash_sha256_BYTES};
}

static bool memberships_of(Db *db, Arena *arena, Session *session, GError **error) {
    SqlMembershipsOfAccountRows found;
    SqlMembershipsOfAccountIn in = {.account = session->account};
    if (!sql_memberships_of_account(db, arena, &in, &found, error))
        return false;
    OwnMembership *own = ARENA_ARRAY(arena, OwnMembership, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlMembershipsOfAccountRow *row = &found.rows[i];
        own[i] = (OwnMembership){row->collaboration, row->person, row->name, row->title,
                                 role_of(row->role)};
    }
    session->memberships = own;
    session->n_memberships = found.n;
    return true;
}

bool session_find(Db *db, Arena *arena, const char *token, Instant now, const Session **ret_session,
                  GError **error) {
    if (token == NULL || strlen(token) != TOKEN_LENGTH) {
        *ret_session = NULL;
        return true;
    }
    const SqlSessionFindRow *row;
    SqlSessionFindIn in = {.token_hash = token_hash(arena, token), .now = now};
    if (!sql_session_find(db, arena, &in, &row, error))
        return false;
    Session *session = row == NULL ? NULL : ARENA_NEW(arena, Session);
    if (session != NULL) {
        *session = (Session){.account = row->id,
                             .name = row->name,
                             .email = row->email,
                             .is_system_administrator = row->is_system_administrator,
                             .role = ROLE_PUBLIC};
        if (!memberships_of(db, arena, session, error))
            return false;
    }
    *ret_session = session;
    return true;
}

const Session *session_inside(Arena *arena, const Session *session, Id collaboration) {
    if (session == NULL)
        return NULL;
    Session *inside = ARENA_NEW(arena, Session);
    *inside = *session;
    for (size_t i = 0; i < session->n_memberships; i++)
        if (session->memberships[i].collaboration.value == collaboration.value) {
            inside->role = session->memberships[i].role;
            inside->person = session->memberships[i].person;
        }
    return inside;
}

/* ---- logging in ---- */

typedef struct {
    Arena *arena;
    Id account;
    Instant now;
    const char *token;
} NewSession;

static const char *new_token(Arena *arena) {
    uint8_t random[TOKEN_BYTES];
    char *text = arena_alloc(arena, TOKEN_LENGTH + 1);
    randombytes_buf(random, sizeof random);
    sodium_bin2base64(text, TOKEN_LENGTH + 1, random, sizeof random,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text;
}

static bool write_session(Db *db, void *data, GError **error) {
    NewSession *new = data;
    if (!sql_sessions_forget(db, &(SqlSessionsForgetIn){.now = new->now}, error))
        return false;
    SqlSessionAddIn in = {.token_hash = token_hash(new->arena, new->token),
                          .account = new->account,
                          .now = new->now,
                          .expires_at = {new->now.seconds + SESSION_HOURS * 3600}};
    return sql_session_add(db, &in, error);
}

static bool start_session(Db *db, Arena *arena, Id account, Instant now, const char **ret_token,
                          GError **error) {
    NewSession new = {.arena = arena, .account = account, .now = now, .token = new_token(arena)};
    if (!db_write(db, write_session, &new, error))
        return false;
    *ret_token = new.token;
    return true;
}

typedef struct {
    const char *by_account, *by_address;
    Instant now;
} AttemptKeys;

static AttemptKeys attempt_keys(Arena *arena, const Login *login) {
    g_autofree char *folded = g_utf8_casefold(login->email, -1);
    return (AttemptKeys){.by_account = arena_printf(arena, "account:%.254s", folded),
                         .by_address = arena_printf(arena, "address:%.64s", login->address),
                         .now = login->now};
}

static Instant throttle_start(Instant now) {
    return (Instant){now.seconds - THROTTLE_SECONDS};
}

static bool count_failures(Db *db, Arena *arena, const char *key, Instant now, int64_t *ret,
                           GError **error) {
    const SqlAttemptsOfRow *row;
    if (!sql_attempts_of(db, arena, &(SqlAttemptsOfIn){.key = key, .since = throttle_start(now)},
                         &row, error))
        return false;
    *ret = row == NULL ? 0 : row->failures;
    return true;
}

static bool count_failure(Db *db, void *data, GError **error) {
    const AttemptKeys *keys = data;
    const char *both[] = {keys->by_account, keys->by_address};
    for (size_t i = 0; i < G_N_ELEMENTS(both); i++) {
        SqlAttemptFailedIn in = {
            .key = both[i], .now = keys->now, .since = throttle_start(keys->now)};
        if (!sql_attempt_failed(db, &in, error))
            return false;
    }
    return true;
}

static bool forget_failures(Db *db, void *data, GError **error) {
    const AttemptKeys *keys = data;
    return sql_attempts_forget(db, &(SqlAttemptsForgetIn){.key = keys->by_account}, error);
}

static bool is_throttled(Db *db, Arena *arena, const AttemptKeys *keys, bool *ret, GError **error) {
    int64_t by_account, by_address;
    if (!count_failures(db, arena, keys->by_account, keys->now, &by_account, error) ||
        !count_failures(db, arena, keys->by_address, keys->now, &by_address, error))
        return false;
    *ret = by_account >= FAILURES_PER_ACCOUNT || by_address >= FAILURES_PER_ADDRESS;
    return true;
}

bool login_with_password(Db *db, Arena *arena, const Login *login, LoginOutcome *ret_outcome,
                         const char **ret_token, GError **error) {
    AttemptKeys keys = attempt_keys(arena, login);
    bool throttled;
    if (!is_throttled(db, arena, &keys, &throttled, error))
        return false;
    if (throttled) {
        *ret_outcome = LOGIN_THROTTLED;
        return true;
    }
    const SqlAccountByEmailRow *account;
    if (!sql_account_by_email(db, arena, &(SqlAccountByEmailIn){.email = login->email}, &account,
                              error))
        return false;
    bool matches =
        password_verify(account == NULL ? NULL : account->password_hash, login->password);
    if (!matches || account->disabled_at.seconds != 0) {
        *ret_outcome = LOGIN_WRONG;
        return db_write(db, count_failure, &keys, error);
    }
    *ret_outcome = LOGIN_OK;
    return db_write(db, forget_failures, &keys, error) &&
           start_session(db, arena, account->id, login->now, ret_token, error);
}

static bool is_demo(Db *db, Arena *arena, bool *ret, GError **error) {
    const char *value;
    if (!setting_get(db, arena, "demo", &value, error))
        return false;
    *ret = g_strcmp0(value, "1") == 0;
    return true;
}

bool login_as_persona(Db *db, Arena *arena, Id account, Instant now, const char **ret_token,
                      GError **error) {
    bool demo;
    const SqlAccountByIdRow *row;
    if (!is_demo(db, arena, &demo, error))
        return false;
    if (!demo)
        return fail(error, ERROR_FORBIDDEN,
                    "Inloggning utan lösenord finns bara i en demonstration.");
    if (!sql_account_by_id(db, arena, &(SqlAccountByIdIn){.id = account}, &row, error))
        return false;
    if (row == NULL || row->disabled_at.seconds != 0)
        return fail(error, ERROR_NOT_FOUND, "Personen finns inte. Välj en annan i listan.");
    return start_session(db, arena, account, now, ret_token, error);
}

static bool end_session(Db *db, void *data, GError **error) {
    const char *token = data;
    g_autoptr(Arena) arena = arena_new();
    return sql_session_end(db, &(SqlSessionEndIn){.token_hash = token_hash(arena, token)}, error);
}

bool logout(Db *db, const char *token, GError **error) {
    return token == NULL || db_write(db, end_session, (void *)token, error);
}

/* ---- memberships, personas, settings ---- */

/* A function of a post in words; a title that is none of them stands for itself. */
static const char *persona_role(const SqlPersonasRow *row) {
    static const struct {
        const char *function, *word;
    } words[] = {{"head", "chef"},
                 {"contact_person", "kontaktperson"},
                 {"inspector", "inspektör"},
                 {"politician", "förtroendevald"},
                 {"county_board", "länsstyrelsen"},
                 {"administrator", "administratör"},
                 {"other", "medlem"},
                 {"coordinator", "samordnare"}};
    if (row->is_system_administrator)
        return "systemadministratör";
    if (role_of(row->role) == ROLE_COORDINATOR)
        return "samordnare";
    for (size_t i = 0; row->function != NULL && i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].function, row->function) == 0)
            return words[i].word;
    return row->function == NULL ? "medlem" : row->function;
}

bool personas_list(Db *db, Arena *arena, const Persona **ret, size_t *ret_n, GError **error) {
    bool demo;
    if (!is_demo(db, arena, &demo, error))
        return false;
    SqlPersonasRows found = {0};
    if (demo && !sql_personas(db, arena, &found, error))
        return false;
    Persona *personas = ARENA_ARRAY(arena, Persona, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlPersonasRow *row = &found.rows[i];
        personas[i] = (Persona){row->id,
                                row->name,
                                persona_role(row),
                                row->place,
                                row->collaboration_name,
                                row->collaboration_title};
    }
    *ret = personas;
    *ret_n = found.n;
    return true;
}

bool setting_get(Db *db, Arena *arena, const char *name, const char **ret, GError **error) {
    const SqlSettingGetRow *row;
    if (!sql_setting_get(db, arena, &(SqlSettingGetIn){.name = name}, &row, error))
        return false;
    *ret = row == NULL ? NULL : row->value;
    return true;
}

static bool put_setting(Db *db, void *data, GError **error) {
    return sql_setting_put(db, data, error);
}

bool setting_put(Db *db, const char *name, const char *value, GError **error) {
    return db_write(db, put_setting, &(SqlSettingPutIn){.name = name, .value = value}, error);
}
