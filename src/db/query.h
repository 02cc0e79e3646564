#pragma once
#include "db/db.h"

/* What tools/sqlc makes of a query: a description that db runs. Only generated files fill these. */

typedef enum {
    FIELD_ID,      /* Id, 0 = NULL */
    FIELD_TEXT,    /* const char *, NULL = NULL */
    FIELD_INT,     /* int64_t; NULL reads as 0 */
    FIELD_BOOL,    /* bool, 0 or 1; NULL reads as false */
    FIELD_DATE,    /* Date, ISO text, {0} = NULL */
    FIELD_INSTANT, /* Instant, 0 = NULL */
    FIELD_MONEY,   /* Money; NULL reads as 0 */
    FIELD_BLOB,    /* Bytes, data NULL = NULL */
    FIELD_REAL,    /* double; NULL reads as 0 */
} DbFieldType;

typedef struct {
    const char *name; /* column or parameter, without the colon */
    DbFieldType type;
    size_t offset; /* in the struct of parameters or in the row */
} DbField;

typedef enum { QUERY_ONE, QUERY_MAYBE, QUERY_MANY, QUERY_EXEC, QUERY_CHANGES } DbQueryKind;

#define DB_PARAMETERS_MAX 64
#define DB_COLUMNS_MAX 128
#define DB_ROWS_MAX 1000000

typedef struct {
    const char *name; /* "activity_get" */
    const char *hash; /* of the SQL text, 16 hexadecimal digits: names the prepared statement */
    const char *sql;  /* parameters as :name */
    const char *pg;   /* PostgreSQL's variant, NULL = the same */
    DbQueryKind kind;
    bool writes;
    const char *spans; /* why the query may see several collaborations, NULL = it may not */
    const DbField *parameters;
    size_t n_parameters;
    const DbField *columns;
    size_t n_columns;
    size_t in_size, row_size; /* bytes of the struct of parameters and of a row */
} DbQuery;

/* All queries of one .sql file: `sql_plans_queries`. */
typedef struct {
    const char *file; /* "plans" */
    const DbQuery *queries;
    size_t n;
} DbQueries;

typedef struct {
    void *rows;
    size_t n;
} DbRows;

/* `in` points to the query's struct of parameters, NULL when it has none. Rows and their texts are
 * in the arena. ERROR_NOT_FOUND from db_query_one() when there is no row; ERROR_INTERNAL when there
 * are two, when a value does not have its column's type, or when there are more than DB_ROWS_MAX.
 */
bool db_query_one(Db *db, Arena *arena, const DbQuery *query, const void *in, void *ret_row,
                  GError **error);
/* NULL in *ret_row when there is no row. */
bool db_query_maybe(Db *db, Arena *arena, const DbQuery *query, const void *in,
                    const void **ret_row, GError **error);
bool db_query_many(Db *db, Arena *arena, const DbQuery *query, const void *in, DbRows *ret_rows,
                   GError **error);
bool db_query_exec(Db *db, const DbQuery *query, const void *in, GError **error);
/* The rows that were inserted, updated or deleted, those of triggers and cascades not counted. */
bool db_query_changes(Db *db, const DbQuery *query, const void *in, int64_t *ret_changes,
                      GError **error);
