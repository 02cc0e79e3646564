#include "modules/outcomes/outcomes_pages.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/outcomes/outcome_board_html.h"
#include "modules/outcomes/outcome_list_html.h"
#include "modules/outcomes/outcomes_changes.h"
#include "modules/outcomes/outcomes_files.h"
#include "services/auth/auth.h"

#include <string.h>

Frame *outcome_frame(const Request *request, const Outcomes *outcomes, const char *title) {
    Frame *frame = frame_new(request, PLACE_PROPOSALS, title);
    const char *round =
        collaboration_path(request, "/rounds/%s", id_text(request->arena, outcomes->round.id));
    frame_crumb(frame, N_("Förslag"), collaboration_path(request, "/rounds"));
    frame_crumb(frame, outcomes->round.title, round);
    frame_crumb(frame, N_("Beslut om förslagen"),
                arena_printf(request->arena, "%s/outcomes", round));
    return frame;
}

OutcomeChange outcome_change_of(const Request *request, Id round) {
    return (OutcomeChange){.collaboration = request->collaboration,
                           .account = request->session->account,
                           .round = round,
                           .today = request->today,
                           .now = request_moment(request)};
}

bool outcome_column_read(const char *key, OutcomeChange *ret, GError **error) {
    int64_t year = key == NULL ? 0 : g_ascii_strtoll(key, NULL, 10);
    if (g_strcmp0(key, "none") == 0)
        ret->outcome = OUTCOME_NONE;
    else if (year >= 1990 && year <= 2200)
        ret->outcome = OUTCOME_PLANNED;
    else if ((ret->outcome = outcome_from(key)) == OUTCOME_NONE || year != 0 ||
             ret->outcome == OUTCOME_PLANNED)
        return fail(error, ERROR_INVALID, "Välj vad det blir av förslaget.");
    ret->year = ret->outcome == OUTCOME_PLANNED ? year : 0;
    return true;
}

static bool load(Request *request, OutcomesView *ret, GError **error) {
    Id round;
    return request_id(request, "round", &round, error) &&
           outcomes_view_load(request, round, ret, error);
}

static bool load_page(Request *request, OutcomesView *ret, GError **error) {
    return load(request, ret, error) &&
           round_head_of(request, ret->outcomes.round.id, N_("Beslut om förslagen"), "/outcomes",
                         &ret->head, error);
}

static bool outcomes_page(Request *request, Response *response, GError **error) {
    OutcomesView view;
    if (!load_page(request, &view, error))
        return false;
    if (view.is_list)
        outcome_list_page_html(response_html(response), &view);
    else
        outcome_board_page_html(response_html(response), &view);
    return true;
}

static bool outcomes_table(Request *request, Response *response, GError **error) {
    OutcomesView view;
    return load(request, &view, error) && outcomes_answer_table(request, response, &view, error);
}

static bool outcomes_report(Request *request, Response *response, GError **error) {
    OutcomesView view;
    return load(request, &view, error) && outcomes_answer_report(request, response, &view, error);
}

/* ---- several at once ---- */

static const FormField bulk_fields[] = {{.name = "proposal",
                                         .label = N_("Förslag"),
                                         .type = FORM_IDS,
                                         .offset = offsetof(OutcomeBulkForm, proposals)},
                                        {.name = "column",
                                         .label = N_("Beslut"),
                                         .type = FORM_TEXT,
                                         .offset = offsetof(OutcomeBulkForm, column)},
                                        {.name = "reason",
                                         .label = N_("Skäl"),
                                         .type = FORM_LONG_TEXT,
                                         .offset = offsetof(OutcomeBulkForm, reason),
                                         .max_length = OUTCOME_REASON_MAX},
                                        {0}};

static bool back_to(Response *response, const Request *request, Id round, const char *query,
                    const char *done) {
    return redirect_done(
        response, request,
        collaboration_path(request, "/rounds/%s/outcomes%s", id_text(request->arena, round), query),
        done);
}

static bool set_chosen(Request *request, Id round, const OutcomeBulkForm *form, GError **error) {
    OutcomeChange change = outcome_change_of(request, round);
    change.proposals = form->proposals.items;
    change.n = form->proposals.n;
    change.reason = form->reason;
    return outcome_column_read(form->column, &change, error) &&
           outcomes_set(request->db, request->arena, &change, error);
}

/* The list once more, with what was chosen and why it could not be done. */
static bool show_again(Request *request, Response *response, const OutcomeBulkForm *form,
                       const FormErrors *errors, GError **error) {
    OutcomesView view;
    if (!load_page(request, &view, error))
        return false;
    view.errors = errors;
    view.chosen = form;
    frame_errors(view.head.frame, response, errors);
    outcome_list_page_html(response_html(response), &view);
    return true;
}

static bool bulk_action(Request *request, Response *response, GError **error) {
    Id round;
    OutcomeBulkForm form = {0};
    FormErrors errors = {0};
    g_autoptr(GError) problem = NULL;
    if (!request_id(request, "round", &round, error))
        return false;
    if (form_parse(request, bulk_fields, &form, &errors)) {
        if (set_chosen(request, round, &form, &problem))
            return redirect_done(response, request, outcome_list_path(request, round), "saved");
        if (!form_take(&errors, problem, error))
            return false;
    }
    return show_again(request, response, &form, &errors, error);
}

static bool follow_action(Request *request, Response *response, GError **error) {
    Id round;
    size_t n;
    if (!request_id(request, "round", &round, error))
        return false;
    OutcomeChange change = outcome_change_of(request, round);
    return outcomes_follow(request->db, request->arena, &change, &n, error) &&
           back_to(response, request, round, "", n == 0 ? "nothing-suggested" : "followed");
}

static bool mend_action(Request *request, Response *response, GError **error) {
    Id round;
    if (!request_id(request, "round", &round, error))
        return false;
    OutcomeChange change = outcome_change_of(request, round);
    return outcomes_mend(request->db, request->arena, &change, error) &&
           back_to(response, request, round, "", "saved");
}

const Route outcomes_routes[] = {
    {GET, "/:collab/rounds/:round/outcomes", outcomes_page, MAY_READ_COLLABORATION},
    TABLE_ROUTES("/:collab/rounds/:round/outcomes", outcomes_table, MAY_READ_COLLABORATION),
    REPORT_ROUTES("/:collab/rounds/:round/outcomes", outcomes_report, MAY_READ_COLLABORATION),
    {POST, "/:collab/rounds/:round/outcomes", bulk_action, MAY_LEAD_ROUNDS},
    {POST, "/:collab/rounds/:round/outcomes/follow", follow_action, MAY_LEAD_ROUNDS},
    {POST, "/:collab/rounds/:round/outcomes/mend", mend_action, MAY_LEAD_ROUNDS},
    {0},
};
