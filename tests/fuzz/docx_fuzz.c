#include "formats/testing/archive.h"
#include "formats/testing/source_dump.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A whole file when it is a ZIP archive; else what stands in the document's body and, behind a line
 * of
 * "----", in its styles. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *text = g_strndup((const char *)data, size);
    if (g_str_has_prefix(text, "PK")) {
        source_assert_readable((Bytes){data, size}, false);
        return 0;
    }
    g_auto(GStrv) parts = g_strsplit(text, "\n----\n", 2);
    const char *body = parts[0] == NULL ? "" : parts[0];
    source_assert_readable(docx_of(arena, body, *body == '\0' ? NULL : parts[1]), false);
    return 0;
}
