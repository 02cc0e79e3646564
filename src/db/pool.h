#pragma once
#include "db/db.h"

/* A connection for each thread that asks, opened at its first question and kept. Those who write
 * wait for each other in line. */
typedef struct DbPool DbPool;

#define DB_POOL_CONNECTIONS_MAX 128

/* A pool on an existing database file (not ":memory:", which no two connections share). Opens one
 * connection at once, so that errors show here. The caller owns the pool. */
bool db_pool_new(const char *where, DbPool **ret_pool, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The calling thread's connection, owned by the pool. ERROR_UNAVAILABLE when
 * DB_POOL_CONNECTIONS_MAX threads have one. */
bool db_pool_connection(DbPool *pool, Db **ret_db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How the pool is used just now. */
typedef struct DbPoolState {
    size_t n_connections;
    uint64_t n_statements; /* run by all of them so far */
} DbPoolState;
void db_pool_state(DbPool *pool, DbPoolState *ret);

/* Closes all connections; no thread may be using one. NULL is allowed. */
void db_pool_close(DbPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DbPool, db_pool_close)
