#pragma once
#include "web/router.h"

/* The plan as a board of cards, and moving one of them. */
extern const Route board_routes[];

/* The board anew, without the page around it, with the plan year's column shown on a phone: for the
 * script that has changed it. ERROR_NOT_FOUND. */
bool board_answer(const Request *request, Response *response, Id plan, int year, GError **error);
