#pragma once
#include "modules/plan_import/categories.h"
#include "modules/plan_import/joins.h"

/* The years' tables: categories and activities. One reader goes through all sections of the
 * document, so that a table that is interrupted goes on. */
typedef struct YearsReader {
    Draft *draft;
    const Row *rows; /* as rows_of() gives them */
    const Section *section;
    DraftYear *year;
    DraftCategory *category; /* NULL before the year's first */
    DraftActivity *open;     /* the activity that the next row may go on with */
    bool has_full_rows;      /* some activity of the year has more than a title */
    JoinPlace place;
} YearsReader;

/* Reads a SECTION_YEAR. */
void years_read(YearsReader *reader, const Section *section);
