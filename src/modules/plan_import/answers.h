#pragma once
#include "modules/plan_import/reading.h"

/* What somebody answered in the preview: which questions are yes, and where rows without a place
 * go. Everything else stays as the file has it. */

#define ANSWERS_MAX 1000

/* "2021|Tillsynsprojekt": an activity in that category of that year; "bank": in the proposal bank;
 * "text": last in the plan's text. */
typedef struct AnsweredPlace {
    size_t unplaced; /* number in reading->unplaced */
    const char *where;
} AnsweredPlace;

typedef struct ImportAnswers {
    const size_t *meant; /* numbers in reading->warnings: change what is written to what is meant */
    size_t n_meant;
    const AnsweredPlace *places;
    size_t n_places;
} ImportAnswers;

/* Changes the reading as answered: what was written becomes what was meant, where the question
 * stands; rows get their places. The warnings and the unplaced that are answered go. Numbers and
 * places that are not there are passed over. */
void reading_answer(Arena *arena, PlanReading *reading, const ImportAnswers *answers);
