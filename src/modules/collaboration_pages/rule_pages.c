#include "modules/collaboration_pages/element.h"
#include "modules/collaboration_pages/pages.h"
#include "modules/collaboration_pages/rules_html.h"
#include "modules/collaboration_pages/rules_view.h"
#include "modules/collaboration_pages/settings.h"

#include "base/error.h"
#include "modules/collaborations/rule_edit.h"
#include "services/auth/auth.h"

#include <stddef.h>
#include <string.h>

typedef struct {
    Date on;
} PeriodForm;

static const FormField new_period[] = {
    {.name = "on",
     .label = N_("Finns från och med"),
     .type = FORM_DATE,
     .offset = offsetof(PeriodForm, on),
     .hint = N_("Till exempel 2021-05-01. Lämna tomt om det alltid har funnits.")},
    {0}};

static const FormField change_period[] = {
    {.name = "on",
     .label = N_("Gäller från och med"),
     .type = FORM_DATE,
     .offset = offsetof(PeriodForm, on),
     .hint = N_("Skriv dagen, till exempel 2021-05-01, om något ändras då. Det som gällde förut "
                "ligger kvar. Lämna tomt om ni rättar ett fel.")},
    {0}};

static const FormField end_period[] = {{.name = "on",
                                        .label = N_("Sista dag"),
                                        .type = FORM_DATE,
                                        .offset = offsetof(PeriodForm, on),
                                        .hint = N_("Lämna tomt om det ska finnas tills vidare.")},
                                       {0}};

static bool kind_of(const Request *request, ElementKind *ret, GError **error) {
    if (element_kind_from(request_param(request, "kind"), ret))
        return true;
    return fail(error, ERROR_NOT_FOUND, "Sidan finns inte.");
}

/* Where one comes from and goes back to: the thing's own page, or its place among the settings. */
static const char *home_of(const Context *context, ElementKind kind, const char *key) {
    const char *segment = element_kind_segment(kind);
    if (segment != NULL && key != NULL)
        return collaboration_path(context->request, "/%s/%s", segment, key);
    if (segment != NULL)
        return collaboration_path(context->request, "/%s", segment);
    if (kind == ELEMENT_COLLABORATION)
        return collaboration_path(context->request, "/settings");
    return collaboration_path(context->request, "/rules/%s", element_kind_names[kind]);
}

static Frame *form_frame(const Context *context, ElementKind kind, const char *title,
                         const FormErrors *errors) {
    const char *segment = element_kind_segment(kind);
    Frame *frame =
        frame_new(context->request, segment == NULL ? PLACE_SETTINGS : PLACE_COLLABORATION, title);
    if (segment == NULL)
        frame_crumb(frame, N_("Inställningar"), collaboration_path(context->request, "/settings"));
    else
        frame_crumb(frame, N_("Samverkan"), collaboration_path(context->request, "/collaboration"));
    if (kind != ELEMENT_COLLABORATION)
        frame_crumb(frame, rule_kinds[kind].many, home_of(context, kind, NULL));
    frame->has_errors = errors != NULL && errors->n > 0;
    return frame;
}

static void show(const Context *context, Response *response, RuleFormView *view, ElementKind kind) {
    view->frame = form_frame(context, kind, view->title, view->errors);
    if (view->errors != NULL) {
        FormErrors *errors = ARENA_NEW(context->arena, FormErrors);
        *errors = *view->errors;
        errors->fields = view->period;
        const char **typed = ARENA_ARRAY(context->arena, const char *, 1);
        typed[0] = request_field(context->request, "on");
        errors->typed = typed;
        view->period_errors = errors;
        response_status(response, 422);
    }
    rule_form_page_html(response_html(response), view);
}

static bool parse_period(const Request *request, const FormField *fields, Date *ret,
                         FormErrors *errors) {
    FormErrors period_errors = {0};
    PeriodForm form = {0};
    bool parsed = form_parse(request, fields, &form, &period_errors);
    for (size_t i = 0; i < period_errors.n; i++)
        form_fail(errors, NULL, "%s", period_errors.items[i].message);
    if (!parsed)
        errors->items[errors->n - 1].field = "on";
    *ret = form.on;
    return parsed;
}

/* ---- a new one ---- */

static bool can_be_added(ElementKind kind, GError **error) {
    return kind != ELEMENT_COLLABORATION || fail(error, ERROR_NOT_FOUND, "Sidan finns inte.");
}

static const char *const new_titles[N_ELEMENT_KINDS] = {
    [ELEMENT_PRINCIPAL] = N_("Ny huvudman"), [ELEMENT_PARTY] = N_("Ny part"),
    [ELEMENT_COMMITTEE] = N_("Ny nämnd"),    [ELEMENT_OFFICE] = N_("Nytt kontor"),
    [ELEMENT_BODY] = N_("Nytt organ"),       [ELEMENT_DOCUMENT] = N_("Nytt dokument"),
    [ELEMENT_CATEGORY] = N_("Ny kategori"),  [ELEMENT_MEASURE] = N_("Ny åtgärd")};

static void show_new(const Context *context, Response *response, ElementKind kind,
                     const RuleForm *form, const FormErrors *errors, Date from) {
    RuleFormView view = {
        .form = form,
        .errors = errors,
        .period = new_period,
        .from = from,
        .is_new = true,
        .title = new_titles[kind],
        .path = collaboration_path(context->request, "/rules/%s/new", element_kind_names[kind]),
        .back = home_of(context, kind, NULL)};
    show(context, response, &view, kind);
}

static bool new_page(Request *request, Response *response, GError **error) {
    Context context;
    ElementKind kind;
    if (!kind_of(request, &kind, error) || !can_be_added(kind, error) ||
        !context_load(request, &context, error))
        return false;
    show_new(&context, response, kind, rule_form_new(&context, kind, NULL), NULL, (Date){0});
    return true;
}

/* The new thing's own page, or the form for the next. */
static const char *after_adding(const Context *context, ElementKind kind, const char *key) {
    return request_field(context->request, "next") == NULL
               ? home_of(context, kind, key)
               : collaboration_path(context->request, "/rules/%s/new", element_kind_names[kind]);
}

static bool new_action(Request *request, Response *response, GError **error) {
    Context context;
    RuleEdit edit = {.collaboration = request->collaboration,
                     .account = request->session->account,
                     .today = request->today};
    FormErrors errors = {0};
    const RuleForm *form;
    const char *key;
    g_autoptr(GError) problem = NULL;
    if (!kind_of(request, &edit.kind, error) || !can_be_added(edit.kind, error) ||
        !context_load(request, &context, error))
        return false;
    bool parsed = rule_form_parse(&context, edit.kind, NULL, &form, &edit.settings, &errors);
    if (parse_period(request, new_period, &edit.on, &errors) && parsed) {
        if (rule_add(request->db, request->arena, &edit, &key, &problem))
            return redirect_done(response, request, after_adding(&context, edit.kind, key),
                                 "added");
        if (!form_take(&errors, problem, error))
            return false;
    }
    show_new(&context, response, edit.kind, form, &errors, edit.on);
    return true;
}

/* ---- changing one ---- */

static bool load_history(const Request *request, ElementKind kind, RuleHistory *ret,
                         GError **error) {
    return rules_history(request->db, request->arena, request->collaboration, kind,
                         request_param(request, "key"), ret, error);
}

static void show_edit(const Context *context, Response *response, const RuleHistory *history,
                      const RuleForm *form, const FormErrors *errors, Date from) {
    const Rule *rule = form->rule;
    const char *kind = element_kind_names[rule->kind];
    bool ends = rule_kinds[rule->kind].has_period;
    RuleFormView view = {
        .form = form,
        .errors = errors,
        .period = change_period,
        .from = from,
        .title = arena_printf(context->arena, T_("Ändra %s"), rule->title),
        .path = collaboration_path(context->request, "/rules/%s/%s", kind, rule->key),
        .back = home_of(context, rule->kind, rule->key),
        .end_path =
            ends ? collaboration_path(context->request, "/rules/%s/%s/end", kind, rule->key) : NULL,
        .ends_on = history->rules[history->n - 1].valid_to};
    element_history(context, history, &view.history, &view.n_history);
    show(context, response, &view, rule->kind);
}

static bool edit_page(Request *request, Response *response, GError **error) {
    Context context;
    ElementKind kind;
    RuleHistory history;
    if (!kind_of(request, &kind, error) || !context_load(request, &context, error) ||
        !load_history(request, kind, &history, error))
        return false;
    show_edit(&context, response, &history,
              rule_form_new(&context, kind, history_on(&history, request->today)), NULL, (Date){0});
    return true;
}

static bool edit_action(Request *request, Response *response, GError **error) {
    Context context;
    RuleHistory history;
    RuleEdit edit = {.collaboration = request->collaboration,
                     .account = request->session->account,
                     .key = request_param(request, "key"),
                     .today = request->today};
    FormErrors errors = {0};
    const RuleForm *form;
    g_autoptr(GError) problem = NULL;
    if (!kind_of(request, &edit.kind, error) || !context_load(request, &context, error) ||
        !load_history(request, edit.kind, &history, error))
        return false;
    bool parsed = rule_form_parse(&context, edit.kind, history_on(&history, request->today), &form,
                                  &edit.settings, &errors);
    if (parse_period(request, change_period, &edit.on, &errors) && parsed) {
        if (rule_change(request->db, request->arena, &edit, &problem))
            return redirect_done(response, request, home_of(&context, edit.kind, edit.key),
                                 "saved");
        if (!form_take(&errors, problem, error))
            return false;
    }
    show_edit(&context, response, &history, form, &errors, edit.on);
    return true;
}

static bool end_action(Request *request, Response *response, GError **error) {
    Context context;
    RuleHistory history;
    RuleEdit edit = {.collaboration = request->collaboration,
                     .account = request->session->account,
                     .key = request_param(request, "key"),
                     .today = request->today};
    FormErrors errors = {.arena = request->arena,
                         .fields = end_period}; /* nothing typed: shown above the rule's own form */
    g_autoptr(GError) problem = NULL;
    if (!kind_of(request, &edit.kind, error) || !can_be_added(edit.kind, error) ||
        !context_load(request, &context, error) ||
        !load_history(request, edit.kind, &history, error))
        return false;
    if (parse_period(request, end_period, &edit.on, &errors)) {
        if (rule_end(request->db, request->arena, &edit, &problem))
            return redirect_done(response, request, home_of(&context, edit.kind, edit.key),
                                 "saved");
        if (!form_take(&errors, problem, error))
            return false;
    }
    show_edit(&context, response, &history,
              rule_form_new(&context, edit.kind, history_on(&history, request->today)), &errors,
              (Date){0});
    return true;
}

const Route rules_routes[] = {
    {GET, "/:collab/settings", settings_page, MAY_EDIT_RULES},
    {GET, "/:collab/settings/file", file_page, MAY_EDIT_RULES},
    {GET, "/:collab/settings/file/export", export_file, MAY_EDIT_RULES},
    {POST, "/:collab/settings/file", preview_action, MAY_EDIT_RULES,
     .body_limit = CONFIGURATION_BODY_LIMIT},
    {POST, "/:collab/settings/file/import", import_action, MAY_EDIT_RULES,
     .body_limit = CONFIGURATION_BODY_LIMIT},
    {GET, "/:collab/rules/:kind", rules_page, MAY_EDIT_RULES},
    {GET, "/:collab/rules/:kind/new", new_page, MAY_EDIT_RULES},
    {POST, "/:collab/rules/:kind/new", new_action, MAY_EDIT_RULES},
    {GET, "/:collab/rules/:kind/:key", edit_page, MAY_EDIT_RULES},
    {POST, "/:collab/rules/:kind/:key", edit_action, MAY_EDIT_RULES},
    {POST, "/:collab/rules/:kind/:key/end", end_action, MAY_EDIT_RULES},
    {0},
};
