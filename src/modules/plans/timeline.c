#include "modules/plans/timeline.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/activities/time_expression.h"

#include <string.h>

#define DOTS_MAX 24
#define MONTH_DAYS 31
#define WEEKS_BETWEEN 2

typedef struct {
    const Request *request;
    Arena *arena;
    Date first, after; /* of the year: 1 January, and 1 January of the next */
    Timeline *timeline;
} Drawing;

/* ---- positions ---- */

static double share(const Drawing *drawing, Date day) {
    double days = date_days_between(drawing->first, drawing->after);
    return CLAMP(date_days_between(drawing->first, day) * 100.0 / days, 0.0, 100.0);
}

/* SVG wants a point whatever the locale. */
static const char *percent(Arena *arena, double value) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return arena_printf(arena, "%s%%", g_ascii_formatd(text, sizeof(text), "%.2f", value));
}

static bool is_in_year(const Drawing *drawing, Date day) {
    return day.year == drawing->first.year;
}

/* ---- the scale ---- */

static void set_months(Drawing *drawing) {
    TimelineMark *months = ARENA_ARRAY(drawing->arena, TimelineMark, 12);
    for (int month = 1; month <= 12; month++) {
        Date first = {drawing->first.year, (uint8_t)month, 1};
        Date next =
            month == 12 ? drawing->after : (Date){drawing->first.year, (uint8_t)(month + 1), 1};
        months[month - 1] = (TimelineMark){
            month_word_short(month), percent(drawing->arena, share(drawing, first) + 0.82),
            month == 12 ? NULL : percent(drawing->arena, share(drawing, next))};
    }
    drawing->timeline->months = months;
    drawing->timeline->n_months = 12;
}

static void set_weeks(Drawing *drawing) {
    TimelineMark *weeks = ARENA_ARRAY(drawing->arena, TimelineMark, 54);
    Date monday = date_add_days(drawing->first, (8 - date_weekday(drawing->first)) % 7);
    for (size_t n = 0; is_in_year(drawing, monday);
         n++, monday = date_add_days(monday, 7 * WEEKS_BETWEEN))
        weeks[drawing->timeline->n_weeks++] =
            (TimelineMark){arena_printf(drawing->arena, "%d", date_week(monday)),
                           percent(drawing->arena, share(drawing, date_add_days(monday, 3))), NULL};
    drawing->timeline->weeks = weeks;
}

/* ---- one activity ---- */

static void add_shape(const Drawing *drawing, TimelineRow *row, const char *kind, double x,
                      double width) {
    row->shapes[row->n_shapes++] =
        (TimelineShape){kind, percent(drawing->arena, x), percent(drawing->arena, width)};
}

static void add_period(const Drawing *drawing, TimelineRow *row, const TimeExpression *time) {
    double from = share(drawing, time->first), to = share(drawing, date_add_days(time->last, 1));
    bool exact = date_days_between(time->first, time->last) < MONTH_DAYS;
    if (to <= from)
        return;
    add_shape(drawing, row, exact ? "span" : "season", from, MAX(to - from, 0.8));
    drawing->timeline->has_span |= exact;
    drawing->timeline->has_season |= !exact;
}

/* Without dates the times of a year are spread evenly over it. */
static void add_dots(const Drawing *drawing, TimelineRow *row, const TimeExpression *time) {
    int times = CLAMP(time->times, 1, DOTS_MAX);
    double from = share(drawing, time->first), to = share(drawing, date_add_days(time->last, 1));
    for (int i = 0; i < times; i++)
        add_shape(drawing, row, "dot", from + (to - from) * (i + 0.5) / times, 0);
    drawing->timeline->has_dot = true;
}

static void add_time(const Drawing *drawing, TimelineRow *row, const TimeExpression *time) {
    switch (time->kind) {
    case TIME_YEAR:
    case TIME_PERIOD:
        add_period(drawing, row, time);
        break;
    case TIME_RECURRING:
        add_dots(drawing, row, time);
        break;
    case TIME_CONTINUOUS:
        add_shape(drawing, row, "continuous", 0, 100);
        drawing->timeline->has_continuous = true;
        break;
    case TIME_UNKNOWN:
        break;
    }
}

static void add_steps(const Drawing *drawing, TimelineRow *row) {
    for (size_t i = 0; i < row->activity->n_steps; i++) {
        const ActivityStep *step = &row->activity->steps[i];
        if (!is_in_year(drawing, step->due_on))
            continue;
        add_shape(drawing, row, "due", share(drawing, step->due_on), 0);
        row->said = arena_printf(drawing->arena, "%s%s%d %s: %s", row->said,
                                 row->said[0] == '\0' ? "" : " · ", step->due_on.day,
                                 month_word(step->due_on.month), step->title);
        drawing->timeline->has_due = true;
    }
}

static TimelineRow row_of(const Drawing *drawing, const Activity *activity) {
    TimeExpression time;
    TimelineRow row = {
        .activity = activity,
        .path = collaboration_path(drawing->request, "/activities/%s",
                                   id_text(drawing->arena, activity->id)),
        .said = activity->cells[COLUMN_TIME],
        .shapes = ARENA_ARRAY(drawing->arena, TimelineShape, DOTS_MAX + 1 + activity->n_steps)};
    time_expression(activity->cells[COLUMN_TIME], drawing->first.year, &time);
    add_time(drawing, &row, &time);
    add_steps(drawing, &row);
    return row;
}

/* ---- the year ---- */

static TimelineBand band_of(const Drawing *drawing, const PlanCategory *category,
                            TimelineRow *unknown) {
    TimelineRow *rows = ARENA_ARRAY(drawing->arena, TimelineRow, category->n_activities);
    TimelineBand band = {category->title, rows, 0};
    for (size_t i = 0; i < category->n_activities; i++) {
        TimelineRow row = row_of(drawing, &category->activities[i]);
        if (row.n_shapes > 0)
            rows[band.n_rows++] = row;
        else
            unknown[drawing->timeline->n_unknown++] = row;
    }
    drawing->timeline->n_rows += category->n_activities;
    return band;
}

void timeline(const Request *request, const PlanYear *year, Timeline *ret) {
    *ret = (Timeline){0};
    Drawing drawing = {.request = request,
                       .arena = request->arena,
                       .first = {(int16_t)year->year, 1, 1},
                       .after = {(int16_t)(year->year + 1), 1, 1},
                       .timeline = ret};
    TimelineBand *bands = ARENA_ARRAY(request->arena, TimelineBand, year->n_categories);
    TimelineRow *unknown = ARENA_ARRAY(request->arena, TimelineRow, plan_year_count(year));
    set_months(&drawing);
    set_weeks(&drawing);
    for (size_t i = 0; i < year->n_categories; i++) {
        TimelineBand band = band_of(&drawing, &year->categories[i], unknown);
        if (band.n_rows > 0)
            bands[ret->n_bands++] = band;
    }
    ret->bands = bands;
    ret->unknown = unknown;
    if (is_in_year(&drawing, request->today))
        ret->today = percent(request->arena, share(&drawing, request->today));
}
