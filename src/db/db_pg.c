#include "db/pg_connection.h"
#include "db/pg_error.h"
#include "db/pg_schema.h"
#include "db/pg_sql.h"

#include <string.h>

#define BINARY 1
/* Of pg_type: numbers that never change. */
enum {
    BOOL_OID = 16,
    BYTEA_OID = 17,
    INT8_OID = 20,
    INT2_OID = 21,
    INT4_OID = 23,
    TEXT_OID = 25,
    FLOAT8_OID = 701
};

typedef struct {
    DbStatement base;
    char *sql;
    char *name;          /* on the server, NULL = not prepared there */
    unsigned generation; /* of the connection that knows the name */
    int collaboration;   /* which parameter says the collaboration, -1 = none */
    PGresult *result;
    int row;
} PgStatement;

/* Parameters as PostgreSQL wants them. */
typedef struct {
    const char *values[DB_PARAMETERS_MAX];
    int lengths[DB_PARAMETERS_MAX], formats[DB_PARAMETERS_MAX];
    uint64_t numbers[DB_PARAMETERS_MAX];
} Parameters;

static PgStatement *pg_statement_of(DbStatement *statement) {
    return (PgStatement *)statement;
}

/* Transactions */

static bool tell_patience(PgConnection *pg, GError **error) {
    if (pg->patience == pg->base.patience_milliseconds)
        return true;
    g_autofree char *sql =
        g_strdup_printf("SET lock_timeout = %d", MAX(1, pg->base.patience_milliseconds));
    if (!pg_run(pg, sql, sql, error))
        return false;
    pg->patience = pg->base.patience_milliseconds;
    return true;
}

static void rollback(DbConnection *connection) {
    PgConnection *pg = pg_of(connection);
    bool transient = connection->transient;
    if (PQstatus(pg->handle) == CONNECTION_OK && PQtransactionStatus(pg->handle) != PQTRANS_IDLE)
        pg_run(pg, "ROLLBACK", "ROLLBACK", NULL);
    g_clear_pointer(&pg->scope, g_free);
    pg->in_transaction = false;
    connection->transient = transient;
}

/* LOCK TABLE comes before the transaction's snapshot, which therefore sees what those before wrote.
 */
static bool try_to_begin(PgConnection *pg, bool writing, GError **error) {
    const char *sql = writing ? "BEGIN ISOLATION LEVEL SERIALIZABLE;"
                                "LOCK TABLE " PG_TURN " IN EXCLUSIVE MODE"
                              : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    if (pg_reopen_if_lost(pg, error) && tell_patience(pg, error) &&
        pg_run(pg, sql, "BEGIN", error)) {
        pg->in_transaction = true;
        return true;
    }
    rollback(&pg->base);
    return false;
}

/* A connection that was lost while nobody used it shows here: it is opened anew. */
static bool begin(DbConnection *connection, bool writing, GError **error) {
    PgConnection *pg = pg_of(connection);
    GError *reason = NULL;
    bool looked_open = PQstatus(pg->handle) == CONNECTION_OK;
    if (try_to_begin(pg, writing, &reason))
        return true;
    if (looked_open && PQstatus(pg->handle) == CONNECTION_BAD) {
        g_clear_error(&reason);
        return try_to_begin(pg, writing, error);
    }
    g_propagate_error(error, reason);
    return false;
}

static bool commit(DbConnection *connection, GError **error) {
    PgConnection *pg = pg_of(connection);
    PGresult *result = PQexec(pg->handle, "COMMIT");
    pg->in_transaction = false;
    bool good = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!good && PQstatus(pg->handle) == CONNECTION_BAD)
        fail_pg_uncertain(connection, error);
    else if (!good)
        fail_pg(connection, pg->handle, result, "COMMIT", error);
    else if (strcmp(PQcmdStatus(result), "COMMIT") != 0)
        good = fail(error, ERROR_INTERNAL, "COMMIT blev %s.", PQcmdStatus(result));
    PQclear(result);
    return good;
}

/* Statements */

static Oid type_of_parameter(DbFieldType type) {
    switch (type) {
    case FIELD_TEXT:
    case FIELD_DATE:
        return TEXT_OID;
    case FIELD_BLOB:
        return BYTEA_OID;
    case FIELD_REAL:
        return FLOAT8_OID;
    default:
        return INT8_OID;
    }
}

static bool prepare_on_server(PgStatement *statement, GError **error) {
    const DbQuery *query = statement->base.query;
    PgConnection *pg = pg_of(statement->base.connection);
    Oid types[DB_PARAMETERS_MAX];
    if (statement->name != NULL && statement->generation == pg->generation)
        return true;
    for (size_t i = 0; i < query->n_parameters; i++)
        types[i] = type_of_parameter(query->parameters[i].type);
    g_clear_pointer(&statement->name, g_free);
    g_autofree char *name =
        g_strdup_printf("%s_%u", query->hash == NULL ? "" : query->hash, pg->n_statements++);
    PGresult *result = PQprepare(pg->handle, name, statement->sql, (int)query->n_parameters, types);
    bool good = PQresultStatus(result) == PGRES_COMMAND_OK ||
                fail_pg(&pg->base, pg->handle, result, query->name, error);
    PQclear(result);
    if (!good)
        return false;
    statement->name = g_steal_pointer(&name);
    statement->generation = pg->generation;
    return true;
}

static void discard(DbStatement *statement) {
    PgStatement *pg = pg_statement_of(statement);
    PQclear(pg->result);
    g_free(pg->name);
    g_free(pg->sql);
    g_free(pg);
}

static int find_collaboration(const DbQuery *query) {
    for (size_t i = 0; i < query->n_parameters; i++)
        if (strcmp(query->parameters[i].name, "collaboration") == 0)
            return (int)i;
    return -1;
}

/* As start(): anew on a new connection when nobody noticed that the old one was lost. */
static bool prepare_alone(PgStatement *statement, GError **error) {
    PgConnection *pg = pg_of(statement->base.connection);
    if (!pg_reopen_if_lost(pg, error))
        return false;
    if (prepare_on_server(statement, error))
        return true;
    if (PQstatus(pg->handle) == CONNECTION_OK)
        return false;
    g_clear_error(error);
    return pg_reopen_if_lost(pg, error) && prepare_on_server(statement, error);
}

static bool prepare(DbConnection *connection, const DbQuery *query, DbStatement **ret,
                    GError **error) {
    g_autoptr(Arena) arena = arena_new();
    PgStatement *statement = g_new0(PgStatement, 1);
    statement->base = (DbStatement){connection, query};
    statement->sql = g_strdup(pg_sql_of_query(arena, query));
    statement->collaboration = find_collaboration(query);
    bool prepared = pg_of(connection)->in_transaction ? prepare_on_server(statement, error)
                                                      : prepare_alone(statement, error);
    if (prepared)
        *ret = &statement->base;
    else
        discard(&statement->base);
    return prepared;
}

static void set_parameter(Parameters *parameters, size_t i, const DbValue *value) {
    parameters->formats[i] = BINARY;
    parameters->values[i] = (const char *)&parameters->numbers[i];
    parameters->lengths[i] = sizeof(uint64_t);
    switch (value->type) {
    case VALUE_NULL:
        parameters->values[i] = NULL;
        break;
    case VALUE_INT:
        parameters->numbers[i] = GUINT64_TO_BE((uint64_t)value->integer);
        break;
    case VALUE_REAL:
        memcpy(&parameters->numbers[i], &value->real, sizeof(double));
        parameters->numbers[i] = GUINT64_TO_BE(parameters->numbers[i]);
        break;
    case VALUE_TEXT:
        parameters->values[i] = value->text;
        parameters->lengths[i] = (int)strlen(value->text);
        break;
    case VALUE_BLOB:
        parameters->values[i] = (const char *)value->blob.data;
        parameters->lengths[i] = (int)value->blob.size;
        break;
    }
}

/* Says which collaboration the connection is in, for the policies. */
static bool enter_scope(PgStatement *statement, const DbValue *parameters, GError **error) {
    PgConnection *pg = pg_of(statement->base.connection);
    g_autofree char *scope = g_strdup("");
    if (statement->base.query->spans != NULL) {
        g_free(scope);
        scope = g_strdup("*");
    } else if (statement->collaboration >= 0) {
        const DbValue *value = &parameters[statement->collaboration];
        g_free(scope);
        scope = g_strdup_printf("%" G_GINT64_FORMAT,
                                value->type == VALUE_INT ? value->integer : (int64_t)0);
    }
    if (g_strcmp0(scope, pg->scope) == 0)
        return true;
    g_autofree char *sql = g_strdup_printf("SET " PG_SCOPE " = '%s'", scope);
    g_clear_pointer(&pg->scope, g_free);
    if (!pg_run(pg, sql, sql, error))
        return false;
    pg->scope = g_steal_pointer(&scope);
    return true;
}

static bool is_known_type(Oid type) {
    return type == BOOL_OID || type == BYTEA_OID || type == INT8_OID || type == INT2_OID ||
           type == INT4_OID || type == TEXT_OID || type == FLOAT8_OID;
}

static bool check_columns(const PgStatement *statement, GError **error) {
    for (int i = 0; i < PQnfields(statement->result); i++)
        if (!is_known_type(PQftype(statement->result, i)))
            return fail(error, ERROR_INTERNAL,
                        "%s: kolumnen %s har en typ (%u) som Samsyn inte läser; skriv CAST.",
                        statement->base.query->name, PQfname(statement->result, i),
                        PQftype(statement->result, i));
    return true;
}

static bool execute(PgStatement *statement, const DbValue *values, GError **error) {
    const DbQuery *query = statement->base.query;
    PgConnection *pg = pg_of(statement->base.connection);
    Parameters parameters;
    if (!prepare_on_server(statement, error) || !enter_scope(statement, values, error))
        return false;
    for (size_t i = 0; i < query->n_parameters; i++)
        set_parameter(&parameters, i, &values[i]);
    statement->row = -1;
    statement->result =
        PQexecPrepared(pg->handle, statement->name, (int)query->n_parameters, parameters.values,
                       parameters.lengths, parameters.formats, BINARY);
    ExecStatusType status = PQresultStatus(statement->result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return fail_pg(&pg->base, pg->handle, statement->result, query->name, error);
    return check_columns(statement, error);
}

static void finish(DbStatement *statement) {
    PgStatement *pg = pg_statement_of(statement);
    g_clear_pointer(&pg->result, PQclear);
}

static bool start_alone(PgStatement *statement, const DbValue *parameters, GError **error) {
    PgConnection *pg = pg_of(statement->base.connection);
    GError *reason = NULL;
    if (!pg_reopen_if_lost(pg, error))
        return false;
    if (execute(statement, parameters, &reason))
        return true;
    if (PQstatus(pg->handle) == CONNECTION_OK) {
        g_propagate_error(error, reason);
        return false;
    }
    g_clear_error(&reason);
    finish(&statement->base);
    return pg_reopen_if_lost(pg, error) && execute(statement, parameters, error);
}

/* Outside a transaction a query only reads, so that it can be run again when the connection turns
 * out to be lost. */
static bool start(DbStatement *statement, const DbValue *parameters, GError **error) {
    PgStatement *pg = pg_statement_of(statement);
    return pg_of(statement->connection)->in_transaction ? execute(pg, parameters, error)
                                                        : start_alone(pg, parameters, error);
}

static DbStep next(DbStatement *statement, GError **error) {
    PgStatement *pg = pg_statement_of(statement);
    (void)error;
    return ++pg->row < PQntuples(pg->result) ? STEP_ROW : STEP_DONE;
}

static DbValue integer_value(int64_t integer) {
    return (DbValue){VALUE_INT, {.integer = integer}};
}

static DbValue real_value(uint64_t bits) {
    DbValue value = {.type = VALUE_REAL};
    memcpy(&value.real, &bits, sizeof bits);
    return value;
}

/* Numbers come with their most significant byte first. */
static uint64_t number_at(const char *bytes, int size) {
    uint64_t number = 0;
    for (int i = 0; i < size; i++)
        number = number << 8 | (uint8_t)bytes[i];
    return number;
}

static DbValue column(DbStatement *statement, size_t index) {
    const PgStatement *pg = pg_statement_of(statement);
    int at = (int)index, size = PQgetlength(pg->result, pg->row, at);
    const char *bytes = PQgetvalue(pg->result, pg->row, at);
    if (PQgetisnull(pg->result, pg->row, at))
        return (DbValue){.type = VALUE_NULL};
    switch (PQftype(pg->result, at)) {
    case BOOL_OID:
        return integer_value(bytes[0] != 0);
    case INT2_OID:
        return integer_value((int16_t)number_at(bytes, size));
    case INT4_OID:
        return integer_value((int32_t)number_at(bytes, size));
    case INT8_OID:
        return integer_value((int64_t)number_at(bytes, size));
    case FLOAT8_OID:
        return real_value(number_at(bytes, size));
    case BYTEA_OID:
        return (DbValue){VALUE_BLOB, {.blob = {(const uint8_t *)bytes, (size_t)size}}};
    default:
        return (DbValue){VALUE_TEXT, {.text = bytes}};
    }
}

static int64_t changes(DbStatement *statement) {
    return g_ascii_strtoll(PQcmdTuples(pg_statement_of(statement)->result), NULL, 10);
}

/* Of all that is committed before and after, and of nothing else, the text says which this
 * transaction sees. */
static bool snapshot(DbConnection *connection, char ret_seen[DB_SNAPSHOT_SIZE]) {
    PGresult *result = PQexec(pg_of(connection)->handle, "SELECT pg_current_snapshot()::text");
    bool told =
        PQresultStatus(result) == PGRES_TUPLES_OK && PQgetlength(result, 0, 0) < DB_SNAPSHOT_SIZE;
    if (told)
        g_strlcpy(ret_seen, PQgetvalue(result, 0, 0), DB_SNAPSHOT_SIZE);
    PQclear(result);
    return told;
}

/* Scripts and migrations */

static bool script(DbConnection *connection, const char *sql, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    PgConnection *pg = pg_of(connection);
    return pg_run(pg, "RESET ROLE", "RESET ROLE", error) &&
           pg_run(pg, pg_sql_of_script(arena, sql), sql, error) &&
           (pg->is_owner || pg_run(pg, "SET ROLE " PG_ROLE, "SET ROLE", error));
}

static bool has_table(DbConnection *connection, const char *name, bool *ret_has, GError **error) {
    PgConnection *pg = pg_of(connection);
    g_autofree char *sql = g_strdup_printf("SELECT to_regclass('public.%s') IS NOT NULL", name);
    return pg_ask(pg, sql, ret_has, error);
}

static bool begin_migrating(DbConnection *connection, GError **error) {
    PgConnection *pg = pg_of(connection);
    pg->is_owner = pg_run(pg, "RESET ROLE", "RESET ROLE", error);
    return pg->is_owner;
}

static bool end_migration(DbConnection *connection, GError **error) {
    return pg_run(pg_of(connection), pg_schema_after_migration, "rättigheter", error);
}

static void end_migrating(DbConnection *connection) {
    PgConnection *pg = pg_of(connection);
    pg->is_owner = false;
    pg_run(pg, "SET ROLE " PG_ROLE, "SET ROLE", NULL);
}

const DbDriver db_pg_driver = {
    .name = "postgresql",
    .shown = pg_shown,
    .open = pg_open,
    .close = pg_close,
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
    .script = script,
    .has_table = has_table,
    .begin_migrating = begin_migrating,
    .end_migration = end_migration,
    .end_migrating = end_migrating,
};
