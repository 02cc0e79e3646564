#include "services/auth/auth.h"

#include "base/date.h"
#include "base/error.h"
#include "base/language.h"
#include "services/auth/attempts.h"
#include "services/auth/auth_sql.h"
#include "services/auth/client.h"
#include "services/auth/password.h"
#include "services/auth/tokens.h"

#include <glib.h>
#include <string.h>

#define FAILURES_PER_ACCOUNT 10
#define FAILURES_PER_ADDRESS 50

/* How long an expired session stays, so that a clock that was a day ahead ends nobody's. */
#define FORGET_SECONDS (2 * 24 * 3600)

static const char *const how_names[] = {[BY_PASSWORD] = "password",
                                        [BY_LINK] = "link",
                                        [BY_PERSONA] = "persona",
                                        [BY_PROVIDER] = "provider"};

SessionStart session_start_of(const char *how) {
    SessionStart start = N_SESSION_STARTS;
    while (start-- > 0 && strcmp(how_names[start], how) != 0)
        continue;
    return start < N_SESSION_STARTS ? start : BY_PASSWORD;
}

bool session_may(const Session *session, Permission permission) {
    if (session == NULL)
        return role_may(ROLE_PUBLIC, permission);
    if (session->must_add_factor)
        return permission == MAY_BE_LOGGED_IN || role_may(ROLE_PUBLIC, permission);
    if (session->only_reads && permission_changes(permission))
        return false;
    return permission == MAY_BE_LOGGED_IN || role_may(ROLE_PUBLIC, permission) ||
           roles_may(session->roles, permission) ||
           (session->is_system_administrator && role_may(ROLE_SYSTEM_ADMINISTRATOR, permission));
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
        *session = (Session){.id = row->session,
                             .account = row->id,
                             .name = row->name,
                             .email = row->email,
                             .language = row->language,
                             .is_system_administrator = row->is_system_administrator,
                             .is_by_link = strcmp(row->how, how_names[BY_LINK]) == 0,
                             .is_by_provider = strcmp(row->how, how_names[BY_PROVIDER]) == 0,
                             .started_at = row->created_at,
                             .has_second_factor = row->factor_at.seconds != 0};
        if (!memberships_of_account(db, arena, session->account, &session->memberships,
                                    &session->n_memberships, error))
            return false;
    }
    *ret_session = session;
    return true;
}

static bool holds_on(const OwnMembership *membership, Date on) {
    return !date_is_set(membership->ends_on) || date_compare(membership->ends_on, on) >= 0;
}

const Session *session_inside(Arena *arena, const Session *session, Id collaboration, Date on) {
    if (session == NULL)
        return NULL;
    Session *inside = ARENA_NEW(arena, Session);
    *inside = *session;
    for (size_t i = 0; i < session->n_memberships; i++)
        if (session->memberships[i].collaboration.value == collaboration.value &&
            holds_on(&session->memberships[i], on)) {
            inside->roles = session->memberships[i].roles;
            inside->person = session->memberships[i].person;
        }
    return inside;
}

const Session *session_only_reading(Arena *arena, const Session *session) {
    if (session == NULL)
        return NULL;
    Session *reading = ARENA_NEW(arena, Session);
    *reading = *session;
    reading->only_reads = true;
    return reading;
}

static bool is_trusted_with_much(const Session *session) {
    bool trusted = session->is_system_administrator;
    for (size_t i = 0; i < session->n_memberships; i++)
        trusted = trusted || (session->memberships[i].roles & ONLY_ROLE(ROLE_COORDINATOR)) != 0;
    return trusted;
}

const Session *session_with_factor_required(Arena *arena, const Session *session) {
    if (session == NULL || session->has_second_factor || session->is_by_provider ||
        !is_trusted_with_much(session))
        return session;
    Session *limited = ARENA_NEW(arena, Session);
    *limited = *session;
    limited->must_add_factor = true;
    return limited;
}

/* ---- logging in ---- */

typedef struct {
    Arena *arena;
    const SessionOf *session;
    const char *token;
} NewSession;

static bool write_session(Db *db, void *data, GError **error) {
    NewSession *new = data;
    const SessionOf *session = new->session;
    SqlSessionsForgetIn old = {.now = {session->now.seconds - FORGET_SECONDS}};
    if (!sql_sessions_forget(db, &old, error))
        return false;
    SqlSessionAddIn in = {.id = db_new_id(db),
                          .token_hash = token_hash(new->arena, new->token),
                          .account = session->account,
                          .now = session->now,
                          .how = how_names[session->how],
                          .browser = client_browser(new->arena, session->user_agent),
                          .place = client_place(new->arena, session->address),
                          .expires_at = {session->now.seconds + SESSION_HOURS * 3600}};
    return sql_session_add(db, &in, error);
}

bool session_start(Db *db, Arena *arena, const SessionOf *session, const char **ret_token,
                   GError **error) {
    NewSession new = {arena, session, token_new(arena)};
    if (!db_write(db, write_session, &new, error))
        return false;
    *ret_token = new.token;
    return true;
}

typedef struct {
    AttemptKey keys[3]; /* the account's first */
    Instant now;
} Attempt;

static Attempt attempt_of(Arena *arena, const Login *login) {
    return (Attempt){{{attempt_key(arena, "account", login->email), FAILURES_PER_ACCOUNT},
                      {attempt_key(arena, "address", attempt_network(arena, login->address)),
                       FAILURES_PER_ADDRESS}},
                     login->now};
}

static bool count_failure(Db *db, void *data, GError **error) {
    const Attempt *attempt = data;
    return attempts_count(db, attempt->keys, attempt->now, error);
}

static bool forget_failures(Db *db, void *data, GError **error) {
    const Attempt *attempt = data;
    return attempts_reset(db, attempt->keys[0].key, error);
}

bool login_check_password(Db *db, Arena *arena, const Login *login, LoginOutcome *ret_outcome,
                          Id *ret_account, GError **error) {
    Attempt attempt = attempt_of(arena, login);
    const SqlAccountByEmailRow *account;
    SqlAccountByEmailIn in = {.email = login->email};
    bool throttled;
    if (!attempts_closed(db, arena, attempt.keys, login->now, &throttled, error))
        return false;
    if (throttled) {
        *ret_outcome = LOGIN_THROTTLED;
        return true;
    }
    if (!sql_account_by_email(db, arena, &in, &account, error))
        return false;
    bool matches =
        password_verify(account == NULL ? NULL : account->password_hash, login->password);
    if (!matches || account->disabled_at.seconds != 0) {
        *ret_outcome = LOGIN_WRONG;
        return db_write(db, count_failure, &attempt, error);
    }
    *ret_outcome = LOGIN_OK;
    *ret_account = account->id;
    return db_write(db, forget_failures, &attempt, error);
}

static bool is_demo(Db *db, Arena *arena, bool *ret, GError **error) {
    const char *value;
    if (!setting_get(db, arena, "demo", &value, error))
        return false;
    *ret = g_strcmp0(value, "1") == 0;
    return true;
}

bool login_as_persona(Db *db, Arena *arena, const SessionOf *session, const char **ret_token,
                      GError **error) {
    SessionOf of_persona = *session;
    bool demo;
    const SqlAccountByIdRow *row;
    if (!is_demo(db, arena, &demo, error))
        return false;
    if (!demo)
        return fail(error, ERROR_FORBIDDEN,
                    "Inloggning utan lösenord finns bara i en demonstration.");
    if (!sql_account_by_id(db, arena, &(SqlAccountByIdIn){.id = session->account}, &row, error))
        return false;
    if (row == NULL || row->disabled_at.seconds != 0)
        return fail(error, ERROR_NOT_FOUND, "Personen finns inte. Välj en annan i listan.");
    of_persona.how = BY_PERSONA;
    return session_start(db, arena, &of_persona, ret_token, error);
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
    } words[] = {{"head", N_("chef")},
                 {"contact_person", N_("kontaktperson")},
                 {"inspector", N_("inspektör")},
                 {"politician", N_("förtroendevald")},
                 {"county_board", N_("länsstyrelsen")},
                 {"administrator", N_("administratör")},
                 {"other", N_("medlem")},
                 {"coordinator", N_("samordnare")}};
    if (row->is_system_administrator)
        return N_("systemadministratör");
    if (row->is_coordinator)
        return N_("samordnare");
    for (size_t i = 0; row->function != NULL && i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].function, row->function) == 0)
            return words[i].word;
    return row->function == NULL ? N_("medlem") : row->function;
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
