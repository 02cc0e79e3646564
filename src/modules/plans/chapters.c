#include "modules/plans/chapters.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "base/text.h"
#include "modules/plans/plans_sql.h"
#include "services/audit/audit.h"

#include <string.h>

typedef struct {
    Arena *arena;
    const ChapterEdit *edit;
    int by;
    Id id;
} Changing;

static bool plan_is_open(Db *db, const Changing *changing, GError **error) {
    const ChapterEdit *edit = changing->edit;
    const SqlPlanOneRow *plan;
    if (!sql_plan_one(db, changing->arena,
                      &(SqlPlanOneIn){.collaboration = edit->collaboration, .id = edit->plan},
                      &plan, error))
        return false;
    if (plan == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Planen finns inte. Gå till listan över planer och välj där.");
    if (strcmp(plan->state, "adopted") == 0)
        return fail(error, ERROR_CONFLICT,
                    "Planen är fastställd. Välj Revidera på planens sida om texten ska ändras.");
    return true;
}

static bool find(Db *db, const Changing *changing, const SqlChapterOneRow **ret, GError **error) {
    const ChapterEdit *edit = changing->edit;
    SqlChapterOneIn in = {
        .collaboration = edit->collaboration, .plan = edit->plan, .id = edit->chapter};
    if (!sql_chapter_one(db, changing->arena, &in, ret, error))
        return false;
    return *ret != NULL || fail(error, ERROR_NOT_FOUND,
                                "Avsnittet finns inte i planen. Någon kan ha tagit bort det.");
}

/* What every change ends with. */
static bool tell(Db *db, const Changing *changing, const char *action, const char *before,
                 const char *after, GError **error) {
    const ChapterEdit *edit = changing->edit;
    int64_t changes;
    SqlPlanTouchIn touch = {
        .collaboration = edit->collaboration, .id = edit->plan, .now = instant_now()};
    AuditEntry entry = {.collaboration = edit->collaboration,
                        .account = edit->account,
                        .subject = changing->id,
                        .parent = edit->plan,
                        .action = action,
                        .field = edit->heading,
                        .before = before,
                        .after = after};
    return sql_plan_touch(db, &touch, &changes, error) && audit_write(db, &entry, NULL, error);
}

/* ---- saving ---- */

static bool chapters_of(Db *db, const Changing *changing, SqlPlanChaptersRows *ret,
                        GError **error) {
    return sql_plan_chapters(
        db, changing->arena,
        &(SqlPlanChaptersIn){changing->edit->collaboration, changing->edit->plan}, ret, error);
}

static bool add(Db *db, Changing *changing, GError **error) {
    const ChapterEdit *edit = changing->edit;
    SqlPlanChaptersRows all;
    if (!chapters_of(db, changing, &all, error))
        return false;
    changing->id = db_new_id(db);
    SqlChapterInsertIn in = {.collaboration = edit->collaboration,
                             .id = changing->id,
                             .plan = edit->plan,
                             .position = (int64_t)all.n + 1,
                             .kind = strcmp(edit->kind, "table") == 0 ? "table" : "text",
                             .heading = edit->heading,
                             .body = edit->body};
    return sql_chapter_insert(db, &in, error) &&
           tell(db, changing, "chapter.add", NULL, edit->body, error);
}

static bool change(Db *db, Changing *changing, GError **error) {
    const ChapterEdit *edit = changing->edit;
    const SqlChapterOneRow *stored;
    int64_t changes;
    changing->id = edit->chapter;
    if (!find(db, changing, &stored, error))
        return false;
    SqlChapterUpdateIn in = {.collaboration = edit->collaboration,
                             .id = edit->chapter,
                             .edit = edit->edit,
                             .heading = edit->heading,
                             .body = edit->body};
    if (!sql_chapter_update(db, &in, &changes, error))
        return false;
    if (changes == 0)
        return fail(error, ERROR_CONFLICT,
                    "Någon annan har ändrat avsnittet sedan ni öppnade det. Er text står kvar här; "
                    "jämför med den som finns i planen och spara igen.");
    return tell(db, changing, "chapter.save", stored->body, edit->body, error);
}

static bool save(Db *db, void *data, GError **error) {
    Changing *changing = data;
    if (!plan_is_open(db, changing, error))
        return false;
    return id_is_set(changing->edit->chapter) ? change(db, changing, error)
                                              : add(db, changing, error);
}

bool chapter_save(Db *db, Arena *arena, const ChapterEdit *edit, Id *ret_id, GError **error) {
    Changing changing = {.arena = arena, .edit = edit};
    if (text_is_blank(edit->heading))
        return fail(error, ERROR_INVALID, "Skriv en rubrik för avsnittet.");
    if (!text_within(T_("Rubriken"), edit->heading, CHAPTER_HEADING_MAX, error) ||
        !text_within(T_("Texten"), edit->body, CHAPTER_BODY_MAX, error) ||
        !db_write(db, save, &changing, error))
        return false;
    *ret_id = changing.id;
    return true;
}

/* ---- removing and moving ---- */

static bool place_in_order(Db *db, const Changing *changing, const SqlPlanChaptersRow *const *order,
                           size_t n, GError **error) {
    for (size_t i = 0; i < n; i++) {
        SqlChapterPlaceIn in = {.collaboration = changing->edit->collaboration,
                                .id = order[i]->id,
                                .position = (int64_t)i + 1};
        if (!sql_chapter_place(db, &in, error))
            return false;
    }
    return true;
}

static bool move(Db *db, void *data, GError **error) {
    Changing *changing = data;
    const SqlChapterOneRow *stored;
    SqlPlanChaptersRows all;
    changing->id = changing->edit->chapter;
    if (!plan_is_open(db, changing, error) || !find(db, changing, &stored, error) ||
        !chapters_of(db, changing, &all, error))
        return false;
    const SqlPlanChaptersRow **order =
        ARENA_ARRAY(changing->arena, const SqlPlanChaptersRow *, all.n);
    size_t from = 0;
    for (size_t i = 0; i < all.n; i++) {
        order[i] = &all.rows[i];
        if (id_equal(order[i]->id, changing->id))
            from = i;
    }
    size_t to = changing->by < 0 ? (from == 0 ? 0 : from - 1) : MIN(from + 1, all.n - 1);
    const SqlPlanChaptersRow *other = order[to];
    order[to] = order[from];
    order[from] = other;
    return place_in_order(db, changing, order, all.n, error) &&
           tell(db, changing, "chapter.move", NULL, changing->by < 0 ? "upp" : "ner", error);
}

static bool remove_chapter(Db *db, void *data, GError **error) {
    Changing *changing = data;
    const ChapterEdit *edit = changing->edit;
    const SqlChapterOneRow *stored;
    changing->id = edit->chapter;
    return plan_is_open(db, changing, error) && find(db, changing, &stored, error) &&
           sql_chapter_delete(db, &(SqlChapterDeleteIn){edit->collaboration, edit->chapter},
                              error) &&
           tell(db, changing, "chapter.remove",
                arena_printf(changing->arena, "%s\n%s", stored->heading, stored->body), NULL,
                error);
}

bool chapter_remove(Db *db, Arena *arena, const ChapterEdit *edit, GError **error) {
    return db_write(db, remove_chapter, &(Changing){.arena = arena, .edit = edit}, error);
}

bool chapter_move(Db *db, Arena *arena, const ChapterEdit *edit, int by, GError **error) {
    return db_write(db, move, &(Changing){.arena = arena, .edit = edit, .by = by}, error);
}
