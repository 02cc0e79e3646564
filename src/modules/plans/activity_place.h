#pragma once
#include "modules/plans/plans.h"
#include "ui/frame.h"

/* An activity with the plan that it stands in, for its own pages. */
typedef struct ActivityPlace {
    const Activity *activity;
    Plan plan;
    const PlanYear *year;
    const PlanCategory *category;
    const Rules *rules;
    const char *path, *plan_path, *year_path;
    bool can_edit; /* the person may, and the plan is open */
} ActivityPlace;

/* The activity of the request's `:activity`: 20 statements. ERROR_NOT_FOUND. */
bool activity_place_load(const Request *request, ActivityPlace *ret, GError **error);

/* A frame with the way here: plans, the plan, and the activity when `title` is another page of it. */
Frame *activity_frame(const Request *request, const ActivityPlace *place, const char *title);
