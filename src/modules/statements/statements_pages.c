#include "modules/statements/statements_pages.h"

#include "base/error.h"
#include "base/language.h"
#include "modules/statements/statements_html.h"
#include "modules/statements/statements_view.h"

#include <stddef.h>

static const FormField fields[] = {
    {.name = "edit", .label = "", .type = FORM_EDIT, .offset = offsetof(StatementForm, edit)},
    {.name = "body",
     .label = N_("Text"),
     .type = FORM_LONG_TEXT,
     .offset = offsetof(StatementForm, body),
     .required = true,
     .max_length = STATEMENT_MAX,
     .hint = N_("En tom rad skiljer stycken åt. # och ett mellanslag börjar en rubrik, - och ett "
                "mellanslag en punkt i en lista.")},
    {0}};

static StatementKind kind_of(const Request *request) {
    return g_str_has_prefix(request->path, "/accessibility") ? STATEMENT_ACCESSIBILITY
                                                             : STATEMENT_PERSONAL_DATA;
}

static bool statement_page(Request *request, Response *response, GError **error) {
    Statement statement;
    StatementKind kind = kind_of(request);
    if (!statement_get(request->db, request->arena, kind, &statement, error))
        return false;
    StatementView view = {.frame = frame_new(request, PLACE_NONE, statement_title(kind)),
                          .statement = &statement,
                          .pieces = statement_pieces(request->arena, statement.edit == 0
                                                                         ? T_(statement.body)
                                                                         : statement.body),
                          .may_edit = session_may(request->session, MAY_ADMINISTER),
                          .path = statement_path(kind)};
    statement_page_html(response_html(response), &view);
    return true;
}

static bool show_form(Request *request, Response *response, const StatementForm *form,
                      const FormErrors *errors) {
    StatementKind kind = kind_of(request);
    Frame *frame = frame_new(request, PLACE_NONE, N_("Ändra texten"));
    frame_crumb(frame, statement_title(kind), statement_path(kind));
    frame_errors(frame, response, errors);
    StatementEditView view = {frame, statement_path(kind), form, fields, errors};
    statement_edit_html(response_html(response), &view);
    return true;
}

static bool edit_page(Request *request, Response *response, GError **error) {
    Statement statement;
    if (!statement_get(request->db, request->arena, kind_of(request), &statement, error))
        return false;
    return show_form(request, response, &(StatementForm){statement.body, statement.edit}, NULL);
}

static bool edit_action(Request *request, Response *response, GError **error) {
    StatementForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!form_parse(request, fields, &form, &errors))
        return show_form(request, response, &form, &errors);
    Statement statement = {kind_of(request), form.body, form.edit, {0}};
    if (!statement_put(request->db, request->session->account, &statement, &problem))
        return form_take(&errors, problem, error) && show_form(request, response, &form, &errors);
    return redirect_done(response, request, statement_path(statement.kind), "statement-changed");
}

const Route statement_routes[] = {
    {GET, "/accessibility", statement_page, MAY_OPEN},
    {GET, "/accessibility/edit", edit_page, MAY_ADMINISTER},
    {POST, "/accessibility/edit", edit_action, MAY_ADMINISTER},
    {GET, "/personal-data", statement_page, MAY_OPEN},
    {GET, "/personal-data/edit", edit_page, MAY_ADMINISTER},
    {POST, "/personal-data/edit", edit_action, MAY_ADMINISTER},
    {0},
};
