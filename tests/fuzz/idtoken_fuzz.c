#include "services/oidc/id_token.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first line is an ID token, the rest the provider's keys: somebody, or a sentence. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const Expected expected = {"https://login.example.org", "samsyn", "nonce", {1800000000}};
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    const char *text = arena_strndup(arena, (const char *)data, size);
    size_t line = strcspn(text, "\n");
    json_t *keys = json_loads(text[line] == '\0' ? "" : text + line + 1, 0, NULL);
    const char *subject = NULL;
    bool unknown = false;
    bool good = id_token_check(arena, arena_strndup(arena, text, line), keys, &expected, &subject,
                               &unknown, &error);
    g_assert_true(good == (subject != NULL) && good == (error == NULL) && !(good && unknown));
    json_decref(keys);
    return 0;
}
