#pragma once
#include "modules/plans/plans_view.h"

typedef struct FollowUpBand {
    const PlanCategory *category;
    const ActivityRow *rows;
    size_t n_rows;
    StandingSum sum;
} FollowUpBand;

/* One part of the bar over the year: in per cent of all. */
typedef struct StackPart {
    const char *css, *word; /* "done"; msgid "klara" */
    size_t count;
    double x, width;
} StackPart;

#define STACK_PARTS 5

typedef struct FollowUpView {
    PlanHead head;
    const PlanYear *year;
    const FilterLink *years; /* the plan's years but the bank */
    size_t n_years;
    const FollowUpBand *bands;
    size_t n_bands;
    StandingSum sum;
    StackPart parts[STACK_PARTS];
    size_t n_parts;
    const char *said; /* "3 klara, 12 pågår …" */
    const ActivityRow *late;
    size_t n_late;
} FollowUpView;
