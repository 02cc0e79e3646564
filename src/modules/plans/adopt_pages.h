#pragma once
#include "web/router.h"

/* Adopting a plan, opening it for revision, publishing a version. */
extern const Route adopt_routes[];
