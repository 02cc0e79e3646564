#pragma once
#include "base/arena.h"

/* The role that runs the program's queries. It owns nothing, cannot log in, and sees of each table
 * of collaborations only the rows of the collaboration that the connection has said it is in. */
#define PG_ROLE "samsyn_program"

/* The connection's setting that the policies read: the id of a collaboration, "*" for all, ""
 * for none. */
#define PG_SCOPE "samsyn.collaboration"

/* Whoever writes holds this table's lock from the beginning of the transaction to its end. */
#define PG_TURN "samsyn_turn"

/* What an empty database needs before the first migration, run as its owner: the role, the lock's
 * table, the collation `swedish` and the functions that SQLite has and PostgreSQL does not (fold,
 * instr, group_concat). May be run again. */
char *pg_schema_first(Arena *arena);

/* After each migration: row-level security for every table that has a column `collaboration`, the
 * role's privileges, and foreign keys that can wait until the end of a transaction. */
extern const char pg_schema_after_migration[];
