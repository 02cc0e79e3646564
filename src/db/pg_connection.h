#pragma once
#include "db/db_driver.h"

#include <libpq-fe.h>

/* What the parts of the PostgreSQL driver share. */
typedef struct {
    DbConnection base;
    PGconn *handle;
    unsigned generation;   /* counts the connections made: prepared statements die with each */
    unsigned n_statements; /* prepared, for their names */
    int patience;          /* what the server has been told, in milliseconds */
    char *scope;           /* what PG_SCOPE is set to; NULL = not known */
    bool in_transaction;   /* that db.c has begun: a lost connection is not opened anew in it */
    bool is_owner;         /* migrating: not as PG_ROLE */
} PgConnection;

PgConnection *pg_of(DbConnection *connection);

/* Opens, and opens again after a loss; see DbDriver. */
bool pg_open(const char *where, bool create, DbConnection **ret_connection, GError **error);
char *pg_shown(const char *where);
void pg_close(DbConnection *connection);
bool pg_reopen_if_lost(PgConnection *pg, GError **error);

/* Statements without parameters. `what` names them in errors. */
bool pg_run(PgConnection *pg, const char *sql, const char *what, GError **error);

/* true if the query, which gives one truth, says so. */
bool pg_ask(PgConnection *pg, const char *sql, bool *ret, GError **error);
