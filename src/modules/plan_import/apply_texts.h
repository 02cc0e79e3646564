#pragma once
#include "modules/plan_import/plan_import.h"

/* Chapters and national activities of the file into the plan that is there: matched by heading and
 * title as plan_compare() does; what only the plan has stays. Within the caller's transaction;
 * audited; raises the plan's edit when something was different. */
bool apply_texts(Db *db, Arena *arena, const PlanImport *import, GError **error);
