#pragma once
#include "tmplc/code.h"
#include <glib.h>
#include <stdbool.h>

/* The C that is being written for one page. */
typedef struct Emitter {
    const char *file;
    GString *literal; /* markup not yet written */
    GString *body;
    int depth; /* of indentation */
} Emitter;

/* One line of C, printf-like, indented. Writes what is left of the literal first. */
void emit_line(Emitter *emitter, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* `#line`, so that a mistake in what follows is reported in the template. */
void emit_place(Emitter *emitter, int line);

/* Writes out the literal gathered so far. */
void emit_literal(Emitter *emitter);

/* `macro(out, (value));` with the filter at the end of the value, if any; false for an unknown
 * filter or one that may not stand here (`in_text`: between elements; addresses take none). */
bool emit_value(Emitter *emitter, const char *macro, Slice value, const char **ret_fault);
