#pragma once
#include "modules/plans/plans_view.h"

/* What a plan year is narrowed by, from the query string; each "" when it is not. */
typedef enum {
    FILTER_CATEGORY, /* the category's id */
    FILTER_TEXT,     /* words in any of the seven columns, folded */
    FILTER_GOAL,     /* "5" national, "g13" global, "most" */
    FILTER_PARTY, /* "all" = the municipalities together, or a party's id; a municipality takes part
                     in those too */
    FILTER_RESPONSIBLE, /* what the column says */
    FILTER_STATUS,      /* as shown */
    N_PLAN_FILTERS
} PlanFilter;

/* One filter set to one value, read once. */
typedef struct Wanted {
    PlanFilter filter;
    const char *value, *text; /* text: FILTER_TEXT folded, FILTER_GOAL its kind */
    int64_t number;           /* FILTER_GOAL */
    Id party;                 /* FILTER_PARTY, none = "all" */
    bool is_municipality, is_none;
} Wanted;

typedef struct PlanFilters {
    const Request *request;
    const Rules *rules;
    const PlanYear *year;
    const char *path;        /* of the page */
    const ActivityRow *rows; /* all of the year, in its order */
    size_t n_rows;
    Wanted wanted[N_PLAN_FILTERS];
} PlanFilters;

/* What the request asks for of these rows of the year. */
PlanFilters plan_filters_of(const PlanHead *head, const PlanYear *year, const ActivityRow *rows,
                            size_t n_rows);

bool plan_filters_match(const PlanFilters *filters, const ActivityRow *row);
bool plan_filters_match_category(const PlanFilters *filters, const PlanCategory *category);

/* Whether anything but the category narrows. */
bool plan_filters_narrow(const PlanFilters *filters);

/* The links above the table: categories, and a menu for each of goal, party, responsible and status
 * with what the year holds and how many of each. */
void plan_filter_links(const PlanFilters *filters, PlanView *view);
