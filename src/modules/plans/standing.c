#include "modules/plans/standing.h"

#include "base/date.h"
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

Standing standing_of(const Activity *activity, const PlanYear *year, Date today) {
    ActivityProgress progress = activity_progress(activity, today);
    Standing standing = {.status = activity->status,
                         .steps_done = progress.steps_done,
                         .steps_all = progress.steps_all,
                         .targets_reached = progress.targets_reached,
                         .targets_all = progress.targets_all};
    bool open = is(activity->status, "planned") || is(activity->status, "ongoing");
    if (open && !is(year->status, "bank"))
        standing.late_since = progress.late_since;
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
