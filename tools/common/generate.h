#pragma once
#include <glib.h>
#include <stdbool.h>

/* For the generators: where a mistake is, and C text. */

/* Sets *error to "file:line: message" and returns false. Messages are read by developers, in
 * English. */
bool fail_at(GError **error, const char *file, int line, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Appends a C string literal of exactly these bytes, quotes included; UTF-8 stays readable. */
void append_c_string(GString *target, const char *bytes, size_t length);

/* Reads a whole file of at most `limit` bytes, NUL-terminated; the caller frees. NULL and *error
 * when that fails. */
char *read_source(const char *path, size_t limit, size_t *ret_length, GError **error);
