#pragma once
#include "sqlc/query_file.h"
#include "sqlc/schema.h"

#define PLACES_MAX 64
#define NESTING_MAX 40

/* Reads a statement as far as keeping collaborations apart needs: which tables stand where, under
 * which alias, and which conditions hold there. */
typedef struct {
    Arena *arena;
    const Schema *schema;
    const Token *tokens; /* ended by TOKEN_END */
    size_t at;
    int nesting;
    GHashTable *seen; /* tables named in the statement, lower case */
    Diagnostics *problems;
} Walker;

void walk_statement(Walker *walker);
