#include "po/catalog.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(GPtrArray) catalog = catalog_parse("fuzz.po", text, &error);
    g_assert_true((catalog == NULL) == (error != NULL));
    for (guint i = 0; catalog != NULL && i < catalog->len; i++) {
        const Message *message = catalog_at(catalog, i);
        g_assert_true(catalog_find(catalog, message->msgid) == message);
    }
    if (catalog != NULL)
        catalog_check_places("fuzz.po", catalog, NULL);
    return 0;
}
