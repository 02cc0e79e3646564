#pragma once
#include "formats/package.h"

/* The text of the custom property `name` (ECMA-376 part 1, 22.3.2.2) in this part of the package;
 * NULL where there is none, the part is NULL or damaged. Cleaned, in `arena`. */
const char *package_property(Arena *arena, Package *package, const char *part, const char *name);
