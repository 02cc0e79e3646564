#pragma once
#include "modules/answers/answers.h"

/* What was handed in as canonical JSON: keys in order, no space, all texts. `round` and
 * `respondent`: titles. */
const char *answer_content_json(Arena *arena, const char *round, const char *respondent,
                                const AnswerCells *cells, const AnswerProposals *proposals);
