#pragma once
#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* The goals that an activity's effect is measured against: Sweden's 16 environmental quality
 * objectives (miljökvalitetsmål) and the 17 global goals of Agenda 2030, by their Swedish names. */

typedef enum { GOAL_NATIONAL, GOAL_GLOBAL } GoalKind;

typedef struct Goal {
    GoalKind kind;
    int number;       /* 1-16 or 1-17, in the order they are always given */
    const char *name; /* "Giftfri miljö" */
    const char
        *colour; /* "#4C9F38", the official colour of a global goal; NULL for the national ones */
} Goal;

/* All goals of a kind in order; they live for ever. */
const Goal *goals_of_kind(GoalKind kind, size_t *ret_n);

/* The goal with this number, NULL when there is none. */
const Goal *goal_by_number(GoalKind kind, int number);

/* The goal that `text` names. "3. God hälsa och välbefinnande", "Mål 3: …" and differing case are
 * exact; up to three wrong letters, fewer in short names, are a guess and ret_exact (which may be
 * NULL) is false. NULL when the text names none: "Dricksvatten av god kvalitet". Nothing is found
 * inside a longer text. */
const Goal *goal_find(const char *text, bool *ret_exact);

/* As goal_find(), but only the exact name, and anywhere in the text as whole words: "Åtgärd 6 för
 * Ingen övergödning". The first such goal of the two lists, or NULL. */
const Goal *goal_mentioned(const char *text);
