#pragma once
#include "base/arena.h"
#include "base/error.h"
#include "base/types.h"

/* A table of typed cells, described once and written as CSV, XLSX and JSON. Its rows are asked for
 * one at a time, so that a table need not be in memory. */
enum {
    TABLE_COLUMN_LIMIT = 64,
    TABLE_ROW_LIMIT = 1000 * 1000, /* Excel has room for 1,048,576 */
    TABLE_CHARACTER_LIMIT = 32767, /* in one cell of a spreadsheet */
};

typedef enum { TABLE_TEXT, TABLE_NUMBER, TABLE_DATE } TableType;

typedef struct TableColumn {
    const char *key;     /* of the value in JSON: lower case ASCII */
    const char *heading; /* what the reader sees; may be "" */
    TableType type;
} TableColumn;

/* The member of its column's type counts. None: "" (or NULL), `is_none`, no date. */
typedef struct TableCell {
    const char *text;
    int64_t number;
    Date date;
    bool is_none; /* numbers */
} TableCell;

typedef struct Table {
    const char *title;         /* "Kontor": names the sheet and the document */
    const char *collaboration; /* whose it is; NULL or "" for none */
    Instant created;           /* same table and same instant give the same bytes */
    const TableColumn *columns;
    size_t n_columns, n_rows;
    /* Fills in row 0 … n_rows - 1, asked for in order; texts live in `arena` until the next row. */
    void (*row)(const void *data, Arena *arena, size_t row, TableCell *ret_cells);
    const void *data;
} Table;

/* Each row in turn, in an arena of its own now and then. */
typedef bool (*TableRowWork)(const Table *table, const TableCell *cells, size_t row, void *data,
                             GError **error);
bool table_each_row(const Table *table, TableRowWork work, void *data, GError **error);

/* csv_write.h: UTF-8 with byte order mark, semicolons, dates as ISO 8601. ret in the arena. */
bool table_csv(Arena *arena, const Table *table, Bytes *ret, GError **error);

/* A workbook of one sheet: texts as typed strings that can never run as formulas, numbers as
 * numbers, dates as dates, the head frozen and filtered, columns as wide as what they hold. Written
 * through a temporary file, so memory is the finished file and no more. ERROR_INVALID beyond the
 * limits, with the row; ERROR_INTERNAL when the temporary file cannot be written. */
bool table_xlsx(Arena *arena, const Table *table, Bytes *ret, GError **error);

/* {"title": …, "columns": [{"key", "heading", "type"}], "rows": [{key: value}]}: texts as strings,
 * numbers as numbers, dates as "2021-05-05", none of the two last as null. */
bool table_json(Arena *arena, const Table *table, Bytes *ret, GError **error);
