#include "modules/activities/change.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* How an activity was before a change, which comes from our own database: all its texts are there.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    Snapshot snapshot;
    if (!snapshot_from_json(arena, arena_strndup(arena, (const char *)data, size), &snapshot,
                            &error)) {
        g_assert_nonnull(error);
        return 0;
    }
    const Activity *activity = &snapshot.activity;
    g_assert_nonnull(snapshot.category_title);
    g_assert_nonnull(activity->comment);
    for (size_t column = 0; column < N_ACTIVITY_COLUMNS; column++)
        g_assert_nonnull(activity->cells[column]);
    for (size_t i = 0; i < activity->n_targets; i++)
        g_assert_nonnull(activity->targets[i].title);
    for (size_t i = 0; i < activity->n_steps; i++)
        g_assert_nonnull(activity->steps[i].title);
    for (size_t i = 0; i < activity->n_goals; i++)
        g_assert_nonnull(activity->goals[i].kind);
    return 0;
}
