#pragma once
#include "modules/proposals/proposals.h"

/* What has been proposed or planned before that is called nearly the same: in this round, earlier
 * ones, the plans and their bank, and in other collaborations that share theirs. */
typedef struct SimilarTitle {
    const char *title, *where; /* "förslag 12, Verksamhetsplan 2022–2024" */
    const char *kind;          /* "proposal", "activity" */
    Id subject;                /* none: elsewhere */
    int likeness;              /* 0 to 100 */
} SimilarTitle;
typedef struct SimilarTitles {
    const SimilarTitle *rows; /* the most alike first */
    size_t n;
} SimilarTitles;

/* At most six, each title once; `but`: the proposal that is being written. A fixed number of
 * statements at most. */
bool similar_titles(Db *db, Arena *arena, const Asker *asker, const char *typed, Id but,
                    SimilarTitles *ret, GError **error);
#define SIMILAR_MAX 6
#define SIMILAR_LIKENESS_MIN 45
