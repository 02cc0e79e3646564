#pragma once
#include "base/arena.h"
#include "base/types.h"

/* A state as the database knows it, as people do, and the class of its chip. A table ends
 * with {0}. */
typedef struct StateWord {
    const char *state, *word, *chip;
} StateWord;

/* The row of the state, which must be in the table. */
const StateWord *state_word(const StateWord *words, const char *state);

/* "2021-04-15 13.05" in Stockholm: for lists that sort by it. "" for none. */
const char *moment_text(Arena *arena, Instant instant);
