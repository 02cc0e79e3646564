#include "db/pg_connection.h"

#include "db/db_private.h"
#include "db/pg_error.h"
#include "db/pg_schema.h"

#include <string.h>

#define SETTINGS                                                                                   \
    "SET search_path = public; SET client_min_messages = warning; SET jit = off;"                  \
    "SET default_transaction_isolation = 'read committed'; SET " PG_SCOPE " = ''"

PgConnection *pg_of(DbConnection *connection) {
    return (PgConnection *)connection;
}

static void ignore_notice(void *data, const char *message) {
    (void)data;
    (void)message;
}

bool pg_run(PgConnection *pg, const char *sql, const char *what, GError **error) {
    PGresult *result = PQexec(pg->handle, sql);
    ExecStatusType status = PQresultStatus(result);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
                fail_pg(&pg->base, pg->handle, result, what, error);
    PQclear(result);
    return good;
}

bool pg_ask(PgConnection *pg, const char *sql, bool *ret, GError **error) {
    PGresult *result = PQexec(pg->handle, sql);
    bool good = PQresultStatus(result) == PGRES_TUPLES_OK ||
                fail_pg(&pg->base, pg->handle, result, sql, error);
    if (good)
        *ret = PQntuples(result) == 1 && strcmp(PQgetvalue(result, 0, 0), "t") == 0;
    PQclear(result);
    return good;
}

static bool check_encoding(PgConnection *pg, GError **error) {
    bool fits = false;
    if (!pg_ask(pg,
                "SELECT pg_encoding_to_char(encoding) = 'UTF8' AND datcollate IN ('C', 'POSIX')"
                " AND datctype IN ('C', 'POSIX') FROM pg_database"
                " WHERE datname = current_database()",
                &fits, error))
        return false;
    return fits || fail(error, ERROR_INVALID,
                        "Databasen %s måste ha teckenkodningen UTF8 och ordningen C. Skapa den med "
                        "CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'.",
                        PQdb(pg->handle), PQdb(pg->handle));
}

static bool fill(PgConnection *pg, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    if (pg_run(pg, pg_schema_first(arena), "första schemat", error))
        return true;
    g_prefix_error(error,
                   "Databasens ägare måste få skapa rollen " PG_ROLE " (CREATEROLE), eller så "
                   "skapar den som sköter databasen rollen med CREATE ROLE " PG_ROLE
                   " NOLOGIN och GRANT " PG_ROLE " TO %s. ",
                   PQuser(pg->handle));
    return false;
}

/* Whether it is empty is asked first: another program may be filling it, all at once. */
static bool claim(PgConnection *pg, bool create, GError **error) {
    bool is_empty = false, is_ours = false;
    if (!check_encoding(pg, error) ||
        !pg_ask(pg,
                "SELECT NOT EXISTS (SELECT FROM pg_class"
                " WHERE relnamespace = 'public'::regnamespace)",
                &is_empty, error) ||
        !pg_ask(pg, "SELECT to_regclass('public." PG_TURN "') IS NOT NULL", &is_ours, error))
        return false;
    if (is_ours)
        return true;
    if (!is_empty)
        return fail(error, ERROR_INVALID,
                    "Databasen %s är ingen databas för Samsyn. Ange en annan, eller en tom.",
                    PQdb(pg->handle));
    if (!create)
        return fail(error, ERROR_NOT_FOUND,
                    "Databasen %s är tom. Fyll den med ”samsyn init --data …”.", PQdb(pg->handle));
    return fill(pg, error);
}

static bool configure(PgConnection *pg, bool create, GError **error) {
    PQsetNoticeProcessor(pg->handle, ignore_notice, NULL);
    pg->generation++;
    pg->patience = -1;
    g_clear_pointer(&pg->scope, g_free);
    return pg_run(pg, SETTINGS, "configure", error) && claim(pg, create, error) &&
           (pg->is_owner || pg_run(pg, "SET ROLE " PG_ROLE, "SET ROLE", error));
}

static bool check_reached(PgConnection *pg, GError **error) {
    if (PQstatus(pg->handle) == CONNECTION_OK)
        return true;
    g_autofree char *message = g_strdelimit(g_strdup(PQerrorMessage(pg->handle)), "\n", ' ');
    return fail(error, ERROR_UNAVAILABLE, "Databasen går inte att nå: %s", g_strstrip(message));
}

bool pg_open(const char *where, bool create, DbConnection **ret, GError **error) {
    /* what the address says goes before the values above it */
    static const char *const names[] = {"connect_timeout",
                                        "keepalives_idle",
                                        "tcp_user_timeout",
                                        "dbname",
                                        "client_encoding",
                                        "fallback_application_name",
                                        NULL};
    const char *values[] = {"5", "30", "30000", where, "UTF8", "samsyn", NULL};
    PgConnection *pg = g_new0(PgConnection, 1);
    pg->base =
        (DbConnection){.driver = &db_pg_driver, .patience_milliseconds = DB_PATIENCE_MILLISECONDS};
    pg->handle = PQconnectdbParams(names, values, 1);
    if (!check_reached(pg, error) || !configure(pg, create, error)) {
        pg_close(&pg->base);
        return false;
    }
    *ret = &pg->base;
    return true;
}

char *pg_shown(const char *where) {
    PQconninfoOption *options = PQconninfoParse(where, NULL);
    g_autoptr(GString) shown = g_string_new("postgresql://");
    const char *database = "";
    for (PQconninfoOption *at = options; at != NULL && at->keyword != NULL; at++)
        if (strcmp(at->keyword, "host") == 0 && at->val != NULL)
            g_string_append(shown, at->val);
        else if (strcmp(at->keyword, "dbname") == 0 && at->val != NULL)
            database = at->val;
    g_string_append_printf(shown, "/%s", database);
    PQconninfoFree(options);
    return g_string_free(g_steal_pointer(&shown), FALSE);
}

void pg_close(DbConnection *connection) {
    PgConnection *pg = pg_of(connection);
    PQfinish(pg->handle);
    g_free(pg->scope);
    g_free(pg);
}

bool pg_reopen_if_lost(PgConnection *pg, GError **error) {
    if (PQstatus(pg->handle) == CONNECTION_OK)
        return true;
    PQreset(pg->handle);
    pg->base.transient = false; /* it would take as long the next time */
    if (PQstatus(pg->handle) != CONNECTION_OK)
        return fail(error, ERROR_UNAVAILABLE, DB_NOT_REACHED);
    return configure(pg, false, error);
}
