#pragma once
#include "modules/activities/activities.h"
#include "modules/plans/plans.h"
#include "web/form.h"

/* How far an activity has come, on one day: what its plan's page, its own page and the follow-up
 * show. */
typedef struct Standing {
    /* The activity's, but "late" when its time or the day of a step has passed. */
    const char *status;
    size_t steps_done, steps_all; /* an optional step counts once it is done */
    size_t targets_reached, targets_all;
    Date late_since; /* the day that passed; none when nothing has */
} Standing;
Standing standing_of(const Activity *activity, const PlanYear *year, Date today);

/* A whole plan year: activities by status as shown, steps and targets. */
typedef struct StandingSum {
    size_t all, done, ongoing, late, planned, cancelled; /* moved ones are counted as cancelled */
    size_t steps_done, steps_all, targets_reached, targets_all;
} StandingSum;
void standing_add(StandingSum *sum, const Standing *standing);

/* done of all in per cent, 0 when all is 0. */
int percent_of(size_t done, size_t all);

/* A follow-up status in words (msgid), and its chip. */
const char *activity_status_word(const char *status);
const char *activity_status_chip(const char *status);

/* Every status with its word, ended by {0}: the choices of a form. */
extern const FormChoice activity_statuses[];
