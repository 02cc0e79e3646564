#pragma once
#include "modules/collaborations/collaborations.h"

/* Whether a document of the rules plans activities; others are text and tables only. */
bool document_has_activities(Arena *arena, const Rule *document);

/* A plan year's status in words (msgids): "fastställt", "fastställda" (of activities), and its
 * chip. */
const char *plan_status_word(const char *status);
const char *plan_status_many(const char *status);
const char *plan_status_chip(const char *status); /* approved, preliminary, "" */
