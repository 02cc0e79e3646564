#include "sqlc/check.h"
#include "sqlc/emit.h"
#include "sqlc/test_schema.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Made once: nothing that sqlc does changes it. */
static const Schema *shared_schema(void) {
    static Schema *schema;
    if (schema == NULL)
        schema = test_schema_new();
    return schema;
}

static void compile(const char *text, Diagnostics *diagnostics) {
    QueryFile file;
    const Schema *schema = shared_schema();
    bool good = query_file_parse(diagnostics->arena, text, &file, diagnostics) &&
                queries_check(diagnostics->arena, schema, &file, diagnostics);
    g_assert_true(good == (diagnostics->n == 0));
    for (size_t i = 0; i < diagnostics->n; i++)
        g_assert_true(g_str_has_prefix(diagnostics->messages[i], "fuzz.sql:"));
    if (!good)
        return;
    g_autoptr(GString) header = emit_header(&file);
    g_autoptr(GString) source = emit_source(&file, "fuzz_sql.h");
    g_assert_nonnull(strstr(source->str, "const DbQueries sql_fuzz_queries"));
    for (size_t i = 0; i < file.n; i++)
        g_assert_nonnull(strstr(header->str, file.queries[i].name));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autoptr(Arena) arena = arena_new();
    char *bytes = g_strndup((const char *)data, size);
    g_autofree char *text = g_utf8_make_valid(bytes, -1);
    g_free(bytes);
    compile(text, &(Diagnostics){.arena = arena, .file = "fuzz.sql"});
    return 0;
}
