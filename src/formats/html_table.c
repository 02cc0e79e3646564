#include "formats/html_table.h"

/* Empty cells where cells from rows above reach down, up to the next free column. */
static void pass_covered(HtmlTable *table) {
    for (size_t column; (column = source_builder_pending(table->builder)) < SOURCE_MAX_COLUMNS;) {
        if (table->below[column] == 0 || source_builder_failed(table->builder))
            return;
        table->below[column]--;
        source_builder_clean_cell(table->builder, table->line, "");
    }
}

void html_table_cell(HtmlTable *table, const GString *text, int columns, int rows) {
    pass_covered(table);
    size_t first = source_builder_pending(table->builder);
    size_t end = MIN(first + (size_t)columns, SOURCE_MAX_COLUMNS);
    source_builder_cell(table->builder, table->line, text->str, text->len);
    for (size_t column = first + 1; column < end; column++)
        source_builder_clean_cell(table->builder, table->line, "");
    for (size_t column = first; column < end; column++)
        table->below[column] = rows - 1;
}

static bool covered_from(const HtmlTable *table, size_t column) {
    for (; column < SOURCE_MAX_COLUMNS; column++) {
        if (table->below[column] > 0)
            return true;
    }
    return false;
}

void html_table_end_row(HtmlTable *table) {
    if (source_builder_pending(table->builder) == 0) {
        for (size_t i = 0; i < SOURCE_MAX_COLUMNS; i++)
            table->below[i] = MAX(table->below[i] - 1, 0);
        return;
    }
    pass_covered(table);
    size_t column = source_builder_pending(table->builder);
    while (covered_from(table, column) && !source_builder_failed(table->builder)) {
        source_builder_clean_cell(table->builder, table->line, "");
        pass_covered(table);
        column = source_builder_pending(table->builder);
    }
    source_builder_row(table->builder, table->line, table->number);
}
