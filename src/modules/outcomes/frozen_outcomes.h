#pragma once
#include "modules/frozen/frozen.h"

/* FrozenReport of kind "outcomes", of a round that is told: what became of each proposal, and why.
 */
bool frozen_outcomes_report(Db *db, Arena *arena, Id collaboration, const FrozenDocument *document,
                            const Report **ret, GError **error);
