#pragma once
#include "modules/plan_import/plan_import.h"

/* Changes the plan that is there into what the file says, within the caller's transaction: opens it
 * when it is adopted, and writes only what differs. */
bool apply_changes(Db *db, Arena *arena, const PlanImport *import, const PlanImportChoice *choice,
                   GError **error);
