#include "modules/plans/standing.h"

#include "base/date.h"
#include "modules/activities/time_expression.h"
#include "web/form.h"
#include "web/translate.h"

#include <string.h>

const FormChoice activity_statuses[] = {{"planned", N_("Planerad")}, {"ongoing", N_("Pågår")},
                                        {"late", N_("Försenad")},    {"done", N_("Klar")},
                                        {"cancelled", N_("Inställd")}, {"moved", N_("Flyttad")},
                                        {0}};

static bool is(const char *status, const char *what) {
    return strcmp(status, what) == 0;
}

const char *activity_status_word(const char *status) {
    for (const FormChoice *choice = activity_statuses; choice->value != NULL; choice++)
        if (is(choice->value, status))
            return choice->label;
    return status;
}

const char *activity_status_chip(const char *status) {
    if (is(status, "late"))
        return "attention";
    return is(status, "ongoing") || is(status, "done") ? "approved" : "";
}

static Date earlier(Date a, Date b) {
    return !date_is_set(a) || (date_is_set(b) && date_compare(b, a) < 0) ? b : a;
}

static Date passed(Date day, Date today) {
    return date_is_set(day) && date_compare(day, today) < 0 ? day : (Date){0};
}

static Date late_since(const Activity *activity, const PlanYear *year, Date today) {
    TimeExpression time;
    time_expression(activity->cells[COLUMN_TIME], year->year, &time);
    bool ends = time.kind != TIME_UNKNOWN && time.kind != TIME_CONTINUOUS;
    Date since = ends ? passed(time.last, today) : (Date){0};
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        if (!step->is_optional && !date_is_set(step->done_on))
            since = earlier(since, passed(step->due_on, today));
    }
    return since;
}

Standing standing_of(const Activity *activity, const PlanYear *year, Date today) {
    Standing standing = {.status = activity->status, .targets_all = activity->n_targets};
    for (size_t i = 0; i < activity->n_steps; i++) {
        bool done = date_is_set(activity->steps[i].done_on);
        standing.steps_done += done;
        standing.steps_all += done || !activity->steps[i].is_optional;
    }
    for (size_t i = 0; i < activity->n_targets; i++)
        standing.targets_reached += activity->targets[i].is_reached;
    bool open = is(activity->status, "planned") || is(activity->status, "ongoing");
    if (open && !is(year->status, "bank"))
        standing.late_since = late_since(activity, year, today);
    if (date_is_set(standing.late_since))
        standing.status = "late";
    return standing;
}

void standing_add(StandingSum *sum, const Standing *standing) {
    const char *status = standing->status;
    sum->all++;
    sum->done += is(status, "done");
    sum->ongoing += is(status, "ongoing");
    sum->late += is(status, "late");
    sum->planned += is(status, "planned");
    sum->cancelled += is(status, "cancelled") || is(status, "moved");
    sum->steps_done += standing->steps_done;
    sum->steps_all += standing->steps_all;
    sum->targets_reached += standing->targets_reached;
    sum->targets_all += standing->targets_all;
}

int percent_of(size_t done, size_t all) {
    return all == 0 ? 0 : (int)(100 * done / all);
}
