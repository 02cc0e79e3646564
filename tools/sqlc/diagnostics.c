#include "sqlc/diagnostics.h"

#include <stdio.h>

bool report(Diagnostics *diagnostics, int line, const char *format, ...) {
    if (diagnostics->n == DIAGNOSTICS_MAX)
        return false;
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprintf(diagnostics->arena, format, arguments);
    va_end(arguments);
    diagnostics->messages[diagnostics->n++] =
        arena_printf(diagnostics->arena, "%s:%d: %s", diagnostics->file, line, message);
    return false;
}

void diagnostics_print(const Diagnostics *diagnostics) {
    for (size_t i = 0; i < diagnostics->n; i++)
        fprintf(stderr, "%s\n", diagnostics->messages[i]);
}
