#include "modules/plans/plans.h"

#include "base/date.h"
#include "base/error.h"
#include "base/language.h"
#include "base/text.h"
#include "modules/plans/plans_sql.h"
#include "services/audit/audit.h"

#include <glib.h>
#include <string.h>

#define PARAGRAPH_MAX 40
#define NOTE_MAX 2000

bool plan_versions(Db *db, Arena *arena, Id collaboration, Id plan, PlanVersions *ret,
                   GError **error) {
    SqlPlanVersionsRows found;
    if (!sql_plan_versions(db, arena,
                           &(SqlPlanVersionsIn){.collaboration = collaboration, .plan = plan},
                           &found, error))
        return false;
    PlanVersion *rows = ARENA_ARRAY(arena, PlanVersion, found.n);
    for (size_t i = 0; i < found.n; i++) {
        const SqlVersion *row = &found.rows[i];
        rows[i] = (PlanVersion){row->id,         row->plan,        row->body, row->number,
                                row->adopted_on, row->paragraph,   row->note, row->content_hash,
                                row->created_at, row->published_at};
    }
    *ret = (PlanVersions){rows, found.n};
    return true;
}

static const char *hash_of(Arena *arena, const char *content) {
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, content, -1);
    return arena_strdup(arena, hash);
}

bool plan_version_load(Db *db, Arena *arena, Id collaboration, Id plan, int64_t number,
                       PlanVersion *ret_version, Plan *ret_plan, GError **error) {
    const SqlPlanVersionOneRow *row;
    SqlPlanVersionOneIn in = {.collaboration = collaboration, .plan = plan, .number = number};
    if (!sql_plan_version_one(db, arena, &in, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Den versionen av planen finns inte. Välj en i listan över versioner.");
    if (strcmp(hash_of(arena, row->content), row->content_hash) != 0)
        return fail(error, ERROR_INTERNAL, "version %d of a plan does not match its hash",
                    (int)number);
    if (!plan_from_json(arena, row->content, ret_plan, error))
        return false;
    ret_plan->id = plan;
    *ret_version = (PlanVersion){row->id,         row->plan,        row->body, row->number,
                                 row->adopted_on, row->paragraph,   row->note, row->content_hash,
                                 row->created_at, row->published_at};
    return true;
}

/* ---- adoption ---- */

typedef struct {
    const Adoption *adoption;
    Arena *arena;
    int64_t number;
} Adopting;

static bool check_adoption(const Adoption *adoption, const Plan *plan, GError **error) {
    if (strcmp(plan->state, "adopted") == 0)
        return fail(error, ERROR_CONFLICT,
                    "Planen är redan fastställd. Välj Revidera om den ska ändras.");
    if (plan->edit != adoption->edit)
        return fail(
            error, ERROR_CONFLICT,
            "Planen har ändrats sedan ni öppnade sidan. Läs igenom den igen och fastställ sedan.");
    if (!date_valid(adoption->adopted_on))
        return fail(error, ERROR_INVALID, "Dagen för beslutet saknas. Skriv den som 2021-06-09.");
    return text_within(T_("Paragrafen"), adoption->paragraph, PARAGRAPH_MAX, error) &&
           text_within(T_("Anteckningen"), adoption->note, NOTE_MAX, error);
}

static bool store_version(Db *db, Adopting *adopting, const Plan *plan, GError **error) {
    const Adoption *adoption = adopting->adoption;
    SqlPlanVersionLastRow last;
    SqlPlanVersionLastIn of = {.collaboration = adoption->collaboration, .plan = adoption->plan};
    if (!sql_plan_version_last(db, adopting->arena, &of, &last, error))
        return false;
    const char *content = plan_to_json(adopting->arena, plan);
    SqlPlanVersionInsertIn in = {.collaboration = adoption->collaboration,
                                 .id = db_new_id(db),
                                 .plan = adoption->plan,
                                 .number = last.number + 1,
                                 .body = adoption->body,
                                 .adopted_on = adoption->adopted_on,
                                 .paragraph = adoption->paragraph,
                                 .note = adoption->note == NULL ? "" : adoption->note,
                                 .content = content,
                                 .content_hash = hash_of(adopting->arena, content),
                                 .account = adoption->account,
                                 .now = instant_now()};
    adopting->number = in.number;
    return sql_plan_version_insert(db, &in, error);
}

static bool set_state(Db *db, Id collaboration, Id plan, const char *state, GError **error) {
    int64_t changes;
    SqlPlanSetStateIn in = {
        .collaboration = collaboration, .id = plan, .state = state, .now = instant_now()};
    return sql_plan_set_state(db, &in, &changes, error);
}

static bool audit_adoption(Db *db, const Adopting *adopting, GError **error) {
    const Adoption *adoption = adopting->adoption;
    AuditEntry entry = {.collaboration = adoption->collaboration,
                        .account = adoption->account,
                        .subject = adoption->plan,
                        .parent = adoption->plan,
                        .action = "plan.adopt",
                        .after = arena_printf(
                            adopting->arena, "version %d, %s, %s", (int)adopting->number,
                            date_iso(adopting->arena, adoption->adopted_on), adoption->paragraph)};
    return audit_write(db, &entry, NULL, error);
}

static bool adopt(Db *db, void *data, GError **error) {
    Adopting *adopting = data;
    const Adoption *adoption = adopting->adoption;
    Plan plan;
    if (!plan_load(db, adopting->arena, adoption->collaboration, adoption->plan, &plan, error) ||
        !check_adoption(adoption, &plan, error) || !store_version(db, adopting, &plan, error) ||
        !set_state(db, adoption->collaboration, adoption->plan, "adopted", error) ||
        !audit_adoption(db, adopting, error))
        return false;
    return !adoption->is_published ||
           plan_publish(db, adopting->arena, adoption->collaboration, adoption->account,
                        adoption->plan, adopting->number, error);
}

bool plan_adopt(Db *db, Arena *arena, const Adoption *adoption, int64_t *ret_number,
                GError **error) {
    Adopting adopting = {.adoption = adoption, .arena = arena};
    if (!db_write(db, adopt, &adopting, error))
        return false;
    *ret_number = adopting.number;
    return true;
}

/* ---- revision and publishing ---- */

typedef struct {
    Arena *arena;
    Id collaboration, account, plan;
    int64_t number; /* 0 = none: take back what is published */
} PlanStep;

static bool revise(Db *db, void *data, GError **error) {
    const PlanStep *step = data;
    const SqlPlanOneRow *plan;
    SqlPlanOneIn in = {.collaboration = step->collaboration, .id = step->plan};
    if (!sql_plan_one(db, step->arena, &in, &plan, error))
        return false;
    if (plan == NULL)
        return fail(error, ERROR_NOT_FOUND, "Planen finns inte.");
    if (strcmp(plan->state, "adopted") != 0)
        return fail(error, ERROR_CONFLICT, "Planen är redan öppen för ändringar.");
    AuditEntry entry = {.collaboration = step->collaboration,
                        .account = step->account,
                        .subject = step->plan,
                        .parent = step->plan,
                        .action = "plan.revise"};
    return set_state(db, step->collaboration, step->plan, "revision", error) &&
           audit_write(db, &entry, NULL, error);
}

bool plan_revise(Db *db, Arena *arena, Id collaboration, Id account, Id plan, GError **error) {
    PlanStep step = {arena, collaboration, account, plan, 0};
    return db_write(db, revise, &step, error);
}

static bool publish(Db *db, void *data, GError **error) {
    const PlanStep *step = data;
    const SqlPlanOneRow *plan;
    int64_t changes = 1;
    SqlPlanOneIn in = {.collaboration = step->collaboration, .id = step->plan};
    SqlPlanVersionUnpublishAllIn all = {.collaboration = step->collaboration, .plan = step->plan};
    SqlPlanVersionPublishIn one = {step->collaboration, step->plan, step->number, instant_now()};
    if (!sql_plan_one(db, step->arena, &in, &plan, error))
        return false;
    if (plan == NULL)
        return fail(error, ERROR_NOT_FOUND, "Planen finns inte.");
    if (step->number < 0)
        return fail(error, ERROR_INVALID, "Välj vilken version som ska publiceras.");
    if (!sql_plan_version_unpublish_all(db, &all, error) ||
        (step->number > 0 && !sql_plan_version_publish(db, &one, &changes, error)))
        return false;
    if (changes != 1)
        return fail(error, ERROR_NOT_FOUND, "Den versionen av planen finns inte.");
    AuditEntry entry = {.collaboration = step->collaboration,
                        .account = step->account,
                        .subject = step->plan,
                        .parent = step->plan,
                        .action = step->number > 0 ? "plan.publish" : "plan.unpublish",
                        .after = step->number > 0
                                     ? arena_printf(step->arena, "version %d", (int)step->number)
                                     : NULL};
    return audit_write(db, &entry, NULL, error);
}

bool plan_publish(Db *db, Arena *arena, Id collaboration, Id account, Id plan, int64_t number,
                  GError **error) {
    PlanStep step = {arena, collaboration, account, plan, number};
    return db_write(db, publish, &step, error);
}

bool plan_published_number(Db *db, Arena *arena, Id collaboration, Id plan, int64_t *ret_number,
                           GError **error) {
    const SqlPlanPublishedNumberRow *row;
    SqlPlanPublishedNumberIn in = {.collaboration = collaboration, .plan = plan};
    if (!sql_plan_published_number(db, arena, &in, &row, error))
        return false;
    *ret_number = row == NULL ? 0 : row->number;
    return true;
}
