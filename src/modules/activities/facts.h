#pragma once
#include "modules/activities/change.h"
#include "modules/collaborations/collaborations.h"

/* What stands beside the cells and is set by hand. */

/* ERROR_INVALID, in words for who filled in the form. What `stored` has already may stay. */
bool facts_are_valid(const Rules *rules, const Activity *stored, const Activity *facts,
                     GError **error);

/* The rows as not done and not reached: what a form says of marks is not believed. */
void facts_without_marks(Arena *arena, Activity *facts);

/* What differs, one fact a line ("Storlek: S"), as the history shows it. */
typedef struct FactsDifference {
    const char *before, *after;
} FactsDifference;
FactsDifference facts_difference(Arena *arena, const Rules *rules, const Activity *before,
                                 const Activity *after);
