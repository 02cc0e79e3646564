#pragma once
#include "db/db_driver.h"

#include <sqlite3.h>

/* Turns the last failure of `handle` into one of our errors, with a sentence for the person who
 * waits; sets connection->transient. `what` names the query. Returns false. */
bool fail_sqlite(DbConnection *connection, sqlite3 *handle, const char *what, GError **error);
