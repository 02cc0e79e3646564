#include "modules/plans/plan_rows.h"

#include "base/id.h"
#include "base/text.h"

#include <string.h>

static const struct {
    const char *status, *word, *chip;
} statuses[] = {{"planned", N_("Planerad"), ""},       {"ongoing", N_("Pågår"), "approved"},
                {"late", N_("Försenad"), "attention"}, {"done", N_("Klar"), "approved"},
                {"cancelled", N_("Inställd"), ""},     {"moved", N_("Flyttad"), ""}};

const char *activity_status_word(const char *status) {
    for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
        if (strcmp(statuses[i].status, status) == 0)
            return statuses[i].word;
    return status;
}

const char *activity_status_chip(const char *status) {
    for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
        if (strcmp(statuses[i].status, status) == 0)
            return statuses[i].chip;
    return "";
}

static GoalChip goal_chip(const ActivityGoal *goal) {
    GoalKind kind = strcmp(goal->kind, "global") == 0 ? GOAL_GLOBAL : GOAL_NATIONAL;
    const Goal *known = goal->number == 0 ? NULL : goal_by_number(kind, (int)goal->number);
    return (GoalChip){goal->kind, known == NULL ? goal->title : known->name, goal->number};
}

ActivityRow activity_row(const Request *request, const Activity *activity) {
    Arena *arena = request->arena;
    GoalChip *goals = ARENA_ARRAY(arena, GoalChip, activity->n_goals);
    for (size_t i = 0; i < activity->n_goals; i++)
        goals[i] = goal_chip(&activity->goals[i]);
    return (ActivityRow){.activity = activity,
                         .path = collaboration_path(request, "/activities/%s", id_text(arena, activity->id)),
                         .status = activity_status_word(activity->status),
                         .status_chip = activity_status_chip(activity->status),
                         .goals = goals,
                         .n_goals = activity->n_goals};
}

static bool activity_matches(Arena *arena, const Activity *activity, const char *query) {
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        if (strstr(text_fold(arena, activity->cells[column]), query) != NULL)
            return true;
    return false;
}

static CategoryBand band_of(const Request *request, const PlanCategory *category, const char *query) {
    ActivityRow *rows = ARENA_ARRAY(request->arena, ActivityRow, category->n_activities);
    CategoryBand band = {category, rows, 0};
    for (size_t i = 0; i < category->n_activities; i++)
        if (query[0] == '\0' || activity_matches(request->arena, &category->activities[i], query))
            rows[band.n_rows++] = activity_row(request, &category->activities[i]);
    return band;
}

static bool is_chosen(const Request *request, const PlanCategory *category) {
    const char *wanted = request_query(request, "category");
    return wanted == NULL || wanted[0] == '\0' || strcmp(wanted, id_text(request->arena, category->id)) == 0;
}

static void set_filters(const Request *request, PlanView *view) {
    const PlanYear *year = view->year;
    CategoryFilter *filters = ARENA_ARRAY(request->arena, CategoryFilter, year->n_categories + 1);
    const char *wanted = request_query(request, "category");
    bool all = wanted == NULL || wanted[0] == '\0';
    filters[view->n_filters++] = (CategoryFilter){
        N_("Alla kategorier"), arena_printf(request->arena, "%s?year=%d", view->head.path, year->year), 0, all};
    for (size_t i = 0; i < year->n_categories; i++) {
        const PlanCategory *category = &year->categories[i];
        const char *path = arena_printf(request->arena, "%s?year=%d&category=%s", view->head.path, year->year,
                                        id_text(request->arena, category->id));
        filters[view->n_filters++] =
            (CategoryFilter){category->title, path, category->n_activities, !all && is_chosen(request, category)};
    }
    view->filters = filters;
}

void plan_rows(const Request *request, PlanView *view) {
    const PlanYear *year = view->year;
    CategoryBand *bands = ARENA_ARRAY(request->arena, CategoryBand, year->n_categories);
    const char *query = text_fold(request->arena, view->query);
    view->is_bank = strcmp(year->status, "bank") == 0;
    for (size_t i = 0; i < year->n_categories; i++) {
        if (!is_chosen(request, &year->categories[i]))
            continue;
        CategoryBand band = band_of(request, &year->categories[i], query);
        view->n_rows += band.n_rows;
        if (query[0] == '\0' || band.n_rows > 0)
            bands[view->n_bands++] = band;
    }
    view->bands = bands;
    set_filters(request, view);
}
