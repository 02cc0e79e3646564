#include "ui/list.h"

#include "base/date.h"
#include "formats/csv_write.h"

#define COLUMNS_MAX 40

/* A date is written as ISO 8601, which a spreadsheet knows for a date. */
static const char *csv_text(const List *list, const ListColumn *column, const void *row) {
    Arena *arena = list->request->arena;
    if (column->type != LIST_DATE)
        return list_text(arena, list, column, row);
    Date date = *(const Date *)(const void *)((const char *)row + column->offset);
    return date_is_set(date) ? date_iso(arena, date) : "";
}

static void add_row(GString *csv, const List *list, const void *row) {
    const char *cells[COLUMNS_MAX];
    size_t n = 0;
    ListColumnRows columns = list_columns(list);
    for (size_t i = 0; i < columns.n && n + 1 < COLUMNS_MAX; i++) {
        cells[n++] = csv_text(list, &columns.rows[i], row);
        if (columns.rows[i].second_offset != 0)
            cells[n++] = list_second(&columns.rows[i], row);
    }
    csv_add_row(csv, ';', cells, n);
}

static void add_head(GString *csv, const List *list) {
    const char *cells[COLUMNS_MAX];
    size_t n = 0;
    ListColumnRows columns = list_columns(list);
    for (size_t i = 0; i < columns.n && n + 1 < COLUMNS_MAX; i++) {
        cells[n++] = tr(list->request->language, columns.rows[i].heading);
        if (columns.rows[i].second_offset != 0)
            cells[n++] = "";
    }
    csv_add_row(csv, ';', cells, n);
}

bool list_csv(Response *response, const List *list) {
    GString *csv = csv_new();
    add_head(csv, list);
    for (size_t i = 0; i < list->n_found; i++)
        add_row(csv, list, list->found[i]);
    size_t size = csv->len;
    char *kept = arena_strndup(list->request->arena, csv->str, size);
    g_string_free(csv, TRUE);
    const char *filename =
        arena_printf(list->request->arena, "%s.csv", list->description->filename);
    return response_file(response, "text/csv; charset=utf-8", filename,
                         (Bytes){(const uint8_t *)kept, size});
}
