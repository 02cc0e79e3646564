#include "db/pool.h"

#include "db/db_private.h"

struct DbPool {
    char *where;
    GMutex mutex;
    GHashTable *connections; /* GThread * → Db * */
    DbTurns *turns;
};

static void close_connection(void *db) {
    db_close(db);
}

bool db_pool_new(const char *where, DbPool **ret_pool, GError **error) {
    g_autoptr(DbPool) pool = g_new0(DbPool, 1);
    g_mutex_init(&pool->mutex);
    pool->where = g_strdup(where);
    pool->turns = turns_new();
    pool->connections = g_hash_table_new_full(NULL, NULL, NULL, close_connection);
    Db *first;
    if (!db_pool_connection(pool, &first, error))
        return false;
    *ret_pool = g_steal_pointer(&pool);
    return true;
}

/* Who starts the program is told why, who looks at a page is not. Takes `reason`. */
static bool fail_to_open(const DbPool *pool, GError *reason, GError **error) {
    bool is_first = g_hash_table_size(pool->connections) == 0;
    if (is_first || !error_is(reason, ERROR_UNAVAILABLE)) {
        g_propagate_error(error, reason);
        return false;
    }
    g_error_free(reason);
    return fail(error, ERROR_UNAVAILABLE, DB_NOT_REACHED);
}

static bool add_connection(DbPool *pool, Db **ret_db, GError **error) {
    if (g_hash_table_size(pool->connections) >= DB_POOL_CONNECTIONS_MAX)
        return fail(error, ERROR_UNAVAILABLE,
                    "Servern har för många samtidiga anslutningar (högst %d). Försök igen om en "
                    "stund.",
                    DB_POOL_CONNECTIONS_MAX);
    Db *db;
    GError *reason = NULL;
    if (!db_open(pool->where, &db, &reason))
        return fail_to_open(pool, reason, error);
    db->turns = pool->turns;
    g_hash_table_insert(pool->connections, g_thread_self(), db);
    *ret_db = db;
    return true;
}

bool db_pool_connection(DbPool *pool, Db **ret_db, GError **error) {
    g_mutex_lock(&pool->mutex);
    Db *db = g_hash_table_lookup(pool->connections, g_thread_self());
    bool found = db != NULL || add_connection(pool, &db, error);
    g_mutex_unlock(&pool->mutex);
    if (found)
        *ret_db = db;
    return found;
}

void db_pool_state(DbPool *pool, DbPoolState *ret) {
    GHashTableIter at;
    void *db;
    g_mutex_lock(&pool->mutex);
    *ret = (DbPoolState){.n_connections = g_hash_table_size(pool->connections)};
    g_hash_table_iter_init(&at, pool->connections);
    while (g_hash_table_iter_next(&at, NULL, &db))
        ret->n_statements += db_statement_count(db);
    g_mutex_unlock(&pool->mutex);
}

void db_pool_close(DbPool *pool) {
    if (pool == NULL)
        return;
    g_hash_table_unref(pool->connections);
    turns_free(pool->turns);
    g_mutex_clear(&pool->mutex);
    g_free(pool->where);
    g_free(pool);
}
