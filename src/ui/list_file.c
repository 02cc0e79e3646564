#include "ui/files.h"
#include "ui/list.h"

/* One column of the file: a list's column, or the second line of its cells. */
typedef struct FileColumn {
    const ListColumn *column;
    bool is_second;
} FileColumn;

typedef struct FileColumns {
    const List *list;
    FileColumn items[TABLE_COLUMN_LIMIT];
    size_t n;
} FileColumns;

static TableType type_of(const FileColumn *column) {
    if (column->is_second)
        return TABLE_TEXT;
    return column->column->type == LIST_NUMBER ? TABLE_NUMBER
           : column->column->type == LIST_DATE ? TABLE_DATE
                                               : TABLE_TEXT;
}

static TableColumn table_column(const List *list, const FileColumn *column) {
    const ListColumn *of = column->column;
    const char *heading = column->is_second ? of->second_heading : of->heading;
    const char *key = !column->is_second ? of->key
                      : of->second_key != NULL
                          ? of->second_key
                          : arena_printf(list->request->arena, "%s_more", of->key);
    return (TableColumn){key, heading == NULL ? "" : tr(list->request->language, heading),
                         type_of(column)};
}

static void fill_row(const void *data, Arena *arena, size_t row, TableCell *ret_cells) {
    const FileColumns *columns = data;
    const List *list = columns->list;
    const void *from = list->found[row];
    for (size_t i = 0; i < columns->n; i++) {
        const ListColumn *column = columns->items[i].column;
        const void *value = (const char *)from + column->offset;
        if (columns->items[i].is_second)
            ret_cells[i].text = list_second(column, from);
        else if (column->type == LIST_NUMBER)
            ret_cells[i].number = *(const int64_t *)value;
        else if (column->type == LIST_DATE)
            ret_cells[i].date = *(const Date *)value;
        else if (column->type == LIST_CHIP)
            ret_cells[i].text = tr(list->request->language, list_text(arena, list, column, from));
        else
            ret_cells[i].text = list_text(arena, list, column, from);
    }
}

static void set_columns(const List *list, FileColumns *columns) {
    ListColumnRows shown = list_columns_of_files(list);
    columns->list = list;
    g_assert(2 * shown.n <= TABLE_COLUMN_LIMIT);
    for (size_t i = 0; i < shown.n; i++) {
        columns->items[columns->n++] = (FileColumn){&shown.rows[i], false};
        if (shown.rows[i].second_offset != 0)
            columns->items[columns->n++] = (FileColumn){&shown.rows[i], true};
    }
}

bool list_file(Response *response, const List *list, GError **error) {
    const Request *request = list->request;
    FileColumns columns = {0};
    TableColumn described[TABLE_COLUMN_LIMIT];
    set_columns(list, &columns);
    for (size_t i = 0; i < columns.n; i++)
        described[i] = table_column(list, &columns.items[i]);
    const char *name = tr(request->language, list->description->filename);
    Table table = {.title = name,
                   .collaboration = request->collaboration_title,
                   .created = request->now,
                   .columns = described,
                   .n_columns = columns.n,
                   .n_rows = list->n_found,
                   .row = fill_row,
                   .data = &columns};
    return answer_table(request, response, &table, name, error);
}

Downloads list_downloads(Arena *arena, const List *list) {
    return (Downloads){.path = list->request->path,
                       .query = list_query(arena, list),
                       .is_table = true,
                       .is_logged = list->description->is_logged,
                       .has_cards = list->description->has_cards};
}
