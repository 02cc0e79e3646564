#include "db/copy.h"

#include "db/db_private.h"
#include "db/migrate.h"

#include <string.h>

/* Rows that are read at a time. */
#define PAGE_ROWS "100"
#define KEYS_MAX 8

typedef struct {
    const char *table_name, *name, *type;
    int64_t key; /* its place in the primary key, from 1; 0 = it is not in it */
} Column;

static const DbField column_fields[] = {
    {"table_name", FIELD_TEXT, offsetof(Column, table_name)},
    {"name", FIELD_TEXT, offsetof(Column, name)},
    {"type", FIELD_TEXT, offsetof(Column, type)},
    {"key", FIELD_INT, offsetof(Column, key)},
};

static const DbQuery list_columns = {
    .name = "copy_columns",
    .hash = "samsyn_copy",
    .sql = "SELECT m.name AS table_name, c.name, c.type, c.pk AS key"
           " FROM sqlite_schema m, pragma_table_info(m.name) c"
           " WHERE m.type = 'table' AND m.name <> 'schema_migration' AND m.name NOT LIKE 'sqlite_%'"
           " ORDER BY m.name, c.cid",
    .pg = "SELECT c.relname::text AS table_name, a.attname::text AS name,"
          " CASE format_type(a.atttypid, NULL) WHEN 'bigint' THEN 'INTEGER' WHEN 'text' THEN 'TEXT'"
          " WHEN 'bytea' THEN 'BLOB' WHEN 'double precision' THEN 'REAL' ELSE '' END AS type,"
          " coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0) AS key"
          " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
          " AND NOT a.attisdropped LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary"
          " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
          " AND c.relname <> 'schema_migration' ORDER BY c.relname::text, a.attnum",
    .kind = QUERY_MANY,
    .columns = column_fields,
    .n_columns = G_N_ELEMENTS(column_fields),
    .row_size = sizeof(Column),
};

typedef struct {
    const char *name;
    const Column *columns;
    size_t n_columns;
    size_t keys[KEYS_MAX]; /* columns of the primary key, in its order */
    size_t n_keys;
    DbQuery first, next, insert; /* a page of rows, the page after a key, one row */
} Table;

typedef struct {
    Table *tables;
    size_t n;
} Tables;

/* The tables */

static bool same_columns(const DbRows *left, const DbRows *right) {
    const Column *a = left->rows, *b = right->rows;
    bool same = left->n == right->n;
    for (size_t i = 0; same && i < left->n; i++)
        same = strcmp(a[i].table_name, b[i].table_name) == 0 && strcmp(a[i].name, b[i].name) == 0 &&
               strcmp(a[i].type, b[i].type) == 0 && a[i].key == b[i].key;
    return same;
}

static void find_keys(Table *table) {
    for (size_t i = 0; i < table->n_columns; i++) {
        int64_t key = table->columns[i].key;
        g_assert(key <= KEYS_MAX);
        if (key > 0)
            table->keys[key - 1] = i;
        table->n_keys += key > 0;
    }
}

static void append_names(GString *sql, const Table *table, bool keys, const char *before) {
    size_t n = keys ? table->n_keys : table->n_columns;
    for (size_t i = 0; i < n; i++) {
        const Column *column = &table->columns[keys ? table->keys[i] : i];
        g_string_append_printf(sql, "%s%s%s%s", i == 0 ? "" : ", ", before, column->name,
                               before[0] == '"' ? "\"" : "");
    }
}

static DbFieldType field_type(const char *type) {
    return strcmp(type, "TEXT") == 0   ? FIELD_TEXT
           : strcmp(type, "BLOB") == 0 ? FIELD_BLOB
           : strcmp(type, "REAL") == 0 ? FIELD_REAL
                                       : FIELD_INT;
}

/* Parameters for all columns, or those of the key. */
static const DbField *parameters_of(Arena *arena, const Table *table, bool keys, size_t n) {
    DbField *fields = ARENA_ARRAY(arena, DbField, n);
    for (size_t i = 0; i < n; i++) {
        const Column *column = &table->columns[keys ? table->keys[i] : i];
        fields[i] = (DbField){.name = column->name, .type = field_type(column->type)};
    }
    return fields;
}

static DbQuery make_query(Arena *arena, const Table *table, const GString *sql, size_t n_keys) {
    bool writes = g_str_has_prefix(sql->str, "INSERT");
    size_t n = writes ? table->n_columns : n_keys;
    return (DbQuery){.name = table->name,
                     .sql = arena_strndup(arena, sql->str, sql->len),
                     .kind = writes ? QUERY_EXEC : QUERY_MANY,
                     .writes = writes,
                     .spans = "an installation is copied whole",
                     .parameters = parameters_of(arena, table, !writes, n),
                     .n_parameters = n,
                     .n_columns = writes ? 0 : table->n_columns};
}

static DbQuery make_page(Arena *arena, const Table *table, bool after_key) {
    g_autoptr(GString) sql = g_string_new("SELECT ");
    append_names(sql, table, false, "\"");
    g_string_append_printf(sql, " FROM \"%s\"", table->name);
    if (after_key) {
        g_string_append(sql, " WHERE (");
        append_names(sql, table, true, "\"");
        g_string_append(sql, ") > (");
        append_names(sql, table, true, ":");
        g_string_append(sql, ")");
    }
    g_string_append(sql, " ORDER BY ");
    append_names(sql, table, true, "\"");
    g_string_append(sql, " LIMIT " PAGE_ROWS);
    return make_query(arena, table, sql, after_key ? table->n_keys : 0);
}

static DbQuery make_insert(Arena *arena, const Table *table) {
    g_autoptr(GString) sql = g_string_new("INSERT INTO ");
    g_string_append_printf(sql, "\"%s\" (", table->name);
    append_names(sql, table, false, "\"");
    g_string_append(sql, ") VALUES (");
    append_names(sql, table, false, ":");
    g_string_append(sql, ")");
    return make_query(arena, table, sql, 0);
}

static void make_tables(Arena *arena, const DbRows *rows, Tables *ret) {
    const Column *columns = rows->rows;
    *ret = (Tables){ARENA_ARRAY(arena, Table, rows->n), 0};
    for (size_t i = 0; i < rows->n; i++) {
        if (i == 0 || strcmp(columns[i].table_name, columns[i - 1].table_name) != 0)
            ret->tables[ret->n++] = (Table){.name = columns[i].table_name, .columns = &columns[i]};
        ret->tables[ret->n - 1].n_columns++;
    }
    for (size_t i = 0; i < ret->n; i++) {
        Table *table = &ret->tables[i];
        find_keys(table);
        table->first = make_page(arena, table, false);
        table->next = make_page(arena, table, true);
        table->insert = make_insert(arena, table);
    }
}

static void forget_statements(Db *db, const Tables *tables) {
    for (size_t i = 0; i < tables->n; i++) {
        g_hash_table_remove(db->statements, &tables->tables[i].first);
        g_hash_table_remove(db->statements, &tables->tables[i].next);
        g_hash_table_remove(db->statements, &tables->tables[i].insert);
    }
}

/* Rows */

typedef bool (*RowFunction)(const Table *table, const DbValue *row, void *data, GError **error);

static DbValue keep_value(Arena *arena, DbValue value) {
    if (value.type == VALUE_TEXT)
        value.text = arena_strdup(arena, value.text);
    if (value.type == VALUE_BLOB && value.blob.size > 0) {
        uint8_t *copy = arena_alloc(arena, value.blob.size);
        memcpy(copy, value.blob.data, value.blob.size);
        value.blob.data = copy;
    }
    return value;
}

typedef struct {
    Db *db;
    const Table *table;
    RowFunction function;
    void *data;
    DbValue keys[KEYS_MAX]; /* of the latest row */
    Arena *of_keys;
    bool begun;
} Reading;

static bool take_row(Reading *reading, DbStatement *statement, GError **error) {
    const Table *table = reading->table;
    g_autofree DbValue *row = g_new(DbValue, table->n_columns);
    for (size_t i = 0; i < table->n_columns; i++)
        row[i] = reading->db->driver->column(statement, i);
    arena_free(reading->of_keys);
    reading->of_keys = arena_new();
    for (size_t i = 0; i < table->n_keys; i++)
        reading->keys[i] = keep_value(reading->of_keys, row[table->keys[i]]);
    return reading->function(table, row, reading->data, error);
}

static bool take_page(Reading *reading, bool *ret_more, GError **error) {
    DbStatement *statement;
    DbStep step = STEP_FAILED;
    const DbQuery *query = reading->begun ? &reading->table->next : &reading->table->first;
    const DbDriver *driver = reading->db->driver;
    if (!db_start(reading->db, query, reading->keys, &statement, error))
        return false;
    reading->begun = true;
    *ret_more = false;
    while ((step = driver->next(statement, error)) == STEP_ROW) {
        *ret_more = true;
        if (!take_row(reading, statement, error))
            break;
    }
    driver->finish(statement);
    return step == STEP_DONE;
}

static bool read_table(Reading *reading, GError **error) {
    bool good = true, more = true;
    reading->of_keys = arena_new();
    while (good && more)
        good = take_page(reading, &more, error);
    arena_free(reading->of_keys);
    if (!good)
        g_prefix_error(error, "%s: ", reading->table->name);
    return good;
}

/* The same bytes for the same values, whichever the database. */
static void add_to_sum(GChecksum *sum, DbValue value) {
    uint64_t number = 0;
    guchar type = (guchar)value.type;
    Bytes bytes = {NULL, 0};
    if (value.type == VALUE_TEXT)
        bytes = (Bytes){(const uint8_t *)value.text, strlen(value.text)};
    else if (value.type == VALUE_BLOB)
        bytes = value.blob;
    else if (value.type != VALUE_NULL)
        memcpy(&number, &value.integer, sizeof number);
    if (value.type == VALUE_TEXT || value.type == VALUE_BLOB)
        number = bytes.size;
    g_checksum_update(sum, &type, 1);
    g_checksum_update(sum, (const guchar *)&number, sizeof number);
    if (bytes.size > 0)
        g_checksum_update(sum, bytes.data, (gssize)bytes.size);
}

typedef struct {
    Db *to; /* NULL = only count and sum */
    GChecksum *sum;
    int64_t n_rows;
} Taking;

static bool insert_row(Db *to, const Table *table, const DbValue *row, GError **error) {
    DbStatement *statement;
    if (!db_start(to, &table->insert, row, &statement, error))
        return false;
    bool done = to->driver->next(statement, error) == STEP_DONE;
    to->driver->finish(statement);
    return done;
}

static bool take(const Table *table, const DbValue *row, void *data, GError **error) {
    Taking *taking = data;
    for (size_t i = 0; i < table->n_columns; i++)
        add_to_sum(taking->sum, row[i]);
    taking->n_rows++;
    return taking->to == NULL || insert_row(taking->to, table, row, error);
}

/* Reads a table of `db`, into `to` where that is one. */
static bool take_table(Db *db, Db *to, Arena *arena, const Table *table, DbCopied *ret,
                       GError **error) {
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    Taking taking = {to, sum, 0};
    Reading reading = {.db = db, .table = table, .function = take, .data = &taking};
    if (!read_table(&reading, error))
        return false;
    *ret = (DbCopied){table->name, taking.n_rows, arena_strdup(arena, g_checksum_get_string(sum))};
    return true;
}

/* The copy */

typedef struct {
    Db *from, *to;
    Arena *arena;
    Tables tables;
    DbCopiedTables copied;
} Copy;

/* Foreign keys wait for the end of the transaction, so that the tables need no order. */
static bool empty_tables(Copy *copy, GError **error) {
    g_autoptr(GString) sql = g_string_new("PRAGMA defer_foreign_keys = ON;\n"
                                          "-- pg: SET CONSTRAINTS ALL DEFERRED;\n");
    for (size_t i = 0; i < copy->tables.n; i++)
        g_string_append_printf(sql, "DELETE FROM \"%s\";\n", copy->tables.tables[i].name);
    return db_run_script(copy->to, sql->str, error);
}

static bool copy_table(Copy *copy, const Table *table, DbCopied *ret, GError **error) {
    DbCopied there;
    if (!take_table(copy->from, copy->to, copy->arena, table, ret, error) ||
        !take_table(copy->to, NULL, copy->arena, table, &there, error))
        return false;
    if (there.n_rows != ret->n_rows || strcmp(there.sha256, ret->sha256) != 0)
        return fail(error, ERROR_INTERNAL,
                    "%s blev inte lika: %" G_GINT64_FORMAT " rader mot %" G_GINT64_FORMAT
                    ", eller andra värden.",
                    table->name, ret->n_rows, there.n_rows);
    return true;
}

static bool write_copy(Db *to, void *data, GError **error) {
    Copy *copy = data;
    (void)to;
    bool good = empty_tables(copy, error);
    for (size_t i = 0; good && i < copy->tables.n; i++)
        good = copy_table(copy, &copy->tables.tables[i], &copy->copied.tables[i], error);
    return good;
}

static bool read_and_write(Db *from, void *data, GError **error) {
    Copy *copy = data;
    DbRows ours, theirs;
    if (!db_query_many(from, copy->arena, &list_columns, NULL, &ours, error) ||
        !db_query_many(copy->to, copy->arena, &list_columns, NULL, &theirs, error))
        return false;
    if (!same_columns(&ours, &theirs))
        return fail(error, ERROR_CONFLICT, "De två databaserna har inte samma tabeller.");
    make_tables(copy->arena, &ours, &copy->tables);
    copy->copied =
        (DbCopiedTables){ARENA_ARRAY(copy->arena, DbCopied, copy->tables.n), copy->tables.n};
    bool good = db_write(copy->to, write_copy, copy, error);
    forget_statements(from, &copy->tables);
    forget_statements(copy->to, &copy->tables);
    return good;
}

static bool check_same_schema(Db *from, Db *to, GError **error) {
    DbMigrations ours, theirs;
    if (!db_migrations_pending(from, &db_migrations, &ours, error) ||
        !db_migrations_pending(to, &db_migrations, &theirs, error))
        return false;
    return ours.n == theirs.n || fail(error, ERROR_CONFLICT,
                                      "Databasen är äldre än programmet. Kör samsyn migrate på den "
                                      "först.");
}

/* PostgreSQL would otherwise plan its first queries as for empty tables. */
static const char learn_sizes[] = "SELECT 1;\n-- pg: ANALYZE;\n";

bool db_copy(Db *from, Db *to, Arena *arena, DbCopiedTables *ret_copied, GError **error) {
    Copy copy = {.from = from, .to = to, .arena = arena};
    if (!check_same_schema(from, to, error) || !db_read(from, read_and_write, &copy, error) ||
        !db_run_script(to, learn_sizes, error))
        return false;
    *ret_copied = copy.copied;
    return true;
}

static bool make_with_schema_of(Db *from, const char *where, Db **ret_db, GError **error) {
    g_autoptr(Db) db = NULL;
    DbMigrations had = db_migrations, pending;
    bool is_new;
    if (!db_migrations_pending(from, &db_migrations, &pending, error) ||
        !db_create(where, &db, error) || !db_is_new(db, &is_new, error))
        return false;
    if (!is_new)
        return fail(error, ERROR_CONFLICT, "Där finns redan en databas. Välj en som är tom.");
    had.n -= pending.n;
    if (!db_migrate_with(db, &had, error))
        return false;
    *ret_db = g_steal_pointer(&db);
    return true;
}

bool db_copy_to_new(Db *from, const char *where, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Db) to = NULL;
    DbCopiedTables copied;
    return make_with_schema_of(from, where, &to, error) && db_copy(from, to, arena, &copied, error);
}
