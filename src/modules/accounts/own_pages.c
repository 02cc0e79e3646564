#include "modules/accounts/accounts.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/accounts/accounts_html.h"
#include "modules/accounts/accounts_view.h"
#include "modules/accounts/enter.h"
#include "services/audit/audit.h"
#include "services/auth/password.h"

#include <stddef.h>
#include <string.h>

bool has_just_logged_in(const Request *request) {
    int64_t age = request->now.seconds - request->session->started_at.seconds;
    return age >= 0 && age < LOGIN_FRESH_SECONDS;
}

bool log_in_again(const Request *request, Response *response) {
    return redirect_done(response, request, "/login?next=%2Faccount", "log-in-again");
}

static bool account_page(Request *request, Response *response, GError **error) {
    OwnAccountView view = {.frame = frame_new(request, PLACE_NONE, N_("Mitt konto")),
                           .session = request->session};
    Id account = request->session->account;
    if (!second_factor_get(request->db, request->arena, account, &view.factor, error) ||
        !sessions_of(request->db, request->arena, account, request->now, &view.sessions,
                     &view.n_sessions, error) ||
        !provider_load(request, &view, error))
        return false;
    own_account_html(response_html(response), &view);
    return true;
}

/* ---- where one is logged in ---- */

const char *session_start_words(SessionStart how) {
    static const char *const words[] = {[BY_PASSWORD] = N_("med lösenord"),
                                        [BY_LINK] = N_("med en länk i e-posten"),
                                        [BY_PERSONA] = N_("i demonstrationen"),
                                        [BY_PROVIDER] = N_("hos er organisation")};
    return words[how];
}

typedef struct {
    const Session *session;
    Id ended; /* none: all others */
} Ending;

static bool end_sessions(Db *db, void *data, GError **error) {
    const Ending *ending = data;
    Id account = ending->session->account;
    AuditEntry entry = {.account = account, .subject = account, .action = "account.sessions"};
    bool ended = true;
    if (id_is_set(ending->ended) ? !sessions_end_one(db, account, ending->ended, &ended, error)
                                 : !sessions_end_others(db, account, ending->session->id, error))
        return false;
    return !ended || audit_write(db, &entry, NULL, error);
}

static bool sessions_action(Request *request, Response *response, GError **error) {
    Ending ending = {.session = request->session};
    const char *which = request_field(request, "session");
    if (which == NULL || (strcmp(which, "others") != 0 && !id_parse(which, &ending.ended)))
        return fail(error, ERROR_INVALID, "Välj vilken inloggning som ska avslutas.");
    return db_write(request->db, end_sessions, &ending, error) &&
           redirect_done(response, request, "/account", "sessions-ended");
}

/* ---- a new password ---- */

static const FormField password_fields[] = {
    {.name = "current",
     .label = N_("Nuvarande lösenord"),
     .type = FORM_PASSWORD,
     .offset = offsetof(PasswordForm, current),
     .required = true},
    {.name = "new_password",
     .label = N_("Nytt lösenord"),
     .type = FORM_PASSWORD,
     .offset = offsetof(PasswordForm, password),
     .required = true,
     .hint = N_("Minst 12 tecken. En mening som ni kommer ihåg är bra.")},
    {0}};

/* Whoever just came by a link has shown that the address is theirs, and is not asked for the old
 * one. */
static const FormField *fields_for(const Request *request) {
    bool trusted = request->session->is_by_link && has_just_logged_in(request);
    return password_fields + (trusted ? 1 : 0);
}

static bool show_password(Request *request, Response *response, const PasswordForm *form,
                          const FormErrors *errors) {
    Frame *frame = frame_new(request, PLACE_NONE, N_("Nytt lösenord"));
    frame_crumb(frame, N_("Mitt konto"), "/account");
    frame_errors(frame, response, errors);
    own_password_html(response_html(response),
                      &(PasswordView){frame, fields_for(request), form, errors});
    return true;
}

static bool password_page(Request *request, Response *response, GError **error) {
    (void)error;
    return show_password(request, response, &(PasswordForm){0}, NULL);
}

static bool check_current(Request *request, const PasswordForm *form, FormErrors *errors,
                          GError **error) {
    LoginOutcome outcome;
    Id account;
    Login login = {request->session->email, form->current,
                   request->peer == NULL ? "" : request->peer, request->now};
    if (fields_for(request) != password_fields)
        return true;
    if (!login_check_password(request->db, request->arena, &login, &outcome, &account, error))
        return false;
    if (outcome != LOGIN_OK)
        form_fail(errors, "current", "%s",
                  outcome == LOGIN_THROTTLED
                      ? T_("För många försök. Vänta en kvart och försök igen.")
                      : T_("Det nuvarande lösenordet stämmer inte."));
    return true;
}

typedef struct {
    const Request *request;
    const char *hash;
} Change;

bool tell_owner(Db *db, const Request *request, Id account, Notice notice, GError **error) {
    return !request->has_mail || notice_add(db, account, notice, request->now, error);
}

static bool change_password(Db *db, void *data, GError **error) {
    const Change *change = data;
    const Session *session = change->request->session;
    AuditEntry entry = {
        .account = session->account, .subject = session->account, .action = "account.password"};
    return account_put_password_hash(db, session->email, change->hash, error) &&
           audit_write(db, &entry, NULL, error) &&
           tell_owner(db, change->request, session->account, NOTICE_PASSWORD, error);
}

static bool password_action(Request *request, Response *response, GError **error) {
    PasswordForm form = {0};
    FormErrors errors = {0};
    char hash[PASSWORD_HASH_SIZE];
    g_autoptr(GError) problem = NULL;
    if (!form_parse(request, fields_for(request), &form, &errors))
        return show_password(request, response, &form, &errors);
    if (!check_current(request, &form, &errors, error))
        return false;
    if (errors.n > 0)
        return show_password(request, response, &form, &errors);
    const char *about[] = {request->session->name, request->session->email, NULL};
    if (!account_password_hash(form.password, about, hash, &problem) ||
        !db_write(request->db, change_password, &(Change){request, hash}, &problem))
        return form_take(&errors, problem, error) &&
               show_password(request, response, &form, &errors);
    return stay_in(request, response, "/account?done=password-changed", error);
}

const Route own_account_routes[] = {
    {GET, "/account", account_page, MAY_BE_LOGGED_IN},
    {POST, "/account/sessions", sessions_action, MAY_BE_LOGGED_IN},
    {GET, "/account/password", password_page, MAY_BE_LOGGED_IN},
    {POST, "/account/password", password_action, MAY_BE_LOGGED_IN, .heavy = true},
    {0},
};
