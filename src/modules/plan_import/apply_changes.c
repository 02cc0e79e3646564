#include "modules/plan_import/apply_changes.h"

#include "modules/plan_import/apply_texts.h"

#include <string.h>

bool apply_changes(Db *db, Arena *arena, const PlanImport *import, const PlanImportChoice *choice, GError **error) {
    if (import->difference.n_changed + import->difference.n_added + import->difference.n_moved + choice->n_removed > 0)
        return fail(error, ERROR_CONFLICT, "Det finns redan en plan för åren. Ändra i den i stället.");
    if (strcmp(import->existing->state, "adopted") == 0 &&
        !plan_revise(db, arena, import->collaboration, import->account, import->existing->id, error))
        return false;
    return apply_texts(db, arena, import, error);
}
