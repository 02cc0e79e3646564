#include "commands/installation.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file of settings: taken or refused with a sentence, never half of a refused line. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(Installation) found = {0};
    g_autoptr(GError) error = NULL;
    bool read = installation_read_text(&found, "a.conf", text, &error);
    g_assert_true(read == (error == NULL));
    for (const Setting *setting = installation_settings; setting->name != NULL; setting++) {
        const char *value = *(char **)((char *)&found + setting->offset);
        g_assert_true(value == NULL || setting->kind == SETTING_LIST || value[0] != '\0');
    }
    return 0;
}
