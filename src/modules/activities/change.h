#pragma once
#include "modules/activities/activities.h"

/* What every change of an activity does: find where it stands, see that the plan may be changed,
 * write what differs, raise the plan's edit, tell the audit. All within the
 * caller's transaction. */

/* Where an activity or a category stands in its plan. */
typedef struct Place {
    Id plan, plan_year, category;
    int year;
    const char *title, *note; /* of the category */
    int64_t position;         /* of the category in its year */
    bool is_locked;           /* the plan is adopted */
    Id next; /* the activity that stands after, from place_find_next(); none = it is last */
} Place;

/* ERROR_NOT_FOUND when the collaboration has no such activity, category or plan year.
 * place_of_year() has no category. */
bool place_of_activity(Db *db, Arena *arena, Id collaboration, Id activity, Place *ret,
                       GError **error);
bool place_of_category(Db *db, Arena *arena, Id collaboration, Id category, Place *ret,
                       GError **error);
bool place_of_year(Db *db, Arena *arena, Id collaboration, Id plan_year, Place *ret,
                   GError **error);

/* Fills in what stands after the activity in its category. */
bool place_find_next(Db *db, Arena *arena, Id collaboration, const Activity *activity, Place *place,
                     GError **error);

/* ERROR_CONFLICT when the plan is adopted. */
bool place_is_open(const Place *place, GError **error);

/* Raises the plan's edit and updated_at. */
bool place_raise(Db *db, Id collaboration, const Place *place, GError **error);

/* What a row of the table holds of an activity itself, for the queries that insert and
 * update it. */
/* clang-format off */
#define ACTIVITY_FIELDS(activity)                                                                  \
    .title = (activity)->cells[COLUMN_TITLE],                                                      \
    .goal = (activity)->cells[COLUMN_GOAL],                                                        \
    .implementation = (activity)->cells[COLUMN_IMPLEMENTATION],                                    \
    .time = (activity)->cells[COLUMN_TIME],                                                        \
    .responsible = (activity)->cells[COLUMN_RESPONSIBLE],                                          \
    .parties = (activity)->cells[COLUMN_PARTIES],                                                  \
    .effect_goals = (activity)->cells[COLUMN_EFFECT_GOALS],                                        \
    .is_recurring = (activity)->is_recurring,                                                      \
    .size = (activity)->size,                                                                      \
    .hours = (activity)->hours,                                                                    \
    .host = (activity)->host,                                                                      \
    .host_element = (activity)->host_element,                                                      \
    .leader = (activity)->leader,                                                                  \
    .project_group = (activity)->project_group,                                                    \
    .status = (activity)->status,                                                                  \
    .comment = (activity)->comment
/* clang-format on */

/* Writes the row of `to` and those kinds of rows beside it that differ from `from`; rows without an
 * id get one. */
bool activity_store(Db *db, Arena *arena, Id collaboration, const Activity *from,
                    const Activity *to, GError **error);

/* The rows beside one activity, in place of what is stored. */
bool activity_store_rows(Db *db, Id collaboration, const Activity *activity, GError **error);

/* `activity` with all texts there, cells cleaned: line ends \n, tabs spaces, no white space at the
 * ends. */
Activity activity_cleaned(Arena *arena, const Activity *activity);
const char *cell_cleaned(Arena *arena, const char *text);

/* ERROR_INVALID when a cell is too long, or the title is empty. */
bool cell_is_valid(ActivityColumn column, const char *text, GError **error);

/* `stored` with what its cells mean understood anew from those of `after`; see activity_merge(). */
bool activity_understood_anew(Db *db, Arena *arena, Id collaboration, int year,
                              const Activity *stored, Activity *after, GError **error);

/* One line in the audit about an activity or a category, and what undoing it needs. */
typedef struct Change {
    Id collaboration, account, subject, plan;
    const char *action, *field;
    const char *before_text, *after_text;
    const Activity *before,
        *after; /* for undo; `after` NULL = removed; both NULL = nothing is kept */
    const Place *before_place, *after_place;
} Change;
bool change_write(Db *db, Arena *arena, const Change *change, Id *ret_audit, GError **error);

/* An activity with its place as activity_change keeps it. */
typedef struct Snapshot {
    Activity activity;
    Id plan_year, next;
    const char *category_title;
} Snapshot;
char *snapshot_to_json(Arena *arena, const Activity *activity, const Place *place);
bool snapshot_from_json(Arena *arena, const char *json, Snapshot *ret, GError **error);

/* Puts the activity at a place in a category; those from there on move one on. */
bool activity_put(Db *db, Id collaboration, Id activity, Id category, int64_t position,
                  GError **error);

/* The category with the place's title in its year, made last where there is none. */
bool category_find_or_make(Db *db, Arena *arena, Id collaboration, const Place *place, Id *ret,
                           GError **error);

/* The facts that activity_edit_facts() sets; marks and ids are no facts. */
bool facts_are_same(Arena *arena, const Activity *a, const Activity *b);
void facts_copy(Activity *to, const Activity *from);
