#pragma once
#include "modules/frozen/frozen.h"

/* FrozenReport of kind "proposal": what was submitted, and nothing that was made of it. */
bool frozen_proposal_report(Db *db, Arena *arena, Id collaboration, const FrozenDocument *document,
                            const Report **ret, GError **error);
