#pragma once
#include "base/arena.h"
#include "base/error.h"
#include "base/types.h"

#include <stdbool.h>
#include <stdint.h>

/* One connection to the database, with its prepared statements, used by one thread at a time. What
 * is behind it is chosen by `where`: a SQLite file or a PostgreSQL database; nothing above this
 * header knows. Queries are not written here but in .sql files that become C functions
 * (tools/sqlc).
 */
typedef struct Db Db;

/* `where`: a file, ":memory:" for a database that lives as long as the connection, or
 * "postgresql://…" (libpq's connection URI) for a database that exists, with the encoding UTF8 and
 * the order C; a connection that is lost is opened again by the next use. db_open() fails with
 * ERROR_NOT_FOUND when there is no such file or the database is empty, db_create() makes it
 * (empty: db_migrate() fills it) or opens what is there. ERROR_INVALID: it is something else than
 * a Samsyn database. ERROR_UNAVAILABLE: it cannot be read. The caller owns the connection. */
bool db_open(const char *where, Db **ret_db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool db_create(const char *where, Db **ret_db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As db_open(), for reading what nobody may change: a backup. Its file stays as it is, byte for
 * byte. */
bool db_open_to_read(const char *where, Db **ret_db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* true if nothing has been migrated yet. */
bool db_is_new(Db *db, bool *ret_new, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* false for the address of a PostgreSQL database. */
bool db_is_file(const char *where);

/* `where` as it may be shown: the address of a PostgreSQL database without its password. The caller
 * frees it. */
char *db_shown(const char *where);

/* NULL is allowed. */
void db_close(Db *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Db, db_close)

typedef bool (*DbFunction)(Db *db, void *data, GError **error);

/* Runs `function` as one transaction that may write, and the only place where anything may: a query
 * that writes fails with ERROR_INTERNAL outside. Returns true when everything is on disk. When
 * `function` returns false, or any query in it failed for another reason than "no such row",
 * nothing is changed. Waits for others who write; runs `function` again, up to
 * DB_WRITE_ATTEMPTS times, when the database asks for it, so `function` sends no mail and starts
 * from its `data` each time. A call inside another joins it: one transaction, and the inner failure
 * undoes the whole even if the outer function goes on. ERROR_UNAVAILABLE when it could not be saved
 * (busy too long, input/output error), ERROR_FULL when the disk is full. */
bool db_write(Db *db, DbFunction function, void *data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
#define DB_WRITE_ATTEMPTS 5

/* Runs `function`, which only reads, on one unchanging snapshot. Inside db_write() or db_read() it
 * joins; db_write() inside db_read() fails with ERROR_INTERNAL. */
bool db_read(Db *db, DbFunction function, void *data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is read again and again and seldom changes: the rules of a day, a whole plan. */
typedef struct DbKey {
    Id collaboration, id;
    int64_t more; /* what else it depends on: a day */
} DbKey;

/* Reads what the key names into the arena, by nothing but the key and the database. The value and
 * all it points to are never changed. */
typedef bool (*DbReading)(Db *db, Arena *arena, const DbKey *key, const void **ret, GError **error);

/* What `reading` reads. Inside db_read() it is kept on the connection and handed out again, without
 * a statement, until anybody has committed anything; outside, and in db_write(), it is read. Valid
 * as long as the arena. A connection keeps at most DB_KEPT_MAX values of DB_KEPT_BYTES_MAX
 * together, then begins anew. */
bool db_kept(Db *db, Arena *arena, DbReading reading, const DbKey *key, const void **ret,
             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads the mark of what the key's value was made from: never 0, and never the same again after a
 * change of any of it, for which whoever changes it sets a new one (db_new_id()) before the change
 * and in its transaction. */
typedef bool (*DbEdition)(Db *db, Arena *arena, const DbKey *key, int64_t *ret, GError **error);

/* As db_kept(), but kept until the edition is another, whatever else has been committed.
 * Everywhere; only that in db_write() nothing new is kept. It takes one statement, the edition's,
 * unless it stands in the same db_read() or nobody has committed since. */
bool db_kept_edition(Db *db, Arena *arena, DbReading reading, DbEdition edition, const DbKey *key,
                     const void **ret, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets what is kept: for counting what a page takes when nothing is. */
void db_forget(Db *db);
#define DB_KEPT_MAX 64
#define DB_KEPT_BYTES_MAX ((size_t)8 << 20)

/* A new id for a row: as id_new(), and never the same twice on this connection. */
Id db_new_id(Db *db);

/* Queries run so far on this connection (begin, commit and rollback do not count): a page runs a
 * fixed number, however many rows it shows. */
uint64_t db_statement_count(const Db *db);

/* How long to wait for somebody else's writing before ERROR_UNAVAILABLE. */
#define DB_PATIENCE_MILLISECONDS 10000
void db_set_patience(Db *db, int milliseconds);

/* Runs statements that take no parameters, separated by `;`, in db_write(). For migrations and for
 * setting up tests; `sql` is never built from input. */
bool db_run_script(Db *db, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes the whole database, as it is at one moment, to a new file that db_open() opens, while
 * others read and write. When it returns true the file is on disk; else there is none. Outside
 * transactions. The file is an SQLite database whatever `db` is, and has the schema of `db`.
 * ERROR_CONFLICT when there is such a file already, ERROR_FULL, ERROR_UNAVAILABLE. */
bool db_backup(Db *db, const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds a Swedish sentence (g_free) for each thing that is wrong with how the database is stored:
 * damaged pages, rows that point at rows that are not there. At most some twenty. */
bool db_integrity(Db *db, GPtrArray *findings, GError **error) G_GNUC_WARN_UNUSED_RESULT;
