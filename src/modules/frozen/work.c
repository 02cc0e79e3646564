#include "modules/frozen/work.h"

#include "base/error.h"
#include "base/id.h"
#include "formats/pdf.h"
#include "modules/frozen/frozen_sql.h"

#include <sodium.h>
#include <string.h>

static const FrozenKind *kind_named(const FrozenKind *kinds, const char *name) {
    for (; kinds->name != NULL; kinds++)
        if (strcmp(kinds->name, name) == 0)
            return kinds;
    return NULL;
}

static const char *hash_of(Arena *arena, Bytes content) {
    uint8_t hash[crypto_hash_sha256_BYTES];
    char *text = arena_alloc(arena, 2 * sizeof hash + 1);
    crypto_hash_sha256(hash, content.data, content.size);
    sodium_bin2hex(text, 2 * sizeof hash + 1, hash, sizeof hash);
    return text;
}

typedef struct {
    JobRun *run;
    Id collaboration;
    const FrozenDocument *document;
    Bytes content;
    const char *hash;
} Putting;

static bool write_content(Db *db, void *data, GError **error) {
    const Putting *putting = data;
    const FrozenDocument *document = putting->document;
    g_autoptr(Arena) arena = arena_new();
    SqlFrozenSameIn same = {putting->collaboration, document->kind, document->subject,
                            putting->hash};
    SqlFrozenSameRow found;
    if (!job_hold(putting->run, db, error) || !sql_frozen_same(db, arena, &same, &found, error))
        return false;
    if (found.n > 0)
        return sql_frozen_leave_out(
            db, &(SqlFrozenLeaveOutIn){putting->collaboration, document->id}, error);
    SqlFrozenPutIn row = {putting->collaboration, document->id, putting->content, putting->hash};
    return sql_frozen_put(db, &row, error);
}

static bool make_one(JobRun *run, const FrozenKind *kinds, const FrozenDocument *document,
                     GError **error) {
    g_autoptr(Arena) arena = arena_new();
    const FrozenKind *kind = kind_named(kinds, document->kind);
    Putting putting = {.run = run, .collaboration = run->job.subject, .document = document};
    const Report *report;
    if (kind == NULL)
        return fail(error, ERROR_INVALID, "Ingen vet hur en handling av slaget %s ser ut.",
                    document->kind);
    if (!kind->report(run->db, arena, run->job.subject, document, &report, error) ||
        !pdf_write(arena, report, &putting.content, error))
        return false;
    putting.hash = hash_of(arena, putting.content);
    return db_write(run->db, write_content, &putting, error);
}

bool frozen_work(JobRun *run, const FrozenKind *kinds, GError **error) {
    FrozenDocuments waiting;
    if (!frozen_waiting(run->db, run->arena, run->job.subject, &waiting, error))
        return false;
    for (size_t i = 0; i < waiting.n; i++)
        if (!job_progress(run, (int64_t)i, (int64_t)waiting.n, NULL, error) ||
            !make_one(run, kinds, &waiting.rows[i], error))
            return false;
    return true;
}
