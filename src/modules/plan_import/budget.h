#pragma once
#include "modules/plan_import/sections.h"

/* The first line behind the table that line `first` is in: its rows follow each other without a
 * break. */
size_t table_end(const Lines *lines, size_t first, size_t end);

/* How many columns the widest of the rows needs. */
size_t table_width(const Lines *lines, size_t first, size_t end);

/* true for a table whose last cells are mostly amounts; ret_end as table_end(). */
bool is_budget_table(const Lines *lines, size_t first, size_t end, size_t *ret_end);

/* A row of the budget, with its empty cells. */
void budget_add(Draft *draft, const Line *line);

/* A section under the heading "Budget": its rows are the budget's, its paragraphs a chapter's. */
void budget_read(Draft *draft, const Section *section);
