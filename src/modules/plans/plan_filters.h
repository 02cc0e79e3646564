#pragma once
#include "modules/plans/plans_view.h"

/* What a plan year is narrowed by, from the query string; each "" when it is not. */
typedef enum {
    FILTER_CATEGORY,    /* the category's id */
    FILTER_TEXT,        /* words in any of the seven columns, folded */
    FILTER_GOAL,        /* "5" national, "g13" global, "most" */
    FILTER_PARTY,       /* "all" = the municipalities together, or a party's id; a municipality takes part in those too */
    FILTER_RESPONSIBLE, /* what the column says */
    FILTER_STATUS,      /* as shown */
    N_PLAN_FILTERS
} PlanFilter;

typedef struct PlanFilters {
    const Request *request;
    const Rules *rules;
    const PlanYear *year;
    const char *path; /* of the page */
    const char *values[N_PLAN_FILTERS];
    bool is_municipality; /* the chosen party */
} PlanFilters;

PlanFilters plan_filters_of(const PlanHead *head, const PlanYear *year);

bool plan_filters_match(const PlanFilters *filters, const Activity *activity);
bool plan_filters_match_category(const PlanFilters *filters, const PlanCategory *category);

/* Whether anything but the category narrows. */
bool plan_filters_narrow(const PlanFilters *filters);

/* The links above the table: categories, and a menu for each of goal, party, responsible and status with what the
 * year holds and how many of each. */
void plan_filter_links(const PlanFilters *filters, PlanView *view);
