#pragma once
#include "modules/preparation/released/collect.h"

/* One proposal's, with a result for each of the criteria. Two statements. */
bool preparation_load(Db *db, Arena *arena, Id collaboration, const Criteria *criteria, Id proposal,
                      Preparation *ret, GError **error);
