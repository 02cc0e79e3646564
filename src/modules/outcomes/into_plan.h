#pragma once
#include "modules/outcomes/outcomes.h"

/* A proposal's place in the plan of its round follows its outcome. In the caller's transaction. */
typedef struct Placing {
    Arena *arena;
    Id collaboration, account;
    const Rules *rules; /* for the categories' titles */
    const Outcomes *outcomes;
    bool drops_texts; /* as of OutcomeChange */
} Placing;

/* Adds, moves or takes out the activity of `row`, so that it stands where the outcome says; nothing
 * where it does already. Refuses as outcomes_set(). */
bool outcome_into_plan(Db *db, const Placing *placing, const OutcomeRow *row, Outcome outcome,
                       int64_t year, GError **error);

/* Takes an activity out, where the plan's undo does not find it. */
bool outcome_out_of_plan(Db *db, const Placing *placing, Id activity, GError **error);
