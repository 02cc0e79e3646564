#pragma once
#include "formats/report.h"
#include "modules/answers/answers.h"
#include "modules/frozen/frozen.h"

/* A version of an answer on paper. `collaboration`: its title. */
const Report *answer_report_of(Arena *arena, const char *collaboration,
                               const AnswerVersion *version, const AnswerContent *content);

/* The kind "answer" of frozen documents: its subject is the version. */
bool frozen_answer_report(Db *db, Arena *arena, Id collaboration, const FrozenDocument *document,
                          const Report **ret, GError **error);
