#pragma once
#include "modules/plans/plan_head.h"
#include "web/form.h"

typedef struct AdoptForm {
    const char *body; /* key */
    Date adopted_on;
    const char *paragraph, *note;
    bool is_published;
    int64_t edit; /* of the plan, as it was when the page was read */
} AdoptForm;

/* What a plan year has: "2021 fastställt", 25. */
typedef struct AdoptCount {
    const char *title;
    size_t n;
} AdoptCount;

/* What is still open, with the activities that it is true of. */
typedef struct OpenQuestion {
    const char *what; /* msgid: "saknar värdkommun" */
    const Activity *const *activities;
    size_t n_activities;
} OpenQuestion;

typedef struct AdoptView {
    PlanHead head;
    const FormField *fields;
    const AdoptForm *form;
    const FormErrors *errors;
    const char *activities_path; /* "/jonkoping/activities" */
    const AdoptCount *counts;
    size_t n_counts;
    const OpenQuestion *open;
    size_t n_open;
    int64_t next_number;
    bool has_previous;
    PlanDifference difference; /* to the latest version, when there is one */
    const char *deadline;      /* "juni 2021", or "" */
} AdoptView;
