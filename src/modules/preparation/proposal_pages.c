#include "modules/preparation/load.h"
#include "modules/preparation/preparation_html.h"
#include "modules/preparation/preparation_pages.h"
#include "modules/preparation/preparation_view.h"

#include "base/error.h"
#include "base/id.h"

#include <string.h>

/* One proposal as the preparers see it: to read at the left, to assess at the right. */

typedef struct {
    Preparing preparing;
    Proposal proposal;
    Criteria criteria;
    Preparation preparation;
    const FormErrors *errors;
} Page;

static bool load(Request *request, Page *ret, GError **error) {
    *ret = (Page){0};
    return preparing_load(request, &ret->preparing, error) &&
           preparing_proposal(&ret->preparing, &ret->proposal, error) &&
           round_criteria(request->db, request->arena, request->collaboration,
                          ret->preparing.round.id, &ret->criteria, error) &&
           preparation_load(request->db, request->arena, request->collaboration, &ret->criteria,
                            ret->proposal.id, &ret->preparation, error);
}

static size_t count_screened(const Page *page) {
    size_t n = 0;
    for (size_t i = 0; i < page->criteria.n; i++)
        n += page->preparation.screenings[i].result != SCREENED_NOT_YET;
    return n;
}

/* ---- the form ---- */

static bool has_options(PreparedKind kind) {
    return kind == PREPARED_SIZE || kind == PREPARED_SUGGESTION || kind == PREPARED_CATEGORY;
}

/* What was typed stays in a form that was refused. */
static ValueView value_view(const Page *page, Prepared prepared) {
    Arena *arena = page->preparing.arena;
    const char *name = prepared_name(arena, prepared);
    const char *now = prepared_value(arena, &page->criteria, &page->preparation, prepared);
    const char *typed = page->errors == NULL ? NULL : request_field(page->preparing.request, name);
    ValueView view = {.name = name,
                      .label = prepared_label(prepared),
                      .value = typed == NULL ? now : typed,
                      .was = now,
                      .error = form_error(page->errors, name),
                      .is_locked = !prepared_may_change(page->preparing.stage, prepared.kind)};
    if (has_options(prepared.kind))
        view.options = prepared_options(&page->preparing, prepared.kind, view.value);
    return view;
}

static void fill_values(const Page *page, PreparedView *view) {
    CriterionView *criteria = ARENA_ARRAY(page->preparing.arena, CriterionView, page->criteria.n);
    for (size_t i = 0; i < page->criteria.n; i++) {
        Id id = page->criteria.rows[i].id;
        criteria[i] = (CriterionView){page->criteria.rows[i].title,
                                      value_view(page, (Prepared){PREPARED_RESULT, id}),
                                      value_view(page, (Prepared){PREPARED_REMARK, id})};
    }
    view->criteria = criteria;
    view->n_criteria = page->criteria.n;
    view->n_screened = count_screened(page);
    view->size = value_view(page, (Prepared){.kind = PREPARED_SIZE});
    view->hours = value_view(page, (Prepared){.kind = PREPARED_HOURS});
    view->suggestion = value_view(page, (Prepared){.kind = PREPARED_SUGGESTION});
    view->prepared_category = value_view(page, (Prepared){.kind = PREPARED_CATEGORY});
    view->note = value_view(page, (Prepared){.kind = PREPARED_NOTE});
    view->may_save = !view->size.is_locked;
}

/* ---- what is beside it ---- */

static void fill_texts(const Page *page, PreparedView *view) {
    TextView *texts = ARENA_ARRAY(page->preparing.arena, TextView, N_PROPOSAL_TEXTS);
    for (ProposalText text = PROPOSAL_NEED; text < N_PROPOSAL_TEXTS; text++)
        if (page->proposal.texts[text][0] != '\0')
            texts[view->n_texts++] =
                (TextView){proposal_texts[text].label, page->proposal.texts[text]};
    view->texts = texts;
}

static void fill_neighbours(const Page *page, const Proposals *standing, PreparedView *view) {
    for (size_t i = 0; i < standing->n; i++) {
        const Proposal *other = &standing->rows[i];
        const char *path = preparing_path_of(&page->preparing, other->id);
        if (other->number < page->proposal.number) {
            view->previous_path = path;
            view->previous_number = other->number;
        } else if (other->number > page->proposal.number && view->next_path == NULL) {
            view->next_path = path;
            view->next_number = other->number;
        }
    }
}

static bool is_made(const Traces *traces, Id proposal) {
    for (size_t i = 0; i < traces->n; i++)
        if (id_equal(traces->rows[i].proposal, proposal))
            return true;
    return false;
}

static bool fill_surroundings(const Page *page, PreparedView *view, GError **error) {
    const Request *request = page->preparing.request;
    Proposals standing;
    Traces traces;
    Discussion *discussion = ARENA_NEW(request->arena, Discussion);
    if (!proposals_standing(request->db, request->arena, request->collaboration,
                            page->preparing.round.id, &standing, error) ||
        !traces_load(request->db, request->arena, request->collaboration, page->preparing.round.id,
                     &traces, error) ||
        !discussion_load(request->db, request->arena, request->collaboration, page->proposal.id,
                         discussion, error))
        return false;
    fill_neighbours(page, &standing, view);
    view->discussion = discussion;
    view->trace = trace_sentence(request->arena, &traces, page->proposal.id);
    view->may_undo = preparing_is_open(&page->preparing) && is_made(&traces, page->proposal.id) &&
                     (view->is_prepared || page->proposal.state == PROPOSAL_WITHDRAWN);
    return true;
}

static bool show(const Page *page, Response *response, const FormErrors *discussion_errors,
                 GError **error) {
    const Preparing *preparing = &page->preparing;
    const char *typed = request_field(preparing->request, "body");
    const char *title = arena_printf(preparing->arena, "%d %s", (int)page->proposal.number,
                                     page->proposal.texts[PROPOSAL_TITLE]);
    Frame *frame = preparing_frame(preparing, title);
    PreparedView view = {.frame = frame,
                         .preparing = preparing,
                         .proposal = &page->proposal,
                         .path = preparing_path_of(preparing, page->proposal.id),
                         .proposer = element_name(preparing, page->proposal.proposer),
                         .category = category_name(preparing, page->proposal.category),
                         .errors = page->errors,
                         .discussion_errors = discussion_errors,
                         .typed = discussion_errors == NULL || typed == NULL ? "" : typed,
                         .is_prepared = page->proposal.state == PROPOSAL_SUBMITTED,
                         .may_discuss = preparing->stage != STAGE_CLOSED};
    view.may_reshape = view.is_prepared && preparing_is_open(preparing);
    fill_values(page, &view);
    fill_texts(page, &view);
    if (!fill_surroundings(page, &view, error))
        return false;
    frame_errors(frame, response, page->errors != NULL ? page->errors : discussion_errors);
    prepared_page_html(response_html(response), &view);
    return true;
}

static bool prepared_page(Request *request, Response *response, GError **error) {
    Page page;
    return load(request, &page, error) && show(&page, response, NULL, error);
}

/* ---- one value, saved while choosing ---- */

static const char *posted(const Request *request, const char *name) {
    const char *value = request_field(request, name);
    return value == NULL ? "" : value;
}

static bool save(const Page *page, const PreparedChange *changes, size_t n, PreparationResult *ret,
                 GError **error) {
    PreparationEdit edit = {
        &page->preparing.asker, page->preparing.round.id, &page->proposal.id, 1, changes, n};
    return preparation_edit(page->preparing.request->db, page->preparing.arena, &edit, ret, error);
}

static const char *conflict_sentence(const Page *page, const PreparedConflict *conflict) {
    Arena *arena = page->preparing.arena;
    const char *words =
        prepared_words(arena, page->preparing.rules, conflict->prepared, conflict->value);
    return words[0] == '\0'
               ? T_("Någon annan har tagit bort det som stod här. Vad ska gälla?")
               : arena_printf(arena, T_("Någon annan har ändrat till %s. Vad ska gälla?"), words);
}

static void answer_reason(Response *response, int status, const char *sentence, const char *now) {
    response_status(response, status);
    prepared_reason_html(response_html(response), &(ReasonView){sentence, now});
}

static bool answer_saved(Request *request, Response *response, GError **error) {
    Page page;
    if (!load(request, &page, error))
        return false;
    SavedView view = {request->now, count_screened(&page), page.criteria.n};
    prepared_saved_html(response_html(response), &view);
    return true;
}

static bool cell_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    Page page;
    PreparationResult result;
    PreparedChange change = {.was = posted(request, "was"), .value = posted(request, "value")};
    if (!load(request, &page, error))
        return false;
    if (!prepared_from(request_field(request, "name"), &change.prepared))
        return fail(error, ERROR_INVALID, "Fältet finns inte. Läs in sidan igen.");
    if (!save(&page, &change, 1, &result, &problem)) {
        if (!error_is_for_people(problem)) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return false;
        }
        answer_reason(response, 422, problem->message, NULL);
        return true;
    }
    if (result.n_conflicts == 0)
        return answer_saved(request, response, error);
    answer_reason(response, 409, conflict_sentence(&page, &result.conflicts[0]),
                  result.conflicts[0].value);
    return true;
}

/* ---- the whole form, without script ---- */

/* What differs from what was shown; a group of radio buttons that is not posted has no choice. */
static size_t posted_changes(const Request *request, PreparedChange *changes) {
    const Pairs *pairs = request_fields(request);
    size_t n = 0;
    for (size_t i = 0; i < pairs->n; i++) {
        const char *name = pairs->items[i].name;
        PreparedChange change = {.was = pairs->items[i].value};
        if (!g_str_has_prefix(name, "was-") || !prepared_from(name + 4, &change.prepared))
            continue;
        change.value = request_field(request, name + 4);
        if (change.value != NULL && strcmp(change.value, change.was) != 0)
            changes[n++] = change;
    }
    return n;
}

/* Those that are to have an error: the form's fields follow the criteria, so no table has them all.
 */
static const FormField *fields_of(Arena *arena, const PreparationResult *result) {
    FormField *fields = ARENA_ARRAY(arena, FormField, result->n_conflicts + 1);
    for (size_t i = 0; i < result->n_conflicts; i++)
        fields[i] = (FormField){.name = prepared_name(arena, result->conflicts[i].prepared),
                                .label = prepared_label(result->conflicts[i].prepared)};
    return fields;
}

static bool show_refused(Request *request, Response *response, const GError *problem,
                         const PreparationResult *result, GError **error) {
    Page page;
    FormErrors errors = {.arena = request->arena, .fields = fields_of(request->arena, result)};
    if (problem != NULL && !form_take(&errors, problem, error))
        return false;
    if (!load(request, &page, error))
        return false;
    for (size_t i = 0; problem == NULL && i < result->n_conflicts; i++)
        form_fail(&errors, prepared_name(request->arena, result->conflicts[i].prepared), "%s",
                  conflict_sentence(&page, &result->conflicts[i]));
    page.errors = &errors;
    return show(&page, response, NULL, error);
}

static bool save_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    Page page;
    PreparationResult result = {0};
    PreparedChange *changes =
        ARENA_ARRAY(request->arena, PreparedChange, request_fields(request)->n);
    if (!load(request, &page, error))
        return false;
    if (save(&page, changes, posted_changes(request, changes), &result, &problem) &&
        result.n_conflicts == 0)
        return redirect_done(response, request,
                             preparing_path_of(&page.preparing, page.proposal.id), "saved");
    return show_refused(request, response, problem, &result, error);
}

/* ---- the discussion ---- */

static bool discussion_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    FormErrors errors = {.arena = request->arena};
    Page page;
    if (!load(request, &page, error))
        return false;
    DiscussionAddition addition = {&page.preparing.asker, page.preparing.round.id, page.proposal.id,
                                   posted(request, "body"), request_moment(request)};
    if (discussion_add(request->db, &addition, &problem))
        return response_redirect(
            response, arena_printf(request->arena, "%s#discussion",
                                   preparing_path_of(&page.preparing, page.proposal.id)));
    return form_take(&errors, problem, error) && show(&page, response, &errors, error);
}

const Route prepared_proposal_routes[] = {
    {GET, "/:collab/rounds/:round/preparation/:proposal", prepared_page, MAY_PREPARE},
    {POST, "/:collab/rounds/:round/preparation/:proposal", save_action, MAY_PREPARE},
    {POST, "/:collab/rounds/:round/preparation/:proposal/cell", cell_action, MAY_PREPARE},
    {POST, "/:collab/rounds/:round/preparation/:proposal/discussion", discussion_action,
     MAY_PREPARE},
    {0},
};
