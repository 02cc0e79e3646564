#include "db/sqlite_error.h"

static bool fail_constraint(int extended, const char *what, const char *detail, GError **error) {
    switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return fail(error, ERROR_CONFLICT,
                    "Det finns redan en sådan uppgift. Ladda om sidan och se efter.");
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return fail(
            error, ERROR_CONFLICT,
            "Något som uppgiften hänger ihop med har ändrats eller tagits bort under tiden. "
            "Ladda om sidan och försök igen.");
    default:
        return fail(error, ERROR_INTERNAL, "%s: %s", what, detail);
    }
}

bool fail_sqlite(DbConnection *connection, sqlite3 *handle, const char *what, GError **error) {
    int extended = sqlite3_extended_errcode(handle), code = extended & 0xff;
    const char *detail = sqlite3_errmsg(handle);
    connection->transient = code == SQLITE_BUSY || code == SQLITE_LOCKED;
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(error, ERROR_UNAVAILABLE,
                    "Databasen är upptagen just nu. Inget har sparats; försök igen om en stund.");
    case SQLITE_FULL:
        return fail(error, ERROR_FULL,
                    "Disken på servern är full. Inget har sparats; be den som sköter servern att "
                    "göra plats och försök igen.");
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return fail(error, ERROR_UNAVAILABLE,
                    "Databasen går inte att läsa eller skriva just nu (SQLite %d, %s). Inget har "
                    "sparats; be den som sköter servern att se efter.",
                    extended, sqlite3_errstr(code));
    case SQLITE_NOMEM:
        return fail(error, ERROR_UNAVAILABLE,
                    "Minnet på servern räcker inte. Inget har sparats; försök igen om en stund.");
    case SQLITE_TOOBIG:
        return fail(error, ERROR_INVALID, "Texten eller filen är för stor för databasen.");
    case SQLITE_CONSTRAINT:
        return fail_constraint(extended, what, detail, error);
    default:
        return fail(error, ERROR_INTERNAL, "%s: %s (SQLite %d)", what, detail, extended);
    }
}
