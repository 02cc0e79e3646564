#pragma once
#include "base/arena.h"
#include "modules/collaborations/collaborations_sql.h"

/* The file that gives these rules: in the order of the configuration, an element's rules together,
 * oldest first. */
const char *configuration_text(Arena *arena, const SqlRule *rules, size_t n);
