#pragma once
#include "modules/activities/activities.h"
#include "web/router.h"

/* Changing a plan: cells in the table, one activity in a form, activities and categories added,
 * moved and removed. */
extern const Route cell_routes[];
extern const Route activity_edit_routes[];
extern const Route category_routes[];
extern const Route facts_routes[];

/* Answers a cell posted without script: back to the plan when it was saved, else the activity's
 * form with what was typed and what stands there now. */
bool answer_cell_page(Request *request, Response *response, const CellEdit *edit,
                      const CellResult *result, GError **error);
