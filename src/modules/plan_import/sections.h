#pragma once
#include "modules/plan_import/headings.h"

/* Where the years, the bank, the national activities and the budget begin and end. */

typedef struct Section {
    SectionKind kind;
    int year;             /* 0 when its heading has none */
    bool year_is_implied; /* no heading says it */
    const Line *heading;  /* NULL for a section that begins without one */
    size_t first, end;    /* its lines, without the heading */
} Section;

/* All lines in sections, in order; every line is in one, or is its heading. */
List sections_find(Draft *draft);
