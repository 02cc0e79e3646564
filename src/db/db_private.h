#pragma once
#include "base/language.h"
#include "db/db_driver.h"
#include "db/turns.h"

typedef enum { MODE_NONE, MODE_READ, MODE_WRITE } DbMode;

/* Whether what is kept is what the running transaction would read. */
typedef enum { KEPT_UNKNOWN, KEPT_IS_CURRENT, KEPT_NOT } KeptState;

struct Db {
    DbConnection *connection;
    const DbDriver *driver;
    GHashTable *statements; /* const DbQuery * → DbStatement * */
    DbTurns *turns;         /* shared with the other connections of a pool; NULL = nobody else */
    DbMode mode;
    GError *doomed; /* why the running transaction cannot be committed */
    uint64_t n_statements;
    GHashTable *fresh_ids; /* random parts handed out in fresh_second */
    int64_t fresh_second;
    GHashTable *kept; /* Kept, a set */
    size_t kept_bytes;
    char kept_snapshot[DB_SNAPSHOT_SIZE]; /* when all of it was read */
    KeptState kept_state;
};

/* An empty set of what db_kept() keeps. */
GHashTable *kept_new(void);

/* For whoever looks at a page: where the database is and why is for who runs the program. */
#define DB_NOT_REACHED                                                                             \
    N_("Databasen går inte att nå just nu. Inget har sparats; försök igen om en stund.")

/* Remembers that the running transaction must not be committed. */
void db_doom(Db *db, const GError *reason);

/* The prepared statement of a query, with its parameters set. The caller ends it with the driver's
 * finish(). */
bool db_start(Db *db, const DbQuery *query, const DbValue *parameters, DbStatement **ret_statement,
              GError **error);
