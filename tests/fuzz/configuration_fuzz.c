#include "modules/collaborations/configuration.h"
#include "modules/collaborations/seats.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever the file holds, it is read whole with every group in order, or refused with a sentence. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    Configuration read = {0};
    if (!configuration_read(arena, (const char *)data, size, &read, &error)) {
        g_assert_true(error_is(error, ERROR_INVALID));
        g_assert_cmpstr(error->message, !=, "");
        return 0;
    }
    g_assert_cmpuint(read.n, >, 0);
    for (size_t i = 0; i < read.n; i++) {
        g_assert_nonnull(read.groups[i].title);
        g_assert_true(read.groups[i].settings[0] == '\0' || g_str_has_suffix(read.groups[i].settings, "\n"));
    }
    return 0;
}
