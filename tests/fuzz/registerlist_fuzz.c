#include "base/error.h"
#include "base/text.h"
#include "modules/frozen/register_list.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is read has a number within the limit, and finds the document that it names. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = g_strndup((const char *)data, size);
    g_autofree char *text = g_utf8_make_valid(bytes, -1);
    RegisterLines lines;
    FrozenNumber *numbers;
    if (!register_list_parse(arena, text, &lines, &error)) {
        g_assert_true(error_is(error, ERROR_INVALID));
        return 0;
    }
    for (size_t i = 0; i < lines.n; i++) {
        g_assert_cmpuint(text_length(lines.rows[i].number), <=, REGISTER_NUMBER_MAX);
        g_assert_cmpint(lines.rows[i].number[0], !=, '\0');
    }
    FrozenDocument document = {.id = {1},
                               .title = lines.rows[0].title,
                               .sender = lines.rows[0].sender,
                               .register_number = ""};
    RegisterLines first = {lines.rows, 1};
    g_assert_true(
        register_list_match(arena, &first, &(FrozenDocuments){&document, 1}, &numbers, NULL));
    g_assert_cmpint(numbers[0].document.value, ==, 1);
    return 0;
}
