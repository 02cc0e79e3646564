#include "db/testdb_pg.h"

#include "db/migrate.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAINTENANCE "/postgres?"
/* One program at a time looks whether the template is there, and makes it. */
#define TEMPLATE_LOCK "4711"

/* true if it gave a row. */
static bool run(PGconn *connection, const char *sql) {
    PGresult *result = PQexec(connection, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        g_error("%s: %s", sql, PQerrorMessage(connection));
    bool gave = PQntuples(result) > 0;
    PQclear(result);
    return gave;
}

static PGconn *maintenance(const char *cluster) {
    PGconn *connection = PQconnectdb(cluster);
    if (PQstatus(connection) != CONNECTION_OK)
        g_error("%s: %s", cluster, PQerrorMessage(connection));
    run(connection, "SET client_min_messages = warning");
    return connection;
}

static void run_with(PGconn *connection, const char *before, const char *name, const char *after) {
    g_autofree char *sql = g_strconcat(before, name, after, NULL);
    run(connection, sql);
}

static char *address_of(const char *cluster, const char *name) {
    const char *at = strstr(cluster, MAINTENANCE);
    g_assert_nonnull(at);
    return g_strdup_printf("%.*s/%s?%s", (int)(at - cluster), cluster, name,
                           at + strlen(MAINTENANCE));
}

static char *name_of(const char *where) {
    const char *end = strstr(where, "?host="), *start = end;
    g_assert_nonnull(end);
    while (start[-1] != '/')
        start--;
    return g_strndup(start, (gsize)(end - start));
}

/* Programs whose migrations differ have templates of their own. */
static char *template_name(void) {
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (size_t i = 0; i < db_migrations.n; i++)
        g_checksum_update(sum, (const guchar *)db_migrations.migrations[i].sql, -1);
    return g_strdup_printf("template_%.16s", g_checksum_get_string(sum));
}

static void make_template(PGconn *connection, const char *cluster, const char *name) {
    g_autoptr(GError) error = NULL;
    g_autofree char *making = g_strconcat(name, "_new", NULL);
    g_autofree char *where = address_of(cluster, making),
                    *to = g_strconcat(" RENAME TO ", name, NULL);
    Db *db = NULL;
    run_with(connection, "DROP DATABASE IF EXISTS ", making, "");
    run_with(connection, "CREATE DATABASE ", making, " TEMPLATE template0");
    bool made = db_create(where, &db, &error) && db_migrate(db, &error);
    g_assert_no_error(error);
    g_assert_true(made);
    db_close(db);
    run_with(connection, "ALTER DATABASE ", making, to);
}

static void need_template(PGconn *connection, const char *cluster, const char *name) {
    g_autofree char *asking =
        g_strdup_printf("SELECT 1 FROM pg_database WHERE datname = '%s'", name);
    run(connection, "SELECT pg_advisory_lock(" TEMPLATE_LOCK ")");
    if (!run(connection, asking))
        make_template(connection, cluster, name);
    run(connection, "SELECT pg_advisory_unlock(" TEMPLATE_LOCK ")");
}

/* What this program has made and not removed: names in the cluster of the environment. */
static GHashTable *left(void) {
    static GHashTable *names = NULL;
    if (names == NULL)
        names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return names;
}

static void drop(PGconn *connection, const char *name) {
    run_with(connection, "DROP DATABASE IF EXISTS ", name, " WITH (FORCE)");
}

static void remove_all(void) {
    if (g_hash_table_size(left()) > 0) {
        PGconn *connection = maintenance(g_getenv("TEST_DATABASE"));
        GHashTableIter iter;
        void *name;
        g_hash_table_iter_init(&iter, left());
        while (g_hash_table_iter_next(&iter, &name, NULL))
            drop(connection, name);
        PQfinish(connection);
    }
    g_hash_table_unref(left());
}

char *testdb_pg_new(const char *cluster, bool is_migrated) {
    static unsigned n = 0;
    g_autofree char *template = is_migrated ? template_name() : g_strdup("template0"),
                    *from = g_strconcat(" TEMPLATE ", template, NULL);
    char *name = g_strdup_printf("test_%d_%u", getpid(), n);
    PGconn *connection = maintenance(cluster);
    if (n++ == 0)
        atexit(remove_all);
    if (is_migrated)
        need_template(connection, cluster, template);
    run_with(connection, "CREATE DATABASE ", name, from);
    PQfinish(connection);
    g_hash_table_add(left(), name);
    return address_of(cluster, name);
}

void testdb_pg_remove(const char *cluster, const char *where) {
    g_autofree char *name = name_of(where);
    PGconn *connection = maintenance(cluster);
    drop(connection, name);
    PQfinish(connection);
    g_hash_table_remove(left(), name);
}
