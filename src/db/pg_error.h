#pragma once
#include "db/db_driver.h"

#include <libpq-fe.h>

/* Turns what PostgreSQL answered (NULL: the connection's own failure) into one of our errors, with
 * a sentence for the person who waits; sets connection->transient. `what` names the query. Returns
 * false. */
bool fail_pg(DbConnection *connection, PGconn *handle, const PGresult *result, const char *what,
             GError **error);

/* The connection broke while a transaction was being committed: nobody knows whether it was. */
bool fail_pg_uncertain(DbConnection *connection, GError **error);
