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

/* The activity of the request's `:activity`, or another of the collaboration's, in its plan of
 * today: 20 statements. ERROR_NOT_FOUND. */
bool activity_place_load(const Request *request, ActivityPlace *ret, GError **error);
bool activity_place_of(const Request *request, Id id, ActivityPlace *ret, GError **error);

/* ERROR_CONFLICT when the plan is adopted: for forms, before anything is typed. */
bool activity_place_is_open(const ActivityPlace *place, GError **error);

/* The activity's row on its plan's page. */
const char *activity_row_path(const Request *request, const ActivityPlace *place);

/* A frame with the way here: plans, the plan, and the activity when `title` is another page
 * of it. */
Frame *activity_frame(const Request *request, const ActivityPlace *place, const char *title);

/* The sentence to show above a form that could not be saved. When somebody else came first it says
 * that what was typed stands, and that saving again makes it hold. */
const char *activity_problem(const Request *request, const GError *problem);
