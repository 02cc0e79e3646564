#pragma once
#include "modules/preparation/preparation.h"

/* One proposal's, with a result for each of the criteria. Two statements. */
bool preparation_load(Db *db, Arena *arena, Id collaboration, const Criteria *criteria, Id proposal,
                      Preparation *ret, GError **error);

/* Its place among the criteria; their number when it is none of them. */
size_t criterion_index(const Criteria *criteria, Id criterion);

/* As in the database: "", "met" … */
const char *screened_key(Screened result);
bool screened_from(const char *key, Screened *ret);
