#pragma once
#include "base/arena.h"

/* What the log has of a rule, `key=value` a line, as people say it: "Slag: kommun", a line for each
 * that `other` (the rule on the other side of the change, or NULL) does not have. */
const char *rule_lines(Arena *arena, const char *settings, const char *other);
