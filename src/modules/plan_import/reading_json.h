#pragma once
#include "modules/plan_import/reading.h"

/* The reading as JSON, indented, in the document's order, with exactly these keys:
 *   {"years": [{"year", "categories": [{"name", "activities": [{"activity", "goal",
 * "implementation", "time", "responsible", "parties", "effect_goals"}]}]}], "bank": [{"heading",
 * "title"}], "national": [{"heading", "title", "authority"}], "text": [{"heading", "text"}],
 * "budget": [[cell]], "unplaced": [text], "warnings": [{"line", "text"}]} What a document does not
 * have is an empty array or "". Ends with a newline. */
const char *plan_reading_json(Arena *arena, const PlanReading *reading);
