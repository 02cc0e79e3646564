#include "db/pg_error.h"

#include "base/language.h"
#include "db/db_private.h"

#include <string.h>

/* What follows upon a failure that has been told already. */
#define IN_FAILED_TRANSACTION "25P02"

/* The classes and codes of SQLSTATE: PostgreSQL's documentation, appendix A. A rule counts for
 * every code that begins with `state`; the first that fits. */
static const struct {
    const char *state;
    ErrorCode code;
    bool transient;
    const char *sentence; /* NULL = our own mistake, for the log */
} rules[] = {
    {"40", ERROR_UNAVAILABLE, true,
     N_("Databasen är upptagen just nu. Inget har sparats; försök igen om en stund.")},
    {"55P03", ERROR_UNAVAILABLE, true,
     N_("Databasen är upptagen just nu. Inget har sparats; försök igen om en stund.")},
    {"57014", ERROR_UNAVAILABLE, false,
     N_("Databasen hann inte svara. Inget har sparats; försök igen om en stund.")},
    {"57P", ERROR_UNAVAILABLE, true,
     N_("Databasen startas om just nu. Inget har sparats; försök igen om en stund.")},
    {"08", ERROR_UNAVAILABLE, true,
     N_("Databasen svarar inte just nu. Inget har sparats; försök igen om en stund.")},
    {"53100", ERROR_FULL, false,
     N_("Disken på servern är full. Inget har sparats; be den som sköter servern att göra plats "
        "och "
        "försök igen.")},
    {"53", ERROR_UNAVAILABLE, false,
     N_("Databasen har inte minne eller anslutningar nog just nu. Inget har sparats; försök igen "
        "om "
        "en stund.")},
    {"58", ERROR_UNAVAILABLE, false,
     N_("Databasen går inte att läsa eller skriva just nu. Inget har sparats; be den som sköter "
        "servern att se efter.")},
    {"25006", ERROR_UNAVAILABLE, false,
     N_("Databasen tar inte emot ändringar just nu. Inget har sparats; be den som sköter servern "
        "att "
        "se efter.")},
    {"23505", ERROR_CONFLICT, false,
     N_("Det finns redan en sådan uppgift. Ladda om sidan och se efter.")},
    {"23503", ERROR_CONFLICT, false,
     N_("Något som uppgiften hänger ihop med har ändrats eller tagits bort under tiden. Ladda om "
        "sidan och försök igen.")},
    {"22021", ERROR_INVALID, false, N_("Texten innehåller tecken som inte går att läsa.")},
    {"22P05", ERROR_INVALID, false, N_("Texten innehåller tecken som inte går att läsa.")},
    {"54000", ERROR_INVALID, false, N_("Texten eller filen är för stor för databasen.")},
};

static bool fail_broken(DbConnection *connection, GError **error) {
    connection->transient = true;
    return fail(error, ERROR_UNAVAILABLE, DB_NOT_REACHED);
}

bool fail_pg(DbConnection *connection, PGconn *handle, const PGresult *result, const char *what,
             GError **error) {
    const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (g_strcmp0(state, IN_FAILED_TRANSACTION) != 0)
        connection->transient = false;
    for (size_t i = 0; state != NULL && i < G_N_ELEMENTS(rules); i++)
        if (g_str_has_prefix(state, rules[i].state)) {
            connection->transient = rules[i].transient;
            return fail(error, rules[i].code, "%s", T_(rules[i].sentence));
        }
    if (PQstatus(handle) == CONNECTION_BAD)
        return fail_broken(connection, error);
    const char *detail = state == NULL ? PQerrorMessage(handle)
                                       : PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    return fail(error, ERROR_INTERNAL, "%s: %s (PostgreSQL %s)", what, detail,
                state == NULL ? "-" : state);
}

bool fail_pg_uncertain(DbConnection *connection, GError **error) {
    connection->transient = false;
    return fail(error, ERROR_UNAVAILABLE,
                "Förbindelsen med databasen bröts medan ändringen sparades. Ladda om sidan och se "
                "efter om den kom med.");
}
