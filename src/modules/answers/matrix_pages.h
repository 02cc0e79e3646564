#pragma once
#include "web/router.h"

/* What was handed in, who is missing, and letters to them. */
extern const Route matrix_routes[];
