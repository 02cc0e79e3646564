#pragma once
#include "formats/table.h"

/* A table for tests and measuring: names with å, ä and ö, texts that a spreadsheet could take for
 * formulas or numbers, sums and days, some of them missing; any number of rows, made when they are
 * asked for. */
extern const char *const sample_texts[];
enum { N_SAMPLE_TEXTS = 21 };
Table sample_table(size_t n_rows);
