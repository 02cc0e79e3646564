#include "commands/verify.h"

#include "base/id.h"
#include "commands/verify_sql.h"
#include "db/migrate.h"

#include <string.h>

#define SCHEMA_WITH_AUDIT 4
#define SCHEMA_WITH_VERSIONS 5
#define CLOCK_MAY_GO_BACK_SECONDS (26 * 3600) /* a day, and summer time */

void verification_clear(Verification *verification) {
    g_clear_pointer(&verification->findings, g_ptr_array_unref);
}

static void add(Verification *verification, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void add(Verification *verification, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(verification->findings, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

static bool verify_schema(Db *db, Verification *verification) {
    g_autoptr(GError) problem = NULL;
    DbMigrations pending;
    if (!db_migrations_pending(db, &db_migrations, &pending, &problem)) {
        add(verification, "%s", problem->message);
        return false;
    }
    size_t n_applied = db_migrations.n - pending.n;
    verification->n_pending = pending.n;
    verification->schema = n_applied == 0 ? 0 : db_migrations.migrations[n_applied - 1].number;
    if (n_applied == 0)
        add(verification, "Databasen är tom.");
    return n_applied > 0;
}

static bool verify_version(Db *db, const SqlVerifyVersionsRow *version, Verification *verification,
                           GError **error) {
    g_autoptr(Arena) arena = arena_new();
    SqlVerifyContentRow row;
    SqlVerifyContentIn in = {version->collaboration, version->id};
    if (!sql_verify_content(db, arena, &in, &row, error))
        return false;
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, row.content, -1);
    if (strcmp(hash, version->content_hash) != 0)
        add(verification,
            "Den antagna versionen %s (nummer %d) har ändrats efter beslutet: innehållet har inte "
            "den kontrollsumma som antogs.",
            id_text(arena, version->id), (int)version->number);
    return true;
}

static bool verify_versions(Db *db, Arena *arena, Verification *verification, GError **error) {
    SqlVerifyVersionsRows found;
    if (!sql_verify_versions(db, arena, &found, error))
        return false;
    verification->n_versions = found.n;
    for (size_t i = 0; i < found.n; i++)
        if (!verify_version(db, &found.rows[i], verification, error))
            return false;
    return true;
}

static bool verify_audit(Db *db, Arena *arena, Verification *verification, GError **error) {
    SqlVerifyAuditRows found;
    if (!sql_verify_audit(db, arena, &found, error))
        return false;
    verification->n_audit = found.n;
    int64_t latest = 0;
    for (size_t i = 0; i < found.n; i++) {
        const SqlVerifyAuditRow *row = &found.rows[i];
        if (row->at.seconds < latest - CLOCK_MAY_GO_BACK_SECONDS)
            add(verification, "Loggen är inte i ordning: rad %s är äldre än raden före den.",
                id_text(arena, row->id));
        if (row->undone_at.seconds != 0 &&
            row->undone_at.seconds < row->at.seconds - CLOCK_MAY_GO_BACK_SECONDS)
            add(verification, "Loggens rad %s ångrades innan den skrevs.", id_text(arena, row->id));
        latest = MAX(latest, row->at.seconds);
    }
    return true;
}

static bool verify_rows(Db *db, void *data, GError **error) {
    Verification *verification = data;
    g_autoptr(Arena) arena = arena_new();
    return (verification->schema < SCHEMA_WITH_VERSIONS ||
            verify_versions(db, arena, verification, error)) &&
           (verification->schema < SCHEMA_WITH_AUDIT ||
            verify_audit(db, arena, verification, error));
}

bool verify_database(Db *db, Verification *ret_verification, GError **error) {
    g_auto(Verification) found = {.findings = g_ptr_array_new_with_free_func(g_free)};
    g_autoptr(GError) problem = NULL;
    if (!db_integrity(db, found.findings, error))
        return false;
    /* A damaged file may not even say which migrations it has had. */
    if (verify_schema(db, &found) && !db_read(db, verify_rows, &found, &problem))
        add(&found, "Databasen går inte att läsa igenom: %s", problem->message);
    *ret_verification = found;
    found = (Verification){0};
    return true;
}

bool verify_file(const char *file, Verification *ret_verification, GError **error) {
    g_autoptr(Db) db = NULL;
    return db_open_to_read(file, &db, error) && verify_database(db, ret_verification, error);
}
