#pragma once
#include "sqlc/query_file.h"
#include "sqlc/schema.h"

/* Collaborations are kept apart: every place where a query names a table with a column
 * `collaboration` binds that column to :collaboration, for itself, in a condition that cannot be
 * got round (a term of WHERE or ON that is only joined to others by AND). Subqueries and CTEs too.
 */

/* The tables of collaborations that SQLite says a statement touches, so that a place which is
 * overlooked here shows. */
typedef struct {
    Arena *arena;
    const Schema *schema;
    GHashTable *tables; /* lower case */
} TouchedTables;

/* Collects from now on, while statements are prepared, until touched_tables_stop(). */
void touched_tables_start(TouchedTables *touched, Arena *arena, const Schema *schema);
void touched_tables_stop(TouchedTables *touched);
void touched_tables_clear(TouchedTables *touched);

/* Reports at the line of each place; also a `-- spans:` that is not needed. */
void check_apart(const Query *query, const TouchedTables *touched, Diagnostics *diagnostics);
