#pragma once
#include "web/router.h"

/* The pages of plans: the list, one plan by year, its text and its national activities. */
extern const Route plans_routes[];
