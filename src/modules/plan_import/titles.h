#pragma once
#include "modules/plan_import/heads.h"

/* What a column's title means, by the names that plans give their columns. */

#define TITLE_LENGTH_MAX 100 /* characters; what is longer is no title */

/* How sure a meaning is. */
typedef enum {
    SCORE_NONE,
    SCORE_SOME_WORD,  /* some word but the first says it */
    SCORE_STEM,       /* the first word begins so */
    SCORE_ENDING,     /* the first word ends so: a Swedish compound is what its last part is */
    SCORE_FIRST_WORD, /* the first word says it */
    SCORE_NEARLY,     /* the whole title, but for a letter */
    SCORE_WHOLE,
} TitleScore;

/* How well a title says each of the columns, HEAD_CATEGORY and HEAD_YEAR. */
typedef struct Meanings {
    int scores[HEAD_YEAR + 1];
} Meanings;

/* What stands in brackets does not count, unless all does. */
Meanings title_meanings(Arena *arena, const char *title);

/* The letters of a title, for telling whether two are the same; without digits, as in "Aktiviteter
 * 2022". */
const char *title_letters(Arena *arena, const char *title);
