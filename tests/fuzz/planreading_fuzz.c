#include "base/error.h"
#include "modules/plan_import/reading_json.h"
#include "modules/plan_import/testing/accounting.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever the file is, nothing of it is lost or in two places. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const categories[] = {"Tillsynsprojekt", "Handläggarstöd", "Utbildning/workshops"};
    PlanReadingOptions options = {.categories = categories, .n_categories = G_N_ELEMENTS(categories)};
    g_autoptr(Arena) arena = arena_new();
    SourceDocument document;
    PlanReading plan;
    if (!source_read(arena, (Bytes){data, size}, &document, NULL) ||
        !plan_read(arena, &document, &options, &plan, NULL))
        return 0;
    const char *fault = accounting_fault(arena, &document, &plan);
    if (fault != NULL)
        g_error("%s", fault);
    (void)plan_reading_json(arena, &plan);
    return 0;
}
