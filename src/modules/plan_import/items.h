#pragma once
#include "modules/plan_import/sections.h"

/* The lines of a list, bank or national, and which of them are headings within it. */

typedef struct Item {
    const Line *line;
    const char *text; /* on one line, without list mark */
    bool bullet;      /* had a list mark */
    bool leads;       /* an empty line, or the beginning, comes before it */
    bool introduces; /* says what the list is, before its first item; or is a paragraph behind it */
} Item;

typedef struct Items {
    const Item *at;
    size_t n;
    bool has_bullets;  /* some lines have list marks, so those without are headings */
    bool breaks_group; /* empty lines stand between groups, not between all lines */
} Items;

/* What is no item (rows, page numbers, the title, the section's heading once more) is dealt with
 * here or left to the caller: rows are not among the items. */
Items items_of(Draft *draft, const Section *section);

typedef enum { HEADING_NO, HEADING_DOUBTFUL, HEADING_YES } HeadingDoubt;

/* Whether item `i` is a heading of the items that follow. */
HeadingDoubt item_is_heading(const Draft *draft, const Items *items, size_t i);
