#pragma once
#include "formats/package.h"
#include "formats/source_builder.h"

#define XLSX_MAX_SHEETS 1000

/* Reads the visible sheets of a SpreadsheetML workbook (ECMA-376 part 1, 18) in their order: `part`
 * is the name of its main part. Hidden sheets are not read; the builder's notes name them.
 * `form`, unless NULL, gets the sheet SOURCE_FORM instead, hidden or not, and what is wrong in it;
 * then `builder` notes merged cells. */
bool xlsx_read(Arena *arena, Package *package, const char *part, SourceBuilder *builder,
               SourceBuilder *form, GError **error);
