#include "base/id.h"
#include "modules/plans/history_html.h"
#include "modules/plans/history_view.h"
#include "modules/plans/plans_pages.h"

#include <string.h>

#define HISTORY_SHOWN 200

/* The title of an activity that is in the plan now. */
static const char *activity_title(const Plan *plan, Id id) {
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; c < plan->years[y].n_categories; c++)
            for (size_t a = 0; a < plan->years[y].categories[c].n_activities; a++)
                if (id_equal(plan->years[y].categories[c].activities[a].id, id))
                    return plan->years[y].categories[c].activities[a].cells[COLUMN_TITLE];
    return NULL;
}

static void name_activities(const Request *request, const Plan *plan, const AuditRows *rows,
                            History *history) {
    HistoryItem *items = ARENA_ARRAY(request->arena, HistoryItem, history->n);
    for (size_t i = 0; i < history->n; i++) {
        items[i] = history->rows[i];
        const char *title = activity_title(plan, rows->rows[i].subject);
        if (title == NULL)
            continue;
        items[i].title = title;
        items[i].path = collaboration_path(request, "/activities/%s",
                                           id_text(request->arena, rows->rows[i].subject));
    }
    history->rows = items;
}

static bool history_page(Request *request, Response *response, GError **error) {
    HistoryView view = {.limit = HISTORY_SHOWN};
    AuditRows rows;
    if (!plan_head_load(request, N_("Ändringar"), "/history", &view.head, error) ||
        !audit_of_parent(request->db, request->arena, request->collaboration, view.head.plan.id,
                         HISTORY_SHOWN, &rows, error))
        return false;
    view.history = history_of(request->arena, &rows);
    name_activities(request, &view.head.plan, &rows, &view.history);
    plan_history_page_html(response_html(response), &view);
    return true;
}

const Route history_routes[] = {
    {GET, "/:collab/plans/:plan/history", history_page, MAY_READ_COLLABORATION},
    {0},
};
