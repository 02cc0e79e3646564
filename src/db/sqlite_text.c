#include "db/sqlite_text.h"

#include "base/text.h"

static int compare(void *collator, int size_a, const void *a, int size_b, const void *b) {
    return text_compare_bytes(collator, a, size_a, b, size_b);
}

static void free_collator(void *collator) {
    text_collator_free(collator);
}

static void fold(sqlite3_context *context, int n_values, sqlite3_value **values) {
    (void)n_values;
    const char *text = (const char *)sqlite3_value_text(values[0]);
    if (text == NULL)
        return;
    if (!text_valid(text, (size_t)sqlite3_value_bytes(values[0]))) {
        sqlite3_result_error(context, "fold: not UTF-8", -1);
        return;
    }
    g_autoptr(Arena) arena = arena_new();
    sqlite3_result_text(context, text_fold(arena, text), -1, SQLITE_TRANSIENT);
}

int sqlite_register_text(sqlite3 *handle) {
    int code = sqlite3_create_collation_v2(handle, "swedish", SQLITE_UTF8,
                                           text_collator_new(SWEDISH), compare, free_collator);
    if (code != SQLITE_OK)
        return code;
    return sqlite3_create_function_v2(handle, "fold", 1,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                      fold, NULL, NULL, NULL);
}
