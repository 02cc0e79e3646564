#pragma once
#include "modules/home/home_view.h"
#include "modules/people/people.h"

/* What stands on the start page as it is gathered, from the plans, the rounds and the people. */

#define ITEMS_MAX 40
#define WEEKS_AHEAD 8
#define SETUP_MAX 12

typedef struct Gathering {
    const Request *request;
    const Rules *rules;
    PlanSummaries plans;
    Plan current; /* the plan that holds for this year; id 0 when there is none */
    HomeItem waiting[ITEMS_MAX], coming[ITEMS_MAX], setup[SETUP_MAX];
    Date coming_on[ITEMS_MAX];
    size_t n_waiting, n_coming, n_setup;
} Gathering;

/* What is more than ITEMS_MAX is left out. */
void add_waiting(Gathering *gathering, HomeItem item);
/* Kept in the order of their days. */
void add_coming(Gathering *gathering, Date on, HomeItem item);

/* The year stands there only when it is not this one. */
const char *day_and_month(const Request *request, Date date);
const char *weekday_and_week(Arena *arena, Date date);
const char *home_plan_path(const Request *request, Id plan, const char *below);

/* Documents whose next plan is to be adopted; plans that are revised, or adopted and not published.
 */
void gather_deadlines(Gathering *gathering);
void gather_plan_states(Gathering *gathering);

/* Fills in `current`; then what its activities of this year ask for. */
bool load_current(Gathering *gathering, GError **error);
void gather_activities(Gathering *gathering);

/* The days of the rounds and what they ask of the person; answers to hand in; outcomes to give. */
bool gather_rounds(Gathering *gathering, GError **error);
bool gather_answers(Gathering *gathering, GError **error);
bool gather_outcomes(Gathering *gathering, GError **error);

/* People to go through, and what nobody does. */
bool gather_people(Gathering *gathering, GError **error);

/* What a new collaboration still lacks, for whoever sets it up. One statement. */
bool gather_setup(Gathering *gathering, const People *people, GError **error);

/* The latest changes of plans. */
bool gather_happened(const Gathering *gathering, HomeItems *ret, GError **error);
