#include "modules/plan_import/apply_texts.h"

#include "base/date.h"
#include "modules/plan_import/plan_import_sql.h"
#include "services/audit/audit.h"

#include <string.h>

typedef struct {
    Db *db;
    const PlanImport *import;
    bool changed;
} Texts;

static bool audit(Texts *texts, AuditEntry entry, GError **error) {
    texts->changed = true;
    entry.collaboration = texts->import->collaboration;
    entry.account = texts->import->account;
    entry.parent = texts->import->existing->id;
    return audit_write(texts->db, &entry, NULL, error);
}

/* ---- chapters ---- */

static const PlanChapter *chapter_like(const Plan *plan, const bool *taken, const char *heading) {
    for (size_t i = 0; i < plan->n_chapters; i++)
        if (!taken[i] && strcmp(plan->chapters[i].heading, heading) == 0)
            return &plan->chapters[i];
    return NULL;
}

static bool add_chapter(Texts *texts, const PlanChapter *chapter, GError **error) {
    SqlImportChapterInsertIn in = {.collaboration = texts->import->collaboration,
                                   .id = db_new_id(texts->db),
                                   .plan = texts->import->existing->id,
                                   .kind = chapter->kind,
                                   .heading = chapter->heading,
                                   .body = chapter->body};
    AuditEntry entry = {.subject = in.id, .action = "chapter.add", .after = chapter->heading};
    return sql_import_chapter_insert(texts->db, &in, error) && audit(texts, entry, error);
}

static bool set_chapter(Texts *texts, const PlanChapter *before, const PlanChapter *after,
                        GError **error) {
    int64_t changes;
    SqlImportChapterSetIn in = {.collaboration = texts->import->collaboration,
                                .id = before->id,
                                .kind = after->kind,
                                .body = after->body};
    AuditEntry entry = {.subject = before->id,
                        .action = "chapter.edit",
                        .field = "body",
                        .before = before->body,
                        .after = after->body};
    if (strcmp(before->body, after->body) == 0)
        return true;
    return sql_import_chapter_set(texts->db, &in, &changes, error) && audit(texts, entry, error);
}

static bool apply_chapters(Texts *texts, Arena *arena, GError **error) {
    const Plan *existing = texts->import->existing, *plan = &texts->import->plan;
    bool *taken = ARENA_ARRAY(arena, bool, existing->n_chapters);
    for (size_t i = 0; i < plan->n_chapters; i++) {
        const PlanChapter *before = chapter_like(existing, taken, plan->chapters[i].heading);
        if (before != NULL)
            taken[before - existing->chapters] = true;
        if (before == NULL ? !add_chapter(texts, &plan->chapters[i], error)
                           : !set_chapter(texts, before, &plan->chapters[i], error))
            return false;
    }
    return true;
}

/* ---- national activities ---- */

static const NationalActivity *national_like(const Plan *plan, const bool *taken,
                                             const NationalActivity *like) {
    for (size_t i = 0; i < plan->n_national; i++)
        if (!taken[i] && plan->national[i].year == like->year &&
            strcmp(plan->national[i].title, like->title) == 0)
            return &plan->national[i];
    return NULL;
}

static bool add_national(Texts *texts, const NationalActivity *national, GError **error) {
    SqlImportNationalInsertIn in = {.collaboration = texts->import->collaboration,
                                    .id = db_new_id(texts->db),
                                    .plan = texts->import->existing->id,
                                    .year = national->year,
                                    .heading = national->heading,
                                    .title = national->title,
                                    .authority = national->authority};
    AuditEntry entry = {.subject = in.id, .action = "national.add", .after = national->title};
    return sql_import_national_insert(texts->db, &in, error) && audit(texts, entry, error);
}

static bool set_national(Texts *texts, const NationalActivity *before,
                         const NationalActivity *after, GError **error) {
    int64_t changes;
    SqlImportNationalSetIn in = {.collaboration = texts->import->collaboration,
                                 .id = before->id,
                                 .heading = after->heading,
                                 .authority = after->authority};
    AuditEntry entry = {.subject = before->id,
                        .action = "national.edit",
                        .field = "authority",
                        .before = before->authority,
                        .after = after->authority};
    if (strcmp(before->heading, after->heading) == 0 &&
        strcmp(before->authority, after->authority) == 0)
        return true;
    return sql_import_national_set(texts->db, &in, &changes, error) && audit(texts, entry, error);
}

static bool apply_national(Texts *texts, Arena *arena, GError **error) {
    const Plan *existing = texts->import->existing, *plan = &texts->import->plan;
    bool *taken = ARENA_ARRAY(arena, bool, existing->n_national);
    for (size_t i = 0; i < plan->n_national; i++) {
        const NationalActivity *before = national_like(existing, taken, &plan->national[i]);
        if (before != NULL)
            taken[before - existing->national] = true;
        if (before == NULL ? !add_national(texts, &plan->national[i], error)
                           : !set_national(texts, before, &plan->national[i], error))
            return false;
    }
    return true;
}

bool apply_texts(Db *db, Arena *arena, const PlanImport *import, GError **error) {
    Texts texts = {.db = db, .import = import};
    int64_t changes;
    SqlImportPlanTouchIn touch = {
        .collaboration = import->collaboration, .id = import->existing->id, .now = instant_now()};
    return apply_chapters(&texts, arena, error) && apply_national(&texts, arena, error) &&
           (!texts.changed || sql_import_plan_touch(db, &touch, &changes, error));
}
