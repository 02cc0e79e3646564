#include "modules/accounts/accounts.h"

#include "base/error.h"
#include "modules/accounts/accounts_html.h"
#include "modules/accounts/accounts_view.h"
#include "modules/accounts/enter.h"
#include "services/login/login_link.h"

#include <stddef.h>

#define NEXT_MAX 2000

const FormField link_fields[] = {{.name = "link_email",
                                  .label = N_("E-postadress"),
                                  .type = FORM_EMAIL,
                                  .offset = offsetof(LinkForm, email),
                                  .required = true},
                                 {0}};

static bool must_have_mail(const Request *request, GError **error) {
    return request->has_mail ||
           fail(error, ERROR_NOT_FOUND,
                "Härifrån skickas ingen e-post. Be den som sköter Samsyn om hjälp.");
}

/* ---- asking for a link ---- */

static const char *next_of(const Request *request) {
    const char *next = request_field(request, "next");
    return next == NULL || next[0] == '\0' || strlen(next) > NEXT_MAX ? "/" : local_path(next);
}

/* What a form that was not taken is answered with; 0 = it is asked for. */
static bool ask_for_link(Request *request, bool for_password, LinkForm *form, FormErrors *errors,
                         int *ret_status, GError **error) {
    bool throttled;
    if (!must_have_mail(request, error))
        return false;
    *ret_status = 422;
    if (!form_parse(request, link_fields, form, errors))
        return true;
    LinkRequest asked = {.email = form->email,
                         .next = next_of(request),
                         .origin = request->origin,
                         .address = request->peer == NULL ? "" : request->peer,
                         .for_password = for_password,
                         .now = request->now};
    if (!login_link_ask(request->db, request->arena, &asked, &throttled, error))
        return false;
    *ret_status = throttled ? 429 : 0;
    if (throttled)
        form_fail(errors, NULL, "%s", T_("För många försök. Vänta en kvart och försök igen."));
    return true;
}

static bool link_asked_action(Request *request, Response *response, GError **error) {
    LinkForm form = {0};
    FormErrors errors = {0};
    int status;
    if (!ask_for_link(request, false, &form, &errors, &status, error))
        return false;
    if (status == 0)
        return response_redirect(response, LINK_SENT_PATH);
    response_status(response, status);
    return show_login(request, response, &(LoginTry){.link_form = &form, .link_errors = &errors},
                      error);
}

static bool show_forgotten(Request *request, Response *response, const LinkForm *form,
                           const FormErrors *errors) {
    Frame *frame = frame_new(request, PLACE_NONE, N_("Glömt lösenordet"));
    frame->has_errors = errors != NULL;
    login_forgotten_html(response_html(response),
                         &(LoginView){.frame = frame, .link_form = form, .link_errors = errors});
    return true;
}

static bool forgotten_page(Request *request, Response *response, GError **error) {
    return must_have_mail(request, error) &&
           show_forgotten(request, response, &(LinkForm){0}, NULL);
}

static bool forgotten_action(Request *request, Response *response, GError **error) {
    LinkForm form = {0};
    FormErrors errors = {0};
    int status;
    if (!ask_for_link(request, true, &form, &errors, &status, error))
        return false;
    if (status == 0)
        return response_redirect(response, LINK_SENT_PATH);
    response_status(response, status);
    return show_forgotten(request, response, &form, &errors);
}

static bool sent_page(Request *request, Response *response, GError **error) {
    (void)error;
    Frame *frame = frame_new(request, PLACE_NONE, N_("Titta i er e-post"));
    login_sent_html(response_html(response), frame);
    return true;
}

/* ---- coming by a link ---- */

static bool show_link(Request *request, Response *response, bool is_valid) {
    LinkView view = {.frame =
                         frame_new(request, PLACE_NONE,
                                   is_valid ? N_("Logga in") : N_("Länken gäller inte längre")),
                     .token = request_param(request, "token"),
                     .is_valid = is_valid};
    response_guard_address(response);
    if (!is_valid)
        response_status(response, 410);
    login_link_html(response_html(response), &view);
    return true;
}

static bool link_page(Request *request, Response *response, GError **error) {
    LoginLink link;
    return login_link_find(request->db, request->arena, request_param(request, "token"),
                           request->now, &link, error) &&
           show_link(request, response, link.account.value != 0);
}

static bool link_action(Request *request, Response *response, GError **error) {
    LoginLink link;
    if (!login_link_use(request->db, request->arena, request_param(request, "token"), request->now,
                        &link, error))
        return false;
    if (link.account.value == 0)
        return show_link(request, response, false);
    return enter(request, response, &(SessionOf){link.account, BY_LINK, request->now}, link.next,
                 error);
}

const Route login_link_routes[] = {
    {POST, "/login/link", link_asked_action, MAY_OPEN},
    {GET, "/login/forgotten", forgotten_page, MAY_OPEN},
    {POST, "/login/forgotten", forgotten_action, MAY_OPEN},
    {GET, LINK_SENT_PATH, sent_page, MAY_OPEN},
    {GET, "/login/link/:token", link_page, MAY_OPEN},
    {POST, "/login/link/:token", link_action, MAY_OPEN},
    {0},
};
