#pragma once
#include "modules/plan_import/draft.h"
#include "modules/plan_import/heads.h"

/* The smaller tables, where bank or national activities stand in columns. */

typedef struct ListTable {
    Head head;
    size_t title, heading, authority; /* columns; SIZE_MAX when there is none */
    bool keeps_cells; /* the other columns of a plan are kept, rather than unplaced */
    bool warned;
} ListTable;

typedef struct ListRow {
    const char *title, *heading, *authority;  /* "" when the row has none */
    const char *cells[N_READ_COLUMNS]; /* of the plan's other columns; NULL when the row has none */
} ListRow;

void list_table_init(ListTable *table);

/* true when `line` was a head row; it is marked. */
bool list_table_head(Draft *draft, ListTable *table, const Line *line);

/* A row's cells. What is neither title, heading nor authority, nor kept, is unplaced. */
ListRow list_table_row(Draft *draft, ListTable *table, const Line *line);
