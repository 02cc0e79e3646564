#pragma once
#include "modules/activities/understanding.h"
#include "modules/plans/history.h"
#include "modules/plans/plans_view.h"

/* The same activity in the plan before or after. */
typedef struct ActivityRelative {
    const char *title, *path, *where; /* "Verksamhetsplan 2022–2024, 2022 preliminärt" */
    bool is_earlier;
} ActivityRelative;

/* The proposal that it came of. */
typedef struct ActivityProposal {
    const char *title, *path; /* path NULL: none */
    const char *where;        /* "Förslag 12 från Eksjö, Verksamhetsplan 2022–2024" */
} ActivityProposal;

typedef struct ActivityRelatives {
    const ActivityRelative *rows;
    size_t n;
} ActivityRelatives;

/* A chosen party, a kind of responsibility: who, and as what. */
typedef struct ActivityFact {
    const char *title, *role; /* role: msgid, "" for none */
} ActivityFact;

typedef struct ActivityFacts {
    const ActivityFact *rows;
    size_t n;
} ActivityFacts;

typedef struct ActivityView {
    Frame *frame;
    const Plan *plan;
    const PlanYear *year;
    const PlanCategory *category;
    const char *plan_path, *year_path;
    ActivityRow row;
    bool can_edit, can_follow_up;
    const char *time; /* in words, "" when it is not understood */
    ActivityFacts parties, responsibilities;
    const char *host; /* "" for none */
    ActivityRelatives relatives;
    ActivityProposal proposal;
    const ActivityProposal *again; /* that have taken it up from the bank */
    size_t n_again;
    UnderstandingNotes notes;
    History history;
} ActivityView;
