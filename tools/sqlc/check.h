#pragma once
#include "sqlc/query_file.h"
#include "sqlc/schema.h"

/* Prepares every query against the schema, finds the types of its columns, compares its parameters
 * with `-- in:` both ways and sees that collaborations are kept apart (apart.h). True when nothing
 * was reported. */
bool queries_check(Arena *arena, const Schema *schema, QueryFile *file, Diagnostics *diagnostics);
