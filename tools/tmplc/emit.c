#include "tmplc/emit.h"

#include "common/generate.h"
#include <string.h>

void emit_literal(Emitter *emitter) {
    GString *literal = emitter->literal;
    if (literal->len == 0)
        return;
    g_string_append_printf(emitter->body, "%*shtml_put_raw(out, ", emitter->depth * 4, "");
    append_c_string(emitter->body, literal->str, literal->len);
    g_string_append_printf(emitter->body, ", %zu);\n", literal->len);
    g_string_truncate(literal, 0);
}

void emit_line(Emitter *emitter, const char *format, ...) {
    emit_literal(emitter);
    g_string_append_printf(emitter->body, "%*s", emitter->depth * 4, "");
    va_list arguments;
    va_start(arguments, format);
    g_string_append_vprintf(emitter->body, format, arguments);
    va_end(arguments);
    g_string_append_c(emitter->body, '\n');
}

void emit_place(Emitter *emitter, int line) {
    emit_literal(emitter);
    g_string_append_printf(emitter->body, "#line %d ", line);
    append_c_string(emitter->body, emitter->file, strlen(emitter->file));
    g_string_append_c(emitter->body, '\n');
}

static bool is_address(const char *macro) {
    return g_str_has_prefix(macro, "HTML_URL");
}

static const char *filter_fault(Slice filter, const char *macro) {
    static const char *const filters[] = {"short",      "iso",  "day",    "week",  "weekday",
                                          "date",       "time", "number", "plain", "tkr",
                                          "tkr_number", "tr",   "lines"};
    if (is_address(macro))
        return "an address takes no filter";
    if (slice_is(filter, "lines") && strcmp(macro, "HTML_TEXT") != 0)
        return "`lines` writes paragraphs and belongs between elements";
    for (size_t i = 0; i < G_N_ELEMENTS(filters); i++)
        if (slice_is(filter, filters[i]))
            return NULL;
    return "no such filter (docs/templates.md has them; a bitwise or needs brackets)";
}

bool emit_value(Emitter *emitter, const char *macro, Slice value, const char **ret_fault) {
    size_t bar = code_last(value, '|');
    Slice expression = slice_trim((Slice){value.text, bar}),
          filter = {value.text + value.length, 0};
    if (bar < value.length)
        filter = slice_trim((Slice){value.text + bar + 1, value.length - bar - 1});
    const char *fault = code_fault(expression);
    if (fault == NULL && expression.length == 0)
        fault = "no value";
    if (fault == NULL && bar < value.length)
        fault = filter_fault(filter, macro);
    if (fault != NULL) {
        *ret_fault = fault;
        return false;
    }
    g_autofree char *name = g_ascii_strup(filter.text, (gssize)filter.length);
    g_autofree char *whole =
        filter.length == 0 ? g_strdup(macro) : g_strconcat("HTML_FILTER_", name, NULL);
    emit_line(emitter, "%s(out, (%.*s));", whole, (int)expression.length, expression.text);
    return true;
}
