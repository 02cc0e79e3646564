#include "modules/accounts/accounts.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/accounts/accounts_html.h"
#include "modules/accounts/accounts_view.h"
#include "modules/accounts/enter.h"
#include "services/oidc/oidc.h"

#include <stddef.h>
#include <string.h>

const FormField login_fields[] = {{.name = "email",
                                   .label = N_("E-postadress"),
                                   .type = FORM_EMAIL,
                                   .offset = offsetof(LoginForm, email),
                                   .required = true},
                                  {.name = "password",
                                   .label = N_("Lösenord"),
                                   .type = FORM_PASSWORD,
                                   .offset = offsetof(LoginForm, password),
                                   .required = true},
                                  {0}};

#define PERSONAS_SHOWN 4

static const char *group_title(const Persona *persona) {
    return persona->collaboration_title == NULL ? N_("Hela installationen")
                                                : persona->collaboration_title;
}

static void group_personas(Arena *arena, const Persona *personas, size_t n, LoginView *view) {
    PersonaGroup *groups = ARENA_ARRAY(arena, PersonaGroup, n);
    for (size_t i = 0; i < n; i++) {
        const char *title = group_title(&personas[i]);
        if (view->n_groups == 0 || strcmp(groups[view->n_groups - 1].title, title) != 0)
            groups[view->n_groups++] = (PersonaGroup){title, &personas[i], 0, 0};
        PersonaGroup *group = &groups[view->n_groups - 1];
        group->n_personas++;
        group->n_shown = MIN(group->n_personas, PERSONAS_SHOWN);
    }
    view->groups = groups;
}

bool show_login(Request *request, Response *response, const LoginTry *attempt, GError **error) {
    const Persona *personas;
    size_t n;
    const char *next =
        request->method == POST ? request_field(request, "next") : request_query(request, "next");
    Frame *frame = frame_new(request, PLACE_NONE, N_("Logga in"));
    LoginView view = {
        .frame = frame,
        .form = attempt->form == NULL ? &(LoginForm){0} : attempt->form,
        .errors = attempt->errors,
        .link_form = attempt->link_form == NULL ? &(LinkForm){0} : attempt->link_form,
        .link_errors = attempt->link_errors,
        .offers_link = request->has_mail,
        .provider = request->login_provider == NULL ? NULL : oidc_label(request->login_provider),
        .next = next == NULL ? "" : local_path(next)};
    if (!personas_list(request->db, request->arena, &personas, &n, error))
        return false;
    group_personas(request->arena, personas, n, &view);
    frame->has_errors = attempt->errors != NULL || attempt->link_errors != NULL;
    login_page_html(response_html(response), &view);
    return true;
}

static bool login_page(Request *request, Response *response, GError **error) {
    return show_login(request, response, &(LoginTry){0}, error);
}

/* Where a person goes after logging in: where they were going, else to their only collaboration. */
static const char *way_in(const Request *request) {
    const char *next = request_field(request, "next");
    return next == NULL || next[0] == '\0' ? "/" : local_path(next);
}

bool enter_at_last(Request *request, Response *response, const SessionOf *session, const char *next,
                   GError **error) {
    const char *token;
    SessionOf here = *session;
    request->account = session->account;
    here.user_agent = request_header(request, "User-Agent");
    here.address = request->peer;
    if (!session_start(request->db, request->arena, &here, &token, error) ||
        !logout(request->db, request_cookie(request, SESSION_COOKIE), error))
        return false;
    response_cookie(response, SESSION_COOKIE, token, SESSION_HOURS * 3600);
    return response_redirect(response, next);
}

bool stay_in(Request *request, Response *response, const char *next, GError **error) {
    return enter_at_last(request, response,
                         &(SessionOf){request->session->account, BY_PASSWORD, request->now}, next,
                         error);
}

static bool login_action(Request *request, Response *response, GError **error) {
    LoginForm form = {0};
    FormErrors errors = {0};
    LoginOutcome outcome;
    SessionOf session = {.how = BY_PASSWORD, .now = request->now};
    if (!form_parse(request, login_fields, &form, &errors)) {
        response_status(response, 422);
        return show_login(request, response, &(LoginTry){.form = &form, .errors = &errors}, error);
    }
    Login login = {form.email, form.password, request->peer == NULL ? "" : request->peer,
                   request->now};
    if (!login_check_password(request->db, request->arena, &login, &outcome, &session.account,
                              error))
        return false;
    if (outcome == LOGIN_OK)
        return enter(request, response, &session, way_in(request), error);
    form_fail(&errors, NULL, "%s",
              outcome == LOGIN_THROTTLED
                  ? T_("För många försök. Vänta en kvart och försök igen.")
                  : T_("E-postadressen eller lösenordet stämmer inte. Försök igen."));
    response_status(response, outcome == LOGIN_THROTTLED ? 429 : 401);
    return show_login(request, response, &(LoginTry){.form = &form, .errors = &errors}, error);
}

static bool persona_action(Request *request, Response *response, GError **error) {
    SessionOf session = {.now = request->now,
                         .user_agent = request_header(request, "User-Agent"),
                         .address = request->peer};
    const char *chosen = request_field(request, "account"), *token;
    if (chosen == NULL || !id_parse(chosen, &session.account))
        return fail(error, ERROR_INVALID, "Välj en person i listan.");
    request->account = session.account;
    if (!login_as_persona(request->db, request->arena, &session, &token, error) ||
        !logout(request->db, request_cookie(request, SESSION_COOKIE), error))
        return false;
    response_cookie(response, SESSION_COOKIE, token, SESSION_HOURS * 3600);
    return response_redirect(response, way_in(request));
}

static bool logout_action(Request *request, Response *response, GError **error) {
    if (!logout(request->db, request_cookie(request, SESSION_COOKIE), error))
        return false;
    response_cookie_clear(response, SESSION_COOKIE);
    return redirect_done(response, request, "/", "logged-out");
}

const Route accounts_routes[] = {
    {GET, "/login", login_page, MAY_OPEN},
    {POST, "/login", login_action, MAY_OPEN, .heavy = true},
    {POST, "/login/persona", persona_action, MAY_OPEN},
    {POST, "/logout", logout_action, MAY_OPEN},
    {0},
};
