#include "modules/plan_import/apply_changes.h"

#include "base/error.h"
#include "modules/plan_import/apply_texts.h"
#include "modules/plan_import/plan_import_sql.h"
#include "services/audit/audit.h"

#include <string.h>

typedef struct {
    Db *db;
    Arena *arena;
    const PlanImport *import;
    Id plan;
} Changing;

/* ---- where an activity shall stand ---- */

static bool add_category(const Changing *changing, Id plan_year, const char *title, Id *ret_id,
                         GError **error) {
    const PlanImport *import = changing->import;
    SqlImportCategoryInsertIn in = {.collaboration = import->collaboration,
                                    .id = db_new_id(changing->db),
                                    .plan = changing->plan,
                                    .plan_year = plan_year,
                                    .title = title,
                                    .note = ""};
    AuditEntry entry = {.collaboration = import->collaboration,
                        .account = import->account,
                        .subject = in.id,
                        .parent = changing->plan,
                        .action = "category.add",
                        .after = title};
    *ret_id = in.id;
    return sql_import_category_insert(changing->db, &in, error) &&
           audit_write(changing->db, &entry, NULL, error);
}

static Id year_id(const Plan *plan, int year) {
    for (size_t i = 0; i < plan->n_years; i++)
        if (plan->years[i].year == year)
            return plan->years[i].id;
    return (Id){0};
}

static bool find_category(const Changing *changing, int year, const char *title, Id *ret_id,
                          GError **error) {
    const SqlImportCategoryOfRow *row;
    SqlImportCategoryOfIn in = {.collaboration = changing->import->collaboration,
                                .plan_year = year_id(changing->import->existing, year),
                                .title = title};
    if (!sql_import_category_of(changing->db, changing->arena, &in, &row, error))
        return false;
    if (row == NULL)
        return add_category(changing, in.plan_year, title, ret_id, error);
    *ret_id = row->id;
    return true;
}

/* ---- activities ---- */

static bool stands_in_category(const ActivityDifference *difference,
                               const ActivityDifference *other) {
    return other->before != NULL && other->after != NULL &&
           other->year_before == difference->year_after &&
           strcmp(other->category_before, difference->category_after) == 0 &&
           other->year_after == difference->year_after &&
           strcmp(other->category_after, difference->category_after) == 0;
}

/* The next in the file that stands in the same category of the plan already; none = last. */
static Id next_in_file(const Changing *changing, const ActivityDifference *difference) {
    const PlanDifference *all = &changing->import->difference;
    for (const ActivityDifference *other = difference + 1;
         other < all->activities + all->n_activities; other++)
        if (stands_in_category(difference, other))
            return other->before->id;
    return (Id){0};
}

static bool add_activity(const Changing *changing, const ActivityDifference *difference,
                         GError **error) {
    Activity activity = *difference->after;
    ActivityAddition addition = {.collaboration = changing->import->collaboration,
                                 .account = changing->import->account,
                                 .activity = &activity,
                                 .before = next_in_file(changing, difference)};
    Id id;
    activity.plan = changing->plan;
    return find_category(changing, difference->year_after, difference->category_after,
                         &activity.category, error) &&
           activity_add(changing->db, changing->arena, &addition, &id, error);
}

static bool change_cell(const Changing *changing, const ActivityDifference *difference,
                        ActivityColumn column, GError **error) {
    CellResult result;
    CellEdit edit = {.collaboration = changing->import->collaboration,
                     .account = changing->import->account,
                     .activity = difference->before->id,
                     .column = column,
                     .was = difference->before->cells[column],
                     .text = difference->after->cells[column]};
    if (!activity_edit_cell(changing->db, changing->arena, &edit, &result, error))
        return false;
    return result.outcome != CELL_CONFLICT || fail(error, ERROR_CONFLICT,
                                                   "%s har ändrats sedan ni såg förhandsvisningen. "
                                                   "Titta igenom den igen och läs sedan in.",
                                                   difference->before->cells[COLUMN_TITLE]);
}

static bool move_activity(const Changing *changing, const ActivityDifference *difference,
                          GError **error) {
    ActivityMove move = {.collaboration = changing->import->collaboration,
                         .account = changing->import->account,
                         .activity = difference->before->id,
                         .before = next_in_file(changing, difference)};
    if (strcmp(difference->category_before, difference->category_after) == 0)
        return true;
    return find_category(changing, difference->year_after, difference->category_after,
                         &move.category, error) &&
           activity_move(changing->db, changing->arena, &move, NULL, error);
}

static bool change_activity(const Changing *changing, const ActivityDifference *difference,
                            GError **error) {
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        if (difference->cell_changed[column] &&
            !change_cell(changing, difference, (ActivityColumn)column, error))
            return false;
    return move_activity(changing, difference, error);
}

static bool change_activities(const Changing *changing, GError **error) {
    const PlanDifference *all = &changing->import->difference;
    for (size_t i = 0; i < all->n_activities; i++) {
        const ActivityDifference *difference = &all->activities[i];
        bool done = true;
        if (difference->kind == DIFFERENCE_ADDED)
            done = add_activity(changing, difference, error);
        else if (difference->kind == DIFFERENCE_CHANGED || difference->kind == DIFFERENCE_MOVED)
            done = change_activity(changing, difference, error);
        if (!done)
            return false;
    }
    return true;
}

/* ---- notes of categories ---- */

static bool set_note(const Changing *changing, int year, const PlanCategory *category,
                     GError **error) {
    const PlanImport *import = changing->import;
    const PlanCategory *stored = plan_category_titled(import->existing, year, category->title);
    CategoryEdit edit = {
        .collaboration = import->collaboration, .account = import->account, .note = category->note};
    if (strcmp(category->note, stored == NULL ? "" : stored->note) == 0)
        return true;
    return find_category(changing, year, category->title, &edit.category, error) &&
           category_set_note(changing->db, changing->arena, &edit, error);
}

static bool set_notes(const Changing *changing, GError **error) {
    const Plan *plan = &changing->import->plan;
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; c < plan->years[y].n_categories; c++)
            if (!set_note(changing, plan->years[y].year, &plan->years[y].categories[c], error))
                return false;
    return true;
}

/* Only what the preview showed as gone from the file may go. */
static bool is_gone(const PlanDifference *all, Id activity) {
    for (size_t i = 0; i < all->n_activities; i++)
        if (all->activities[i].kind == DIFFERENCE_REMOVED &&
            all->activities[i].before->id.value == activity.value)
            return true;
    return false;
}

static bool remove_chosen(const Changing *changing, const PlanImportChoice *choice,
                          GError **error) {
    for (size_t i = 0; i < choice->n_removed; i++) {
        if (!is_gone(&changing->import->difference, choice->removed[i]))
            return fail(error, ERROR_CONFLICT,
                        "En aktivitet som skulle tas bort finns inte längre bara i planen. Titta "
                        "igenom förhandsvisningen igen.");
        ActivityRemoval removal = {changing->import->collaboration, changing->import->account,
                                   choice->removed[i]};
        if (!activity_remove(changing->db, changing->arena, &removal, NULL, error))
            return false;
    }
    return true;
}

/* ---- all together ---- */

static bool audit_import(const Changing *changing, GError **error) {
    const PlanDifference *all = &changing->import->difference;
    AuditEntry entry = {.collaboration = changing->import->collaboration,
                        .account = changing->import->account,
                        .subject = changing->plan,
                        .parent = changing->plan,
                        .action = "plan.import",
                        .after = arena_printf(changing->arena, "%zu nya, %zu ändrade", all->n_added,
                                              all->n_changed + all->n_moved)};
    return audit_write(changing->db, &entry, NULL, error);
}

bool apply_changes(Db *db, Arena *arena, const PlanImport *import, const PlanImportChoice *choice,
                   GError **error) {
    Changing changing = {db, arena, import, import->existing->id};
    if (strcmp(import->existing->state, "adopted") == 0 &&
        !plan_revise(db, arena, import->collaboration, import->account, changing.plan, error))
        return false;
    return change_activities(&changing, error) && set_notes(&changing, error) &&
           remove_chosen(&changing, choice, error) && apply_texts(db, arena, import, error) &&
           audit_import(&changing, error);
}
