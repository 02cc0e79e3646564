#include "modules/activities/activities.h"

#include "base/error.h"
#include "base/language.h"
#include "modules/activities/activities_sql.h"
#include "modules/activities/time_expression.h"

#include <glib.h>

const ActivityColumnInfo activity_columns[N_ACTIVITY_COLUMNS] = {
    [COLUMN_TITLE] = {"activity", N_("Aktivitet"), 500},
    [COLUMN_GOAL] = {"goal", N_("Aktivitetsmål"), 5000},
    [COLUMN_IMPLEMENTATION] = {"implementation", N_("Genomförande"), 5000},
    [COLUMN_TIME] = {"time", N_("Tid"), 500},
    [COLUMN_RESPONSIBLE] = {"responsible", N_("Ansvar"), 2000},
    [COLUMN_PARTIES] = {"parties", N_("Samverkansparter"), 2000},
    [COLUMN_EFFECT_GOALS] = {"effect_goals", N_("Effektmål"), 2000},
};

/* Everything that stands beside the activities of one plan (or of one activity), by activity. */
typedef struct {
    SqlTarget *targets;
    SqlStep *steps;
    SqlParty *parties;
    SqlGoal *goals;
    SqlResponsibility *responsibilities;
    size_t n_targets, n_steps, n_parties, n_goals, n_responsibilities;
} Beside;

/* The rows that belong to one activity, in rows sorted by their first field, the activity's id. */
static const void *rows_of(const void *rows, size_t n, size_t size, Id activity, size_t *ret_n) {
    const char *bytes = rows;
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (((const Id *)(const void *)(bytes + middle * size))->value < activity.value)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < n && ((const Id *)(const void *)(bytes + end * size))->value == activity.value)
        end++;
    *ret_n = end - low;
    return n == 0 ? NULL : bytes + low * size;
}

#define ROWS_OF(beside, what, activity, ret_n)                                                     \
    rows_of((beside)->what, (beside)->n_##what, sizeof(*(beside)->what), (activity), (ret_n))

static void add_targets(Arena *arena, const Beside *beside, Activity *activity) {
    const SqlTarget *rows = ROWS_OF(beside, targets, activity->id, &activity->n_targets);
    ActivityTarget *targets = ARENA_ARRAY(arena, ActivityTarget, activity->n_targets);
    for (size_t i = 0; i < activity->n_targets; i++)
        targets[i] = (ActivityTarget){rows[i].id, rows[i].kind, rows[i].amount, rows[i].title,
                                      rows[i].is_reached};
    activity->targets = targets;
}

static void add_steps(Arena *arena, const Beside *beside, Activity *activity) {
    const SqlStep *rows = ROWS_OF(beside, steps, activity->id, &activity->n_steps);
    ActivityStep *steps = ARENA_ARRAY(arena, ActivityStep, activity->n_steps);
    for (size_t i = 0; i < activity->n_steps; i++)
        steps[i] = (ActivityStep){rows[i].id, rows[i].title, rows[i].due_on, rows[i].is_optional,
                                  rows[i].done_on};
    activity->steps = steps;
}

static void add_parties(Arena *arena, const Beside *beside, Activity *activity) {
    const SqlParty *rows = ROWS_OF(beside, parties, activity->id, &activity->n_parties);
    ActivityParty *parties = ARENA_ARRAY(arena, ActivityParty, activity->n_parties);
    for (size_t i = 0; i < activity->n_parties; i++)
        parties[i] = (ActivityParty){rows[i].id, rows[i].party, rows[i].role};
    activity->parties = parties;
}

static void add_goals(Arena *arena, const Beside *beside, Activity *activity) {
    const SqlGoal *rows = ROWS_OF(beside, goals, activity->id, &activity->n_goals);
    ActivityGoal *goals = ARENA_ARRAY(arena, ActivityGoal, activity->n_goals);
    for (size_t i = 0; i < activity->n_goals; i++)
        goals[i] = (ActivityGoal){rows[i].id, rows[i].kind, rows[i].number, rows[i].title};
    activity->goals = goals;
}

static void add_responsibilities(Arena *arena, const Beside *beside, Activity *activity) {
    const SqlResponsibility *rows =
        ROWS_OF(beside, responsibilities, activity->id, &activity->n_responsibilities);
    ActivityResponsibility *split =
        ARENA_ARRAY(arena, ActivityResponsibility, activity->n_responsibilities);
    for (size_t i = 0; i < activity->n_responsibilities; i++)
        split[i] = (ActivityResponsibility){rows[i].id, rows[i].kind, rows[i].title};
    activity->responsibilities = split;
}

static Activity whole_activity(Arena *arena, const SqlActivity *row, const Beside *beside) {
    Activity activity = {.id = row->id,
                         .plan = row->plan,
                         .category = row->category,
                         .position = row->position,
                         .cells = {row->title, row->goal, row->implementation, row->time,
                                   row->responsible, row->parties, row->effect_goals},
                         .is_recurring = row->is_recurring,
                         .size = row->size,
                         .hours = row->hours,
                         .host = row->host,
                         .host_element = row->host_element,
                         .leader = row->leader,
                         .project_group = row->project_group,
                         .status = row->status,
                         .comment = row->comment,
                         .came_from = row->came_from,
                         .carried = row->carried,
                         .proposal = row->proposal,
                         .edit = row->edit,
                         .ends = time_ends(row->time, (int)row->year)};
    add_targets(arena, beside, &activity);
    add_steps(arena, beside, &activity);
    add_parties(arena, beside, &activity);
    add_goals(arena, beside, &activity);
    add_responsibilities(arena, beside, &activity);
    return activity;
}

/* Runs one of the five :many queries of a plan or an activity into its place in Beside. */
#define LOAD(query, Query, what, ...)                                                              \
    do {                                                                                           \
        Query##Rows found;                                                                         \
        if (!query(db, arena, &(Query##In){.collaboration = collaboration, __VA_ARGS__}, &found,   \
                   error))                                                                         \
            return false;                                                                          \
        ret->what = found.rows;                                                                    \
        ret->n_##what = found.n;                                                                   \
    } while (0)

static bool beside_plan(Db *db, Arena *arena, Id collaboration, Id plan, Beside *ret,
                        GError **error) {
    LOAD(sql_targets_of_plan, SqlTargetsOfPlan, targets, .plan = plan);
    LOAD(sql_steps_of_plan, SqlStepsOfPlan, steps, .plan = plan);
    LOAD(sql_parties_of_plan, SqlPartiesOfPlan, parties, .plan = plan);
    LOAD(sql_goals_of_plan, SqlGoalsOfPlan, goals, .plan = plan);
    LOAD(sql_responsibilities_of_plan, SqlResponsibilitiesOfPlan, responsibilities, .plan = plan);
    return true;
}

static bool beside_activity(Db *db, Arena *arena, Id collaboration, const SqlActivity *of,
                            Beside *ret, GError **error) {
    LOAD(sql_targets_of_activity, SqlTargetsOfActivity, targets, .plan = of->plan,
         .activity = of->id);
    LOAD(sql_steps_of_activity, SqlStepsOfActivity, steps, .plan = of->plan, .activity = of->id);
    LOAD(sql_parties_of_activity, SqlPartiesOfActivity, parties, .plan = of->plan,
         .activity = of->id);
    LOAD(sql_goals_of_activity, SqlGoalsOfActivity, goals, .plan = of->plan, .activity = of->id);
    LOAD(sql_responsibilities_of_activity, SqlResponsibilitiesOfActivity, responsibilities,
         .plan = of->plan, .activity = of->id);
    return true;
}

bool activities_of_plan(Db *db, Arena *arena, Id collaboration, Id plan, Activities *ret,
                        GError **error) {
    SqlActivitiesOfPlanRows found;
    Beside beside = {0};
    SqlActivitiesOfPlanIn in = {.collaboration = collaboration, .plan = plan};
    if (!sql_activities_of_plan(db, arena, &in, &found, error) ||
        !beside_plan(db, arena, collaboration, plan, &beside, error))
        return false;
    Activity *activities = ARENA_ARRAY(arena, Activity, found.n);
    for (size_t i = 0; i < found.n; i++)
        activities[i] = whole_activity(arena, &found.rows[i], &beside);
    *ret = (Activities){activities, found.n};
    return true;
}

bool activity_get(Db *db, Arena *arena, Id collaboration, Id id, Activity *ret, GError **error) {
    const SqlActivity *row;
    Beside beside = {0};
    SqlActivityOneIn in = {.collaboration = collaboration, .id = id};
    if (!sql_activity_one(db, arena, &in, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Aktiviteten finns inte. Den kan ha tagits bort; sök efter den i planen.");
    if (!beside_activity(db, arena, collaboration, row, &beside, error))
        return false;
    *ret = whole_activity(arena, row, &beside);
    return true;
}
