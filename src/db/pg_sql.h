#pragma once
#include "db/query.h"

/* Queries and migrations are written for SQLite; here they become PostgreSQL's by a few rules for
 * whole words outside strings and comments: INTEGER → BIGINT, BLOB → BYTEA, REAL → DOUBLE
 * PRECISION, x'6162' → '\x6162'::bytea, and STRICT and WITHOUT ROWID go away. What these rules do
 * not reach is written as a variant, in lines `-- pg: …`, which is taken as it stands. */

/* The query's SQL, or its variant, with :name as $1, $2 … in the order of query->parameters. */
char *pg_sql_of_query(Arena *arena, const DbQuery *query);

/* Statements separated by `;`. In a script the lines `-- pg: …` that follow a statement stand for
 * it. */
char *pg_sql_of_script(Arena *arena, const char *sql);
