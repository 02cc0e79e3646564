#pragma once
#include "db/query.h"

#include <sqlite3.h>

/* The migrated schema in memory, and what the names in it mean. */
typedef struct Schema Schema;

typedef struct {
    const char *path; /* for messages */
    const char *sql;
} SchemaSource;

/* Runs the migrations in order; complains on stderr and returns NULL when one fails. The caller
 * owns the schema. */
Schema *schema_new(const SchemaSource *sources, size_t n);
void schema_free(Schema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schema, schema_free)

sqlite3 *schema_handle(const Schema *schema);

/* true for a table (or view) with a column `collaboration`: its rows belong to one. */
bool schema_is_of_collaboration(const Schema *schema, const char *table);
bool schema_has_table(const Schema *schema, const char *table);
bool schema_is_trigger(const Schema *schema, const char *name);

/* The type of a column by its name and declaration; false when it has none that we know. */
bool schema_column_type(const Schema *schema, const char *table, const char *column,
                        DbFieldType *ret_type);
