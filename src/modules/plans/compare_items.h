#pragma once
#include "modules/plans/compare_view.h"

/* The differences as groups to read: texts first, then by plan year and category in the plan's
 * order. `show`: one of added, changed, removed, moved; "all" is everything, also what is the same;
 * else all that differs. */
void compare_items(const Request *request, const PlanDifference *difference, const char *show,
                   CompareView *view);
