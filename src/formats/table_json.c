#include "base/date.h"
#include "formats/table.h"

#include <jansson.h>

static const char *const type_names[] = {
    [TABLE_TEXT] = "text", [TABLE_NUMBER] = "number", [TABLE_DATE] = "date"};

static int append(const char *bytes, size_t size, void *data) {
    g_string_append_len(data, bytes, (gssize)size);
    return 0;
}

/* Frees the value. */
static void add_value(GString *json, json_t *value) {
    json_dump_callback(value, append, json, JSON_COMPACT | JSON_ENCODE_ANY);
    json_decref(value);
}

/* Bytes that are no UTF-8 become U+FFFD. */
static json_t *text_value(const char *text) {
    json_t *value = json_string(text == NULL ? "" : text);
    if (value != NULL)
        return value;
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return json_string(valid);
}

static json_t *cell_value(TableType type, const TableCell *cell) {
    switch (type) {
    case TABLE_NUMBER:
        return cell->is_none ? json_null() : json_integer(cell->number);
    case TABLE_DATE:
        return date_is_set(cell->date) ? json_sprintf("%04d-%02d-%02d", cell->date.year,
                                                      cell->date.month, cell->date.day)
                                       : json_null();
    default:
        return text_value(cell->text);
    }
}

static bool add_row(const Table *table, const TableCell *cells, size_t row, void *data,
                    GError **error) {
    json_t *object = json_object();
    (void)error;
    for (size_t i = 0; i < table->n_columns; i++)
        json_object_set_new(object, table->columns[i].key,
                            cell_value(table->columns[i].type, &cells[i]));
    g_string_append(data, row == 0 ? "\n" : ",\n");
    add_value(data, object);
    return true;
}

static json_t *columns_value(const Table *table) {
    json_t *columns = json_array();
    for (size_t i = 0; i < table->n_columns; i++) {
        const TableColumn *column = &table->columns[i];
        json_t *object = json_object();
        json_object_set_new(object, "key", text_value(column->key));
        json_object_set_new(object, "heading", text_value(column->heading));
        json_object_set_new(object, "type", text_value(type_names[column->type]));
        json_array_append_new(columns, object);
    }
    return columns;
}

bool table_json(Arena *arena, const Table *table, Bytes *ret, GError **error) {
    g_autoptr(GString) json = g_string_new("{\"title\":");
    add_value(json, text_value(table->title));
    g_string_append(json, ",\n\"columns\":");
    add_value(json, columns_value(table));
    g_string_append(json, ",\n\"rows\":[");
    if (!table_each_row(table, add_row, json, error))
        return false;
    g_string_append(json, "]}\n");
    *ret = (Bytes){(const uint8_t *)arena_strndup(arena, json->str, json->len), json->len};
    return true;
}
