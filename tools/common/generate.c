#include "common/generate.h"

#include "base/error.h"

bool fail_at(GError **error, const char *file, int line, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return fail(error, ERROR_INVALID, "%s:%d: %s", file, line, message);
}

void append_c_string(GString *target, const char *bytes, size_t length) {
    g_string_append_c(target, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte == '"' || byte == '\\')
            g_string_append_printf(target, "\\%c", byte);
        else if (byte == '\n')
            g_string_append(target, "\\n");
        else if (byte < 0x20 || byte == 0x7f || (byte == '?' && i > 0 && bytes[i - 1] == '?'))
            g_string_append_printf(target, "\\%03o", byte);
        else
            g_string_append_c(target, (char)byte);
    }
    g_string_append_c(target, '"');
}

char *read_source(const char *path, size_t limit, size_t *ret_length, GError **error) {
    g_autofree char *text = NULL;
    size_t length;
    if (!g_file_get_contents(path, &text, &length, error))
        return NULL;
    if (length > limit) {
        fail_at(error, path, 1, "the file has %zu bytes, the limit is %zu", length, limit);
        return NULL;
    }
    *ret_length = length;
    return g_steal_pointer(&text);
}
