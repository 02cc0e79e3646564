#pragma once
#include "web/router.h"

/* The pages of plans: the list, one plan by year, its text and its national activities. */
extern const Route plans_routes[];

/* Text and budget of a plan: read by all, changed by the coordinator. */
extern const Route chapters_routes[];

/* How a plan year goes, and what has been changed in a plan. */
extern const Route follow_up_routes[];
extern const Route history_routes[];

/* One activity: read, with facts and history. */
extern const Route activity_routes[];
