#pragma once
#include "web/router.h"

/* Two states of a plan side by side, cell by cell. */
extern const Route compare_routes[];
