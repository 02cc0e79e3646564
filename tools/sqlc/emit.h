#pragma once
#include "sqlc/query_file.h"

/* The C of a checked file. `header` is how the source includes its header. */
GString *emit_header(const QueryFile *file);
GString *emit_source(const QueryFile *file, const char *header);
