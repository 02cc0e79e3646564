#include "formats/testing/archive.h"
#include "formats/testing/source_dump.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A whole file when it is a ZIP archive; else, with lines of "----" between them, what stands in
 * the sheet's data, in the shared strings and in the styles. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *text = g_strndup((const char *)data, size);
    if (g_str_has_prefix(text, "PK")) {
        source_assert_readable((Bytes){data, size}, false);
        return 0;
    }
    g_auto(GStrv) parts = g_strsplit(text, "\n----\n", 3);
    guint n = g_strv_length(parts);
    source_assert_readable(
        xlsx_of(arena, n > 0 ? parts[0] : "", n > 1 ? parts[1] : NULL, n > 2 ? parts[2] : NULL),
        false);
    return 0;
}
