#pragma once
#include "modules/frozen/frozen.h"
#include "modules/proposals/proposals.h"

/* What frozen_add() takes of a proposal that has been submitted: when the list is released, and
 * before that when it is taken back, since what has come in to an authority is its document however
 * it ends (tryckfrihetsförordningen 2 kap. 9 §). In Swedish, whoever does it. `by_preparers`: they
 * merged it or split it off, and nobody else handed it in. */
FrozenDocument frozen_proposal(Arena *arena, const Rules *rules, const Proposal *proposal,
                               bool by_preparers);

/* FrozenReport of kind "proposal": what was submitted, and nothing that was made of it. */
bool frozen_proposal_report(Db *db, Arena *arena, Id collaboration, const FrozenDocument *document,
                            const Report **ret, GError **error);
