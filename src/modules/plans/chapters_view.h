#pragma once
#include "modules/plans/plan_sheet.h"

typedef struct ChapterItem {
    const PlanChapter *chapter;
    const SheetChapter *shown;
    const char *path;
} ChapterItem;

typedef struct ChaptersView {
    PlanHead head;
    const ChapterItem *items;
    size_t n_items;
} ChaptersView;

/* The form for one chapter: a text, or a table as rows of fields. */
typedef struct ChapterRow {
    const char *const *cells;
    size_t n_cells;
} ChapterRow;

typedef struct ChapterForm {
    PlanHead head;
    const char *action, *remove, *title;
    const char *kind, *heading, *body;
    int64_t edit;
    const ChapterRow *rows;
    size_t n_rows, n_columns;
    const char *problem; /* or NULL */
    const char *theirs;  /* what stands in the plan when somebody else has changed it, else NULL */
} ChapterForm;
