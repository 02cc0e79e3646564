#include "modules/accounts/accounts.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/accounts/accounts_html.h"
#include "modules/accounts/accounts_view.h"

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

static bool show_login(Request *request, Response *response, const LoginForm *form,
                       const FormErrors *errors, GError **error) {
    const Persona *personas;
    size_t n;
    const char *next =
        request->method == POST ? request_field(request, "next") : request_query(request, "next");
    Frame *frame = frame_new(request, PLACE_NONE, N_("Logga in"));
    LoginView view = {.frame = frame,
                      .form = form,
                      .errors = errors,
                      .next = next == NULL ? "" : local_path(next)};
    if (!personas_list(request->db, request->arena, &personas, &n, error))
        return false;
    group_personas(request->arena, personas, n, &view);
    frame->has_errors = errors != NULL && errors->n > 0;
    login_page_html(response_html(response), &view);
    return true;
}

static bool login_page(Request *request, Response *response, GError **error) {
    return show_login(request, response, &(LoginForm){0}, NULL, error);
}

/* Where a person goes after logging in: where they were going, else to their only collaboration. */
static const char *way_in(const Request *request) {
    const char *next = request_field(request, "next");
    return next == NULL || next[0] == '\0' ? "/" : local_path(next);
}

static bool enter(Request *request, Response *response, const char *token, GError **error) {
    if (!logout(request->db, request_cookie(request, SESSION_COOKIE), error))
        return false;
    response_cookie(response, SESSION_COOKIE, token, SESSION_HOURS * 3600);
    return response_redirect(response, way_in(request));
}

static bool login_action(Request *request, Response *response, GError **error) {
    LoginForm form = {0};
    FormErrors errors = {0};
    LoginOutcome outcome;
    const char *token;
    if (!form_parse(request, login_fields, &form, &errors)) {
        response_status(response, 422);
        return show_login(request, response, &form, &errors, error);
    }
    Login login = {form.email, form.password, request->peer == NULL ? "" : request->peer,
                   request->now};
    if (!login_with_password(request->db, request->arena, &login, &outcome, &token, error))
        return false;
    if (outcome == LOGIN_OK)
        return enter(request, response, token, error);
    form_fail(&errors, NULL, "%s",
              outcome == LOGIN_THROTTLED
                  ? "För många försök. Vänta en kvart och försök igen."
                  : "E-postadressen eller lösenordet stämmer inte. Försök igen.");
    response_status(response, outcome == LOGIN_THROTTLED ? 429 : 401);
    return show_login(request, response, &form, &errors, error);
}

static bool persona_action(Request *request, Response *response, GError **error) {
    Id account;
    const char *chosen = request_field(request, "account"), *token;
    if (chosen == NULL || !id_parse(chosen, &account))
        return fail(error, ERROR_INVALID, "Välj en person i listan.");
    return login_as_persona(request->db, request->arena, account, request->now, &token, error) &&
           enter(request, response, token, error);
}

static bool logout_action(Request *request, Response *response, GError **error) {
    if (!logout(request->db, request_cookie(request, SESSION_COOKIE), error))
        return false;
    response_cookie_clear(response, SESSION_COOKIE);
    return redirect_done(response, request, "/", "logged-out");
}

const Route accounts_routes[] = {
    {GET, "/login", login_page, MAY_OPEN},
    {POST, "/login", login_action, MAY_OPEN},
    {POST, "/login/persona", persona_action, MAY_OPEN},
    {POST, "/logout", logout_action, MAY_OPEN},
    {0},
};
