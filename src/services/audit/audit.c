#include "services/audit/audit.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "services/audit/audit_sql.h"

#include <string.h>

#define AUDIT_TEXT_MAX 10000
#define AUDIT_FIELD_MAX 60 /* the column's limit */

static const char *kept(Arena *arena, const char *text) {
    if (text == NULL || g_utf8_strlen(text, -1) <= AUDIT_TEXT_MAX)
        return text;
    size_t length = (size_t)(g_utf8_offset_to_pointer(text, AUDIT_TEXT_MAX) - text);
    return arena_printf(arena, "%.*s … (avkortat, %ld tecken)", (int)length, text,
                        g_utf8_strlen(text, -1));
}

bool audit_write(Db *db, const AuditEntry *entry, Id *ret_id, GError **error) {
    g_autoptr(Arena) arena = arena_new();
    SqlAuditAddIn in = {.id = db_new_id(db),
                        .collaboration = entry->collaboration,
                        .account = entry->account,
                        .now = instant_now(),
                        .action = entry->action,
                        .subject = entry->subject,
                        .parent = entry->parent,
                        .field = text_cut(arena, entry->field, AUDIT_FIELD_MAX),
                        .before = kept(arena, entry->before),
                        .after = kept(arena, entry->after),
                        .office = entry->office};
    SqlAuditAddRow row;
    if (!sql_audit_add(db, arena, &in, &row, error))
        return false;
    if (ret_id != NULL)
        *ret_id = row.id;
    return true;
}

static AuditRow audit_row(const SqlAuditRow *row) {
    return (AuditRow){.id = row->id,
                      .account = row->account,
                      .subject = row->subject,
                      .account_name = row->account_name,
                      .action = row->action,
                      .field = row->field,
                      .before = row->before,
                      .after = row->after,
                      .at = row->at,
                      .undone_at = row->undone_at};
}

static AuditRows audit_rows(Arena *arena, const SqlAuditRow *found, size_t n) {
    AuditRow *rows = ARENA_ARRAY(arena, AuditRow, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = audit_row(&found[i]);
    return (AuditRows){rows, n};
}

bool audit_of_subject(Db *db, Arena *arena, Id collaboration, Id subject, int64_t limit,
                      AuditRows *ret, GError **error) {
    SqlAuditOfSubjectRows found;
    SqlAuditOfSubjectIn in = {.collaboration = collaboration, .subject = subject, .count = limit};
    if (!sql_audit_of_subject(db, arena, &in, &found, error))
        return false;
    *ret = audit_rows(arena, found.rows, found.n);
    return true;
}

bool audit_of_parent(Db *db, Arena *arena, Id collaboration, Id parent, int64_t limit,
                     AuditRows *ret, GError **error) {
    SqlAuditOfParentRows found;
    SqlAuditOfParentIn in = {.collaboration = collaboration, .parent = parent, .count = limit};
    if (!sql_audit_of_parent(db, arena, &in, &found, error))
        return false;
    *ret = audit_rows(arena, found.rows, found.n);
    return true;
}

bool audit_latest(Db *db, Arena *arena, Id collaboration, const char *noun, int64_t limit,
                  AuditRows *ret, GError **error) {
    SqlAuditLatestRows found;
    SqlAuditLatestIn in = {.collaboration = collaboration,
                           .first_action = arena_printf(arena, "%s.", noun),
                           .last_action = arena_printf(arena, "%s/", noun), /* '/' follows '.' */
                           .count = limit};
    if (!sql_audit_latest(db, arena, &in, &found, error))
        return false;
    *ret = audit_rows(arena, found.rows, found.n);
    return true;
}

bool audit_latest_undoable(Db *db, Arena *arena, const AuditEntry *like, const AuditRow **ret,
                           GError **error) {
    const SqlAuditLatestUndoableRow *found;
    SqlAuditLatestUndoableIn in = {.collaboration = like->collaboration,
                                   .parent = like->parent,
                                   .account = like->account,
                                   .action = like->action};
    if (!sql_audit_latest_undoable(db, arena, &in, &found, error))
        return false;
    *ret = NULL;
    if (found == NULL)
        return true;
    AuditRow *row = ARENA_NEW(arena, AuditRow);
    *row = (AuditRow){.id = found->id,
                      .subject = found->subject,
                      .field = found->field,
                      .before = found->before,
                      .after = found->after};
    *ret = row;
    return true;
}

bool audit_undoable(Db *db, Arena *arena, const AuditEntry *like, Id id, const AuditRow **ret,
                    GError **error) {
    const SqlAuditUndoableRow *found;
    SqlAuditUndoableIn in = {.collaboration = like->collaboration,
                             .parent = like->parent,
                             .account = like->account,
                             .id = id};
    if (!sql_audit_undoable(db, arena, &in, &found, error))
        return false;
    *ret = NULL;
    if (found == NULL)
        return true;
    AuditRow *row = ARENA_NEW(arena, AuditRow);
    *row = (AuditRow){.id = found->id,
                      .subject = found->subject,
                      .action = found->action,
                      .field = found->field,
                      .before = found->before,
                      .after = found->after};
    *ret = row;
    return true;
}

bool audit_refuse_undo(Db *db, Id collaboration, Id account, Id id, GError **error) {
    AuditEntry entry = {.collaboration = collaboration,
                        .account = account,
                        .subject = id,
                        .action = "undo.refused"};
    return audit_write(db, &entry, NULL, error);
}

bool audit_mark_undone(Db *db, Id collaboration, Id id, GError **error) {
    int64_t changes;
    SqlAuditMarkUndoneIn in = {.collaboration = collaboration, .id = id, .now = instant_now()};
    if (!sql_audit_mark_undone(db, &in, &changes, error))
        return false;
    if (changes != 1)
        return fail(error, ERROR_CONFLICT, "Ändringen är redan ångrad.");
    return true;
}
