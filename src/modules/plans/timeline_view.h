#pragma once
#include "modules/plans/plans_view.h"

/* Positions are per cent of the year, written for SVG: "16.44%". */
typedef struct TimelineMark {
    const char *text, *x, *line; /* line: where the month ends; NULL for weeks and the last month */
} TimelineMark;

typedef struct TimelineShape {
    const char *kind; /* span, season, dot, continuous, due */
    const char *x, *width;
} TimelineShape;

typedef struct TimelineRow {
    const Activity *activity;
    const char *path;
    const char *said; /* the time as it is written, and the days that stand out: "våren 2021; 31
                         mars: checklista" */
    TimelineShape *shapes;
    size_t n_shapes;
} TimelineRow;

typedef struct TimelineBand {
    const char *title;
    const TimelineRow *rows;
    size_t n_rows;
} TimelineBand;

typedef struct Timeline {
    const TimelineMark *months, *weeks;
    size_t n_months, n_weeks;
    const TimelineBand *bands;
    size_t n_bands;
    const TimelineRow *unknown; /* whose time is not understood, or not written */
    size_t n_unknown, n_rows;
    const char *today; /* where in the year today is; NULL in another year */
    bool has_span, has_season, has_dot, has_continuous, has_due;
} Timeline;

typedef struct TimelineView {
    PlanHead head;
    const PlanYear *year;
    Timeline timeline;
    const FilterLink *filters;
    size_t n_filters;
} TimelineView;
