#pragma once
#include "modules/outcomes/outcomes_view.h"

/* The proposals with their points, sizes and outcomes, as a table and on paper for the meeting that
 * decides. */
bool outcomes_answer_table(const Request *request, Response *response, const OutcomesView *view,
                           GError **error);
bool outcomes_answer_report(const Request *request, Response *response, const OutcomesView *view,
                            GError **error);
