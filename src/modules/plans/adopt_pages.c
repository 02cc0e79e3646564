#include "modules/plans/adopt_pages.h"

#include "base/error.h"
#include "modules/plans/adopt_html.h"
#include "modules/plans/adopt_summary.h"

#include <stddef.h>
#include <string.h>

static const FormField adopt_fields[] = {{.name = "body",
                                          .label = N_("Organ som fastställer"),
                                          .type = FORM_CHOICE,
                                          .offset = offsetof(AdoptForm, body),
                                          .required = true},
                                         {.name = "adopted_on",
                                          .label = N_("Beslutsdag"),
                                          .type = FORM_DATE,
                                          .offset = offsetof(AdoptForm, adopted_on),
                                          .required = true,
                                          .hint = N_("Till exempel 9 juni 2021")},
                                         {.name = "paragraph",
                                          .label = N_("Paragraf"),
                                          .type = FORM_TEXT,
                                          .offset = offsetof(AdoptForm, paragraph),
                                          .max_length = 30,
                                          .hint = N_("Som i protokollet, till exempel § 14")},
                                         {.name = "note",
                                          .label = N_("Anteckning"),
                                          .type = FORM_LONG_TEXT,
                                          .offset = offsetof(AdoptForm, note),
                                          .max_length = 2000},
                                         {.name = "is_published",
                                          .label = N_("Publicera planen på en gång"),
                                          .type = FORM_BOOL,
                                          .offset = offsetof(AdoptForm, is_published),
                                          .hint = N_("Då kan alla läsa den, utan att logga in.")},
                                         {0}};

/* The fields with the collaboration's own bodies to choose from. */
static const FormField *fields_with_bodies(Arena *arena, const Rules *rules) {
    FormChoice *choices = ARENA_ARRAY(arena, FormChoice, rules_count(rules, ELEMENT_BODY) + 1);
    size_t n = 0;
    for (const Rule *body = rules_next(rules, ELEMENT_BODY, NULL); body != NULL;
         body = rules_next(rules, ELEMENT_BODY, body))
        if (strcmp(rule_text(body, "kind"), "external") != 0 &&
            strcmp(rule_text(body, "external"), "true") != 0)
            choices[n++] = (FormChoice){body->key, body->title};
    return form_with_choices(arena, adopt_fields, "body", choices);
}

static bool load_view(const Request *request, AdoptView *view, GError **error) {
    if (!plan_head_load(request, N_("Fastställ planen"), "", &view->head, error))
        return false;
    view->fields = fields_with_bodies(request->arena, view->head.rules);
    view->activities_path = collaboration_path(request, "/activities");
    return true;
}

static bool show(const Request *request, Response *response, AdoptView *view, GError **error) {
    if (!adopt_summary(request, view, error))
        return false;
    frame_errors(view->head.frame, response, view->errors);
    adopt_page_html(response_html(response), view);
    return true;
}

static bool adopt_page(Request *request, Response *response, GError **error) {
    AdoptView view = {0};
    AdoptForm form = {
        .adopted_on = request->today, .paragraph = "", .note = "", .is_published = true};
    if (!load_view(request, &view, error))
        return false;
    if (strcmp(view.head.plan.state, "adopted") == 0)
        return fail(error, ERROR_CONFLICT,
                    "Planen är redan fastställd. Välj Revidera om den ska ändras.");
    form.body = view.head.document == NULL ? NULL : rule_text(view.head.document, "adopted_by");
    view.form = &form;
    return show(request, response, &view, error);
}

/* "14" is written "§ 14" everywhere. */
static const char *paragraph_of(Arena *arena, const AdoptForm *form) {
    if (form->paragraph == NULL)
        return "";
    return g_ascii_isdigit(form->paragraph[0]) ? arena_printf(arena, "§ %s", form->paragraph)
                                               : form->paragraph;
}

static bool adopt(const Request *request, const AdoptView *view, const AdoptForm *form,
                  GError **error) {
    const char *edit = request_field(request, "edit");
    int64_t number;
    Adoption adoption = {.collaboration = request->collaboration,
                         .account = request->session->account,
                         .plan = view->head.plan.id,
                         .body = rules_find(view->head.rules, ELEMENT_BODY, form->body)->element,
                         .edit = edit == NULL ? 0 : g_ascii_strtoll(edit, NULL, 10),
                         .adopted_on = form->adopted_on,
                         .paragraph = paragraph_of(request->arena, form),
                         .note = form->note == NULL ? "" : form->note,
                         .is_published = form->is_published};
    return plan_adopt(request->db, request->arena, &adoption, &number, error);
}

/* What cannot be adopted is said above the form, which keeps what was typed. */
static bool adopt_action(Request *request, Response *response, GError **error) {
    AdoptView view = {0};
    AdoptForm form = {0};
    FormErrors errors;
    g_autoptr(GError) refused = NULL;
    if (!load_view(request, &view, error))
        return false;
    view.form = &form;
    if (form_parse(request, view.fields, &form, &errors)) {
        if (adopt(request, &view, &form, &refused))
            return redirect_done(response, request, view.head.path,
                                 form.is_published ? "plan-published" : "plan-adopted");
        if (!form_take(&errors, refused, error))
            return false;
    }
    view.errors = &errors;
    return show(request, response, &view, error);
}

static bool revise_action(Request *request, Response *response, GError **error) {
    Id id;
    if (!request_id(request, "plan", &id, error) ||
        !plan_revise(request->db, request->arena, request->collaboration, request->session->account,
                     id, error))
        return false;
    return redirect_done(response, request,
                         collaboration_path(request, "/plans/%s", request_param(request, "plan")),
                         "plan-revised");
}

static bool publish_action(Request *request, Response *response, GError **error) {
    Id id;
    const char *typed = request_field(request, "number");
    int64_t number = typed == NULL ? -1 : g_ascii_strtoll(typed, NULL, 10);
    if (!request_id(request, "plan", &id, error) ||
        !plan_publish(request->db, request->arena, request->collaboration,
                      request->session->account, id, number, error))
        return false;
    return redirect_done(
        response, request,
        collaboration_path(request, "/plans/%s/versions", request_param(request, "plan")),
        number > 0 ? "version-published" : "version-unpublished");
}

const Route adopt_routes[] = {
    {GET, "/:collab/plans/:plan/adopt", adopt_page, MAY_ADOPT_PLAN},
    {POST, "/:collab/plans/:plan/adopt", adopt_action, MAY_ADOPT_PLAN},
    {POST, "/:collab/plans/:plan/revise", revise_action, MAY_ADOPT_PLAN},
    {POST, "/:collab/plans/:plan/publish", publish_action, MAY_ADOPT_PLAN},
    {0},
};
