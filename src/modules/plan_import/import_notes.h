#pragma once
#include "modules/plan_import/from_reading.h"

/* Puts what the reading and the understanding remark at the rows it is about: fills rows, notes,
 * unplaced and n_warnings of an import that is compared. */
void import_notes(PlanFromReading *from, PlanImport *import);
