#pragma once
#include "web/router.h"

/* A plan year along the months. */
extern const Route timeline_routes[];
