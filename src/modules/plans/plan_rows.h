#pragma once
#include "modules/plans/plans_view.h"

/* The bands and rows of the chosen plan year, narrowed by the query string, and the filters above
 * them. */
void plan_rows(const Request *request, PlanView *view);

/* One activity as a row. */
ActivityRow activity_row(const Request *request, const PlanYear *year, const Activity *activity,
                         bool can_edit);

/* A goal as it is shown. */
GoalChip goal_chip(const ActivityGoal *goal);
