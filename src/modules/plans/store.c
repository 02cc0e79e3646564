#include "modules/plans/store.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/plans/plans_sql.h"
#include "services/audit/audit.h"

char *plan_title(Arena *arena, const char *document_title, int first_year, int last_year) {
    if (first_year == last_year)
        return arena_printf(arena, "%s %d", document_title, first_year);
    return arena_printf(arena, "%s %d–%d", document_title, first_year, last_year);
}

static bool store_head(Db *db, Arena *arena, Id collaboration, Plan *plan, GError **error) {
    Id existing;
    if (!plan_beginning(db, arena, collaboration, plan->document, plan->first_year, &existing,
                        error))
        return false;
    if (id_is_set(existing))
        return fail(error, ERROR_CONFLICT,
                    "Det finns redan en plan som börjar %d. Öppna den i stället.",
                    plan->first_year);
    plan->id = db_new_id(db);
    SqlPlanInsertIn in = {.collaboration = collaboration,
                          .id = plan->id,
                          .document = plan->document,
                          .first_year = plan->first_year,
                          .last_year = plan->last_year,
                          .title = plan->title,
                          .came_from = plan->came_from,
                          .now = instant_now()};
    return sql_plan_insert(db, &in, error);
}

static bool store_chapters(Db *db, Id collaboration, const Plan *plan, GError **error) {
    for (size_t i = 0; i < plan->n_chapters; i++) {
        const PlanChapter *chapter = &plan->chapters[i];
        SqlChapterInsertIn in = {.collaboration = collaboration,
                                 .id = db_new_id(db),
                                 .plan = plan->id,
                                 .position = (int64_t)i + 1,
                                 .kind = chapter->kind,
                                 .heading = chapter->heading,
                                 .body = chapter->body};
        if (!sql_chapter_insert(db, &in, error))
            return false;
    }
    return true;
}

static bool store_national(Db *db, Id collaboration, const Plan *plan, GError **error) {
    for (size_t i = 0; i < plan->n_national; i++) {
        const NationalActivity *national = &plan->national[i];
        SqlNationalInsertIn in = {.collaboration = collaboration,
                                  .id = db_new_id(db),
                                  .plan = plan->id,
                                  .year = national->year,
                                  .position = (int64_t)i + 1,
                                  .heading = national->heading,
                                  .title = national->title,
                                  .authority = national->authority};
        if (!sql_national_insert(db, &in, error))
            return false;
    }
    return true;
}

static bool store_category(Db *db, Id collaboration, const Plan *plan, Id plan_year,
                           const PlanCategory *category, int64_t position, GError **error) {
    SqlCategoryInsertIn in = {.collaboration = collaboration,
                              .id = db_new_id(db),
                              .plan = plan->id,
                              .plan_year = plan_year,
                              .position = position,
                              .title = category->title,
                              .note = category->note};
    if (!sql_category_insert(db, &in, error))
        return false;
    for (size_t i = 0; i < category->n_activities; i++) {
        Activity activity = category->activities[i];
        activity.id = db_new_id(db);
        activity.plan = plan->id;
        activity.category = in.id;
        activity.position = (int64_t)i + 1;
        if (!activity_insert(db, collaboration, &activity, error))
            return false;
    }
    return true;
}

static bool store_year(Db *db, Id collaboration, const Plan *plan, const PlanYear *year,
                       GError **error) {
    SqlPlanYearInsertIn in = {collaboration, db_new_id(db), plan->id, year->year, year->status};
    if (!sql_plan_year_insert(db, &in, error))
        return false;
    for (size_t i = 0; i < year->n_categories; i++)
        if (!store_category(db, collaboration, plan, in.id, &year->categories[i], (int64_t)i + 1,
                            error))
            return false;
    return true;
}

bool plan_store(Db *db, Arena *arena, Id collaboration, Plan *plan, GError **error) {
    if (!store_head(db, arena, collaboration, plan, error) ||
        !store_chapters(db, collaboration, plan, error) ||
        !store_national(db, collaboration, plan, error))
        return false;
    for (size_t i = 0; i < plan->n_years; i++)
        if (!store_year(db, collaboration, plan, &plan->years[i], error))
            return false;
    return true;
}

bool plan_store_audited(Db *db, void *data, GError **error) {
    const PlanStoring *storing = data;
    if (!plan_store(db, storing->arena, storing->collaboration, storing->plan, error))
        return false;
    AuditEntry entry = {.collaboration = storing->collaboration,
                        .account = storing->account,
                        .subject = storing->plan->id,
                        .parent = storing->plan->id,
                        .action = storing->action,
                        .after = storing->plan->title};
    return audit_write(db, &entry, NULL, error);
}
