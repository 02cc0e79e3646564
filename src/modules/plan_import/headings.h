#pragma once
#include "modules/plan_import/draft.h"

/* Which lines are headings, and of what. */

typedef enum {
    SECTION_TEXT,
    SECTION_YEAR,
    SECTION_BANK,
    SECTION_NATIONAL,
    SECTION_BUDGET
} SectionKind;

/* What a heading's words open: SECTION_TEXT when nothing in particular. Looks at no other line. */
SectionKind heading_opens(const Draft *draft, const Line *line, int *ret_year);

/* "Förslagsbank", "Aktivitetsförslag": not only a wish for something. */
bool names_bank(const Line *line);

/* "Aktiviteter", "Planerade insatser": what the table below is, and no more. */
bool names_plan_table(const Draft *draft, const Line *line);

/* The plan's title standing there, the first time or once more, as at the top of a page. */
bool is_title(const Draft *draft, const Line *line);

/* true when line `i` is a chapter's heading and not a line of a list or the name of a category. */
bool is_chapter_heading(const Draft *draft, size_t i);

/* An empty line comes before, or, in a file without empty lines, the end of a paragraph. */
bool begins_something(const Draft *draft, size_t i);

/* Going on over headings, running text comes after line `i`. */
bool leads_to_text(const Draft *draft, size_t i);

/* At line `i`, or below the headings that begin there, stands running text and not a list. */
bool leads_to_sentence(const Draft *draft, size_t i);

/* How many headings and paragraphs of introduction may stand above what they open. */
#define INTRODUCTION_MAX 4
