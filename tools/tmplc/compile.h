#pragma once
#include "tmplc/code.h"
#include <glib.h>
#include <stdbool.h>

/* What a template becomes: a header with the prototypes of its pages, the C of the pages, and its
 * texts as entries of a .pot file. */
typedef struct Compiled {
    GString *header, *source, *messages;
} Compiled;

Compiled *compiled_new(void);
void compiled_free(Compiled *compiled);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Compiled, compiled_free)

/* Compiles one template (docs/templates.md). `file` is the name for messages and #line. *error
 * reads "file:line: what is wrong". */
bool template_compile(const char *file, Slice template, Compiled *compiled, GError **error);
