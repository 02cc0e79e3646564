#pragma once
#include "web/router.h"

extern const Route outcomes_routes[], outcome_routes[], tell_routes[], bank_routes[],
    statistics_routes[];
