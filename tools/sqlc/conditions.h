#pragma once
#include "sqlc/tokens.h"

/* A stretch of tokens, `end` not included. */
typedef struct {
    const Token *start, *end;
} Stretch;

/* true if `condition` cannot hold without `alias.collaboration = :collaboration`; `bare`: the alias
 * may be left out. Terms count when only AND and parentheses stand between them and the whole. */
bool condition_binds(Stretch condition, const char *alias, bool bare);

/* The first piece of a list: up to a comma outside all parentheses. */
Stretch first_piece(Stretch list);

/* Exactly `:collaboration`, possibly with AS name. */
bool is_bound_value(Stretch piece);
