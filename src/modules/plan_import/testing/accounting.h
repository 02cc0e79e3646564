#pragma once
#include "modules/plan_import/reading.h"

/* Checks that nothing of the document is lost and nothing is in two places: the letters of all its
 * cells and paragraphs are exactly the letters of all texts of the reading, and each cell and
 * paragraph stands whole in one of them. White space, hyphens, brackets and list marks do not
 * count, as joining and splitting take them away. Returns NULL, or what is wrong. */
const char *accounting_fault(Arena *arena, const SourceDocument *document,
                             const PlanReading *reading);
