#pragma once
#include "web/router.h"

/* What the public reads: the list of published plans, one of them as page, PDF and CSV. */
extern const Route published_routes[];
