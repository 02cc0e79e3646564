#pragma once
#include "db/query.h"

/* What a database must be able to do for db.c, which owns transactions, retries, the cache of
 * statements and the typing of values. A driver is a table of functions; its structs begin with the
 * ones below. */

typedef enum { VALUE_NULL, VALUE_INT, VALUE_REAL, VALUE_TEXT, VALUE_BLOB } DbValueType;

typedef struct {
    DbValueType type;
    union {
        int64_t integer;
        double real;
        const char *text; /* NUL-terminated, without NUL inside */
        Bytes blob;
    };
} DbValue;

typedef enum { STEP_FAILED, STEP_ROW, STEP_DONE } DbStep;

typedef struct DbDriver DbDriver;

#define DB_SNAPSHOT_SIZE 128

typedef struct {
    const DbDriver *driver;
    bool transient;            /* the last failure may pass when the transaction is run again */
    int patience_milliseconds; /* how long to wait for somebody else's writing */
} DbConnection;

typedef struct {
    DbConnection *connection;
    const DbQuery *query;
} DbStatement;

struct DbDriver {
    const char *name;

    char *(*shown)(const char *where);
    bool (*open)(const char *where, bool create, DbConnection **ret_connection, GError **error);
    /* A connection that changes nothing, not even how the file is kept; NULL = open(). */
    bool (*open_to_read)(const char *where, DbConnection **ret_connection, GError **error);
    void (*close)(DbConnection *connection);

    bool (*begin)(DbConnection *connection, bool writing, GError **error);
    bool (*commit)(DbConnection *connection, GError **error);
    /* Never fails: the connection is usable after it. */
    void (*rollback)(DbConnection *connection);

    /* Parameters come in the order of query->parameters. */
    bool (*prepare)(DbConnection *connection, const DbQuery *query, DbStatement **ret_statement,
                    GError **error);
    void (*discard)(DbStatement *statement);
    /* Values must stay where they are until finish(). */
    bool (*start)(DbStatement *statement, const DbValue *parameters, GError **error);
    DbStep (*next)(DbStatement *statement, GError **error);
    /* Valid until the next call of next() or finish(). */
    DbValue (*column)(DbStatement *statement, size_t index);
    int64_t (*changes)(DbStatement *statement);
    void (*finish)(DbStatement *statement);

    /* What the running transaction sees, as a text: the same text later on this connection means
     * that nothing has been committed by anybody in between. false when it cannot be told. */
    bool (*snapshot)(DbConnection *connection, char ret_seen[DB_SNAPSHOT_SIZE]);

    /* In SQLite's words, on all rows: for migrations and tests. */
    bool (*script)(DbConnection *connection, const char *sql, GError **error);
    bool (*has_table)(DbConnection *connection, const char *name, bool *ret_has, GError **error);
    /* Around all migrations, and at the end of each, in its transaction. SQLite does not enforce
     * foreign keys meanwhile, and checks them at the end; PostgreSQL works as the tables' owner,
     * and makes policies and privileges for what is new at the end. */
    bool (*begin_migrating)(DbConnection *connection, GError **error);
    bool (*end_migration)(DbConnection *connection, GError **error);
    void (*end_migrating)(DbConnection *connection);

    /* NULL where the database has tools of its own for it. Outside transactions. */
    bool (*backup)(DbConnection *connection, const char *file, GError **error);
    bool (*integrity)(DbConnection *connection, GPtrArray *findings, GError **error);
};

extern const DbDriver db_sqlite_driver;
extern const DbDriver db_pg_driver;
