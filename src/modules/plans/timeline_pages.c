#include "modules/plans/timeline_pages.h"

#include "modules/plans/timeline.h"
#include "modules/plans/timeline_html.h"

#include <string.h>

static bool is_bank(const PlanYear *year) {
    return strcmp(year->status, "bank") == 0;
}

/* The chosen year, or the first: the bank is no time. */
static const PlanYear *year_to_show(const PlanHead *head) {
    const PlanYear *chosen = plan_year_chosen(head);
    for (size_t i = 0; chosen != NULL && is_bank(chosen) && i < head->plan.n_years; i++)
        if (!is_bank(&head->plan.years[i]))
            chosen = &head->plan.years[i];
    return chosen == NULL || is_bank(chosen) ? NULL : chosen;
}

static void set_filters(Arena *arena, TimelineView *view) {
    const Plan *plan = &view->head.plan;
    FilterLink *filters = ARENA_ARRAY(arena, FilterLink, plan->n_years);
    for (size_t i = 0; i < plan->n_years; i++)
        if (!is_bank(&plan->years[i]))
            filters[view->n_filters++] = (FilterLink){
                arena_printf(arena, "%d", plan->years[i].year),
                arena_printf(arena, "%s/timeline?year=%d", view->head.path, plan->years[i].year),
                plan_year_count(&plan->years[i]), &plan->years[i] == view->year};
    view->filters = filters;
}

static bool timeline_page(Request *request, Response *response, GError **error) {
    TimelineView view = {0};
    if (!plan_head_load(request, N_("Tidslinje"), "/timeline", &view.head, error))
        return false;
    view.year = year_to_show(&view.head);
    if (view.year != NULL)
        timeline(request, view.year, &view.timeline);
    set_filters(request->arena, &view);
    timeline_page_html(response_html(response), &view);
    return true;
}

const Route timeline_routes[] = {
    {GET, "/:collab/plans/:plan/timeline", timeline_page, MAY_READ_COLLABORATION},
    {0},
};
