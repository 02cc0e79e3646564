#include "sqlc/schema.h"

#include "db/sqlite_text.h"

#include <stdio.h>
#include <string.h>

struct Schema {
    sqlite3 *handle;
    GHashTable *columns; /* "table.column" → declared type, or REFERENCE */
    GHashTable *tables;  /* names of tables and views */
    GHashTable *triggers;
};

/* Stands for INTEGER with a foreign key. */
#define REFERENCE "reference"

static char *key_of(const char *table, const char *column) {
    g_autofree char *key = g_strconcat(table, column == NULL ? "" : ".", column, NULL);
    return g_ascii_strdown(key, -1);
}

/* Tables and columns; a column that is one of several in a foreign key counts too. */
static const char columns_sql[] =
    "SELECT m.name, c.name, CASE WHEN c.type = 'INTEGER' AND EXISTS ("
    "    SELECT 1 FROM pragma_foreign_key_list(m.name) f WHERE f.\"from\" = c.name)"
    "  THEN '" REFERENCE "' ELSE c.type END"
    " FROM sqlite_schema m, pragma_table_xinfo(m.name) c WHERE m.type IN ('table', 'view')";

static sqlite3_stmt *ask(const Schema *schema, const char *sql) {
    sqlite3_stmt *asking;
    int code = sqlite3_prepare_v2(schema->handle, sql, -1, &asking, NULL);
    g_assert(code == SQLITE_OK);
    return asking;
}

static const char *answer(sqlite3_stmt *asking, int column) {
    return (const char *)sqlite3_column_text(asking, column);
}

static void read_columns(Schema *schema) {
    sqlite3_stmt *asking = ask(schema, columns_sql);
    while (sqlite3_step(asking) == SQLITE_ROW) {
        g_hash_table_add(schema->tables, key_of(answer(asking, 0), NULL));
        g_hash_table_insert(schema->columns, key_of(answer(asking, 0), answer(asking, 1)),
                            g_strdup(answer(asking, 2)));
    }
    sqlite3_finalize(asking);
}

static void read_triggers(Schema *schema) {
    sqlite3_stmt *asking = ask(schema, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
    while (sqlite3_step(asking) == SQLITE_ROW)
        g_hash_table_add(schema->triggers, key_of(answer(asking, 0), NULL));
    sqlite3_finalize(asking);
}

static bool run(Schema *schema, const SchemaSource *source) {
    if (sqlite3_exec(schema->handle, source->sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    int offset = sqlite3_error_offset(schema->handle), line = 1;
    for (int i = 0; i < offset; i++)
        line += source->sql[i] == '\n';
    fprintf(stderr, "%s:%d: %s\n", source->path, line, sqlite3_errmsg(schema->handle));
    return false;
}

Schema *schema_new(const SchemaSource *sources, size_t n) {
    g_autoptr(Schema) schema = g_new0(Schema, 1);
    schema->columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    schema->tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    schema->triggers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (sqlite3_open(":memory:", &schema->handle) != SQLITE_OK ||
        sqlite_register_text(schema->handle) != SQLITE_OK)
        return NULL;
    sqlite3_db_config(schema->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(schema->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    for (size_t i = 0; i < n; i++)
        if (!run(schema, &sources[i]))
            return NULL;
    read_columns(schema);
    read_triggers(schema);
    return g_steal_pointer(&schema);
}

void schema_free(Schema *schema) {
    if (schema == NULL)
        return;
    g_hash_table_unref(schema->columns);
    g_hash_table_unref(schema->tables);
    g_hash_table_unref(schema->triggers);
    sqlite3_close(schema->handle);
    g_free(schema);
}

sqlite3 *schema_handle(const Schema *schema) {
    return schema->handle;
}

static const char *declared(const Schema *schema, const char *table, const char *column) {
    g_autofree char *key = key_of(table, column);
    return g_hash_table_lookup(schema->columns, key);
}

bool schema_is_of_collaboration(const Schema *schema, const char *table) {
    return declared(schema, table, "collaboration") != NULL;
}

bool schema_has_table(const Schema *schema, const char *table) {
    g_autofree char *key = key_of(table, NULL);
    return g_hash_table_contains(schema->tables, key);
}

bool schema_is_trigger(const Schema *schema, const char *name) {
    g_autofree char *key = key_of(name, NULL);
    return g_hash_table_contains(schema->triggers, key);
}

static bool text_is_date(const char *column) {
    return g_str_has_suffix(column, "_on") || strcmp(column, "valid_from") == 0 ||
           strcmp(column, "valid_to") == 0;
}

static DbFieldType integer_type(const char *column) {
    if (strcmp(column, "id") == 0 || strcmp(column, "collaboration") == 0)
        return FIELD_ID;
    if (g_str_has_suffix(column, "_at") || strcmp(column, "at") == 0)
        return FIELD_INSTANT;
    if (g_str_has_suffix(column, "_ore"))
        return FIELD_MONEY;
    if (g_str_has_prefix(column, "is_") || g_str_has_prefix(column, "has_") ||
        g_str_has_prefix(column, "may_"))
        return FIELD_BOOL;
    return FIELD_INT;
}

bool schema_column_type(const Schema *schema, const char *table, const char *column,
                        DbFieldType *ret_type) {
    const char *type = declared(schema, table, column);
    if (g_strcmp0(type, REFERENCE) == 0)
        *ret_type = FIELD_ID;
    else if (g_strcmp0(type, "INTEGER") == 0 || g_strcmp0(type, "INT") == 0)
        *ret_type = integer_type(column);
    else if (g_strcmp0(type, "TEXT") == 0)
        *ret_type = text_is_date(column) ? FIELD_DATE : FIELD_TEXT;
    else if (g_strcmp0(type, "BLOB") == 0)
        *ret_type = FIELD_BLOB;
    else if (g_strcmp0(type, "REAL") == 0)
        *ret_type = FIELD_REAL;
    else
        return false;
    return true;
}
