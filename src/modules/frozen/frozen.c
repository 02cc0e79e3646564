#include "modules/frozen/work.h"

#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "modules/frozen/frozen_sql.h"
#include "services/audit/audit.h"
#include "web/translate.h"

#include <string.h>

static FrozenDocument document_of(const SqlFrozen *row) {
    return (FrozenDocument){.id = row->id,
                            .kind = row->kind,
                            .subject = row->subject,
                            .title = row->title,
                            .sender = row->sender,
                            .handed_in_at = row->handed_in_at,
                            .created_at = row->created_at,
                            .content_hash = row->content_hash,
                            .register_number = row->register_number,
                            .registered_at = row->registered_at};
}

static FrozenDocuments documents_of(Arena *arena, const SqlFrozen *rows, size_t n) {
    FrozenDocument *documents = ARENA_ARRAY(arena, FrozenDocument, n);
    for (size_t i = 0; i < n; i++)
        documents[i] = document_of(&rows[i]);
    return (FrozenDocuments){documents, n};
}

/* ---- freezing ---- */

bool frozen_add(Db *db, Id collaboration, const FrozenDocument *documents, size_t n, Instant now,
                GError **error) {
    NewJob job = {.kind = FROZEN_JOB,
                  .title = N_("Handlingar fryses som PDF"),
                  .subject = collaboration,
                  .now = now};
    for (size_t i = 0; i < n; i++) {
        const FrozenDocument *document = &documents[i];
        SqlFrozenAddIn row = {
            collaboration,   db_new_id(db),    document->kind,         document->subject,
            document->title, document->sender, document->handed_in_at, now};
        if (!sql_frozen_add(db, &row, error))
            return false;
    }
    return n == 0 || job_add(db, &job, NULL, error);
}

/* ---- reading ---- */

bool frozen_list(Db *db, Arena *arena, Id collaboration, FrozenDocuments *ret, GError **error) {
    SqlFrozenListRows found;
    if (!sql_frozen_list(db, arena, &(SqlFrozenListIn){collaboration}, &found, error))
        return false;
    *ret = documents_of(arena, found.rows, found.n);
    return true;
}

bool frozen_waiting(Db *db, Arena *arena, Id collaboration, FrozenDocuments *ret, GError **error) {
    SqlFrozenWaitingRows found;
    if (!sql_frozen_waiting(db, arena, &(SqlFrozenWaitingIn){collaboration}, &found, error))
        return false;
    *ret = documents_of(arena, found.rows, found.n);
    return true;
}

bool frozen_content(Db *db, Arena *arena, Id collaboration, Id id, Bytes *ret_pdf,
                    const char **ret_title, GError **error) {
    const SqlFrozenContentRow *row;
    if (!sql_frozen_content(db, arena, &(SqlFrozenContentIn){collaboration, id}, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Handlingen finns inte.");
    if (row->content.size == 0)
        return fail(error, ERROR_UNAVAILABLE,
                    "Handlingen håller på att göras till PDF. Försök igen om en stund.");
    *ret_pdf = row->content;
    *ret_title = row->title;
    return true;
}

/* ---- register numbers ---- */

typedef struct {
    const FrozenNumbers *numbers;
    Arena *arena;
    const char **now;
} Numbering;

static bool audit(Db *db, const FrozenNumbers *numbers, Id document, const char *before,
                  const char *after, GError **error) {
    AuditEntry entry = {.collaboration = numbers->collaboration,
                        .account = numbers->account,
                        .subject = document,
                        .action = "frozen.number",
                        .before = before,
                        .after = after};
    return audit_write(db, &entry, NULL, error);
}

static bool write_number(Db *db, const Numbering *numbering, size_t i, GError **error) {
    const FrozenNumbers *numbers = numbering->numbers;
    const FrozenNumber *wanted = &numbers->rows[i];
    const SqlFrozenNumberOfRow *row;
    g_autoptr(Arena) arena = arena_new();
    const char *number = text_collapse(arena, wanted->number);
    if (!text_within(T_("Diarienumret"), number, REGISTER_NUMBER_MAX, error) ||
        !sql_frozen_number_of(db, arena,
                              &(SqlFrozenNumberOfIn){numbers->collaboration, wanted->document},
                              &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Handlingen finns inte.");
    if (strcmp(row->register_number, number) == 0)
        return true;
    if (wanted->was != NULL && strcmp(row->register_number, wanted->was) != 0) {
        numbering->now[i] = arena_strdup(numbering->arena, row->register_number);
        return true;
    }
    bool is_taken_away = number[0] == '\0';
    SqlFrozenSetNumberIn in = {numbers->collaboration, wanted->document, number,
                               is_taken_away ? (Instant){0} : numbers->now, numbers->account};
    return sql_frozen_set_number(db, &in, error) &&
           audit(db, numbers, wanted->document, row->register_number, number, error);
}

static bool write_numbers(Db *db, void *data, GError **error) {
    const Numbering *numbering = data;
    for (size_t i = 0; i < numbering->numbers->n; i++) {
        numbering->now[i] = NULL;
        if (!write_number(db, numbering, i, error))
            return false;
    }
    return true;
}

bool frozen_number(Db *db, Arena *arena, const FrozenNumbers *numbers, const char **ret_now,
                   GError **error) {
    Numbering numbering = {numbers, arena, ret_now};
    return db_write(db, write_numbers, &numbering, error);
}
