#include "modules/activities/change.h"

#include "base/id.h"
#include "modules/activities/activities_sql.h"
#include "modules/activities/understanding.h"
#include "services/audit/audit.h"

#include <string.h>

#define HISTORY_SEARCHED 200

bool activity_column_from(const char *key, ActivityColumn *ret) {
    if (key != NULL && strcmp(key, "title") == 0)
        key = activity_columns[COLUMN_TITLE].key;
    for (int column = 0; key != NULL && column < N_ACTIVITY_COLUMNS; column++)
        if (strcmp(activity_columns[column].key, key) == 0) {
            *ret = (ActivityColumn)column;
            return true;
        }
    return false;
}

/* ---- adding ---- */

typedef struct {
    Arena *arena;
    Id collaboration, account, before;
    Activity activity;
} Adding;

static void give_what_is_missing(Activity *activity, const Activity *understood) {
    Activity given = *activity;
    *activity = *understood;
    if (given.n_targets > 0) {
        activity->targets = given.targets;
        activity->n_targets = given.n_targets;
    }
    if (given.n_steps > 0) {
        activity->steps = given.steps;
        activity->n_steps = given.n_steps;
    }
    if (given.n_parties > 0) {
        activity->parties = given.parties;
        activity->n_parties = given.n_parties;
    }
    if (given.n_goals > 0) {
        activity->goals = given.goals;
        activity->n_goals = given.n_goals;
    }
    if (given.n_responsibilities > 0) {
        activity->responsibilities = given.responsibilities;
        activity->n_responsibilities = given.n_responsibilities;
    }
    activity->is_recurring = given.is_recurring || understood->is_recurring;
    if (given.host[0] != '\0') {
        activity->host = given.host;
        activity->host_element = given.host_element;
    }
}

static bool understand_added(Db *db, const Adding *adding, int year, Activity *activity,
                             GError **error) {
    const Rules *rules;
    if (!rules_load(db, adding->arena, adding->collaboration, (Date){(int16_t)year, 1, 1}, &rules,
                    error))
        return false;
    Activity understood = *activity;
    activity_understand(adding->arena, names_of_rules(adding->arena, rules), year, &understood);
    give_what_is_missing(activity, &understood);
    return true;
}

/* Where it shall stand; those from there on move one on. */
static bool make_room(Db *db, const Adding *adding, int64_t *ret_position, GError **error) {
    Id category = adding->activity.category;
    Activity before;
    SqlActivityLastPositionRow last;
    SqlActivityLastPositionIn in = {.collaboration = adding->collaboration, .category = category};
    if (!sql_activity_last_position(db, adding->arena, &in, &last, error))
        return false;
    *ret_position = last.position + 1;
    if (!id_is_set(adding->before))
        return true;
    if (!activity_get(db, adding->arena, adding->collaboration, adding->before, &before, error))
        return false;
    if (!id_equal(before.category, category))
        return true;
    *ret_position = before.position;
    SqlActivityMakeRoomIn room = {
        .collaboration = adding->collaboration, .category = category, .position = before.position};
    return sql_activity_make_room(db, &room, error);
}

static bool add_in_transaction(Db *db, void *data, GError **error) {
    Adding *adding = data;
    Activity activity = adding->activity;
    Place place;
    if (!place_of_category(db, adding->arena, adding->collaboration, activity.category, &place,
                           error) ||
        !place_is_open(&place, error) || !make_room(db, adding, &activity.position, error) ||
        !understand_added(db, adding, place.year, &activity, error))
        return false;
    activity.id = db_new_id(db);
    activity.plan = place.plan;
    Change change = {.collaboration = adding->collaboration,
                     .account = adding->account,
                     .subject = activity.id,
                     .plan = place.plan,
                     .action = "activity.add",
                     .after_text = activity.cells[COLUMN_TITLE]};
    adding->activity.id = activity.id;
    return activity_insert(db, adding->collaboration, &activity, error) &&
           place_raise(db, adding->collaboration, &place, error) &&
           change_write(db, adding->arena, &change, NULL, error);
}

bool activity_add(Db *db, Arena *arena, const ActivityAddition *addition, Id *ret_id,
                  GError **error) {
    Adding adding = {.arena = arena,
                     .collaboration = addition->collaboration,
                     .account = addition->account,
                     .before = addition->before,
                     .activity = activity_cleaned(arena, addition->activity)};
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        if (!cell_is_valid((ActivityColumn)column, adding.activity.cells[column], error))
            return false;
    if (!db_write(db, add_in_transaction, &adding, error))
        return false;
    *ret_id = adding.activity.id;
    return true;
}

/* ---- one cell ---- */

typedef struct {
    Arena *arena;
    const CellEdit *edit;
    const char *was, *text;
    CellResult result;
} CellEditing;

static bool tell_conflict(Db *db, CellEditing *editing, const char *present, GError **error) {
    const char *key = activity_columns[editing->edit->column].key;
    AuditRows rows;
    editing->result = (CellResult){.outcome = CELL_CONFLICT, .text = present};
    if (!audit_of_subject(db, editing->arena, editing->edit->collaboration, editing->edit->activity,
                          HISTORY_SEARCHED, &rows, error))
        return false;
    for (size_t i = 0; i < rows.n; i++)
        if (rows.rows[i].field != NULL && strcmp(rows.rows[i].field, key) == 0) {
            editing->result.changed_by = rows.rows[i].account_name;
            editing->result.changed_at =
                rows.rows[i].undone_at.seconds > 0 ? rows.rows[i].undone_at : rows.rows[i].at;
            return true;
        }
    return true;
}

static bool save_cell(Db *db, CellEditing *editing, const Place *place, const Activity *stored,
                      GError **error) {
    const CellEdit *edit = editing->edit;
    Activity after = *stored;
    after.cells[edit->column] = editing->text;
    Change change = {.collaboration = edit->collaboration,
                     .account = edit->account,
                     .subject = edit->activity,
                     .plan = place->plan,
                     .action = "activity.cell",
                     .field = activity_columns[edit->column].key,
                     .before_text = stored->cells[edit->column],
                     .after_text = editing->text};
    editing->result = (CellResult){.outcome = CELL_SAVED, .text = editing->text};
    return activity_understood_anew(db, editing->arena, edit->collaboration, place->year, stored,
                                    &after, error) &&
           activity_store(db, editing->arena, edit->collaboration, stored, &after, error) &&
           place_raise(db, edit->collaboration, place, error) &&
           change_write(db, editing->arena, &change, &editing->result.audit, error);
}

static bool edit_in_transaction(Db *db, void *data, GError **error) {
    CellEditing *editing = data;
    const CellEdit *edit = editing->edit;
    Place place;
    Activity stored;
    if (!place_of_activity(db, editing->arena, edit->collaboration, edit->activity, &place,
                           error) ||
        !place_is_open(&place, error) ||
        !activity_get(db, editing->arena, edit->collaboration, edit->activity, &stored, error))
        return false;
    const char *present = cell_cleaned(editing->arena, stored.cells[edit->column]);
    if (strcmp(present, editing->text) == 0) {
        editing->result = (CellResult){.outcome = CELL_UNCHANGED, .text = present};
        return true;
    }
    if (strcmp(present, editing->was) != 0)
        return tell_conflict(db, editing, present, error);
    return save_cell(db, editing, &place, &stored, error);
}

bool activity_edit_cell(Db *db, Arena *arena, const CellEdit *edit, CellResult *ret,
                        GError **error) {
    CellEditing editing = {.arena = arena,
                           .edit = edit,
                           .was = cell_cleaned(arena, edit->was),
                           .text = cell_cleaned(arena, edit->text)};
    if (!cell_is_valid(edit->column, editing.text, error) ||
        !db_write(db, edit_in_transaction, &editing, error))
        return false;
    *ret = editing.result;
    return true;
}
