#include "modules/activities/change.h"

#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/activities/activities_sql.h"
#include "modules/activities/merge.h"
#include "services/audit/audit.h"

#include <glib.h>
#include <string.h>

typedef struct {
    Arena *arena;
    Id collaboration, account, plan, change;
    Id tried; /* the change that is being undone: when it cannot be, it is passed over */
    UndoResult result;
} Undoing;

/* The place of an activity that somebody changed: that it is gone is a conflict, not a wrong
 * address. */
static bool find_place(Db *db, const Undoing *undoing, Id activity, Place *ret, GError **error) {
    g_autoptr(GError) reason = NULL;
    if (place_of_activity(db, undoing->arena, undoing->collaboration, activity, ret, &reason))
        return true;
    if (error_is(reason, ERROR_NOT_FOUND))
        return fail(error, ERROR_CONFLICT,
                    "Aktiviteten är borttagen ur planen sedan dess, så ändringen går inte att "
                    "ångra. Nästa gång ni ångrar tas det ni gjorde dessförinnan.");
    g_propagate_error(error, g_steal_pointer(&reason));
    return false;
}

static bool changed_since(const char *what, GError **error) {
    return fail(error, ERROR_CONFLICT,
                "%s har ändrats igen sedan dess, så den ändringen går inte att ångra. Nästa gång "
                "ni ångrar tas det ni gjorde dessförinnan.",
                what);
}

static bool undo_cell(Db *db, Undoing *undoing, const AuditRow *change, GError **error) {
    Place place;
    Activity stored;
    ActivityColumn column;
    if (!activity_column_from(change->field, &column))
        return fail(error, ERROR_INTERNAL, "Ändringen gäller en kolumn som inte finns.");
    if (!find_place(db, undoing, change->subject, &place, error) ||
        !activity_get(db, undoing->arena, undoing->collaboration, change->subject, &stored, error))
        return false;
    if (strcmp(stored.cells[column], change->after == NULL ? "" : change->after) != 0)
        return changed_since(T_("Cellen"), error);
    Activity after = stored;
    after.cells[column] = change->before == NULL ? "" : change->before;
    undoing->result.column = column;
    undoing->result.text = after.cells[column];
    return activity_understood_anew(db, undoing->arena, undoing->collaboration, place.year, &stored,
                                    &after, error) &&
           activity_store(db, undoing->arena, undoing->collaboration, &stored, &after, error);
}

static bool read_change(Db *db, const Undoing *undoing, Id audit, Snapshot *ret_before,
                        Snapshot *ret_after, GError **error) {
    const SqlChangeOneRow *row;
    SqlChangeOneIn in = {.collaboration = undoing->collaboration, .id = audit};
    if (!sql_change_one(db, undoing->arena, &in, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_INTERNAL,
                    "Det finns inget sparat om hur aktiviteten såg ut före ändringen.");
    return snapshot_from_json(undoing->arena, row->before, ret_before, error) &&
           (row->after[0] == '\0' ||
            snapshot_from_json(undoing->arena, row->after, ret_after, error));
}

static bool undo_facts(Db *db, Undoing *undoing, const AuditRow *change, GError **error) {
    Place place;
    Activity stored;
    Snapshot before, after = {0};
    if (!find_place(db, undoing, change->subject, &place, error) ||
        !activity_get(db, undoing->arena, undoing->collaboration, change->subject, &stored,
                      error) ||
        !read_change(db, undoing, change->id, &before, &after, error))
        return false;
    if (!facts_are_same(undoing->arena, &stored, &after.activity))
        return changed_since(T_("Uppgifterna"), error);
    Activity restored = stored;
    facts_copy(&restored, &before.activity);
    activity_carry_marks(undoing->arena, &stored, &restored);
    return activity_store(db, undoing->arena, undoing->collaboration, &stored, &restored, error);
}

/* The category where it stood, or, when that is gone, the one with its title. */
static bool find_old_category(Db *db, const Undoing *undoing, const Snapshot *before, Id *ret,
                              GError **error) {
    Place place;
    g_autoptr(GError) reason = NULL;
    if (place_of_category(db, undoing->arena, undoing->collaboration, before->activity.category,
                          &place, &reason)) {
        *ret = place.category;
        return true;
    }
    if (!error_is(reason, ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    if (!place_of_year(db, undoing->arena, undoing->collaboration, before->plan_year, &place,
                       error))
        return false;
    place.title = before->category_title;
    return category_find_or_make(db, undoing->arena, undoing->collaboration, &place, ret, error);
}

/* Before the one that stood after it, when that still stands there; else where it stood by number,
 * or last. */
static bool put_back(Db *db, const Undoing *undoing, const Snapshot *before, Id category,
                     GError **error) {
    Activity next;
    SqlActivityLastPositionRow last;
    SqlActivityLastPositionIn in = {.collaboration = undoing->collaboration, .category = category};
    g_autoptr(GError) reason = NULL;
    if (!sql_activity_last_position(db, undoing->arena, &in, &last, error))
        return false;
    int64_t position = id_is_set(before->next) ? MIN(before->activity.position, last.position + 1)
                                               : last.position + 1;
    if (id_is_set(before->next) &&
        activity_get(db, undoing->arena, undoing->collaboration, before->next, &next, &reason) &&
        id_equal(next.category, category))
        position = next.position;
    return activity_put(db, undoing->collaboration, before->activity.id, category, position, error);
}

static bool undo_move(Db *db, Undoing *undoing, const AuditRow *change, GError **error) {
    Place place;
    Activity stored;
    Snapshot before, after = {0};
    Id category;
    if (!find_place(db, undoing, change->subject, &place, error) ||
        !activity_get(db, undoing->arena, undoing->collaboration, change->subject, &stored,
                      error) ||
        !read_change(db, undoing, change->id, &before, &after, error))
        return false;
    if (!id_equal(stored.category, after.activity.category))
        return changed_since(T_("Aktivitetens plats"), error);
    return find_old_category(db, undoing, &before, &category, error) &&
           put_back(db, undoing, &before, category, error);
}

/* A proposal has one activity in a plan: none comes back beside the one that has been made since.
 */
static bool stands_alone(Db *db, const Undoing *undoing, const Activity *activity, GError **error) {
    const SqlActivityOfProposalRow *row;
    SqlActivityOfProposalIn in = {undoing->collaboration, undoing->plan, activity->proposal};
    if (!id_is_set(activity->proposal))
        return true;
    if (!sql_activity_of_proposal(db, undoing->arena, &in, &row, error))
        return false;
    return row == NULL ||
           fail(error, ERROR_CONFLICT,
                "Förslaget som aktiviteten kom av har blivit en aktivitet på nytt sedan dess, så "
                "den borttagna läggs inte tillbaka bredvid den.");
}

static bool undo_remove(Db *db, Undoing *undoing, const AuditRow *change, GError **error) {
    Snapshot before, after = {0};
    if (!read_change(db, undoing, change->id, &before, &after, error) ||
        !stands_alone(db, undoing, &before.activity, error) ||
        !find_old_category(db, undoing, &before, &before.activity.category, error))
        return false;
    return activity_insert(db, undoing->collaboration, &before.activity, error) &&
           put_back(db, undoing, &before, before.activity.category, error);
}

static const struct {
    const char *action;
    bool (*undo)(Db *db, Undoing *undoing, const AuditRow *change, GError **error);
} undoable[] = {{"activity.cell", undo_cell},
                {"activity.facts", undo_facts},
                {"activity.move", undo_move},
                {"activity.remove", undo_remove}};

static AuditEntry entry_like(const Undoing *undoing, const char *action) {
    return (AuditEntry){.collaboration = undoing->collaboration,
                        .account = undoing->account,
                        .parent = undoing->plan,
                        .action = action};
}

/* The account's latest change of any kind that can be undone, as its place in `undoable`. */
static bool find_latest(Db *db, const Undoing *undoing, size_t *ret_kind, const AuditRow **ret,
                        GError **error) {
    const AuditRow *latest = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(undoable); i++) {
        AuditEntry like = entry_like(undoing, undoable[i].action);
        const AuditRow *row;
        if (!audit_latest_undoable(db, undoing->arena, &like, &row, error))
            return false;
        if (row != NULL && (latest == NULL || row->id.value > latest->id.value)) {
            latest = row;
            *ret_kind = i;
        }
    }
    if (latest == NULL)
        return fail(error, ERROR_NOT_FOUND, "Det finns inget mer att ångra i planen.");
    *ret = latest;
    return true;
}

static bool find_change(Db *db, const Undoing *undoing, size_t *ret_kind, const AuditRow **ret,
                        GError **error) {
    AuditEntry like = entry_like(undoing, NULL);
    const AuditRow *row;
    if (!id_is_set(undoing->change))
        return find_latest(db, undoing, ret_kind, ret, error);
    if (!audit_undoable(db, undoing->arena, &like, undoing->change, &row, error))
        return false;
    for (size_t i = 0; row != NULL && i < G_N_ELEMENTS(undoable); i++)
        if (strcmp(undoable[i].action, row->action) == 0) {
            *ret_kind = i;
            *ret = row;
            return true;
        }
    return fail(error, ERROR_CONFLICT, "Ändringen är redan ångrad.");
}

static bool plan_is_open(Db *db, const Undoing *undoing, GError **error) {
    const SqlPlanStateRow *row;
    SqlPlanStateIn in = {.collaboration = undoing->collaboration, .id = undoing->plan};
    if (!sql_plan_state(db, undoing->arena, &in, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Planen finns inte. Gå till listan över planer och välj där.");
    return place_is_open(&(Place){.is_locked = strcmp(row->state, "adopted") == 0}, error);
}

static bool undo_in_transaction(Db *db, void *data, GError **error) {
    Undoing *undoing = data;
    const AuditRow *change;
    size_t kind = 0;
    undoing->tried = (Id){0};
    if (!plan_is_open(db, undoing, error) || !find_change(db, undoing, &kind, &change, error))
        return false;
    undoing->tried = change->id;
    undoing->result = (UndoResult){
        .activity = change->subject, .action = undoable[kind].action, .column = N_ACTIVITY_COLUMNS};
    return undoable[kind].undo(db, undoing, change, error) &&
           audit_mark_undone(db, undoing->collaboration, change->id, error) &&
           place_raise(db, undoing->collaboration, &(Place){.plan = undoing->plan}, error);
}

static bool pass_over(Db *db, void *data, GError **error) {
    const Undoing *undoing = data;
    return audit_refuse_undo(db, undoing->collaboration, undoing->account, undoing->tried, error);
}

bool activity_undo(Db *db, Arena *arena, const ActivityUndo *undo, UndoResult *ret,
                   GError **error) {
    Undoing undoing = {.arena = arena,
                       .collaboration = undo->collaboration,
                       .account = undo->account,
                       .plan = undo->plan,
                       .change = undo->change};
    g_autoptr(GError) reason = NULL;
    if (db_write(db, undo_in_transaction, &undoing, &reason)) {
        *ret = undoing.result;
        return true;
    }
    if (error_is(reason, ERROR_CONFLICT) && id_is_set(undoing.tried) &&
        !db_write(db, pass_over, &undoing, error))
        return false;
    g_propagate_error(error, g_steal_pointer(&reason));
    return false;
}
