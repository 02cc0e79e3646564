#pragma once
#include "modules/plans/plans_view.h"

/* A whole plan on one page, read from top to bottom as the printed one: text and budget, plan
 * years, bank, national activities. For the published plan and for adopted versions;
 * plan_sheet.html shows it. */

typedef struct SheetRow {
    const char *kind; /* cells, band (one cell heads the rows below), sum */
    const char *const *cells;
    size_t n_cells;
} SheetRow;

typedef struct SheetChapter {
    const char *anchor, *heading;
    const char *const *paragraphs;
    size_t n_paragraphs;
    SheetRow head;         /* of a table */
    const bool *is_amount; /* of its columns: every filled cell below the head is an amount */
    bool has_text;         /* there is a column of something else */
    bool goes_on;          /* has the heading of the chapter before it */
    const SheetRow *rows;
    size_t n_rows;
} SheetChapter;

typedef struct SheetYear {
    const char *anchor, *title, *status, *chip; /* "Aktiviteter 2021", "fastställda", "approved" */
    bool is_bank;
    const CategoryBand *bands;
    size_t n_bands;
} SheetYear;

typedef struct PlanSheet {
    const Plan *plan;
    const SheetChapter *chapters;
    size_t n_chapters;
    const SheetYear *years;
    size_t n_years;
} PlanSheet;

/* One chapter, the `number`th of its plan: paragraphs, or a table with head, bands and sums. */
SheetChapter sheet_chapter_of(Arena *arena, const PlanChapter *chapter, size_t number);

void plan_sheet(const Request *request, const Plan *plan, PlanSheet *ret);
