#include "modules/activities/change.h"

#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "base/text.h"
#include "modules/activities/activities_sql.h"

#include <string.h>

#define TITLE_MAX 200
#define NOTE_MAX 500

typedef struct {
    Arena *arena;
    const CategoryEdit *edit;
    const char *text; /* the title or the note, cleaned */
    Id id;
} CategoryEditing;

static bool title_is_valid(const char *title, GError **error) {
    if (text_is_blank(title))
        return fail(error, ERROR_INVALID, "Skriv vad kategorin heter.");
    return text_within(T_("Kategorins namn"), title, TITLE_MAX, error);
}

static bool title_is_free(Db *db, const CategoryEditing *editing, const Place *place,
                          GError **error) {
    const SqlCategoryTitledRow *row;
    SqlCategoryTitledIn in = {.collaboration = editing->edit->collaboration,
                              .plan_year = place->plan_year,
                              .title = editing->text};
    if (!sql_category_titled(db, editing->arena, &in, &row, error))
        return false;
    if (row != NULL && !id_equal(row->id, place->category))
        return fail(error, ERROR_CONFLICT, "Det finns redan en kategori som heter ”%s” det året.",
                    editing->text);
    return true;
}

static bool tell(Db *db, const CategoryEditing *editing, const Place *place, const Change *what,
                 GError **error) {
    Change change = *what;
    change.collaboration = editing->edit->collaboration;
    change.account = editing->edit->account;
    change.subject = editing->id;
    change.plan = place->plan;
    return place_raise(db, change.collaboration, place, error) &&
           change_write(db, editing->arena, &change, NULL, error);
}

static bool find_open(Db *db, CategoryEditing *editing, Place *ret, GError **error) {
    editing->id = editing->edit->category;
    return place_of_category(db, editing->arena, editing->edit->collaboration,
                             editing->edit->category, ret, error) &&
           place_is_open(ret, error);
}

static bool update(Db *db, const CategoryEditing *editing, const Place *to, GError **error) {
    int64_t changes;
    SqlCategoryUpdateIn in = {.collaboration = editing->edit->collaboration,
                              .id = editing->id,
                              .title = to->title,
                              .note = to->note,
                              .position = to->position};
    return sql_category_update(db, &in, &changes, error);
}

static bool add_in_transaction(Db *db, void *data, GError **error) {
    CategoryEditing *editing = data;
    Id collaboration = editing->edit->collaboration;
    Place place;
    Change change = {.action = "category.add", .after_text = editing->text};
    if (!place_of_year(db, editing->arena, collaboration, editing->edit->plan_year, &place,
                       error) ||
        !place_is_open(&place, error) || !title_is_free(db, editing, &place, error))
        return false;
    place.title = editing->text;
    return category_find_or_make(db, editing->arena, collaboration, &place, &editing->id, error) &&
           tell(db, editing, &place, &change, error);
}

bool category_add(Db *db, Arena *arena, const CategoryEdit *edit, Id *ret_id, GError **error) {
    CategoryEditing editing = {.arena = arena,
                               .edit = edit,
                               .text = text_collapse(arena, cell_cleaned(arena, edit->title))};
    if (!title_is_valid(editing.text, error) || !db_write(db, add_in_transaction, &editing, error))
        return false;
    *ret_id = editing.id;
    return true;
}

static bool is_as_seen(const char *stored, const char *was, GError **error) {
    if (was != NULL && strcmp(stored, was) != 0)
        return fail(error, ERROR_CONFLICT,
                    "Någon annan ändrade samtidigt. Läs igenom och spara igen.");
    return true;
}

static bool rename_in_transaction(Db *db, void *data, GError **error) {
    CategoryEditing *editing = data;
    Place place;
    if (!find_open(db, editing, &place, error))
        return false;
    if (strcmp(place.title, editing->text) == 0)
        return true;
    if (!is_as_seen(place.title, editing->edit->was_title, error) ||
        !title_is_free(db, editing, &place, error))
        return false;
    Change change = {.action = "category.rename",
                     .field = "title",
                     .before_text = place.title,
                     .after_text = editing->text};
    Place to = place;
    to.title = editing->text;
    return update(db, editing, &to, error) && tell(db, editing, &place, &change, error);
}

bool category_rename(Db *db, Arena *arena, const CategoryEdit *edit, GError **error) {
    CategoryEditing editing = {.arena = arena,
                               .edit = edit,
                               .text = text_collapse(arena, cell_cleaned(arena, edit->title))};
    return title_is_valid(editing.text, error) &&
           db_write(db, rename_in_transaction, &editing, error);
}

static bool note_in_transaction(Db *db, void *data, GError **error) {
    CategoryEditing *editing = data;
    Place place;
    if (!find_open(db, editing, &place, error))
        return false;
    if (strcmp(place.note, editing->text) == 0)
        return true;
    if (!is_as_seen(place.note, editing->edit->was_note, error))
        return false;
    Change change = {.action = "category.note",
                     .field = "note",
                     .before_text = place.note,
                     .after_text = editing->text};
    Place to = place;
    to.note = editing->text;
    return update(db, editing, &to, error) && tell(db, editing, &place, &change, error);
}

bool category_set_note(Db *db, Arena *arena, const CategoryEdit *edit, GError **error) {
    CategoryEditing editing = {
        .arena = arena, .edit = edit, .text = cell_cleaned(arena, edit->note)};
    return text_within(T_("Anteckningen"), editing.text, NOTE_MAX, error) &&
           db_write(db, note_in_transaction, &editing, error);
}

/* The position before the category that is named, or after the last of the year. */
static bool find_position(Db *db, const CategoryEditing *editing, const Place *place, int64_t *ret,
                          GError **error) {
    Id collaboration = editing->edit->collaboration;
    if (!id_is_set(editing->edit->before)) {
        SqlCategoryLastPositionRow last;
        SqlCategoryLastPositionIn in = {.collaboration = collaboration,
                                        .plan_year = place->plan_year};
        if (!sql_category_last_position(db, editing->arena, &in, &last, error))
            return false;
        *ret = last.position + 1;
        return true;
    }
    Place before;
    if (!place_of_category(db, editing->arena, collaboration, editing->edit->before, &before,
                           error))
        return false;
    if (!id_equal(before.plan_year, place->plan_year))
        return fail(error, ERROR_INVALID,
                    "En kategori flyttas bara inom sitt år. Välj en plats i samma år.");
    *ret = before.position;
    return true;
}

static bool move_in_transaction(Db *db, void *data, GError **error) {
    CategoryEditing *editing = data;
    Arena *arena = editing->arena;
    Place place;
    int64_t position;
    if (!find_open(db, editing, &place, error) ||
        !find_position(db, editing, &place, &position, error))
        return false;
    if (position == place.position || position == place.position + 1)
        return true;
    Place to = place;
    to.position = position;
    SqlCategoryMakeRoomIn room = {.collaboration = editing->edit->collaboration,
                                  .plan_year = place.plan_year,
                                  .position = position};
    Change change = {.action = "category.move",
                     .before_text =
                         arena_printf(arena, "%s, plats %d", place.title, (int)place.position),
                     .after_text = arena_printf(arena, "%s, plats %d", place.title, (int)position)};
    return sql_category_make_room(db, &room, error) && update(db, editing, &to, error) &&
           tell(db, editing, &place, &change, error);
}

bool category_move(Db *db, Arena *arena, const CategoryEdit *edit, GError **error) {
    CategoryEditing editing = {.arena = arena, .edit = edit};
    return db_write(db, move_in_transaction, &editing, error);
}

static bool is_empty(Db *db, const CategoryEditing *editing, const Place *place, GError **error) {
    SqlCategoryActivitiesRow row;
    SqlCategoryActivitiesIn in = {.collaboration = editing->edit->collaboration,
                                  .category = editing->id};
    if (!sql_category_activities(db, editing->arena, &in, &row, error))
        return false;
    if (row.count > 0)
        return fail(error, ERROR_CONFLICT,
                    row.count == 1
                        ? "I kategorin ”%s” står %d aktivitet. Flytta eller ta bort den först."
                        : "I kategorin ”%s” står %d aktiviteter. Flytta eller ta bort dem först.",
                    place->title, (int)row.count);
    return true;
}

static bool remove_in_transaction(Db *db, void *data, GError **error) {
    CategoryEditing *editing = data;
    Place place;
    int64_t changes;
    SqlCategoryDeleteIn in = {.collaboration = editing->edit->collaboration,
                              .id = editing->edit->category};
    if (!find_open(db, editing, &place, error) || !is_empty(db, editing, &place, error))
        return false;
    Change change = {.action = "category.remove", .before_text = place.title};
    return sql_category_delete(db, &in, &changes, error) &&
           tell(db, editing, &place, &change, error);
}

bool category_remove(Db *db, Arena *arena, const CategoryEdit *edit, GError **error) {
    CategoryEditing editing = {.arena = arena, .edit = edit};
    return db_write(db, remove_in_transaction, &editing, error);
}
