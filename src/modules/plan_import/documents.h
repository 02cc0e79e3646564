#pragma once
#include "modules/plan_import/from_reading.h"

/* Which of the collaboration's documents a file is, and the files of documents without activities.
 */

/* Sets import->document: the one the file asks for, else the one that its first lines name, else
 * the first with activities. ERROR_NOT_FOUND when there is none. */
bool document_choose(Arena *arena, const PlanImportFile *file, const SourceDocument *source,
                     PlanImport *import, GError **error);

/* The first year that stands in the file's first lines ("Budget 2021"), or 0. */
int document_year(const SourceDocument *source);

/* A calendar or a budget: every table becomes a chapter under the paragraph before it, all other
 * text a chapter of text. Takes the place of the chapters and the unplaced of the reading. */
bool chapters_from_source(PlanFromReading *from, const SourceDocument *source, GError **error);
