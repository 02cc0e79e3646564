#pragma once
#include "formats/source_builder.h"

/* Puts the cells of an HTML table where they belong (HTML Standard, "forming a table"). */
typedef struct HtmlTable {
    SourceBuilder *builder;
    int number;                    /* 1-based, for SourceBlock.table */
    int line;                      /* of the row under way */
    int below[SOURCE_MAX_COLUMNS]; /* rows that a cell above still covers in each column */
} HtmlTable;

/* Adds a cell. What spans outside of the column limit is empty and left out. */
void html_table_cell(HtmlTable *table, const GString *text, int columns, int rows);

/* Ends the row; one without cells of its own is not put. */
void html_table_end_row(HtmlTable *table);
