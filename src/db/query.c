#include "base/date.h"
#include "db/db_private.h"

#include <stdio.h>
#include <string.h>

#define ISO_DATE_SIZE 11
#define FIRST_CAPACITY ((size_t)16)

typedef struct {
    DbValue values[DB_PARAMETERS_MAX];
    char dates[DB_PARAMETERS_MAX][ISO_DATE_SIZE];
} Parameters;

static DbValue null_value(void) {
    return (DbValue){.type = VALUE_NULL};
}

static DbValue integer_value(int64_t integer) {
    return (DbValue){VALUE_INT, {.integer = integer}};
}

static DbValue integer_or_null(int64_t integer) {
    return integer == 0 ? null_value() : integer_value(integer);
}

static DbValue text_value(const char *text) {
    return text == NULL ? null_value() : (DbValue){VALUE_TEXT, {.text = text}};
}

static DbValue date_value(Date date, char *buffer) {
    if (!date_is_set(date))
        return null_value();
    snprintf(buffer, ISO_DATE_SIZE, "%04u-%02u-%02u", (unsigned)date.year % 10000,
             (unsigned)date.month % 100, (unsigned)date.day % 100);
    return text_value(buffer);
}

static DbValue blob_value(Bytes blob) {
    return blob.data == NULL ? null_value() : (DbValue){VALUE_BLOB, {.blob = blob}};
}

static DbValue parameter_value(const DbField *field, const void *in, char *date_buffer) {
    const void *at = (const char *)in + field->offset;
    switch (field->type) {
    case FIELD_ID:
        return integer_or_null(((const Id *)at)->value);
    case FIELD_TEXT:
        return text_value(*(const char *const *)at);
    case FIELD_INT:
        return integer_value(*(const int64_t *)at);
    case FIELD_BOOL:
        return integer_value(*(const bool *)at);
    case FIELD_DATE:
        return date_value(*(const Date *)at, date_buffer);
    case FIELD_INSTANT:
        return integer_or_null(((const Instant *)at)->seconds);
    case FIELD_MONEY:
        return integer_value(((const Money *)at)->ore);
    case FIELD_BLOB:
        return blob_value(*(const Bytes *)at);
    case FIELD_REAL:
        return (DbValue){VALUE_REAL, {.real = *(const double *)at}};
    }
    g_assert_not_reached();
}

static void set_parameters(const DbQuery *query, const void *in, Parameters *parameters) {
    g_assert(query->n_parameters <= DB_PARAMETERS_MAX);
    for (size_t i = 0; i < query->n_parameters; i++)
        parameters->values[i] = parameter_value(&query->parameters[i], in, parameters->dates[i]);
}

static bool store_integer(const DbField *field, int64_t integer, void *at) {
    switch (field->type) {
    case FIELD_ID:
        *(Id *)at = (Id){integer};
        return true;
    case FIELD_INT:
        *(int64_t *)at = integer;
        return true;
    case FIELD_BOOL:
        *(bool *)at = integer != 0;
        return true;
    case FIELD_INSTANT:
        *(Instant *)at = (Instant){integer};
        return true;
    case FIELD_MONEY:
        *(Money *)at = (Money){integer};
        return true;
    case FIELD_REAL:
        *(double *)at = (double)integer;
        return true;
    default:
        return false;
    }
}

static bool store_text(Arena *arena, const DbField *field, const char *text, void *at) {
    if (field->type == FIELD_DATE)
        return date_parse(text, at);
    if (field->type != FIELD_TEXT)
        return false;
    *(const char **)at = text[0] == '\0' ? "" : arena_strdup(arena, text);
    return true;
}

static bool store_blob(Arena *arena, const DbField *field, Bytes blob, void *at) {
    if (field->type != FIELD_BLOB)
        return false;
    uint8_t *copy = arena_alloc(arena, blob.size);
    if (blob.size > 0)
        memcpy(copy, blob.data, blob.size);
    *(Bytes *)at = (Bytes){copy, blob.size};
    return true;
}

static bool store(Arena *arena, const DbField *field, DbValue value, void *row) {
    void *at = (char *)row + field->offset;
    switch (value.type) {
    case VALUE_NULL:
        return true;
    case VALUE_INT:
        return store_integer(field, value.integer, at);
    case VALUE_TEXT:
        return store_text(arena, field, value.text, at);
    case VALUE_BLOB:
        return store_blob(arena, field, value.blob, at);
    case VALUE_REAL:
        if (field->type == FIELD_REAL)
            *(double *)at = value.real;
        return field->type == FIELD_REAL;
    }
    g_assert_not_reached();
}

static bool read_row(Arena *arena, DbStatement *statement, void *row, GError **error) {
    const DbQuery *query = statement->query;
    for (size_t i = 0; i < query->n_columns; i++) {
        const DbField *column = &query->columns[i];
        DbValue value = statement->connection->driver->column(statement, i);
        if (!store(arena, column, value, row))
            return fail(error, ERROR_INTERNAL, "%s: kolumnen %s har ett värde av fel slag.",
                        query->name, column->name);
    }
    return true;
}

/* What running a query needs and gives. */
typedef struct {
    Db *db;
    Arena *arena;
    const DbQuery *query;
    size_t max;      /* rows */
    size_t capacity; /* rows that there is room for */
    DbRows rows;
    int64_t changes;
} Run;

static void *next_place(Run *run) {
    size_t size = run->query->row_size;
    if (run->rows.n == run->capacity) {
        run->capacity = MIN(run->max, MAX(FIRST_CAPACITY, run->capacity * 2));
        void *moved = arena_alloc(run->arena, arena_checked_size(size, run->capacity));
        if (run->rows.n > 0)
            memcpy(moved, run->rows.rows, run->rows.n * size);
        run->rows.rows = moved;
    }
    return (char *)run->rows.rows + run->rows.n * size;
}

static bool read_rows(Run *run, DbStatement *statement, GError **error) {
    DbStep step;
    while ((step = run->db->driver->next(statement, error)) == STEP_ROW) {
        if (run->rows.n == run->max)
            return fail(error, ERROR_INTERNAL, "%s gav fler än %zu rader.", run->query->name,
                        run->max);
        if (!read_row(run->arena, statement, next_place(run), error))
            return false;
        run->rows.n++;
    }
    run->changes = run->db->driver->changes(statement);
    return step == STEP_DONE;
}

static bool start_and_read(Run *run, const void *in, GError **error) {
    Parameters parameters;
    DbStatement *statement;
    set_parameters(run->query, in, &parameters);
    if (!db_start(run->db, run->query, parameters.values, &statement, error))
        return false;
    bool done = read_rows(run, statement, error);
    run->db->driver->finish(statement);
    return done;
}

static bool run_query(Run *run, const void *in, GError **error) {
    GError *reason = NULL;
    if (start_and_read(run, in, &reason))
        return true;
    db_doom(run->db, reason);
    g_propagate_error(error, reason);
    return false;
}

bool db_query_many(Db *db, Arena *arena, const DbQuery *query, const void *in, DbRows *ret_rows,
                   GError **error) {
    Run run = {.db = db, .arena = arena, .query = query, .max = DB_ROWS_MAX};
    if (!run_query(&run, in, error))
        return false;
    *ret_rows = run.rows;
    return true;
}

bool db_query_maybe(Db *db, Arena *arena, const DbQuery *query, const void *in,
                    const void **ret_row, GError **error) {
    Run run = {.db = db, .arena = arena, .query = query, .max = 1};
    if (!run_query(&run, in, error))
        return false;
    *ret_row = run.rows.rows;
    return true;
}

bool db_query_one(Db *db, Arena *arena, const DbQuery *query, const void *in, void *ret_row,
                  GError **error) {
    const void *row;
    if (!db_query_maybe(db, arena, query, in, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Det ni söker finns inte, eller har tagits bort.");
    memcpy(ret_row, row, query->row_size);
    return true;
}

bool db_query_exec(Db *db, const DbQuery *query, const void *in, GError **error) {
    Run run = {.db = db, .query = query};
    return run_query(&run, in, error);
}

bool db_query_changes(Db *db, const DbQuery *query, const void *in, int64_t *ret_changes,
                      GError **error) {
    Run run = {.db = db, .query = query};
    if (!run_query(&run, in, error))
        return false;
    *ret_changes = run.changes;
    return true;
}
