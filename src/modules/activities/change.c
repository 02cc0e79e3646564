#include "modules/activities/change.h"

#include "base/date.h"
#include "base/error.h"
#include "base/text.h"
#include "modules/activities/activities_sql.h"
#include "modules/activities/merge.h"
#include "modules/activities/understanding.h"
#include "services/audit/audit.h"

#include <glib.h>
#include <string.h>

static bool is_locked(const char *state) {
    return strcmp(state, "adopted") == 0;
}

static Place place_from(const SqlPlace *row) {
    return (Place){.plan = row->plan,
                   .plan_year = row->plan_year,
                   .category = row->category,
                   .year = (int)row->year,
                   .title = row->title,
                   .note = row->note,
                   .position = row->position,
                   .is_locked = is_locked(row->state)};
}

bool place_of_activity(Db *db, Arena *arena, Id collaboration, Id activity, Place *ret,
                       GError **error) {
    const SqlPlace *row;
    SqlPlaceOfActivityIn in = {.collaboration = collaboration, .id = activity};
    if (!sql_place_of_activity(db, arena, &in, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Aktiviteten finns inte. Den kan ha tagits bort; sök efter den i planen.");
    *ret = place_from(row);
    return true;
}

bool place_of_category(Db *db, Arena *arena, Id collaboration, Id category, Place *ret,
                       GError **error) {
    const SqlPlace *row;
    SqlPlaceOfCategoryIn in = {.collaboration = collaboration, .id = category};
    if (!sql_place_of_category(db, arena, &in, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND,
                    "Kategorin finns inte. Den kan ha tagits bort; läs om planen.");
    *ret = place_from(row);
    return true;
}

bool place_of_year(Db *db, Arena *arena, Id collaboration, Id plan_year, Place *ret,
                   GError **error) {
    const SqlPlaceOfYearRow *row;
    SqlPlaceOfYearIn in = {.collaboration = collaboration, .id = plan_year};
    if (!sql_place_of_year(db, arena, &in, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Planåret finns inte. Läs om planen och välj där.");
    *ret = (Place){.plan = row->plan,
                   .plan_year = plan_year,
                   .year = (int)row->year,
                   .title = "",
                   .note = "",
                   .is_locked = is_locked(row->state)};
    return true;
}

bool place_find_next(Db *db, Arena *arena, Id collaboration, const Activity *activity, Place *place,
                     GError **error) {
    const SqlActivityAfterRow *row;
    SqlActivityAfterIn in = {.collaboration = collaboration,
                             .category = activity->category,
                             .position = activity->position,
                             .id = activity->id};
    if (!sql_activity_after(db, arena, &in, &row, error))
        return false;
    place->next = row == NULL ? (Id){0} : row->id;
    return true;
}

bool place_is_open(const Place *place, GError **error) {
    if (place->is_locked)
        return fail(error, ERROR_CONFLICT,
                    "Planen är fastställd. Välj Revidera för att ändra i den.");
    return true;
}

bool place_raise(Db *db, Id collaboration, const Place *place, GError **error) {
    int64_t changes;
    SqlPlanRaiseEditIn in = {
        .collaboration = collaboration, .id = place->plan, .now = instant_now()};
    return sql_plan_raise_edit(db, &in, &changes, error);
}

const char *cell_cleaned(Arena *arena, const char *text) {
    g_autoptr(GString) cleaned = g_string_new(NULL);
    for (const char *c = text == NULL ? "" : text; *c != '\0'; c++) {
        if (*c == '\r' && c[1] == '\n')
            continue;
        g_string_append_c(cleaned, *c == '\r' ? '\n' : *c == '\t' ? ' ' : *c);
    }
    return text_trim(arena, cleaned->str);
}

static const char *text_or(const char *text, const char *otherwise) {
    return text == NULL ? otherwise : text;
}

Activity activity_cleaned(Arena *arena, const Activity *activity) {
    Activity cleaned = *activity;
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        cleaned.cells[column] = cell_cleaned(arena, activity->cells[column]);
    cleaned.size = text_or(activity->size, "");
    cleaned.host = text_or(activity->host, "");
    cleaned.leader = text_or(activity->leader, "");
    cleaned.project_group = text_or(activity->project_group, "");
    cleaned.status = text_or(activity->status, "planned");
    cleaned.comment = text_or(activity->comment, "");
    cleaned.carried = text_or(activity->carried, "");
    return cleaned;
}

bool cell_is_valid(ActivityColumn column, const char *text, GError **error) {
    const ActivityColumnInfo *info = &activity_columns[column];
    if (column == COLUMN_TITLE && text_is_blank(text))
        return fail(error, ERROR_INVALID,
                    "Aktiviteten måste ha ett namn. Skriv ett, eller ta bort aktiviteten.");
    return text_within(info->heading, text, (size_t)info->max_length, error);
}

static ActivityColumns columns_that_differ(const Activity *a, const Activity *b) {
    ActivityColumns columns = 0;
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        if (strcmp(a->cells[column], b->cells[column]) != 0)
            columns |= 1U << column;
    return columns;
}

bool activity_understood_anew(Db *db, Arena *arena, Id collaboration, int year,
                              const Activity *stored, Activity *after, GError **error) {
    ActivityColumns columns = columns_that_differ(stored, after);
    const Names *names = NULL;
    const Rules *rules;
    if (columns_need_names(columns)) {
        if (!rules_load(db, arena, collaboration, (Date){(int16_t)year, 1, 1}, &rules, error))
            return false;
        names = names_of_rules(arena, rules);
    }
    Activity before = *stored;
    activity_understand_columns(arena, names, year, columns, &before);
    activity_understand_columns(arena, names, year, columns, after);
    activity_merge(arena, stored, &before, after);
    return true;
}

static bool write_snapshots(Db *db, Arena *arena, const Change *change, Id audit, GError **error) {
    SqlChangeInsertIn in = {.collaboration = change->collaboration,
                            .id = audit,
                            .plan = change->plan,
                            .activity = change->subject,
                            .before = snapshot_to_json(arena, change->before, change->before_place),
                            .after = change->after == NULL ? ""
                                                           : snapshot_to_json(arena, change->after,
                                                                              change->after_place)};
    return sql_change_insert(db, &in, error);
}

bool change_write(Db *db, Arena *arena, const Change *change, Id *ret_audit, GError **error) {
    AuditEntry entry = {.collaboration = change->collaboration,
                        .account = change->account,
                        .subject = change->subject,
                        .parent = change->plan,
                        .action = change->action,
                        .field = change->field,
                        .before = change->before_text,
                        .after = change->after_text};
    Id audit;
    if (!audit_write(db, &entry, &audit, error))
        return false;
    if (change->before != NULL && !write_snapshots(db, arena, change, audit, error))
        return false;
    if (ret_audit != NULL)
        *ret_audit = audit;
    return true;
}
