#pragma once
#include "web/router.h"

/* /accessibility and /personal-data for everybody, and how the system administrator writes them. */
extern const Route statement_routes[];
