#include "modules/plans/board_pages.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/plans/board.h"
#include "modules/plans/board_html.h"
#include "modules/plans/undo_offer.h"
#include "services/auth/auth.h"

#include <string.h>

/* On a phone one column shows at a time. */
static void show_column(const Board *board, int year) {
    for (size_t i = 0; i < board->n_columns; i++)
        board->columns[i].is_shown = board->columns[i].year == year;
}

static bool board_page(Request *request, Response *response, GError **error) {
    BoardView view = {0};
    if (!plan_head_load(request, N_("Tavla"), "/board", &view.head, error))
        return false;
    const PlanYear *year = plan_year_chosen(&view.head);
    board(request, &view.head.plan, view.head.path, view.head.can_edit, &view.board);
    board_filters(request, &view);
    show_column(&view.board, year == NULL ? 0 : year->year);
    view.is_large = request_query(request, "large") != NULL;
    view.head.frame->is_projector = view.is_large;
    view.large_path =
        arena_printf(request->arena, "%s/board%s", view.head.path, view.is_large ? "" : "?large=1");
    board_page_html(response_html(response), &view);
    return true;
}

/* ---- moving a card ---- */

static const PlanYear *column_named(const Plan *plan, const char *column) {
    for (size_t i = 0; column != NULL && i < plan->n_years; i++)
        if (plan->years[i].year == (int)g_ascii_strtoll(column, NULL, 10))
            return &plan->years[i];
    return NULL;
}

static bool move(const Request *request, const Plan *plan, Id activity, Id *ret_audit,
                 GError **error) {
    const char *before = request_field(request, "before");
    const PlanYear *year = column_named(plan, request_field(request, "column"));
    ActivityMove moving = {.collaboration = request->collaboration,
                           .account = request->session->account,
                           .activity = activity};
    if (year == NULL)
        return fail(error, ERROR_INVALID, "Välj ett av planens år att flytta aktiviteten till.");
    moving.plan_year = year->id;
    if (before != NULL && before[0] != '\0' && !id_parse(before, &moving.before))
        return fail(error, ERROR_INVALID,
                    "Den aktivitet som skulle stå efter finns inte. Ladda om tavlan.");
    return activity_move(request->db, request->arena, &moving, ret_audit, error);
}

bool board_answer(const Request *request, Response *response, Id plan, int year, GError **error) {
    Plan loaded;
    Board fresh;
    const char *path = collaboration_path(request, "/plans/%s", id_text(request->arena, plan));
    if (!plan_load(request->db, request->arena, request->collaboration, plan, &loaded, error))
        return false;
    board(request, &loaded, path, true, &fresh);
    show_column(&fresh, year);
    board_area_html(response_html(response), &fresh);
    return true;
}

static bool move_action(Request *request, Response *response, GError **error) {
    Id id, audit;
    Activity activity;
    Plan plan;
    if (!request_id(request, "activity", &id, error) ||
        !activity_get(request->db, request->arena, request->collaboration, id, &activity, error) ||
        !plan_load(request->db, request->arena, request->collaboration, activity.plan, &plan,
                   error) ||
        !move(request, &plan, id, &audit, error))
        return false;
    if (request->htmx)
        return board_answer(request, response, plan.id,
                            (int)g_ascii_strtoll(request_field(request, "column"), NULL, 10),
                            error);
    const char *path =
        collaboration_path(request, "/plans/%s/board", id_text(request->arena, plan.id));
    return redirect_undoable(response, request, path, "moved", audit);
}

const Route board_routes[] = {
    {GET, "/:collab/plans/:plan/board", board_page, MAY_READ_COLLABORATION},
    {POST, "/:collab/activities/:activity/move", move_action, MAY_EDIT_PLAN},
    {0},
};
