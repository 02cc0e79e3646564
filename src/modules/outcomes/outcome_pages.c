#include "base/error.h"
#include "base/id.h"
#include "modules/answers/answers.h"
#include "modules/outcomes/outcome_board_html.h"
#include "modules/outcomes/outcome_form_html.h"
#include "modules/outcomes/outcomes_changes.h"
#include "modules/outcomes/outcomes_pages.h"
#include "modules/outcomes/outcomes_sql.h"
#include "services/auth/auth.h"

#include <string.h>

static bool find_proposal(Request *request, Proposal *ret, GError **error) {
    Id id;
    Asker asker;
    return request_id(request, "proposal", &id, error) &&
           asker_of_request(request, &asker, error) &&
           proposal_get(request->db, request->arena, &asker, id, ret, error);
}

static const OutcomeCard *card_among(const OutcomesView *view, Id proposal, size_t *ret_index) {
    for (size_t i = 0; i < view->outcomes.n; i++)
        if (id_equal(view->cards[i].row->proposal->id, proposal)) {
            *ret_index = i;
            return &view->cards[i];
        }
    return NULL;
}

/* ---- moving a card ---- */

/* The board says at the card why it did not move. */
static bool refuse_move(const Request *request, Response *response, GError *problem,
                        GError **error) {
    if (!request->htmx || !error_is(problem, ERROR_CONFLICT)) {
        g_propagate_error(error, problem);
        return false;
    }
    response_status(response, 409);
    outcome_reason_html(response_html(response), problem->message);
    g_error_free(problem);
    return true;
}

static bool move_action(Request *request, Response *response, GError **error) {
    Proposal proposal;
    OutcomesView view;
    GError *problem = NULL;
    if (!find_proposal(request, &proposal, error))
        return false;
    OutcomeChange change = outcome_change_of(request, proposal.round);
    change.proposals = &proposal.id;
    change.n = 1;
    if (!outcome_column_read(request_field(request, "column"), &change, error))
        return false;
    if (!outcomes_set(request->db, request->arena, &change, &problem))
        return refuse_move(request, response, problem, error);
    if (!request->htmx)
        return response_redirect(response,
                                 collaboration_path(request, "/rounds/%s/outcomes?column=%s",
                                                    id_text(request->arena, proposal.round),
                                                    request_field(request, "column")));
    if (!outcomes_view_load(request, proposal.round, &view, error))
        return false;
    outcome_board_html(response_html(response), &view);
    return true;
}

/* ---- one proposal's page ---- */

static const FormField fields[] = {
    {.name = "column",
     .label = N_("Vad det blir av förslaget"),
     .type = FORM_CHOICE,
     .offset = offsetof(OutcomeForm, column),
     .required = true},
    {.name = "reason",
     .label = N_("Skäl"),
     .type = FORM_LONG_TEXT,
     .offset = offsetof(OutcomeForm, reason),
     .max_length = OUTCOME_REASON_MAX,
     .hint =
         N_("Behövs för förslagsbanken och avslag. Den som har lämnat förslaget får läsa det.")},
    {.name = "edit", .type = FORM_EDIT, .offset = offsetof(OutcomeForm, edit)},
    {0}};

static const FormField *fields_of(Arena *arena, const OutcomesView *view) {
    FormChoice *choices = ARENA_ARRAY(arena, FormChoice, view->n_columns + 1);
    for (size_t i = 0; i < view->n_columns; i++)
        choices[i] = (FormChoice){view->columns[i].key, view->columns[i].title};
    return form_with_choices(arena, fields, "column", choices);
}

static const char *comment_of(const SqlCommentsOnProposalRows *comments, Id respondent) {
    for (size_t i = 0; i < comments->n; i++)
        if (id_equal(comments->rows[i].respondent, respondent))
            return comments->rows[i].body;
    return "";
}

static const AnswerGiven *answer_of(const AnswersGiven *answers, Id respondent) {
    for (size_t i = 0; i < answers->n; i++)
        if (id_equal(answers->rows[i].respondent, respondent))
            return &answers->rows[i];
    return NULL;
}

/* What each said, in the order of the rules; who said nothing is left out. */
static bool load_comments(Request *request, const Proposal *proposal, const AnswersGiven *answers,
                          OutcomeFormView *view, GError **error) {
    SqlCommentsOnProposalRows comments;
    const Rules *rules;
    SqlCommentsOnProposalIn in = {request->collaboration, proposal->id};
    if (!sql_comments_on_proposal(request->db, request->arena, &in, &comments, error) ||
        !rules_load(request->db, request->arena, request->collaboration, request->today, &rules,
                    error))
        return false;
    OutcomeComment *rows = ARENA_ARRAY(request->arena, OutcomeComment, answers->n);
    for (size_t r = 0; r < rules->n && answers->n > 0; r++) {
        const AnswerGiven *given = answer_of(answers, rules->rules[r].element);
        if (given == NULL)
            continue;
        uint8_t mark = given_mark(given, proposal->number);
        OutcomeComment said = {party_name(&rules->rules[r]),
                               mark == 0 ? "" : mark_words[mark - 1].word,
                               participation_word(given_participation_key(
                                   given_participates(given, proposal->number))),
                               comment_of(&comments, given->respondent)};
        if (said.mark[0] != '\0' || said.participates[0] != '\0' || said.comment[0] != '\0')
            rows[view->n_comments++] = said;
    }
    view->comments = rows;
    return true;
}

static bool load_differences(Request *request, const Proposal *proposal, OutcomeFormView *view,
                             GError **error) {
    const OutcomeRow *row = view->card->row;
    Activity activity;
    if (!row->is_rewritten)
        return true;
    if (!activity_get(request->db, request->arena, request->collaboration, row->activity, &activity,
                      error))
        return false;
    for (ActivityColumn column = 0; column < N_ACTIVITY_COLUMNS; column++) {
        ProposalText text = proposal_text_of_column(column);
        if (strcmp(activity.cells[column], proposal->texts[text]) != 0)
            view->differences[view->n_differences++] = (OutcomeDifference){
                proposal_texts[text].label, proposal->texts[text], activity.cells[column]};
    }
    view->activity_path =
        collaboration_path(request, "/activities/%s", id_text(request->arena, row->activity));
    return true;
}

static const char *path_of(const OutcomesView *view, size_t index) {
    return index < view->outcomes.n ? view->cards[index].path : NULL;
}

static bool show(Request *request, Response *response, const Proposal *proposal,
                 const OutcomeForm *form, const FormErrors *errors, GError **error) {
    OutcomesView all;
    OutcomeFormView view = {.form = form, .errors = errors};
    size_t index = 0;
    if (!outcomes_view_load(request, proposal->round, &all, error))
        return false;
    view.card = card_among(&all, proposal->id, &index);
    if (view.card == NULL)
        return fail(error, ERROR_NOT_FOUND, "Förslaget står inte bland dem som får ett beslut.");
    if (!load_comments(request, proposal, &all.outcomes.answers, &view, error) ||
        !load_differences(request, proposal, &view, error) ||
        !proposal_activities(request->db, request->arena, request->collaboration, proposal->id,
                             &view.activities, error))
        return false;
    view.frame = outcome_frame(request, &all.outcomes, proposal->texts[PROPOSAL_TITLE]);
    frame_errors(view.frame, response, errors);
    view.fields = fields_of(request->arena, &all);
    view.path = view.card->path;
    view.can_change = all.can_change;
    view.next = path_of(&all, index + 1);
    view.previous = index == 0 ? NULL : path_of(&all, index - 1);
    view.activities_path = collaboration_path(request, "/activities");
    outcome_form_page_html(response_html(response), &view);
    return true;
}

static bool outcome_page(Request *request, Response *response, GError **error) {
    Proposal proposal;
    if (!find_proposal(request, &proposal, error))
        return false;
    OutcomeForm form = {outcome_column_key(request->arena, &proposal), proposal.outcome_reason,
                        proposal.edit};
    return show(request, response, &proposal, &form, NULL, error);
}

/* The list, or the next proposal, after it was saved. */
static bool go_on(Request *request, Response *response, const Proposal *proposal, GError **error) {
    OutcomesView all;
    size_t index = 0;
    const char *list = collaboration_path(request, "/rounds/%s/outcomes?view=list",
                                          id_text(request->arena, proposal->round));
    if (g_strcmp0(request_field(request, "then"), "next") != 0)
        return redirect_done(response, request, list, "saved");
    if (!outcomes_view_load(request, proposal->round, &all, error))
        return false;
    const char *next =
        card_among(&all, proposal->id, &index) == NULL ? NULL : path_of(&all, index + 1);
    return redirect_done(response, request, next == NULL ? list : next, "saved");
}

static bool save(Request *request, const Proposal *proposal, const OutcomeForm *form,
                 GError **error) {
    OutcomeChange change = outcome_change_of(request, proposal->round);
    change.proposals = &proposal->id;
    change.n = 1;
    change.reason = form->reason == NULL ? "" : form->reason;
    change.edit = form->edit;
    change.drops_texts = request_field(request, "drops_texts") != NULL;
    return outcome_column_read(form->column, &change, error) &&
           outcomes_set(request->db, request->arena, &change, error);
}

static bool needs_words(const OutcomeForm *form, FormErrors *errors) {
    Outcome outcome = outcome_from(form->column);
    if ((outcome != OUTCOME_BANK && outcome != OUTCOME_DECLINED) || form->reason != NULL)
        return true;
    form_fail(errors, "reason", "Skriv skälet. Den som har lämnat förslaget ska få veta varför.");
    return false;
}

static bool outcome_action(Request *request, Response *response, GError **error) {
    Proposal proposal;
    OutcomesView all;
    OutcomeForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!find_proposal(request, &proposal, error) ||
        !outcomes_view_load(request, proposal.round, &all, error))
        return false;
    if (form_parse(request, fields_of(request->arena, &all), &form, &errors) &&
        needs_words(&form, &errors)) {
        if (save(request, &proposal, &form, &problem))
            return go_on(request, response, &proposal, error);
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show(request, response, &proposal, &form, &errors, error);
}

const Route outcome_routes[] = {
    {GET, "/:collab/proposals/:proposal/outcome", outcome_page, MAY_READ_COLLABORATION},
    {POST, "/:collab/proposals/:proposal/outcome", outcome_action, MAY_LEAD_ROUNDS},
    {POST, "/:collab/proposals/:proposal/move", move_action, MAY_LEAD_ROUNDS},
    {0},
};
