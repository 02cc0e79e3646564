#include "modules/activities/change.h"

#include "base/id.h"
#include "modules/activities/activities_sql.h"
#include "services/titles/titles.h"

/* Rows keep the ids they have, or get new ones: those of a copy. */
typedef enum { IDS_KEPT, IDS_NEW } RowIds;

static Id row_id(Db *db, RowIds ids, Id id) {
    return ids == IDS_KEPT && id_is_set(id) ? id : db_new_id(db);
}

static bool insert_targets(Db *db, Id collaboration, const Activity *activity, RowIds ids,
                           GError **error) {
    for (size_t i = 0; i < activity->n_targets; i++) {
        const ActivityTarget *target = &activity->targets[i];
        SqlTargetInsertIn in = {.collaboration = collaboration,
                                .id = row_id(db, ids, target->id),
                                .plan = activity->plan,
                                .activity = activity->id,
                                .position = (int64_t)i + 1,
                                .kind = target->kind,
                                .amount = target->amount,
                                .title = target->title,
                                .is_reached = target->is_reached};
        if (!sql_target_insert(db, &in, error))
            return false;
    }
    return true;
}

static bool insert_steps(Db *db, Id collaboration, const Activity *activity, RowIds ids,
                         GError **error) {
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        SqlStepInsertIn in = {.collaboration = collaboration,
                              .id = row_id(db, ids, step->id),
                              .plan = activity->plan,
                              .activity = activity->id,
                              .position = (int64_t)i + 1,
                              .title = step->title,
                              .due_on = step->due_on,
                              .is_optional = step->is_optional,
                              .done_on = step->done_on};
        if (!sql_step_insert(db, &in, error))
            return false;
    }
    return true;
}

static bool insert_parties(Db *db, Id collaboration, const Activity *activity, RowIds ids,
                           GError **error) {
    for (size_t i = 0; i < activity->n_parties; i++) {
        SqlPartyInsertIn in = {.collaboration = collaboration,
                               .id = row_id(db, ids, activity->parties[i].id),
                               .plan = activity->plan,
                               .activity = activity->id,
                               .party = activity->parties[i].party,
                               .role = activity->parties[i].role};
        if (!sql_party_insert(db, &in, error))
            return false;
    }
    return true;
}

static bool insert_goals(Db *db, Id collaboration, const Activity *activity, RowIds ids,
                         GError **error) {
    for (size_t i = 0; i < activity->n_goals; i++) {
        const ActivityGoal *goal = &activity->goals[i];
        SqlGoalInsertIn in = {.collaboration = collaboration,
                              .id = row_id(db, ids, goal->id),
                              .plan = activity->plan,
                              .activity = activity->id,
                              .position = (int64_t)i + 1,
                              .kind = goal->kind,
                              .number = goal->number,
                              .title = goal->title};
        if (!sql_goal_insert(db, &in, error))
            return false;
    }
    return true;
}

static bool insert_responsibilities(Db *db, Id collaboration, const Activity *activity, RowIds ids,
                                    GError **error) {
    for (size_t i = 0; i < activity->n_responsibilities; i++) {
        SqlResponsibilityInsertIn in = {.collaboration = collaboration,
                                        .id = row_id(db, ids, activity->responsibilities[i].id),
                                        .plan = activity->plan,
                                        .activity = activity->id,
                                        .position = (int64_t)i + 1,
                                        .kind = activity->responsibilities[i].kind,
                                        .title = activity->responsibilities[i].title};
        if (!sql_responsibility_insert(db, &in, error))
            return false;
    }
    return true;
}

static bool insert_row(Db *db, Id collaboration, const Activity *activity, GError **error) {
    SqlActivityInsertIn in = {.collaboration = collaboration,
                              .id = activity->id,
                              .plan = activity->plan,
                              .category = activity->category,
                              .position = activity->position,
                              ACTIVITY_FIELDS(activity),
                              .came_from = activity->came_from,
                              .carried = activity->carried,
                              .proposal = activity->proposal};
    return sql_activity_insert(db, &in, error) &&
           titles_put(db, collaboration, "activity", activity->id, activity->cells[COLUMN_TITLE],
                      error);
}

static bool insert_rows(Db *db, Id collaboration, const Activity *activity, RowIds ids,
                        GError **error) {
    return insert_targets(db, collaboration, activity, ids, error) &&
           insert_steps(db, collaboration, activity, ids, error) &&
           insert_parties(db, collaboration, activity, ids, error) &&
           insert_goals(db, collaboration, activity, ids, error) &&
           insert_responsibilities(db, collaboration, activity, ids, error);
}

bool activity_insert(Db *db, Id collaboration, const Activity *activity, GError **error) {
    return insert_row(db, collaboration, activity, error) &&
           insert_rows(db, collaboration, activity, IDS_NEW, error);
}

bool activity_store_rows(Db *db, Id collaboration, const Activity *activity, GError **error) {
    return insert_rows(db, collaboration, activity, IDS_KEPT, error);
}
