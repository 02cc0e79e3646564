#pragma once
#include "web/router.h"

/* What was adopted: the list of a plan's versions, one of them as page, PDF and CSV. */
extern const Route versions_routes[];
