#pragma once
#include "modules/plans/board_view.h"

/* The plan's years as columns, narrowed to the category (by title) of `?category=`; `path` is the
 * plan's address. */
void board(const Request *request, const Plan *plan, const char *path, bool can_edit, Board *ret);

/* The categories of all its years, each title once. */
void board_filters(const Request *request, BoardView *view);
