#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/proposals/proposals_html.h"
#include "modules/proposals/proposals_pages.h"

#include <stddef.h>
#include <string.h>

/* ---- the fields, from the table of texts ---- */

enum { N_FIELDS = N_PROPOSAL_TEXTS + 4 };

static FormField text_field(ProposalText text) {
    const ProposalTextInfo *info = &proposal_texts[text];
    return (FormField){.name = info->key,
                       .label = info->label,
                       .type = info->is_long ? FORM_LONG_TEXT : FORM_TEXT,
                       .offset = offsetof(ProposalForm, texts) + text * sizeof(const char *),
                       .required = text == PROPOSAL_TITLE,
                       .max_length = (size_t)info->max_length,
                       .hint = info->hint};
}

static const FormChoice *category_choices(Arena *arena, const RoundHead *head) {
    Elements categories = round_categories(arena, head->rules, &head->round);
    FormChoice *choices = ARENA_ARRAY(arena, FormChoice, categories.n + 1);
    for (size_t i = 0; i < categories.n; i++)
        choices[i] = (FormChoice){categories.rows[i]->key, categories.rows[i]->title};
    return choices;
}

static const FormChoice *proposer_choices(Arena *arena, const RoundHead *head) {
    Elements proposers = round_proposers(arena, head->rules, &head->round);
    FormChoice *choices = ARENA_ARRAY(arena, FormChoice, proposers.n + 1);
    for (size_t i = 0; i < proposers.n; i++)
        choices[i] =
            (FormChoice){id_text(arena, proposers.rows[i]->element), party_name(proposers.rows[i])};
    return choices;
}

/* `edit` first, which the page writes by itself. `for_others`: who proposes is a field too. */
static const FormField *fields_of(Arena *arena, const RoundHead *head, bool for_others) {
    FormField *fields = ARENA_ARRAY(arena, FormField, N_FIELDS);
    size_t n = 0;
    fields[n++] = (FormField){
        .name = "edit", .label = "", .type = FORM_EDIT, .offset = offsetof(ProposalForm, edit)};
    if (for_others)
        fields[n++] = (FormField){.name = "proposer",
                                  .label = N_("Från"),
                                  .type = FORM_CHOICE,
                                  .offset = offsetof(ProposalForm, proposer),
                                  .required = true,
                                  .choices = proposer_choices(arena, head)};
    for (ProposalText text = 0; text < N_PROPOSAL_TEXTS; text++)
        fields[n++] = text_field(text);
    fields[n++] = (FormField){.name = "category",
                              .label = N_("Kategori"),
                              .type = FORM_CHOICE,
                              .offset = offsetof(ProposalForm, category),
                              .choices = category_choices(arena, head)};
    return fields;
}

static Id category_id(const RoundHead *head, const char *key) {
    const Rule *category = key == NULL ? NULL : rules_find(head->rules, ELEMENT_CATEGORY, key);
    return category == NULL ? (Id){0} : category->element;
}

/* ---- beginning ---- */

static bool begin_action(Request *request, Response *response, GError **error) {
    Asker asker;
    Id id;
    ProposalAddition addition = {.asker = &asker, .now = request_moment(request)};
    const char *proposer = request_field(request, "proposer");
    if (!request_id(request, "round", &addition.round, error) ||
        !asker_of_request(request, &asker, error))
        return false;
    if (proposer == NULL || !id_parse(proposer, &addition.proposer))
        return fail(error, ERROR_INVALID, "Välj vem som lämnar förslaget.");
    if (!proposal_add(request->db, request->arena, &addition, &id, error))
        return false;
    return response_redirect(response,
                             arena_printf(request->arena, "%s/edit", proposal_path(request, id)));
}

/* ---- writing ---- */

typedef struct {
    RoundHead head;
    Proposal proposal;
    const FormField *fields;
} Writing;

static bool load_writing(Request *request, Writing *ret, GError **error) {
    Asker asker;
    Id id;
    if (!request_id(request, "proposal", &id, error) || !asker_of_request(request, &asker, error) ||
        !proposal_get(request->db, request->arena, &asker, id, &ret->proposal, error) ||
        !round_head_of(request, ret->proposal.round, N_("Skriv förslaget"), NULL, &ret->head,
                       error))
        return false;
    ret->fields = fields_of(request->arena, &ret->head, false);
    return true;
}

static bool show_form(Request *request, Response *response, const Writing *writing,
                      const ProposalForm *form, const FormErrors *errors, GError **error) {
    const Proposal *proposal = &writing->proposal;
    const char *path = proposal_path(request, proposal->id);
    ProposalFormView view = {
        .head = writing->head,
        .path = path,
        .back = path,
        .proposer = party_name(rules_get(writing->head.rules, proposal->proposer)),
        .may_submit = proposal->state == PROPOSAL_DRAFT && writing->head.stage == STAGE_COLLECTING,
        .form = form,
        .fields = writing->fields + 1,
        .errors = errors};
    if (!similar_titles(request->db, request->arena, &writing->head.asker,
                        proposal->texts[PROPOSAL_TITLE], proposal->id, &view.similar, error))
        return false;
    frame_errors(view.head.frame, response, errors);
    proposal_form_page_html(response_html(response), &view);
    return true;
}

static bool edit_page(Request *request, Response *response, GError **error) {
    Writing writing;
    ProposalForm form = {0};
    if (!load_writing(request, &writing, error))
        return false;
    memcpy(form.texts, writing.proposal.texts, sizeof form.texts);
    form.edit = writing.proposal.edit;
    const Rule *category = rules_get(writing.head.rules, writing.proposal.category);
    form.category = category == NULL ? NULL : category->key;
    return show_form(request, response, &writing, &form, NULL, error);
}

static bool save_form(Request *request, const Writing *writing, const ProposalForm *form,
                      GError **error) {
    ProposalEdit edit = {&writing->head.asker, writing->proposal.id, form->edit, form->texts,
                         category_id(&writing->head, form->category)};
    return proposal_edit(request->db, request->arena, &edit, error);
}

/* The button "Lämna in" saves and submits. */
static bool save_and_perhaps_submit(Request *request, const Writing *writing,
                                    const ProposalForm *form, const char **ret_done,
                                    GError **error) {
    bool submits = g_strcmp0(request_field(request, "then"), "submit") == 0;
    ProposalAct act = {&writing->head.asker, writing->proposal.id, request_moment(request)};
    *ret_done = submits ? "proposal-submitted" : "saved";
    return save_form(request, writing, form, error) &&
           (!submits || proposal_submit(request->db, &act, error));
}

static bool edit_action(Request *request, Response *response, GError **error) {
    Writing writing;
    ProposalForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    const char *done;
    if (!load_writing(request, &writing, error))
        return false;
    if (form_parse(request, writing.fields, &form, &errors)) {
        if (save_and_perhaps_submit(request, &writing, &form, &done, &problem))
            return redirect_done(response, request, proposal_path(request, writing.proposal.id),
                                 done);
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_form(request, response, &writing, &form, &errors, error);
}

/* ---- saving while typing ---- */

static bool answer_saved(Request *request, Response *response, Id proposal, GError **error) {
    Asker asker;
    Proposal now;
    SimilarTitles similar;
    LocalTime clock = local_time(request->now);
    ProposalSaved saved = {.request = request};
    if (!asker_of_request(request, &asker, error) ||
        !proposal_get(request->db, request->arena, &asker, proposal, &now, error))
        return false;
    if (g_strcmp0(request_field(request, "name"), "title") == 0) {
        if (!similar_titles(request->db, request->arena, &asker, now.texts[PROPOSAL_TITLE],
                            proposal, &similar, error))
            return false;
        saved.similar = &similar;
    }
    saved.time = arena_printf(request->arena, "%02d.%02d", clock.hour, clock.minute);
    saved.edit = now.edit;
    proposal_saved_html(response_html(response), &saved);
    return true;
}

static bool answer_reason(Response *response, const GError *problem) {
    response_status(response, 422);
    proposal_reason_html(response_html(response), problem->message, NULL);
    return true;
}

static bool save_category(Request *request, const char *value, GError **error) {
    Writing writing;
    if (!load_writing(request, &writing, error))
        return false;
    Id category = category_id(&writing.head, value);
    ProposalEdit edit = {&writing.head.asker, writing.proposal.id, writing.proposal.edit,
                         writing.proposal.texts, category};
    if (value != NULL && value[0] != '\0' && !id_is_set(category))
        return fail(error, ERROR_INVALID, "Välj en kategori i listan.");
    return proposal_edit(request->db, request->arena, &edit, error);
}

static bool save_text(Request *request, Id proposal, const char *name, ProposalTextResult *ret,
                      GError **error) {
    Asker asker;
    ProposalTextEdit edit = {.asker = &asker,
                             .proposal = proposal,
                             .was = request_field(request, "was"),
                             .now = request_field(request, "value")};
    if (!proposal_text_from(name, &edit.text))
        return fail(error, ERROR_INVALID, "Fältet finns inte. Läs in sidan igen.");
    return asker_of_request(request, &asker, error) &&
           proposal_edit_text(request->db, request->arena, &edit, ret, error);
}

static bool save_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    const char *name = request_field(request, "name");
    ProposalTextResult result = {CELL_SAVED, NULL};
    Id proposal;
    if (!request_id(request, "proposal", &proposal, error))
        return false;
    bool saved = g_strcmp0(name, "category") == 0
                     ? save_category(request, request_field(request, "value"), &problem)
                     : save_text(request, proposal, name, &result, &problem);
    if (!saved && error_is_for_people(problem))
        return answer_reason(response, problem);
    if (!saved) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    if (result.outcome != CELL_CONFLICT)
        return answer_saved(request, response, proposal, error);
    response_status(response, 409);
    proposal_reason_html(response_html(response),
                         T_("Någon annan har skrivit här under tiden. Välj vilken text som ska "
                            "gälla."),
                         result.text);
    return true;
}

/* ---- what came in another way ---- */

static bool show_register(Request *request, Response *response, const RoundHead *head,
                          const ProposalForm *form, const FormErrors *errors) {
    ProposalFormView view = {.head = *head,
                             .back = head->path,
                             .proposer = "",
                             .form = form,
                             .fields = fields_of(request->arena, head, true) + 1,
                             .errors = errors};
    frame_errors(view.head.frame, response, errors);
    proposal_form_page_html(response_html(response), &view);
    return true;
}

static bool register_page(Request *request, Response *response, GError **error) {
    RoundHead head;
    return round_head_load(request, N_("Lägg in ett förslag för någon"), "/register", &head,
                           error) &&
           show_register(request, response, &head, &(ProposalForm){0}, NULL);
}

static bool register_action(Request *request, Response *response, GError **error) {
    RoundHead head;
    ProposalForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    Id id;
    if (!round_head_load(request, N_("Lägg in ett förslag för någon"), "/register", &head, error))
        return false;
    if (form_parse(request, fields_of(request->arena, &head, true), &form, &errors)) {
        ProposalAddition addition = {.asker = &head.asker,
                                     .round = head.round.id,
                                     .texts = form.texts,
                                     .category = category_id(&head, form.category),
                                     .now = request_moment(request)};
        if (id_parse(form.proposer, &addition.proposer) &&
            proposal_register(request->db, request->arena, &addition, &id, &problem))
            return redirect_done(response, request, proposal_path(request, id),
                                 "proposal-submitted");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_register(request, response, &head, &form, &errors);
}

const Route proposal_form_routes[] = {
    {POST, "/:collab/rounds/:round/begin", begin_action, MAY_TAKE_PART},
    {GET, "/:collab/rounds/:round/register", register_page, MAY_LEAD_ROUNDS},
    {POST, "/:collab/rounds/:round/register", register_action, MAY_LEAD_ROUNDS},
    {GET, "/:collab/proposals/:proposal/edit", edit_page, MAY_TAKE_PART},
    {POST, "/:collab/proposals/:proposal/edit", edit_action, MAY_TAKE_PART},
    {POST, "/:collab/proposals/:proposal/save", save_action, MAY_TAKE_PART},
    {0},
};
