#pragma once
#include "modules/activities/activities.h"

/* The rows beside the cells when a cell is written anew: what a person chose by hand stays. */

/* `after` holds what the new cells mean, `before` what the old ones meant, `stored` what is in the
 * tables. Afterwards `after` holds what shall be in the tables: rows that the new text gives,
 * unless a person took them away; rows that a person added or changed; marks (done, reached) and
 * ids of rows that stay. A step that is worded anew stays: one that says nearly the same, or the
 * only one that differs, in its place. The same goes for is_recurring and the host. */
void activity_merge(Arena *arena, const Activity *stored, const Activity *before, Activity *after);

/* Gives each row of `to` without an id the id of the row of `from` that says the same, and every
 * row the marks of the row of `from` with its id. Ids that `from` does not have are taken away. */
void activity_carry_marks(Arena *arena, const Activity *from, Activity *to);

/* Whether two activities have the same rows of a kind, in the same order; marks and ids are not
 * compared. */
bool merge_same_targets(Arena *arena, const Activity *a, const Activity *b);
bool merge_same_steps(Arena *arena, const Activity *a, const Activity *b);
bool merge_same_parties(Arena *arena, const Activity *a, const Activity *b);
bool merge_same_goals(Arena *arena, const Activity *a, const Activity *b);
bool merge_same_responsibilities(Arena *arena, const Activity *a, const Activity *b);
