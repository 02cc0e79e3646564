#include "modules/plan_import/plan_import.h"

#include "base/error.h"
#include "modules/plan_import/apply_changes.h"
#include "modules/plans/store.h"

#include <string.h>

typedef struct {
    Arena *arena;
    const PlanImport *import;
    const PlanImportChoice *choice;
    PlanImportSummary summary;
} Applying;

static bool is_text_change(const TextDifference *text) {
    return text->kind != DIFFERENCE_REMOVED;
}

static void count(const PlanImport *import, PlanImportSummary *summary) {
    const PlanDifference *difference = &import->difference;
    *summary = (PlanImportSummary){.title = import->plan.title,
                                   .is_new = import->existing == NULL,
                                   .n_added = difference->n_added,
                                   .n_changed = difference->n_changed + difference->n_moved,
                                   .n_kept = difference->n_removed,
                                   .n_activities = difference->n_activities - difference->n_removed,
                                   .n_warnings = import->n_warnings,
                                   .n_unplaced = import->n_unplaced};
    for (size_t i = 0; i < difference->n_texts; i++)
        summary->n_texts += is_text_change(&difference->texts[i]);
}

static bool store_new(Db *db, Applying *applying, GError **error) {
    Plan plan = applying->import->plan;
    PlanStoring storing = {applying->arena, applying->import->collaboration,
                           applying->import->account, "plan.import", &plan};
    if (!plan_store_audited(db, &storing, error))
        return false;
    applying->summary.plan = plan.id;
    return true;
}

/* What the preview showed must be what is there now. */
static bool is_as_shown(Db *db, const Applying *applying, GError **error) {
    const PlanImport *import = applying->import;
    int64_t shown = applying->choice->edit,
            read = import->existing == NULL ? 0 : import->existing->edit;
    Plan now;
    bool same = shown == -1 || shown == read;
    if (same && import->existing != NULL) {
        if (!plan_load(db, applying->arena, import->collaboration, import->existing->id, &now,
                       error))
            return false;
        same = now.edit == read;
    }
    if (!same)
        return fail(error, ERROR_CONFLICT,
                    "Planen har ändrats sedan ni såg förhandsvisningen. Titta igenom den igen och "
                    "läs sedan in.");
    return true;
}

static bool apply(Db *db, void *data, GError **error) {
    Applying *applying = data;
    const PlanImport *import = applying->import;
    count(import, &applying->summary);
    if (!is_as_shown(db, applying, error))
        return false;
    if (import->existing == NULL)
        return store_new(db, applying, error);
    applying->summary.plan = import->existing->id;
    applying->summary.n_removed = applying->choice->n_removed;
    applying->summary.n_kept -= MIN(applying->choice->n_removed, applying->summary.n_kept);
    applying->summary.is_unchanged = !import->changes && applying->choice->n_removed == 0;
    return applying->summary.is_unchanged ||
           apply_changes(db, applying->arena, import, applying->choice, error);
}

bool plan_import_apply(Db *db, Arena *arena, const PlanImport *import,
                       const PlanImportChoice *choice, PlanImportSummary *ret, GError **error) {
    Applying applying = {.arena = arena, .import = import, .choice = choice};
    if (!db_write(db, apply, &applying, error))
        return false;
    *ret = applying.summary;
    return true;
}

bool plan_import_file(Db *db, Arena *arena, const PlanImportFile *file, PlanImportSummary *ret,
                      GError **error) {
    PlanImport import;
    return plan_import_read(db, arena, file, &import, error) &&
           plan_import_apply(db, arena, &import, &(PlanImportChoice){.edit = -1}, ret, error);
}
