#pragma once
#include "modules/plan_import/draft.h"
#include "modules/plan_import/heads.h"
#include "modules/plan_import/sections.h"

/* What each row of the years' tables is, before anybody asks what it belongs to. */

typedef enum {
    ROLE_NONE, /* empty, or no row of a year's table */
    ROLE_TEXT, /* a paragraph between the rows; a row with one cell before the table has begun, or a
                  long one */
    ROLE_HEAD, /* column titles */
    ROLE_HEAD_REST, /* the rest of them, a row further down */
    ROLE_NOTE,      /* "Ej fastställt" */
    ROLE_LONE, /* only the first cell is filled: a category, or an activity that has no more than a
                  title */
    ROLE_REST, /* the first cell is empty, others are not */
    ROLE_FULL, /* the first cell and others */
    ROLE_AMOUNTS, /* a row of a budget */
} RowRole;

typedef struct Row {
    RowRole role;
    const Head *head; /* the columns of its table; NULL for ROLE_NONE and ROLE_TEXT */
} Row;

/* One Row for each of the draft's lines. */
const Row *rows_of(Draft *draft, const List *sections);

/* The row's cell in one of the seven columns; "" when its table has no such column. */
const char *row_cell(const Row *row, const Line *line, ReadColumn column);

/* The next row within `end` that says something; `end` when there is none. */
size_t next_row(const Row *rows, size_t from, size_t end);
