#pragma once
#include "modules/plans/timeline_view.h"

/* When the activities of a plan year happen, as shapes along the year. */
void timeline(const Request *request, const PlanYear *year, Timeline *ret);
