#pragma once
#include "web/router.h"

/* Starting next year's plan from this one, with what goes where shown before and after. */
extern const Route roll_forward_routes[];
