#pragma once
#include "modules/plan_import/sections.h"

/* National activities: titles with their authority in brackets, "Bassängbad (FHM)", or in a column
 * of a table. */
void national_read(Draft *draft, const Section *section);
