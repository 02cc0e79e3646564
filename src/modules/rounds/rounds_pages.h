#pragma once
#include "web/router.h"

/* The list of rounds, beginning one, changing its dates; /:collab/rounds … */
extern const Route rounds_routes[];
