#include "modules/home/gathering.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/activities/time_expression.h"

#include <string.h>

static HomeItem activity_item(const Request *request, const Activity *activity) {
    return (HomeItem){.title = activity->cells[COLUMN_TITLE],
                      .when = "",
                      .path = collaboration_path(request, "/activities/%s",
                                                 id_text(request->arena, activity->id)),
                      .button = T_("Öppna")};
}

static bool is_over(const Activity *activity) {
    return strcmp(activity->status, "done") == 0 || strcmp(activity->status, "cancelled") == 0 ||
           strcmp(activity->status, "moved") == 0;
}

/* ---- what is late ---- */

static const ActivityStep *step_due_on(const Activity *activity, Date day) {
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        if (!date_is_set(step->done_on) && !step->is_optional && date_is_set(day) &&
            date_compare(step->due_on, day) == 0)
            return step;
    }
    return NULL;
}

static const char *days_late(const Request *request, Date since) {
    int days = date_days_between(since, request->today);
    return days == 1 ? T_("en dag sen") : arena_printf(request->arena, T_("%d dagar sen"), days);
}

static void gather_late(Gathering *gathering, const Activity *activity) {
    const Request *request = gathering->request;
    ActivityProgress progress = activity_progress(activity, request->today);
    const ActivityStep *step = step_due_on(activity, progress.late_since);
    HomeItem item = activity_item(request, activity);
    if (!progress.is_late)
        return;
    if (step != NULL)
        item.more = arena_printf(request->arena, T_("%s skulle vara klart %s"), step->title,
                                 day_and_month(request, step->due_on));
    else
        item.more = arena_printf(request->arena, T_("Skulle ske %s"), activity->cells[COLUMN_TIME]);
    item.when = T_("försenad");
    if (date_is_set(progress.late_since))
        item.when = days_late(request, progress.late_since);
    else
        item.more = activity->comment[0] == '\0' ? NULL : activity->comment;
    item.is_late = true;
    add_waiting(gathering, item);
}

/* ---- what is coming ---- */

static void gather_steps(Gathering *gathering, const Activity *activity) {
    const Request *request = gathering->request;
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        if (!date_is_set(step->due_on) || date_is_set(step->done_on) ||
            date_compare(step->due_on, request->today) < 0 ||
            date_days_between(request->today, step->due_on) > WEEKS_AHEAD * 7)
            continue;
        HomeItem item = activity_item(request, activity);
        item.more = step->title;
        item.when = day_and_month(request, step->due_on);
        item.when_more = weekday_and_week(request->arena, step->due_on);
        add_coming(gathering, step->due_on, item);
    }
}

static void gather_time(Gathering *gathering, const Activity *activity, int year) {
    const Request *request = gathering->request;
    TimeExpression time;
    time_expression(activity->cells[COLUMN_TIME], year, &time);
    if (time.kind != TIME_PERIOD || date_compare(time.last, request->today) < 0 ||
        date_days_between(request->today, time.first) > WEEKS_AHEAD * 7)
        return;
    HomeItem item = activity_item(request, activity);
    bool one_day = date_compare(time.first, time.last) == 0;
    item.when = one_day ? day_and_month(request, time.first) : activity->cells[COLUMN_TIME];
    item.when_more = one_day ? weekday_and_week(request->arena, time.first)
                             : arena_printf(request->arena, T_("v. %d–%d"), date_week(time.first),
                                            date_week(time.last));
    add_coming(gathering, time.first, item);
}

static void gather_host(Gathering *gathering, const Activity *activity) {
    if (strcmp(activity->host, "open") != 0)
        return;
    HomeItem item = activity_item(gathering->request, activity);
    item.title = arena_printf(gathering->request->arena, T_("%s saknar värdkommun"),
                              activity->cells[COLUMN_TITLE]);
    item.more = activity->cells[COLUMN_TIME];
    add_waiting(gathering, item);
}

static void gather_year(Gathering *gathering, const PlanYear *year) {
    for (size_t c = 0; c < year->n_categories; c++)
        for (size_t a = 0; a < year->categories[c].n_activities; a++) {
            const Activity *activity = &year->categories[c].activities[a];
            if (is_over(activity))
                continue;
            gather_late(gathering, activity);
            gather_steps(gathering, activity);
            gather_time(gathering, activity, year->year);
            gather_host(gathering, activity);
        }
}

void gather_activities(Gathering *gathering) {
    for (size_t i = 0; i < gathering->current.n_years; i++)
        if (gathering->current.years[i].year == gathering->request->today.year)
            gather_year(gathering, &gathering->current.years[i]);
}

bool load_current(Gathering *gathering, GError **error) {
    const Request *request = gathering->request;
    const PlanSummary *found = NULL;
    for (size_t i = 0; i < gathering->plans.n; i++) {
        const PlanSummary *plan = &gathering->plans.rows[i];
        if (plan->first_year <= request->today.year && plan->last_year >= request->today.year &&
            plan->n_activities > 0 && (found == NULL || plan->first_year > found->first_year))
            found = plan;
    }
    return found == NULL || plan_load(request->db, request->arena, request->collaboration,
                                      found->id, &gathering->current, error);
}
