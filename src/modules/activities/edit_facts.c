#include "modules/activities/facts.h"

#include "base/error.h"
#include "modules/activities/merge.h"

typedef struct {
    Arena *arena;
    const FactsEdit *edit;
    Activity facts;
    Id audit;
} FactsEditing;

static bool save_facts(Db *db, FactsEditing *editing, const Place *place, const Rules *rules,
                       const Activity *stored, GError **error) {
    Arena *arena = editing->arena;
    const FactsEdit *edit = editing->edit;
    Activity after = *stored;
    facts_copy(&after, &editing->facts);
    facts_without_marks(arena, &after);
    activity_carry_marks(arena, stored, &after);
    editing->audit = (Id){0};
    if (facts_are_same(arena, stored, &after))
        return true;
    FactsDifference difference = facts_difference(arena, rules, stored, &after);
    Change change = {.collaboration = edit->collaboration,
                     .account = edit->account,
                     .subject = edit->activity,
                     .plan = place->plan,
                     .action = "activity.facts",
                     .before_text = difference.before,
                     .after_text = difference.after,
                     .before = stored,
                     .after = &after,
                     .before_place = place,
                     .after_place = place};
    return activity_store(db, arena, edit->collaboration, stored, &after, error) &&
           place_raise(db, edit->collaboration, place, error) &&
           change_write(db, arena, &change, &editing->audit, error);
}

static bool edit_in_transaction(Db *db, void *data, GError **error) {
    FactsEditing *editing = data;
    const FactsEdit *edit = editing->edit;
    Place place;
    Activity stored;
    const Rules *rules;
    if (!place_of_activity(db, editing->arena, edit->collaboration, edit->activity, &place,
                           error) ||
        !place_is_open(&place, error) ||
        !activity_get(db, editing->arena, edit->collaboration, edit->activity, &stored, error) ||
        !rules_load(db, editing->arena, edit->collaboration, (Date){(int16_t)place.year, 1, 1},
                    &rules, error))
        return false;
    if (stored.edit != edit->edit)
        return fail(
            error, ERROR_CONFLICT,
            "Någon annan har ändrat aktiviteten sedan ni öppnade den. Läs om den och ändra igen.");
    if (!facts_are_valid(rules, &stored, &editing->facts, error))
        return false;
    return save_facts(db, editing, &place, rules, &stored, error);
}

bool activity_edit_facts(Db *db, Arena *arena, const FactsEdit *edit, Id *ret_audit,
                         GError **error) {
    FactsEditing editing = {
        .arena = arena, .edit = edit, .facts = activity_cleaned(arena, edit->facts)};
    editing.facts.leader = cell_cleaned(arena, editing.facts.leader);
    editing.facts.project_group = cell_cleaned(arena, editing.facts.project_group);
    if (!db_write(db, edit_in_transaction, &editing, error))
        return false;
    if (ret_audit != NULL)
        *ret_audit = editing.audit;
    return true;
}
