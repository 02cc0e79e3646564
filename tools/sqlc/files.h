#pragma once
#include "base/arena.h"

#include <stdbool.h>

/* The largest .sql file that is read. */
#define SOURCE_SIZE_MAX ((size_t)4 << 20)

/* The file as text; complains on stderr and returns NULL when it cannot be read, is larger than
 * SOURCE_SIZE_MAX or is not UTF-8. */
char *source_file_read(Arena *arena, const char *path);

/* Writes the file; complains on stderr. */
bool output_write(const char *path, const GString *text);

/* Appends `text` as C string literals, one for each line, each after `indent`. */
void append_c_lines(GString *out, const char *indent, const char *text);

/* "modules/plans/plans.sql" → "plans". */
char *file_stem(Arena *arena, const char *path);
