#include "base/error.h"
#include "base/id.h"
#include "modules/plans/activity_place.h"
#include "modules/plans/board_pages.h"
#include "modules/plans/edit_html.h"
#include "modules/plans/edit_pages.h"
#include "modules/plans/plan_rows.h"
#include "modules/plans/plans_html.h"
#include "modules/plans/undo_offer.h"

#include <string.h>

/* One cell saved from the table, and the latest change taken back. docs/interface.md, "The plan",
 * says what the script posts and what it wants back. */

static const char *field(const Request *request, const char *name) {
    const char *value = request_field(request, name);
    return value == NULL ? "" : value;
}

/* ---- what the script gets ---- */

/* 409 is for a cell whose two texts are shown. */
static bool answer_reason(Response *response, const GError *problem) {
    response_status(response, error_is(problem, ERROR_CONFLICT) ? 422 : form_error_status(problem));
    edit_reason_html(response_html(response), problem->message);
    return true;
}

typedef struct {
    const CellConflict *conflict;
    const char *changed;
} RowState;

static bool answer_row(Request *request, Response *response, const PlanYear *year,
                       const Activity *activity, RowState state) {
    ActivityRow row = activity_row(request, year, activity, true);
    row.conflict = state.conflict;
    row.changed = state.changed;
    response_status(response, state.conflict == NULL ? 200 : 409);
    plan_row_html(response_html(response), &row);
    return true;
}

static CellConflict conflict_of(Arena *arena, const CellEdit *edit, const CellResult *result) {
    return (CellConflict){.column = edit->column,
                          .who = result->changed_by == NULL ? "" : result->changed_by,
                          .at = result->changed_at,
                          .now = result->text,
                          .typed = edit->text,
                          .parts = word_difference(arena, result->text, edit->text)};
}

static bool answer_script(Request *request, Response *response, const CellEdit *edit,
                          const CellResult *result, GError **error) {
    Activity activity;
    PlanYear year;
    if (!activity_get(request->db, request->arena, edit->collaboration, edit->activity, &activity,
                      error) ||
        !plan_year_of_activity(request->db, request->arena, edit->collaboration, edit->activity,
                               &year, error))
        return false;
    if (result->outcome != CELL_CONFLICT)
        return answer_row(request, response, &year, &activity, (RowState){0});
    CellConflict conflict = conflict_of(request->arena, edit, result);
    return answer_row(request, response, &year, &activity, (RowState){.conflict = &conflict});
}

/* ---- saving a cell ---- */

static bool typed_cell(Request *request, CellEdit *ret, GError **error) {
    *ret = (CellEdit){.collaboration = request->collaboration,
                      .account = request->session->account,
                      .was = field(request, "was"),
                      .text = field(request, "text")};
    if (!activity_column_from(field(request, "column"), &ret->column))
        return fail(error, ERROR_INVALID, "Kolumnen finns inte. Läs in sidan igen.");
    return request_id(request, "activity", &ret->activity, error);
}

static bool cell_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    CellEdit edit;
    CellResult result;
    if (typed_cell(request, &edit, &problem) &&
        activity_edit_cell(request->db, request->arena, &edit, &result, &problem))
        return request->htmx ? answer_script(request, response, &edit, &result, error)
                             : answer_cell_page(request, response, &edit, &result, error);
    if (request->htmx && error_is_for_people(problem))
        return answer_reason(response, problem);
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

/* ---- undo ---- */

/* Where the change shows, when it is not in the row that the script has. */
static const char *undone_path(const Request *request, const ActivityPlace *place) {
    if (strcmp(field(request, "to"), UNDO_TO_BOARD) == 0)
        return arena_printf(request->arena, "%s/board?year=%d", place->plan_path,
                            place->year->year);
    return strcmp(field(request, "to"), UNDO_TO_ACTIVITY) == 0 ? place->path
                                                               : activity_row_path(request, place);
}

/* The script gets the board, or the row of a cell; it opens HX-Location when the change is
 * elsewhere. */
static bool answer_undone(Request *request, Response *response, const UndoResult *undone,
                          GError **error) {
    ActivityPlace place;
    if (!activity_place_of(request, undone->activity, &place, error))
        return false;
    const char *path = undone_path(request, &place);
    if (!request->htmx)
        return redirect_undoable(response, request, path, "undone", (Id){0});
    if (strcmp(field(request, "to"), UNDO_TO_BOARD) == 0)
        return board_answer(request, response, place.plan.id, place.year->year, error);
    const char *key = undone->column >= N_ACTIVITY_COLUMNS ? ""
                      : undone->column == COLUMN_TITLE     ? "title"
                                                           : activity_columns[undone->column].key;
    response_header(response, "HX-Location", done_path(request->arena, path, "undone", (Id){0}));
    return answer_row(request, response, place.year, place.activity, (RowState){.changed = key});
}

static bool undo_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    ActivityUndo undo = {.collaboration = request->collaboration,
                         .account = request->session->account};
    UndoResult undone;
    const char *change = field(request, "change");
    if (!request_id(request, "plan", &undo.plan, error))
        return false;
    if (change[0] != '\0' && !id_parse(change, &undo.change))
        return fail(error, ERROR_INVALID, "Ändringen finns inte. Läs in sidan igen.");
    if (activity_undo(request->db, request->arena, &undo, &undone, &problem))
        return answer_undone(request, response, &undone, error);
    if (request->htmx && error_is_for_people(problem))
        return answer_reason(response, problem);
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

const Route cell_routes[] = {
    {POST, "/:collab/activities/:activity/cell", cell_action, MAY_EDIT_PLAN},
    {POST, "/:collab/plans/:plan/undo", undo_action, MAY_EDIT_PLAN},
    {0},
};
