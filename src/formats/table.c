#include "formats/table.h"

#define ROWS_TO_AN_ARENA 500

bool table_each_row(const Table *table, TableRowWork work, void *data, GError **error) {
    if (table->n_rows > TABLE_ROW_LIMIT)
        return fail(error, ERROR_INVALID,
                    "Listan har fler än en miljon rader. Välj ut färre med sökning eller filter.");
    g_assert(table->n_columns <= TABLE_COLUMN_LIMIT);
    g_autoptr(Arena) arena = NULL;
    for (size_t row = 0; row < table->n_rows; row++) {
        TableCell cells[TABLE_COLUMN_LIMIT] = {0};
        if (row % ROWS_TO_AN_ARENA == 0) {
            g_clear_pointer(&arena, arena_free);
            arena = arena_new();
        }
        table->row(table->data, arena, row, cells);
        if (!work(table, cells, row, data, error))
            return false;
    }
    return true;
}
