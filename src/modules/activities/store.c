#include "modules/activities/change.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/activities/activities_sql.h"
#include "modules/activities/merge.h"
#include "services/titles/titles.h"

#include <string.h>

static bool store_row(Db *db, Id collaboration, const Activity *activity, GError **error) {
    int64_t changes;
    SqlActivityUpdateIn in = {
        .collaboration = collaboration, .id = activity->id, ACTIVITY_FIELDS(activity)};
    return sql_activity_update(db, &in, &changes, error);
}

static bool same_marks(const Activity *a, const Activity *b) {
    for (size_t i = 0; i < a->n_targets; i++)
        if (a->targets[i].is_reached != b->targets[i].is_reached ||
            !id_equal(a->targets[i].id, b->targets[i].id))
            return false;
    for (size_t i = 0; i < a->n_steps; i++)
        if (date_compare(a->steps[i].done_on, b->steps[i].done_on) != 0 ||
            !id_equal(a->steps[i].id, b->steps[i].id))
            return false;
    return true;
}

static bool same_rows(Arena *arena, const Activity *a, const Activity *b) {
    return merge_same_targets(arena, a, b) && merge_same_steps(arena, a, b) &&
           merge_same_parties(arena, a, b) && merge_same_goals(arena, a, b) &&
           merge_same_responsibilities(arena, a, b) && same_marks(a, b);
}

static bool delete_rows(Db *db, Id collaboration, const Activity *of, GError **error) {
    Id plan = of->plan, id = of->id;
    return sql_targets_delete(db, &(SqlTargetsDeleteIn){collaboration, plan, id}, error) &&
           sql_steps_delete(db, &(SqlStepsDeleteIn){collaboration, plan, id}, error) &&
           sql_parties_delete(db, &(SqlPartiesDeleteIn){collaboration, plan, id}, error) &&
           sql_goals_delete(db, &(SqlGoalsDeleteIn){collaboration, plan, id}, error) &&
           sql_responsibilities_delete(db, &(SqlResponsibilitiesDeleteIn){collaboration, plan, id},
                                       error);
}

bool activity_store(Db *db, Arena *arena, Id collaboration, const Activity *from,
                    const Activity *to, GError **error) {
    const char *title = to->cells[COLUMN_TITLE];
    if (!store_row(db, collaboration, to, error) ||
        (strcmp(from->cells[COLUMN_TITLE], title) != 0 &&
         !titles_put(db, collaboration, "activity", to->id, title, error)))
        return false;
    if (same_rows(arena, from, to))
        return true;
    return delete_rows(db, collaboration, from, error) &&
           activity_store_rows(db, collaboration, to, error);
}
