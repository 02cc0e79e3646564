#pragma once
#include "db/db.h"

/* A table that has been copied. */
typedef struct {
    const char *table;
    int64_t n_rows;
    const char *sha256; /* of all its rows, in the order of their keys, whichever the database */
} DbCopied;

typedef struct {
    DbCopied *tables; /* by name */
    size_t n;
} DbCopiedTables;

/* Makes `to` hold what `from` holds: one snapshot of it is copied row by row in one transaction,
 * and before that ends all rows are read back and compared, by number and SHA-256. What the
 * migrations have put into `to` is replaced. Memory does not grow with the number of rows.
 * ERROR_CONFLICT when the two do not have the same migrations; `to` is as it was when anything
 * fails. */
bool db_copy(Db *from, Db *to, Arena *arena, DbCopiedTables *ret_copied,
             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* db_copy() to a new database, which first gets the schema that `from` has, be it an older one.
 * ERROR_CONFLICT when there is one already. What is half done when it fails is the caller's to
 * remove. */
bool db_copy_to_new(Db *from, const char *where, GError **error) G_GNUC_WARN_UNUSED_RESULT;
