#include "tmplc/compile.h"
#include "tmplc/lexer.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Brackets of generated C match, literals end: what a template holds never breaks out of its place.
 */
static void assert_well_formed(const char *source) {
    Code code = code_walk((Slice){source, strlen(source)});
    for (int c = code_next(&code); c != 0; c = code_next(&code)) {
        g_assert_cmpint(c, !=, -1);
        g_assert_cmpint(code.depth, >=, 0);
    }
    g_assert_cmpint(code.depth, ==, 0);
}

static void compile(const char *text, size_t size) {
    g_autoptr(Compiled) compiled = compiled_new();
    g_autoptr(GError) error = NULL;
    if (template_compile("fuzz.html", (Slice){text, size}, compiled, &error)) {
        g_assert_null(error);
        assert_well_formed(compiled->source->str);
    } else {
        g_assert_nonnull(error);
        g_assert_true(g_str_has_prefix(error->message, "fuzz.html:"));
    }
}

/* The input as a whole template, and as the inside of a page. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    g_autofree char *whole = g_memdup2(data, size);
    compile(size == 0 ? "" : whole, size);
    g_autoptr(GString) page = g_string_new("{% page x(int a) %}");
    g_string_append_len(page, (const char *)data, (gssize)size);
    g_string_append(page, "{% end %}");
    compile(page->str, page->len);
    return 0;
}
