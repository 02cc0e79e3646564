#include "base/date.h"
#include "formats/csv_write.h"
#include "formats/table.h"

static const char *cell_text(Arena *arena, TableType type, const TableCell *cell) {
    switch (type) {
    case TABLE_NUMBER:
        return cell->is_none ? "" : arena_printf(arena, "%" G_GINT64_FORMAT, cell->number);
    case TABLE_DATE:
        return date_is_set(cell->date) ? date_iso(arena, cell->date) : "";
    default:
        return cell->text;
    }
}

static bool add_row(const Table *table, const TableCell *cells, size_t row, void *data,
                    GError **error) {
    GString *csv = data;
    const char *texts[TABLE_COLUMN_LIMIT];
    g_autoptr(Arena) arena = arena_new();
    (void)row;
    (void)error;
    for (size_t i = 0; i < table->n_columns; i++)
        texts[i] = cell_text(arena, table->columns[i].type, &cells[i]);
    csv_add_row(csv, ';', texts, table->n_columns);
    return true;
}

bool table_csv(Arena *arena, const Table *table, Bytes *ret, GError **error) {
    const char *heads[TABLE_COLUMN_LIMIT];
    g_autoptr(GString) csv = csv_new();
    for (size_t i = 0; i < table->n_columns; i++)
        heads[i] = table->columns[i].heading;
    csv_add_row(csv, ';', heads, table->n_columns);
    if (!table_each_row(table, add_row, csv, error))
        return false;
    *ret = (Bytes){(const uint8_t *)arena_strndup(arena, csv->str, csv->len), csv->len};
    return true;
}
