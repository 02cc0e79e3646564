#pragma once
#include "formats/table.h"
#include "modules/plans/plans.h"

/* All years of the plan with their seven columns, an activity to a row. It points into `plan`; the
 * rest lives in the arena. */
const Table *plan_table(Arena *arena, const Plan *plan, const char *collaboration, Instant created);
