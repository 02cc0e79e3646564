#pragma once
#include "modules/plans/activity_place.h"
#include "modules/plans/plans_view.h"
#include "web/form.h"

/* One of the seven cells in the form: what is typed, and what stood there when the form
 * was opened. */
typedef struct CellField {
    const ActivityColumnInfo *info;
    const char *label, *hint; /* msgids */
    const char *was, *typed;
    const char *now;     /* what somebody else has written meanwhile, else NULL */
    const char *problem; /* what is wrong with it, else NULL */
} CellField;

typedef struct ActivityEditView {
    Frame *frame;
    const ActivityPlace *place;
    CellField cells[N_ACTIVITY_COLUMNS];
    const char *problem; /* of the form, or NULL */
    size_t n_problems;
} ActivityEditView;

/* Follow-up as it is typed. */
typedef struct StepField {
    const ActivityStep *step;
    const char *done_on; /* "2021-02-12", "" */
    const char *problem;
} StepField;

typedef struct TargetField {
    const ActivityTarget *target;
    bool is_reached;
} TargetField;

typedef struct FollowUpForm {
    Frame *frame;
    const ActivityPlace *place;
    const FormChoice *statuses;
    const char *status, *comment, *problem;
    int64_t edit;
    const StepField *steps;
    const TargetField *targets;
    size_t n_steps, n_targets;
} FollowUpForm;

/* A title to be typed: of a new activity, a new category, or a category that is renamed. */
typedef struct CategoryForm {
    PlanHead head;
    const PlanYear *year;
    const PlanCategory *category; /* NULL = a new one */
    bool is_activity;             /* a new activity in the category */
    const char *action, *title, *note, *problem;
    const char *now_title, *now_note; /* what somebody else has written meanwhile, else NULL */
    bool is_first, is_last;
} CategoryForm;
