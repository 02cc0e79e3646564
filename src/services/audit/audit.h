#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* One change: who, when, what before, what after. `action` is "noun.verb" ("activity.cell",
 * "plan.adopt"); subject is the row that changed, parent what it belongs to (an activity's plan).
 * before and after are texts, NULL for none; longer than 10,000 characters they are cut and
 * say so. */
typedef struct AuditEntry {
    Id collaboration, account, subject, parent;
    const char *action, *field, *before, *after;
    Id office; /* whose link it was done by; nobody was logged in then */
} AuditEntry;

/* Writes the entry within the caller's transaction. */
bool audit_write(Db *db, const AuditEntry *entry, Id *ret_id, GError **error);

/* account_name NULL: the server, or somebody with protected identity. */
typedef struct AuditRow {
    Id id, account, subject;
    const char *account_name; /* or the office whose link it was done by; NULL: the server */
    const char *action, *field, *before, *after;
    Instant at, undone_at;
} AuditRow;
typedef struct AuditRows {
    const AuditRow *rows;
    size_t n;
} AuditRows;

/* The latest changes of one row, or of all that belongs to a parent, newest first, at
 * most `limit`. */
bool audit_of_subject(Db *db, Arena *arena, Id collaboration, Id subject, int64_t limit,
                      AuditRows *ret, GError **error);
bool audit_of_parent(Db *db, Arena *arena, Id collaboration, Id parent, int64_t limit,
                     AuditRows *ret, GError **error);

/* The latest changes in a collaboration to one noun ("plan": plan.adopt, plan.publish …), newest
 * first. */
bool audit_latest(Db *db, Arena *arena, Id collaboration, const char *noun, int64_t limit,
                  AuditRows *ret, GError **error);

/* The account's latest change of this kind below a parent that is not undone, and whose undoing has
 * not been refused; NULL when there is none. */
bool audit_latest_undoable(Db *db, Arena *arena, const AuditEntry *like, const AuditRow **ret,
                           GError **error);

/* The account's change with this id below a parent; NULL when there is none such, or it
 * is undone. */
bool audit_undoable(Db *db, Arena *arena, const AuditEntry *like, Id id, const AuditRow **ret,
                    GError **error);

/* Says of a change that it could not be undone, so that the one before it is the latest. */
bool audit_refuse_undo(Db *db, Id collaboration, Id account, Id id, GError **error);

/* Marks a change as undone. ERROR_CONFLICT when somebody already did. */
bool audit_mark_undone(Db *db, Id collaboration, Id id, GError **error);
