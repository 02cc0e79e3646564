#include "modules/activities/change.h"
#include "services/titles/titles.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/activities/activities_sql.h"

#include <glib.h>
#include <string.h>

bool activity_put(Db *db, Id collaboration, Id activity, Id category, int64_t position,
                  GError **error) {
    int64_t changes;
    SqlActivityMakeRoomIn room = {
        .collaboration = collaboration, .category = category, .position = position};
    SqlActivitySetPlaceIn in = {
        .collaboration = collaboration, .id = activity, .category = category, .position = position};
    return sql_activity_make_room(db, &room, error) &&
           sql_activity_set_place(db, &in, &changes, error);
}

bool category_find_or_make(Db *db, Arena *arena, Id collaboration, const Place *place, Id *ret,
                           GError **error) {
    const SqlCategoryTitledRow *row;
    SqlCategoryTitledIn in = {
        .collaboration = collaboration, .plan_year = place->plan_year, .title = place->title};
    if (!sql_category_titled(db, arena, &in, &row, error))
        return false;
    if (row != NULL) {
        *ret = row->id;
        return true;
    }
    SqlCategoryLastPositionRow last;
    SqlCategoryLastPositionIn last_in = {.collaboration = collaboration,
                                         .plan_year = place->plan_year};
    if (!sql_category_last_position(db, arena, &last_in, &last, error))
        return false;
    SqlCategoryCreateIn create = {.collaboration = collaboration,
                                  .id = db_new_id(db),
                                  .plan = place->plan,
                                  .plan_year = place->plan_year,
                                  .position = last.position + 1,
                                  .title = place->title};
    if (!sql_category_create(db, &create, error))
        return false;
    *ret = create.id;
    return true;
}

/* ---- moving ---- */

typedef struct {
    Arena *arena;
    const ActivityMove *move;
    Id audit;
} Moving;

static bool find_category(Db *db, const Moving *moving, const Place *from, Place *ret,
                          GError **error) {
    const ActivityMove *move = moving->move;
    Place year;
    Id category = move->category;
    if (!id_is_set(category)) {
        if (!place_of_year(db, moving->arena, move->collaboration, move->plan_year, &year, error))
            return false;
        if (!id_equal(year.plan, from->plan))
            return fail(error, ERROR_INVALID,
                        "En aktivitet flyttas bara inom sin plan. Välj ett år i samma plan.");
        year.title = from->title;
        if (!category_find_or_make(db, moving->arena, move->collaboration, &year, &category, error))
            return false;
    }
    if (!place_of_category(db, moving->arena, move->collaboration, category, ret, error))
        return false;
    if (!id_equal(ret->plan, from->plan))
        return fail(error, ERROR_INVALID,
                    "En aktivitet flyttas bara inom sin plan. Välj en kategori i samma plan.");
    return true;
}

/* The position of the activity that it shall stand before, or the one after the last. */
static bool find_position(Db *db, const Moving *moving, const Place *to, int64_t *ret,
                          GError **error) {
    const ActivityMove *move = moving->move;
    Activity before;
    if (id_is_set(move->before)) {
        if (!activity_get(db, moving->arena, move->collaboration, move->before, &before, error))
            return false;
        if (id_equal(before.category, to->category)) {
            *ret = before.position;
            return true;
        }
    }
    SqlActivityLastPositionRow last;
    SqlActivityLastPositionIn in = {.collaboration = move->collaboration, .category = to->category};
    if (!sql_activity_last_position(db, moving->arena, &in, &last, error))
        return false;
    *ret = last.position + 1;
    return true;
}

static const char *place_text(Arena *arena, const Place *place, int64_t position) {
    return arena_printf(arena, "%d, %s, plats %d", place->year, place->title, (int)position);
}

static bool tell_move(Db *db, Moving *moving, const Activity *before, const Place *from,
                      const Place *to, GError **error) {
    const ActivityMove *move = moving->move;
    Activity after;
    if (!activity_get(db, moving->arena, move->collaboration, move->activity, &after, error))
        return false;
    Change change = {.collaboration = move->collaboration,
                     .account = move->account,
                     .subject = move->activity,
                     .plan = from->plan,
                     .action = "activity.move",
                     .before_text = place_text(moving->arena, from, before->position),
                     .after_text = place_text(moving->arena, to, after.position),
                     .before = before,
                     .after = &after,
                     .before_place = from,
                     .after_place = to};
    return place_raise(db, move->collaboration, from, error) &&
           change_write(db, moving->arena, &change, &moving->audit, error);
}

/* Before itself, or before the one that stands after it: last, when it is last. */
static bool stands_there(const Activity *activity, const Place *from, const Place *to,
                         const ActivityMove *move) {
    return id_equal(activity->category, to->category) &&
           (id_equal(move->before, activity->id) || id_equal(move->before, from->next));
}

static bool move_in_transaction(Db *db, void *data, GError **error) {
    Moving *moving = data;
    const ActivityMove *move = moving->move;
    Place from, to;
    Activity stored;
    int64_t position;
    if (!place_of_activity(db, moving->arena, move->collaboration, move->activity, &from, error) ||
        !place_is_open(&from, error) ||
        !activity_get(db, moving->arena, move->collaboration, move->activity, &stored, error) ||
        !place_find_next(db, moving->arena, move->collaboration, &stored, &from, error) ||
        !find_category(db, moving, &from, &to, error) ||
        !find_position(db, moving, &to, &position, error))
        return false;
    if (stands_there(&stored, &from, &to, move))
        return true;
    return activity_put(db, move->collaboration, move->activity, to.category, position, error) &&
           tell_move(db, moving, &stored, &from, &to, error);
}

bool activity_move(Db *db, Arena *arena, const ActivityMove *move, Id *ret_audit, GError **error) {
    Moving moving = {.arena = arena, .move = move};
    if (!db_write(db, move_in_transaction, &moving, error))
        return false;
    if (ret_audit != NULL)
        *ret_audit = moving.audit;
    return true;
}

/* ---- removing ---- */

typedef struct {
    Arena *arena;
    const ActivityRemoval *removal;
    Id audit;
} Removing;

static bool remove_in_transaction(Db *db, void *data, GError **error) {
    Removing *removing = data;
    const ActivityRemoval *removal = removing->removal;
    Id collaboration = removal->collaboration;
    Place place;
    Activity stored;
    int64_t changes;
    SqlActivityDeleteIn in = {.collaboration = collaboration, .id = removal->activity};
    if (!place_of_activity(db, removing->arena, collaboration, removal->activity, &place, error) ||
        !place_is_open(&place, error) ||
        !activity_get(db, removing->arena, collaboration, removal->activity, &stored, error) ||
        !place_find_next(db, removing->arena, collaboration, &stored, &place, error) ||
        !sql_activity_delete(db, &in, &changes, error) ||
        !titles_remove(db, collaboration, "activity", removal->activity, error))
        return false;
    Change change = {.collaboration = collaboration,
                     .account = removal->account,
                     .subject = removal->activity,
                     .plan = place.plan,
                     .action = "activity.remove",
                     .before_text = stored.cells[COLUMN_TITLE],
                     .before = &stored,
                     .before_place = &place};
    return place_raise(db, collaboration, &place, error) &&
           change_write(db, removing->arena, &change, &removing->audit, error);
}

bool activity_remove(Db *db, Arena *arena, const ActivityRemoval *removal, Id *ret_audit,
                     GError **error) {
    Removing removing = {.arena = arena, .removal = removal};
    if (!db_write(db, remove_in_transaction, &removing, error))
        return false;
    if (ret_audit != NULL)
        *ret_audit = removing.audit;
    return true;
}
