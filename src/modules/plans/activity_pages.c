#include "base/id.h"
#include "base/language.h"
#include "modules/plans/activity_facts.h"
#include "modules/plans/activity_html.h"
#include "modules/plans/activity_place.h"
#include "modules/plans/plan_rows.h"
#include "modules/plans/plans_pages.h"
#include "modules/plans/plans_sql.h"
#include "modules/plans/undo_offer.h"

#include <string.h>

#define HISTORY_SHOWN 50

static bool load_relatives(const Request *request, const Activity *activity, ActivityRelatives *ret,
                           GError **error) {
    SqlActivityRelativesRows found;
    SqlActivityRelativesIn in = {.collaboration = request->collaboration,
                                 .id = activity->id,
                                 .came_from = activity->came_from};
    if (!sql_activity_relatives(request->db, request->arena, &in, &found, error))
        return false;
    ActivityRelative *rows = ARENA_ARRAY(request->arena, ActivityRelative, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlActivityRelativesRow *row = &found.rows[i];
        rows[i] = (ActivityRelative){
            row->title,
            collaboration_path(request, "/activities/%s", id_text(request->arena, row->id)),
            arena_printf(request->arena, "%s, %d %s", row->plan_title, (int)row->year,
                         T_(plan_status_word(row->status))),
            row->is_earlier};
    }
    *ret = (ActivityRelatives){rows, found.n};
    return true;
}

static const char *proposer_name(const Rules *rules, Id proposer) {
    const Rule *rule = rules_get(rules, proposer);
    if (rule == NULL)
        return T_("en part som inte finns kvar");
    return rule->kind == ELEMENT_COLLABORATION ? T_("samordnaren") : rule_short(rule);
}

static const char *where_proposed(const Request *request, const ActivityPlace *place, Id proposer,
                                  int64_t number, const char *round_title) {
    return arena_printf(request->arena, T_("Förslag %d från %s, %s"), (int)number,
                        proposer_name(place->rules, proposer), round_title);
}

static const char *proposal_path(const Request *request, Id proposal) {
    return collaboration_path(request, "/proposals/%s", id_text(request->arena, proposal));
}

static bool load_proposal(const Request *request, const ActivityPlace *place, ActivityProposal *ret,
                          GError **error) {
    const SqlProposalOfActivityRow *row;
    SqlProposalOfActivityIn in = {request->collaboration, place->activity->proposal};
    if (!id_is_set(in.proposal))
        return true;
    if (!sql_proposal_of_activity(request->db, request->arena, &in, &row, error))
        return false;
    if (row != NULL)
        *ret = (ActivityProposal){
            row->title, proposal_path(request, in.proposal),
            where_proposed(request, place, row->proposer, row->number, row->round_title)};
    return true;
}

/* The proposals in which what waits in the bank has been taken up again. */
static bool load_again(const Request *request, const ActivityPlace *place, ActivityView *view,
                       GError **error) {
    SqlTakenUpAgainRows found;
    SqlTakenUpAgainIn in = {request->collaboration, place->activity->id};
    if (strcmp(place->year->status, "bank") != 0)
        return true;
    if (!sql_taken_up_again(request->db, request->arena, &in, &found, error))
        return false;
    ActivityProposal *again = ARENA_ARRAY(request->arena, ActivityProposal, found.n);
    for (size_t i = 0; i < found.n; i++)
        again[i] =
            (ActivityProposal){found.rows[i].title, proposal_path(request, found.rows[i].id),
                               where_proposed(request, place, found.rows[i].proposer,
                                              found.rows[i].number, found.rows[i].round_title)};
    view->again = again;
    view->n_again = found.n;
    return true;
}

static bool load_history(const Request *request, Id activity, History *ret, GError **error) {
    AuditRows rows;
    if (!audit_of_subject(request->db, request->arena, request->collaboration, activity,
                          HISTORY_SHOWN, &rows, error))
        return false;
    *ret = history_of(request->arena, &rows);
    return true;
}

static ActivityView view_of(const Request *request, const ActivityPlace *place) {
    Arena *arena = request->arena;
    TimeExpression time;
    time_expression(place->activity->cells[COLUMN_TIME], place->year->year, &time);
    return (ActivityView){.frame = activity_frame(request, place, NULL),
                          .plan = &place->plan,
                          .year = place->year,
                          .category = place->category,
                          .plan_path = place->plan_path,
                          .year_path = place->year_path,
                          .row = activity_row(request, place->year, place->activity, false),
                          .can_edit = place->can_edit,
                          .can_follow_up = session_may(request->session, MAY_EDIT_PLAN),
                          .time = time_in_words(arena, &time),
                          .parties = activity_parties(arena, place->rules, place->activity),
                          .responsibilities = activity_responsibilities(arena, place->activity),
                          .host = activity_host(place->rules, place->activity)};
}

static bool activity_page(Request *request, Response *response, GError **error) {
    ActivityPlace place;
    if (!activity_place_load(request, &place, error))
        return false;
    ActivityView view = view_of(request, &place);
    if (place.can_edit)
        offer_undo(view.frame, place.plan_path, UNDO_TO_ACTIVITY);
    if (!load_relatives(request, place.activity, &view.relatives, error) ||
        !load_proposal(request, &place, &view.proposal, error) ||
        !load_again(request, &place, &view, error) ||
        !load_history(request, place.activity->id, &view.history, error))
        return false;
    understanding_notes(request->arena, place.rules, place.year->year, place.activity, &view.notes);
    activity_page_html(response_html(response), &view);
    return true;
}

const Route activity_routes[] = {
    {GET, "/:collab/activities/:activity", activity_page, MAY_READ_COLLABORATION},
    {0},
};
