#include "modules/plans/plan_rows.h"

#include "base/id.h"
#include "base/language.h"
#include "modules/plans/plan_filters.h"

#include <string.h>

GoalChip goal_chip(const ActivityGoal *goal) {
    GoalKind kind = strcmp(goal->kind, "global") == 0 ? GOAL_GLOBAL : GOAL_NATIONAL;
    const Goal *known = goal->number == 0 ? NULL : goal_by_number(kind, (int)goal->number);
    return (GoalChip){goal->kind, known == NULL ? goal->title : T_(known->name), goal->number};
}

ActivityRow activity_row(const Request *request, const PlanYear *year, const Activity *activity,
                         bool can_edit) {
    Arena *arena = request->arena;
    GoalChip *goals = ARENA_ARRAY(arena, GoalChip, activity->n_goals);
    for (size_t i = 0; i < activity->n_goals; i++)
        goals[i] = goal_chip(&activity->goals[i]);
    return (ActivityRow){
        .activity = activity,
        .path = collaboration_path(request, "/activities/%s", id_text(arena, activity->id)),
        .standing = standing_of(activity, year, request->today),
        .is_bank = strcmp(year->status, "bank") == 0,
        .can_edit = can_edit,
        .goals = goals,
        .n_goals = activity->n_goals};
}

static ActivityRow *rows_of_year(const Request *request, const PlanYear *year, bool can_edit,
                                 size_t *ret_n) {
    size_t n = 0;
    ActivityRow *rows = ARENA_ARRAY(request->arena, ActivityRow, plan_year_count(year));
    for (size_t c = 0; c < year->n_categories; c++)
        for (size_t a = 0; a < year->categories[c].n_activities; a++)
            rows[n++] = activity_row(request, year, &year->categories[c].activities[a], can_edit);
    *ret_n = n;
    return rows;
}

/* The category's rows that match, of those from `rows` on. */
static CategoryBand band_of(const PlanFilters *filters, const PlanCategory *category,
                            const ActivityRow *rows) {
    Arena *arena = filters->request->arena;
    ActivityRow *kept = ARENA_ARRAY(arena, ActivityRow, category->n_activities);
    CategoryBand band = {
        category,
        arena_printf(arena, "%s/categories/%s", filters->path, id_text(arena, category->id)), kept,
        0};
    for (size_t i = 0; i < category->n_activities; i++)
        if (plan_filters_match(filters, &rows[i]))
            kept[band.n_rows++] = rows[i];
    return band;
}

static void set_goal_names(const Request *request, PlanView *view) {
    size_t n_national, n_global;
    const Goal *national = goals_of_kind(GOAL_NATIONAL, &n_national),
               *global = goals_of_kind(GOAL_GLOBAL, &n_global);
    const char **names = ARENA_ARRAY(request->arena, const char *, n_national + n_global + 1);
    for (size_t i = 0; i < n_national; i++)
        names[view->n_goal_names++] = national[i].name;
    for (size_t i = 0; i < n_global; i++)
        names[view->n_goal_names++] = global[i].name;
    names[view->n_goal_names++] = "Flertalet";
    view->goal_names = names;
}

static void set_bands(const PlanFilters *filters, PlanView *view) {
    const PlanYear *year = filters->year;
    CategoryBand *bands = ARENA_ARRAY(filters->request->arena, CategoryBand, year->n_categories);
    const ActivityRow *next = filters->rows;
    for (size_t i = 0; i < year->n_categories; next += year->categories[i++].n_activities) {
        if (!plan_filters_match_category(filters, &year->categories[i]))
            continue;
        CategoryBand band = band_of(filters, &year->categories[i], next);
        view->n_rows += band.n_rows;
        if (!view->is_narrowed || band.n_rows > 0)
            bands[view->n_bands++] = band;
    }
    view->bands = bands;
}

void plan_rows(const Request *request, PlanView *view) {
    const PlanYear *year = view->year;
    const ActivityRow *rows = rows_of_year(request, year, view->head.can_edit, &view->n_all);
    PlanFilters filters = plan_filters_of(&view->head, year, rows, view->n_all);
    view->is_bank = strcmp(year->status, "bank") == 0;
    view->is_narrowed = plan_filters_narrow(&filters);
    view->query = filters.wanted[FILTER_TEXT].value;
    set_bands(&filters, view);
    set_goal_names(request, view);
    plan_filter_links(&filters, view);
}
