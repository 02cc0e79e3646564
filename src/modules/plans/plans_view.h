#pragma once
#include "modules/goals/goals.h"
#include "modules/plans/plan_head.h"

/* A line of the list of plans. */
typedef struct PlanRow {
    const char *title, *path, *state, *chip, *decided, *published;
    int64_t n_activities, n_versions;
} PlanRow;

/* A document that a plan can be begun for: its name and the first year that has none. */
typedef struct PlanToStart {
    const char *key, *title, *deadline;
    int first_year;
} PlanToStart;

typedef struct PlansView {
    const Frame *frame;
    bool can_edit;
    const PlanRow *rows;
    size_t n_rows;
    const PlanToStart *starts;
    size_t n_starts;
} PlansView;

/* One effect goal as it is shown: a numbered chip, or text. */
typedef struct GoalChip {
    const char *kind, *name; /* name: "Giftfri miljö" */
    int64_t number;
} GoalChip;

typedef struct ActivityRow {
    const Activity *activity;
    const char *path, *status, *status_chip;
    const GoalChip *goals;
    size_t n_goals;
} ActivityRow;

typedef struct CategoryBand {
    const PlanCategory *category;
    const ActivityRow *rows;
    size_t n_rows;
} CategoryBand;

typedef struct CategoryFilter {
    const char *title, *path;
    size_t count;
    bool is_current;
} CategoryFilter;

typedef struct PlanView {
    PlanHead head;
    const PlanYear *year;
    bool is_bank;
    const CategoryBand *bands;
    size_t n_bands, n_rows;
    const CategoryFilter *filters;
    size_t n_filters;
    const char *query;
} PlanView;
