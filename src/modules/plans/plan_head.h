#pragma once
#include "modules/plans/plan_words.h"
#include "modules/plans/plans.h"
#include "ui/frame.h"

/* What every page of one plan begins with: the way there, name, state and main action, and the tabs
 * (plan years, bank, national activities, text and budget; board, timeline and the other views). */

typedef struct PlanTab {
    const char *title, *path;
    size_t count; /* 0 = not shown */
    bool is_current;
} PlanTab;

typedef struct PlanHead {
    Frame *frame;
    const Rules *rules;
    const Rule *document; /* the plan's document by the rules of today; NULL when it has ended */
    Plan plan;
    PlanVersions versions;
    const char *path;               /* "/jonkoping/plans/ID" */
    const char *state, *state_chip; /* "Fastställd · styrgruppen 9 juni 2020 § 14", "approved" */
    const char *next_title; /* "Börja plan 2022–2024", or NULL when that plan is there already */
    bool can_edit;          /* the person may, and the plan is open */
    bool has_activities;    /* not a plan of only text and table */
    bool can_compare;       /* there are two texts to compare: versions, or a version and a draft */
    bool can_adopt;         /* the person may adopt, revise, publish, roll forward */
    PlanTab years[14], views[6];
    size_t n_years, n_views;
} PlanHead;

/* Reads the plan of the request's `:plan` with rules and versions: 16 statements. `current` is the
 * path of the tab that is open, below the plan's ("", "?year=2022", "/board"); `title` (msgid)
 * names the page, NULL = the plan. */
bool plan_head_load(const Request *request, const char *title, const char *current, PlanHead *ret,
                    GError **error);

/* Activities in a plan year. */
size_t plan_year_count(const PlanYear *year);

/* The year the page shows: ?year=, else this year, else the first. NULL when the plan has none. */
const PlanYear *plan_year_chosen(const PlanHead *head);
