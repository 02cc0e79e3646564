#pragma once
#include "modules/plan_import/draft.h"

/* Where the years, the bank, the national activities and the budget begin and end. */

typedef enum {
    SECTION_TEXT,
    SECTION_YEAR,
    SECTION_BANK,
    SECTION_NATIONAL,
    SECTION_BUDGET
} SectionKind;

typedef struct Section {
    SectionKind kind;
    int year;             /* 0 when its heading has none */
    bool year_is_implied; /* no heading says it */
    const Line *heading;  /* NULL for a section that begins without one */
    size_t first, end;    /* its lines, without the heading */
} Section;

/* All lines in sections, in order; every line is in one, or is its heading. */
List sections_find(Draft *draft);

/* What a heading's words open: SECTION_TEXT when nothing in particular. Looks at no other line. */
SectionKind heading_opens(const Draft *draft, const Line *line, int *ret_year);

/* true when line `i` is a chapter's heading and not a line of a list or the name of a category. */
bool is_chapter_heading(const Draft *draft, size_t i);

/* Going on over headings, running text comes after line `i`. */
bool leads_to_text(const Draft *draft, size_t i);

/* The plan's title standing there once more, as at the top of a page. */
bool is_title(const Draft *draft, const Line *line);
