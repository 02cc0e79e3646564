#include "base/date.h"
#include "base/id.h"
#include "db/db_private.h"

#define BACKOFF_MICROSECONDS 2000
#define FRESH_IDS_PER_SECOND (1U << 20)

static void discard_statement(void *statement) {
    DbStatement *cached = statement;
    cached->connection->driver->discard(cached);
}

bool db_is_file(const char *where) {
    return !g_str_has_prefix(where, "postgresql://") && !g_str_has_prefix(where, "postgres://");
}

static const DbDriver *driver_of(const char *where) {
    return db_is_file(where) ? &db_sqlite_driver : &db_pg_driver;
}

static Db *db_with(const DbDriver *driver, DbConnection *connection) {
    connection->patience_milliseconds = DB_PATIENCE_MILLISECONDS;
    Db *db = g_new0(Db, 1);
    db->connection = connection;
    db->driver = driver;
    db->statements = g_hash_table_new_full(NULL, NULL, NULL, discard_statement);
    db->fresh_ids = g_hash_table_new(NULL, NULL);
    db->kept = kept_new();
    return db;
}

static bool open_with(const char *where, bool create, Db **ret_db, GError **error) {
    const DbDriver *driver = driver_of(where);
    DbConnection *connection;
    if (!driver->open(where, create, &connection, error))
        return false;
    *ret_db = db_with(driver, connection);
    return true;
}

bool db_open_to_read(const char *where, Db **ret_db, GError **error) {
    const DbDriver *driver = driver_of(where);
    DbConnection *connection;
    if (driver->open_to_read == NULL)
        return db_open(where, ret_db, error);
    if (!driver->open_to_read(where, &connection, error))
        return false;
    *ret_db = db_with(driver, connection);
    return true;
}

bool db_open(const char *where, Db **ret_db, GError **error) {
    return open_with(where, false, ret_db, error);
}

bool db_create(const char *where, Db **ret_db, GError **error) {
    return open_with(where, true, ret_db, error);
}

char *db_shown(const char *where) {
    return driver_of(where)->shown(where);
}

void db_close(Db *db) {
    if (db == NULL)
        return;
    g_assert(db->mode == MODE_NONE);
    g_hash_table_unref(db->statements);
    g_hash_table_unref(db->fresh_ids);
    g_hash_table_unref(db->kept);
    db->driver->close(db->connection);
    g_free(db);
}

void db_set_patience(Db *db, int milliseconds) {
    db->connection->patience_milliseconds = milliseconds;
}

uint64_t db_statement_count(const Db *db) {
    return __atomic_load_n(&db->n_statements, __ATOMIC_RELAXED);
}

/* When the clock goes back, or a second is used up, ids go on from the latest second. */
static void find_fresh_second(Db *db) {
    int64_t now = instant_now().seconds;
    bool full = g_hash_table_size(db->fresh_ids) >= FRESH_IDS_PER_SECOND;
    int64_t second = MAX(now, db->fresh_second + (full ? 1 : 0));
    if (second == db->fresh_second)
        return;
    db->fresh_second = second;
    g_hash_table_remove_all(db->fresh_ids);
}

Id db_new_id(Db *db) {
    find_fresh_second(db);
    Id id;
    do
        id = id_at((Instant){db->fresh_second});
    while (!g_hash_table_add(db->fresh_ids, GUINT_TO_POINTER((guint)id.value)));
    return id;
}

void db_doom(Db *db, const GError *reason) {
    if (db->mode == MODE_NONE || db->doomed != NULL)
        return;
    db->doomed = reason != NULL
                     ? g_error_copy(reason)
                     : g_error_new(SAMSYN_ERROR, ERROR_INTERNAL, "En skrivning misslyckades.");
}

static bool join(Db *db, DbFunction function, void *data, GError **error) {
    GError *reason = NULL;
    if (function(db, data, &reason))
        return true;
    db_doom(db, reason);
    g_propagate_error(error, reason);
    return false;
}

static bool commit_unless_doomed(Db *db, GError **error) {
    if (db->doomed == NULL)
        return db->driver->commit(db->connection, error);
    g_propagate_error(error, g_steal_pointer(&db->doomed));
    return false;
}

static bool run_once(Db *db, DbMode mode, DbFunction function, void *data, GError **error) {
    db->connection->transient = false;
    if (!db->driver->begin(db->connection, mode == MODE_WRITE, error))
        return false;
    db->mode = mode;
    db->kept_state = KEPT_UNKNOWN;
    bool done = function(db, data, error) && commit_unless_doomed(db, error);
    if (!done)
        db->driver->rollback(db->connection);
    db->mode = MODE_NONE;
    g_clear_error(&db->doomed);
    return done;
}

static bool run_in_turn(Db *db, DbFunction function, void *data, GError **error) {
    if (!turns_take(db->turns, db->connection->patience_milliseconds))
        return fail(error, ERROR_UNAVAILABLE,
                    "Många sparar samtidigt just nu. Inget har sparats; försök igen om en stund.");
    bool done = run_once(db, MODE_WRITE, function, data, error);
    turns_give(db->turns);
    return done;
}

bool db_write(Db *db, DbFunction function, void *data, GError **error) {
    if (db->mode == MODE_WRITE)
        return join(db, function, data, error);
    if (db->mode == MODE_READ)
        return fail(error, ERROR_INTERNAL, "db_write() inuti db_read().");
    for (unsigned attempt = 1;; attempt++) {
        GError *reason = NULL;
        if (run_in_turn(db, function, data, &reason))
            return true;
        if (!db->connection->transient || attempt == DB_WRITE_ATTEMPTS) {
            g_propagate_error(error, reason);
            return false;
        }
        g_clear_error(&reason);
        g_usleep(BACKOFF_MICROSECONDS << attempt);
    }
}

bool db_read(Db *db, DbFunction function, void *data, GError **error) {
    if (db->mode != MODE_NONE)
        return function(db, data, error);
    return run_once(db, MODE_READ, function, data, error);
}

/* Read by other threads, which watch the pool. */
static void count_statement(Db *db) {
    __atomic_fetch_add(&db->n_statements, 1, __ATOMIC_RELAXED);
}

static bool run_script(Db *db, void *data, GError **error) {
    count_statement(db);
    return db->driver->script(db->connection, data, error);
}

bool db_run_script(Db *db, const char *sql, GError **error) {
    return db_write(db, run_script, (char *)sql, error);
}

static bool cached_statement(Db *db, const DbQuery *query, DbStatement **ret, GError **error) {
    DbStatement *statement = g_hash_table_lookup(db->statements, query);
    if (statement == NULL) {
        if (!db->driver->prepare(db->connection, query, &statement, error))
            return false;
        g_hash_table_insert(db->statements, (DbQuery *)query, statement);
    }
    *ret = statement;
    return true;
}

bool db_start(Db *db, const DbQuery *query, const DbValue *parameters, DbStatement **ret_statement,
              GError **error) {
    if (query->writes && db->mode != MODE_WRITE)
        return fail(error, ERROR_INTERNAL, "%s skriver utanför db_write().", query->name);
    DbStatement *statement;
    if (!cached_statement(db, query, &statement, error))
        return false;
    count_statement(db);
    if (!db->driver->start(statement, parameters, error)) {
        db->driver->finish(statement);
        return false;
    }
    *ret_statement = statement;
    return true;
}
