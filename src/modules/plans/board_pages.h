#pragma once
#include "web/router.h"

/* The plan as a board of cards, and moving one of them. */
extern const Route board_routes[];
