#include "modules/plans/plans.h"

#include "base/error.h"
#include "modules/plans/plans_sql.h"

#include <string.h>

bool plans_list(Db *db, Arena *arena, Id collaboration, PlanSummaries *ret, GError **error) {
    SqlPlansListRows found;
    if (!sql_plans_list(db, arena, &(SqlPlansListIn){.collaboration = collaboration}, &found,
                        error))
        return false;
    PlanSummary *rows = ARENA_ARRAY(arena, PlanSummary, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlPlansListRow *row = &found.rows[i];
        rows[i] = (PlanSummary){.id = row->id,
                                .document = row->document,
                                .title = row->title,
                                .state = row->state,
                                .first_year = row->first_year,
                                .last_year = row->last_year,
                                .n_activities = row->n_activities,
                                .n_versions = row->n_versions,
                                .adopted_on = row->adopted_on,
                                .paragraph = row->paragraph,
                                .is_published = row->is_published};
    }
    *ret = (PlanSummaries){rows, found.n};
    return true;
}

const PlanCategory *plan_category_titled(const Plan *plan, int year, const char *title) {
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; plan->years[y].year == year && c < plan->years[y].n_categories; c++)
            if (strcmp(plan->years[y].categories[c].title, title) == 0)
                return &plan->years[y].categories[c];
    return NULL;
}

bool plan_year_of_activity(Db *db, Arena *arena, Id collaboration, Id activity, PlanYear *ret,
                           GError **error) {
    const SqlPlanYearOfActivityRow *row;
    if (!sql_plan_year_of_activity(db, arena, &(SqlPlanYearOfActivityIn){collaboration, activity},
                                   &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Aktiviteten finns inte i planen. Någon kan ha tagit bort den.");
    *ret = (PlanYear){.id = row->id, .year = (int)row->year, .status = row->status};
    return true;
}

bool plan_beginning(Db *db, Arena *arena, Id collaboration, Id document, int first_year, Id *ret,
                    GError **error) {
    const SqlPlanOfYearRow *row;
    if (!sql_plan_of_year(db, arena, &(SqlPlanOfYearIn){collaboration, document, first_year}, &row,
                          error))
        return false;
    *ret = row == NULL ? (Id){0} : row->id;
    return true;
}

static bool load_head(Db *db, Arena *arena, Id collaboration, Id id, Plan *plan, GError **error) {
    const SqlPlanOneRow *row;
    if (!sql_plan_one(db, arena, &(SqlPlanOneIn){.collaboration = collaboration, .id = id}, &row,
                      error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Planen finns inte. Gå till listan över planer och välj där.");
    *plan = (Plan){.id = row->id,
                   .document = row->document,
                   .came_from = row->came_from,
                   .title = row->title,
                   .first_year = (int)row->first_year,
                   .last_year = (int)row->last_year,
                   .state = row->state,
                   .edit = row->edit};
    return true;
}

static bool load_chapters(Db *db, Arena *arena, Id collaboration, Plan *plan, GError **error) {
    SqlPlanChaptersRows found;
    SqlPlanChaptersIn in = {.collaboration = collaboration, .plan = plan->id};
    if (!sql_plan_chapters(db, arena, &in, &found, error))
        return false;
    PlanChapter *chapters = ARENA_ARRAY(arena, PlanChapter, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlPlanChaptersRow *row = &found.rows[i];
        chapters[i] = (PlanChapter){row->id, row->kind, row->heading, row->body, row->edit};
    }
    plan->chapters = chapters;
    plan->n_chapters = found.n;
    return true;
}

static bool load_national(Db *db, Arena *arena, Id collaboration, Plan *plan, GError **error) {
    SqlPlanNationalRows found;
    SqlPlanNationalIn in = {.collaboration = collaboration, .plan = plan->id};
    if (!sql_plan_national(db, arena, &in, &found, error))
        return false;
    NationalActivity *national = ARENA_ARRAY(arena, NationalActivity, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlPlanNationalRow *row = &found.rows[i];
        national[i] =
            (NationalActivity){row->id, (int)row->year, row->heading, row->title, row->authority};
    }
    plan->national = national;
    plan->n_national = found.n;
    return true;
}

/* Each category's activities are a run. */
static void give_activities(PlanCategory *category, const Activities *all) {
    size_t first = 0;
    while (first < all->n && all->rows[first].category.value != category->id.value)
        first++;
    size_t next = first;
    while (next < all->n && all->rows[next].category.value == category->id.value)
        next++;
    category->n_activities = next - first;
    category->activities = next == first ? NULL : &all->rows[first];
}

static void give_categories(Arena *arena, PlanYear *year, const SqlPlanCategoriesRows *found,
                            const Activities *all) {
    PlanCategory *categories = ARENA_ARRAY(arena, PlanCategory, found->n);
    for (size_t i = 0; i < found->n; i++) {
        const SqlPlanCategoriesRow *row = &found->rows[i];
        if (row->plan_year.value != year->id.value)
            continue;
        PlanCategory *category = &categories[year->n_categories++];
        *category = (PlanCategory){.id = row->id, .title = row->title, .note = row->note};
        give_activities(category, all);
    }
    year->categories = categories;
}

static bool load_years(Db *db, Arena *arena, Id collaboration, Plan *plan, GError **error) {
    SqlPlanYearsRows years;
    SqlPlanCategoriesRows categories;
    Activities activities;
    if (!sql_plan_years(db, arena, &(SqlPlanYearsIn){collaboration, plan->id}, &years, error) ||
        !sql_plan_categories(db, arena, &(SqlPlanCategoriesIn){collaboration, plan->id},
                             &categories, error) ||
        !activities_of_plan(db, arena, collaboration, plan->id, &activities, error))
        return false;
    PlanYear *rows = ARENA_ARRAY(arena, PlanYear, years.n);
    for (size_t i = 0; i < years.n; i++) {
        rows[i] = (PlanYear){.id = years.rows[i].id,
                             .year = (int)years.rows[i].year,
                             .status = years.rows[i].status};
        give_categories(arena, &rows[i], &categories, &activities);
    }
    plan->years = rows;
    plan->n_years = years.n;
    return true;
}

static bool read_plan(Db *db, Arena *arena, const DbKey *key, const void **ret, GError **error) {
    Plan *plan = ARENA_NEW(arena, Plan);
    Id collaboration = key->collaboration;
    if (!load_head(db, arena, collaboration, key->id, plan, error) ||
        !load_chapters(db, arena, collaboration, plan, error) ||
        !load_national(db, arena, collaboration, plan, error) ||
        !load_years(db, arena, collaboration, plan, error))
        return false;
    *ret = plan;
    return true;
}

bool plan_load(Db *db, Arena *arena, Id collaboration, Id id, Plan *ret, GError **error) {
    const void *plan;
    if (!db_kept(db, arena, read_plan, &(DbKey){.collaboration = collaboration, .id = id}, &plan,
                 error))
        return false;
    *ret = *(const Plan *)plan;
    return true;
}
