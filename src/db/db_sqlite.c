#include "db/db_driver.h"
#include "db/sqlite_error.h"
#include "db/sqlite_text.h"

#include <string.h>

/* "SAMS" at offset 68 of the file: says whose database it is. */
#define APPLICATION_ID 0x53414d53
#define VALUE_SIZE_MAX (256 << 20)
#define LIKE_PATTERN_SIZE_MAX 400
#define BUSY_SLEEP_MILLISECONDS_MAX 20

typedef enum {
    CONTROL_BEGIN_READ,
    CONTROL_BEGIN_WRITE,
    CONTROL_COMMIT,
    CONTROL_ROLLBACK,
    CONTROL_LOOK, /* reads, so that the snapshot is taken; gives no row */
    CONTROL_STATEMENTS
} Control;

typedef struct {
    DbConnection base;
    sqlite3 *handle;
    sqlite3_stmt *control[CONTROL_STATEMENTS];
    int waited_milliseconds;
} SqliteConnection;

typedef struct {
    DbStatement base;
    sqlite3_stmt *prepared;
    int indexes[DB_PARAMETERS_MAX];
} SqliteStatement;

static SqliteConnection *sqlite_of(DbConnection *connection) {
    return (SqliteConnection *)connection;
}

static sqlite3_stmt *prepared_of(DbStatement *statement) {
    return ((SqliteStatement *)statement)->prepared;
}

static bool fail_now(DbConnection *connection, const char *what, GError **error) {
    return fail_sqlite(connection, sqlite_of(connection)->handle, what, error);
}

static int wait_for_others(void *data, int times_before) {
    SqliteConnection *sqlite = data;
    if (times_before == 0)
        sqlite->waited_milliseconds = 0;
    if (sqlite->waited_milliseconds >= sqlite->base.patience_milliseconds)
        return 0;
    int milliseconds = MIN(times_before + 1, BUSY_SLEEP_MILLISECONDS_MAX);
    sqlite->waited_milliseconds += milliseconds;
    g_usleep((gulong)milliseconds * 1000);
    return 1;
}

static bool execute(DbConnection *connection, const char *sql, GError **error) {
    return sqlite3_exec(sqlite_of(connection)->handle, sql, NULL, NULL, NULL) == SQLITE_OK ||
           fail_now(connection, sql, error);
}

/* The integer in the first row and column; 0 when there is no row. */
static bool ask(DbConnection *connection, const char *sql, int64_t *ret, GError **error) {
    sqlite3_stmt *asking;
    if (sqlite3_prepare_v2(sqlite_of(connection)->handle, sql, -1, &asking, NULL) != SQLITE_OK)
        return fail_now(connection, sql, error);
    int code = sqlite3_step(asking);
    int64_t answer = code == SQLITE_ROW ? sqlite3_column_int64(asking, 0) : 0;
    if (sqlite3_finalize(asking) != SQLITE_OK)
        return fail_now(connection, sql, error);
    *ret = answer;
    return true;
}

static bool fail_foreign(GError **error) {
    return fail(error, ERROR_INVALID,
                "Filen är ingen databas för Samsyn. Ange en annan fil, eller skapa en ny med "
                "”samsyn init”.");
}

static bool claim(DbConnection *connection, bool create, GError **error) {
    int64_t application, tables;
    if (!ask(connection, "PRAGMA application_id", &application, error) ||
        !ask(connection, "SELECT count(*) FROM sqlite_schema", &tables, error)) {
        if (sqlite3_errcode(sqlite_of(connection)->handle) != SQLITE_NOTADB)
            return false;
        g_clear_error(error);
        return fail_foreign(error);
    }
    if (application == APPLICATION_ID)
        return true;
    if (application != 0 || tables != 0 || !create)
        return fail_foreign(error);
    g_autofree char *pragma = g_strdup_printf("PRAGMA application_id = %d", APPLICATION_ID);
    return execute(connection, pragma, error);
}

static bool set_limits(sqlite3 *handle) {
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, VALUE_SIZE_MAX);
    sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LIKE_PATTERN_SIZE_MAX);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM INTO needs one */
    return sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK &&
           sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL) == SQLITE_OK &&
           sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL) == SQLITE_OK;
}

typedef enum { OPEN_EXISTING, OPEN_OR_MAKE, OPEN_TO_READ } Opening;

static bool configure(DbConnection *connection, Opening opening, GError **error) {
    sqlite3 *handle = sqlite_of(connection)->handle;
    if (!set_limits(handle) || sqlite_register_text(handle) != SQLITE_OK)
        return fail_now(connection, "configure", error);
    return claim(connection, opening == OPEN_OR_MAKE, error) &&
           (opening == OPEN_TO_READ ||
            execute(connection,
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                    "PRAGMA journal_size_limit = 67108864;",
                    error)) &&
           execute(connection,
                   "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
                   "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;",
                   error);
}

static void close_connection(DbConnection *connection) {
    SqliteConnection *sqlite = sqlite_of(connection);
    for (size_t i = 0; i < CONTROL_STATEMENTS; i++)
        sqlite3_finalize(sqlite->control[i]);
    int code = sqlite3_close(sqlite->handle);
    g_assert(code == SQLITE_OK);
    g_free(sqlite);
}

static bool open_as(const char *where, Opening opening, DbConnection **ret, GError **error) {
    static const int flags[] = {[OPEN_EXISTING] = SQLITE_OPEN_READWRITE,
                                [OPEN_OR_MAKE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                                [OPEN_TO_READ] = SQLITE_OPEN_READONLY};
    if (strcmp(where, ":memory:") == 0)
        opening = OPEN_OR_MAKE;
    else if (opening != OPEN_OR_MAKE && !g_file_test(where, G_FILE_TEST_EXISTS))
        return fail(error, ERROR_NOT_FOUND,
                    "Det finns ingen databas i %s. Skapa en med ”samsyn init --data %s”.", where,
                    where);
    SqliteConnection *sqlite = g_new0(SqliteConnection, 1);
    sqlite->base = (DbConnection){.driver = &db_sqlite_driver,
                                  .patience_milliseconds = DB_PATIENCE_MILLISECONDS};
    bool opened = sqlite3_open_v2(where, &sqlite->handle,
                                  flags[opening] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                                  NULL) == SQLITE_OK;
    if (opened)
        sqlite3_busy_handler(sqlite->handle, wait_for_others, sqlite);
    else
        fail_now(&sqlite->base, where, error);
    if (!opened || !configure(&sqlite->base, opening, error)) {
        close_connection(&sqlite->base);
        return false;
    }
    *ret = &sqlite->base;
    return true;
}

static bool open_connection(const char *where, bool create, DbConnection **ret, GError **error) {
    return open_as(where, create ? OPEN_OR_MAKE : OPEN_EXISTING, ret, error);
}

static bool open_to_read(const char *where, DbConnection **ret, GError **error) {
    return open_as(where, OPEN_TO_READ, ret, error);
}

static bool control(DbConnection *connection, Control which, GError **error) {
    static const char *const sql[CONTROL_STATEMENTS] = {
        "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK",
        "SELECT 1 FROM sqlite_schema WHERE rowid = 0"};
    SqliteConnection *sqlite = sqlite_of(connection);
    sqlite3_stmt **prepared = &sqlite->control[which];
    if (*prepared == NULL &&
        sqlite3_prepare_v3(sqlite->handle, sql[which], -1, SQLITE_PREPARE_PERSISTENT, prepared,
                           NULL) != SQLITE_OK)
        return fail_now(connection, sql[which], error);
    bool done = sqlite3_step(*prepared) == SQLITE_DONE || fail_now(connection, sql[which], error);
    sqlite3_reset(*prepared);
    return done;
}

static bool begin(DbConnection *connection, bool writing, GError **error) {
    return control(connection, writing ? CONTROL_BEGIN_WRITE : CONTROL_BEGIN_READ, error);
}

static bool commit(DbConnection *connection, GError **error) {
    return control(connection, CONTROL_COMMIT, error);
}

static void rollback(DbConnection *connection) {
    bool transient = connection->transient;
    if (!sqlite3_get_autocommit(sqlite_of(connection)->handle))
        control(connection, CONTROL_ROLLBACK, NULL);
    connection->transient = transient;
}

static void discard(DbStatement *statement) {
    sqlite3_finalize(prepared_of(statement));
    g_free(statement);
}

static bool find_parameters(SqliteStatement *statement, GError **error) {
    const DbQuery *query = statement->base.query;
    for (size_t i = 0; i < query->n_parameters; i++) {
        g_autofree char *name = g_strconcat(":", query->parameters[i].name, NULL);
        statement->indexes[i] = sqlite3_bind_parameter_index(statement->prepared, name);
        if (statement->indexes[i] == 0)
            return fail(error, ERROR_INTERNAL, "%s har ingen parameter %s.", query->name, name);
    }
    return true;
}

static bool prepare(DbConnection *connection, const DbQuery *query, DbStatement **ret,
                    GError **error) {
    sqlite3_stmt *prepared;
    if (sqlite3_prepare_v3(sqlite_of(connection)->handle, query->sql, -1, SQLITE_PREPARE_PERSISTENT,
                           &prepared, NULL) != SQLITE_OK)
        return fail_now(connection, query->name, error);
    SqliteStatement *statement = g_new0(SqliteStatement, 1);
    statement->base = (DbStatement){connection, query};
    statement->prepared = prepared;
    if (!find_parameters(statement, error)) {
        discard(&statement->base);
        return false;
    }
    *ret = &statement->base;
    return true;
}

static int bind(sqlite3_stmt *prepared, int index, DbValue value) {
    switch (value.type) {
    case VALUE_NULL:
        return sqlite3_bind_null(prepared, index);
    case VALUE_INT:
        return sqlite3_bind_int64(prepared, index, value.integer);
    case VALUE_REAL:
        return sqlite3_bind_double(prepared, index, value.real);
    case VALUE_TEXT:
        return sqlite3_bind_text64(prepared, index, value.text, strlen(value.text), SQLITE_STATIC,
                                   SQLITE_UTF8);
    case VALUE_BLOB:
        return sqlite3_bind_blob64(prepared, index, value.blob.data, value.blob.size,
                                   SQLITE_STATIC);
    }
    g_assert_not_reached();
}

static bool start(DbStatement *statement, const DbValue *parameters, GError **error) {
    const SqliteStatement *sqlite = (const SqliteStatement *)statement;
    for (size_t i = 0; i < statement->query->n_parameters; i++)
        if (bind(sqlite->prepared, sqlite->indexes[i], parameters[i]) != SQLITE_OK)
            return fail_now(statement->connection, statement->query->name, error);
    return true;
}

static DbStep next(DbStatement *statement, GError **error) {
    switch (sqlite3_step(prepared_of(statement))) {
    case SQLITE_ROW:
        return STEP_ROW;
    case SQLITE_DONE:
        return STEP_DONE;
    default:
        fail_now(statement->connection, statement->query->name, error);
        return STEP_FAILED;
    }
}

static DbValue column(DbStatement *statement, size_t index) {
    sqlite3_stmt *row = prepared_of(statement);
    int at = (int)index;
    switch (sqlite3_column_type(row, at)) {
    case SQLITE_INTEGER:
        return (DbValue){VALUE_INT, {.integer = sqlite3_column_int64(row, at)}};
    case SQLITE_FLOAT:
        return (DbValue){VALUE_REAL, {.real = sqlite3_column_double(row, at)}};
    case SQLITE_TEXT:
        return (DbValue){VALUE_TEXT, {.text = (const char *)sqlite3_column_text(row, at)}};
    case SQLITE_BLOB: {
        const void *data = sqlite3_column_blob(row, at);
        size_t size = (size_t)sqlite3_column_bytes(row, at);
        return (DbValue){VALUE_BLOB, {.blob = {size == 0 ? "" : data, size}}};
    }
    default:
        return (DbValue){.type = VALUE_NULL};
    }
}

static int64_t changes(DbStatement *statement) {
    return sqlite3_changes64(sqlite_of(statement->connection)->handle);
}

static void finish(DbStatement *statement) {
    sqlite3_reset(prepared_of(statement));
    sqlite3_clear_bindings(prepared_of(statement));
}

static bool has_table(DbConnection *connection, const char *name, bool *ret_has, GError **error) {
    int64_t count = 0;
    char *sql = sqlite3_mprintf(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = %Q", name);
    bool asked = ask(connection, sql, &count, error);
    sqlite3_free(sql);
    if (asked)
        *ret_has = count > 0;
    return asked;
}

static bool snapshot(DbConnection *connection, char ret_seen[DB_SNAPSHOT_SIZE]) {
    sqlite3 *handle = sqlite_of(connection)->handle;
    unsigned version;
    if (!control(connection, CONTROL_LOOK, NULL) ||
        sqlite3_file_control(handle, "main", SQLITE_FCNTL_DATA_VERSION, &version) != SQLITE_OK)
        return false;
    g_snprintf(ret_seen, DB_SNAPSHOT_SIZE, "%u", version);
    return true;
}

static bool begin_migrating(DbConnection *connection, GError **error) {
    return execute(connection, "PRAGMA foreign_keys = OFF", error);
}

static bool end_migration(DbConnection *connection, GError **error) {
    int64_t broken = 0;
    if (!ask(connection, "SELECT count(*) FROM pragma_foreign_key_check", &broken, error))
        return false;
    return broken == 0 || fail(error, ERROR_INTERNAL,
                               "%" G_GINT64_FORMAT " rader pekar på rader som inte finns.", broken);
}

static void end_migrating(DbConnection *connection) {
    execute(connection, "PRAGMA foreign_keys = ON", NULL);
}

/* One snapshot, while others read and write. */
static bool backup(DbConnection *connection, const char *file, GError **error) {
    char *sql = sqlite3_mprintf("VACUUM INTO %Q", file);
    bool done = execute(connection, sql, error);
    sqlite3_free(sql);
    return done;
}

static void find_in_check(sqlite3_stmt *row, GPtrArray *findings) {
    const char *text = (const char *)sqlite3_column_text(row, 0);
    if (g_strcmp0(text, "ok") != 0)
        g_ptr_array_add(findings, g_strdup_printf("Databasfilen är skadad: %s.", text));
}

static void find_lost_row(sqlite3_stmt *row, GPtrArray *findings) {
    g_ptr_array_add(findings, g_strdup_printf("Rad %s i tabellen %s pekar på en rad i %s som inte "
                                              "finns.",
                                              (const char *)sqlite3_column_text(row, 1),
                                              (const char *)sqlite3_column_text(row, 0),
                                              (const char *)sqlite3_column_text(row, 2)));
}

/* A file that is too damaged to be asked is a finding, no failure. */
static void find_by(sqlite3 *handle, const char *sql,
                    void (*find)(sqlite3_stmt *row, GPtrArray *findings), GPtrArray *findings) {
    sqlite3_stmt *asking;
    int code = sqlite3_prepare_v2(handle, sql, -1, &asking, NULL);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(asking);
        if (code == SQLITE_ROW)
            find(asking, findings);
    }
    if (code != SQLITE_DONE)
        g_ptr_array_add(findings,
                        g_strdup_printf("Databasfilen är skadad: %s.", sqlite3_errmsg(handle)));
    sqlite3_finalize(asking);
}

static bool integrity(DbConnection *connection, GPtrArray *findings, GError **error) {
    sqlite3 *handle = sqlite_of(connection)->handle;
    (void)error;
    find_by(handle, "PRAGMA integrity_check(20)", find_in_check, findings);
    if (findings->len == 0)
        find_by(handle, "SELECT * FROM pragma_foreign_key_check LIMIT 20", find_lost_row, findings);
    return true;
}

const DbDriver db_sqlite_driver = {
    .name = "sqlite",
    .shown = g_strdup,
    .open = open_connection,
    .open_to_read = open_to_read,
    .close = close_connection,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .prepare = prepare,
    .discard = discard,
    .start = start,
    .next = next,
    .column = column,
    .changes = changes,
    .finish = finish,
    .snapshot = snapshot,
    .script = execute,
    .has_table = has_table,
    .begin_migrating = begin_migrating,
    .end_migration = end_migration,
    .end_migrating = end_migrating,
    .backup = backup,
    .integrity = integrity,
};
