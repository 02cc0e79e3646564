#pragma once
#include "modules/plans/went.h"

typedef struct RollChoice {
    const Activity *activity;
    const char *status, *chip; /* status: msgid */
    bool is_checked;
} RollChoice;

/* A year of the plan to come: "2023 preliminärt", and whether it opens with this plan. */
typedef struct RollYear {
    const char *title;
    size_t n;
    bool opens;
} RollYear;

typedef struct RollForwardView {
    PlanHead head;
    const Plan *next; /* as it would be */
    Went went;
    const RollYear *years;
    size_t n_years;
    int ending_year;
    const RollChoice *choices;
    size_t n_choices;
} RollForwardView;

typedef struct CarriedView {
    PlanHead head;
    Went went;
    const char *old_path;
    const WentFilter *filters;
    size_t n_filters;
} CarriedView;
