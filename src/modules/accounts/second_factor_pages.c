#include "modules/accounts/accounts.h"

#include "base/error.h"
#include "modules/accounts/accounts_html.h"
#include "modules/accounts/accounts_view.h"
#include "modules/accounts/enter.h"
#include "modules/accounts/qr.h"
#include "services/audit/audit.h"
#include "services/login/second_factor.h"
#include "services/login/totp.h"

#include <stddef.h>

#define STEP_COOKIE "samsyn-step"
#define SETUP_PATH "/account/second-factor/setup"

const FormField code_fields[] = {{.name = "code",
                                  .label = N_("Kod"),
                                  .type = FORM_TEXT,
                                  .offset = offsetof(CodeForm, code),
                                  .required = true,
                                  .max_length = 40},
                                 {0}};

static CodeTry try_of(const Request *request, Id account, const CodeForm *form) {
    return (CodeTry){account, form->code, request->peer == NULL ? "" : request->peer, request->now};
}

/* Says of a code that was not taken why, and gives the status for it. */
static void tell_wrong(Response *response, FormErrors *errors, LoginOutcome outcome) {
    bool throttled = outcome == LOGIN_THROTTLED;
    form_fail(errors, throttled ? NULL : "code", "%s",
              throttled
                  ? T_("För många försök. Vänta en kvart och försök igen.")
                  : T_("Koden stämmer inte. Vänta tills telefonen visar nästa och skriv den."));
    response_status(response, throttled ? 429 : 422);
}

/* ---- at login ---- */

bool enter(Request *request, Response *response, const SessionOf *session, const char *next,
           GError **error) {
    SecondFactor factor;
    LoginStep step = {*session, next};
    const char *token;
    request->account = session->account;
    if (!second_factor_get(request->db, request->arena, session->account, &factor, error))
        return false;
    if (!factor.is_on)
        return enter_at_last(request, response, session, next, error);
    if (!login_step_start(request->db, request->arena, &step, &token, error))
        return false;
    response_cookie(response, STEP_COOKIE, token, LOGIN_STEP_SECONDS);
    return response_redirect(response, "/login/code");
}

static bool find_step(Request *request, LoginStep *ret_step, GError **error) {
    return login_step_find(request->db, request->arena, request_cookie(request, STEP_COOKIE),
                           request->now, ret_step, error);
}

static bool show_login_code(Request *request, Response *response, const CodeForm *form,
                            const FormErrors *errors) {
    Frame *frame = frame_new(request, PLACE_NONE, N_("Skriv koden"));
    frame->has_errors = errors != NULL;
    login_code_html(response_html(response),
                    &(CodeView){.frame = frame, .form = form, .errors = errors});
    return true;
}

static bool login_code_page(Request *request, Response *response, GError **error) {
    LoginStep step;
    if (!find_step(request, &step, error))
        return false;
    if (step.session.account.value == 0)
        return response_redirect(response, "/login");
    return show_login_code(request, response, &(CodeForm){0}, NULL);
}

static bool login_code_action(Request *request, Response *response, GError **error) {
    LoginStep step;
    CodeForm form = {0};
    FormErrors errors = {0};
    LoginOutcome outcome = LOGIN_WRONG;
    if (!find_step(request, &step, error))
        return false;
    if (step.session.account.value == 0)
        return response_redirect(response, "/login");
    if (!form_parse(request, code_fields, &form, &errors)) {
        response_status(response, 422);
        return show_login_code(request, response, &form, &errors);
    }
    request->account = step.session.account;
    CodeTry attempt = try_of(request, step.session.account, &form);
    if (!second_factor_check(request->db, request->arena, &attempt, &outcome, error))
        return false;
    if (outcome != LOGIN_OK) {
        tell_wrong(response, &errors, outcome);
        return show_login_code(request, response, &(CodeForm){0}, &errors);
    }
    response_cookie_clear(response, STEP_COOKIE);
    return login_step_end(request->db, step.session.account, request->now, error) &&
           enter_at_last(request, response, &step.session, step.next, error);
}

/* ---- on one's own account ---- */

typedef struct {
    const Request *request;
    const CodeTry *attempt;
    LoginOutcome outcome;
    const char *const *codes;
} FactorChange;

static bool tell_audit(Db *db, const Request *request, const char *action, GError **error) {
    AuditEntry entry = {.account = request->session->account,
                        .subject = request->session->account,
                        .action = action};
    return audit_write(db, &entry, NULL, error);
}

static bool begin_action(Request *request, Response *response, GError **error) {
    if (!has_just_logged_in(request))
        return log_in_again(request, response);
    return second_factor_begin(request->db, request->arena, request->session->account, request->now,
                               error) &&
           response_redirect(response, SETUP_PATH);
}

static Frame *frame_below_account(const Request *request, const char *title, bool has_errors) {
    Frame *frame = frame_new(request, PLACE_NONE, title);
    frame_crumb(frame, N_("Mitt konto"), "/account");
    frame->has_errors = has_errors;
    return frame;
}

static bool show_setup(Request *request, Response *response, const FormErrors *errors,
                       GError **error) {
    SecondFactor factor;
    if (!second_factor_get(request->db, request->arena, request->session->account, &factor, error))
        return false;
    if (factor.new_secret.size == 0)
        return response_redirect(response, "/account");
    const char *address = totp_address(request->arena, factor.new_secret, request->session->email);
    CodeView view = {
        .frame = frame_below_account(request, N_("Ställ in tvåstegsinloggning"), errors != NULL),
        .form = &(CodeForm){0},
        .errors = errors,
        .secret = totp_secret_text(request->arena, factor.new_secret),
        .qr = qr_picture(request->arena, address, "QR-kod med nyckeln")};
    second_factor_setup_html(response_html(response), &view);
    return true;
}

static bool setup_page(Request *request, Response *response, GError **error) {
    return show_setup(request, response, NULL, error);
}

static bool confirm(Db *db, void *data, GError **error) {
    FactorChange *change = data;
    return second_factor_confirm(db, change->request->arena, change->attempt, &change->outcome,
                                 &change->codes, error) &&
           (change->outcome != LOGIN_OK ||
            (tell_audit(db, change->request, "account.second-factor.on", error) &&
             tell_owner(db, change->request, change->attempt->account, NOTICE_FACTOR_ON, error)));
}

static bool setup_action(Request *request, Response *response, GError **error) {
    CodeForm form = {0};
    FormErrors errors = {0};
    if (!form_parse(request, code_fields, &form, &errors)) {
        response_status(response, 422);
        return show_setup(request, response, &errors, error);
    }
    CodeTry attempt = try_of(request, request->session->account, &form);
    FactorChange change = {.request = request, .attempt = &attempt};
    if (!db_write(request->db, confirm, &change, error))
        return false;
    if (change.outcome != LOGIN_OK) {
        tell_wrong(response, &errors, change.outcome);
        return show_setup(request, response, &errors, error);
    }
    CodesView view = {frame_below_account(request, N_("Tvåstegsinloggningen är på"), false),
                      change.codes, RECOVERY_CODES};
    second_factor_codes_html(response_html(response), &view);
    return true;
}

static bool show_off(Request *request, Response *response, const FormErrors *errors) {
    CodeView view = {
        .frame = frame_below_account(request, N_("Stäng av tvåstegsinloggningen"), errors != NULL),
        .form = &(CodeForm){0},
        .errors = errors};
    second_factor_off_html(response_html(response), &view);
    return true;
}

static bool off_page(Request *request, Response *response, GError **error) {
    (void)error;
    return show_off(request, response, NULL);
}

static bool turn_off(Db *db, void *data, GError **error) {
    FactorChange *change = data;
    const Request *request = change->request;
    bool removed;
    if (!second_factor_check(db, request->arena, change->attempt, &change->outcome, error))
        return false;
    return change->outcome != LOGIN_OK ||
           (second_factor_remove(db, request->session->account, &removed, error) &&
            tell_audit(db, request, "account.second-factor.off", error) &&
            tell_owner(db, request, change->attempt->account, NOTICE_FACTOR_OFF, error));
}

static bool off_action(Request *request, Response *response, GError **error) {
    CodeForm form = {0};
    FormErrors errors = {0};
    if (!form_parse(request, code_fields, &form, &errors)) {
        response_status(response, 422);
        return show_off(request, response, &errors);
    }
    CodeTry attempt = try_of(request, request->session->account, &form);
    FactorChange change = {.request = request, .attempt = &attempt};
    if (!db_write(request->db, turn_off, &change, error))
        return false;
    if (change.outcome == LOGIN_OK)
        return redirect_done(response, request, "/account", "factor-off");
    tell_wrong(response, &errors, change.outcome);
    return show_off(request, response, &errors);
}

const Route second_factor_routes[] = {
    {GET, "/login/code", login_code_page, MAY_OPEN},
    {POST, "/login/code", login_code_action, MAY_OPEN},
    {POST, "/account/second-factor", begin_action, MAY_BE_LOGGED_IN},
    {GET, SETUP_PATH, setup_page, MAY_BE_LOGGED_IN},
    {POST, SETUP_PATH, setup_action, MAY_BE_LOGGED_IN},
    {GET, "/account/second-factor/off", off_page, MAY_BE_LOGGED_IN},
    {POST, "/account/second-factor/off", off_action, MAY_BE_LOGGED_IN},
    {0},
};
