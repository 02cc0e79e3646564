#pragma once
#include "modules/plan_import/draft.h"
#include "modules/plan_import/heads.h"

/* The smaller tables, where bank or national activities stand in columns. */

typedef struct ListTable {
    Head head;
    size_t title, heading, authority; /* columns; SIZE_MAX when there is none */
    bool warned;
} ListTable;

typedef struct ListRow {
    const char *title, *heading, *authority; /* "" when the row has none */
} ListRow;

void list_table_init(ListTable *table);

/* true when `line` was a head row; it is marked. */
bool list_table_head(Draft *draft, ListTable *table, const Line *line);

/* A row's cells. What is neither title, heading nor authority is unplaced. */
ListRow list_table_row(Draft *draft, ListTable *table, const Line *line);
