#include "modules/plans/plans.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A frozen plan, which comes from our own database: what is read is written so that it reads the
 * same. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    Plan plan, again;
    if (!plan_from_json(arena, arena_strndup(arena, (const char *)data, size), &plan, &error)) {
        g_assert_nonnull(error);
        return 0;
    }
    const char *written = plan_to_json(arena, &plan);
    g_assert_true(plan_from_json(arena, written, &again, NULL));
    g_assert_cmpstr(plan_to_json(arena, &again), ==, written);
    return 0;
}
