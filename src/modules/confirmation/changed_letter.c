#include "modules/confirmation/changed_letter.h"

#include "base/language.h"
#include "modules/collaborations/collaborations.h"
#include "services/mail/mail.h"
#include "web/translate.h"

static const char *what_happened(Arena *arena, const Rules *rules, const ChangedAddress *changed) {
    const Rule *collaboration = rules_next(rules, ELEMENT_COLLABORATION, NULL);
    const char *where = collaboration == NULL ? "Samsyn" : collaboration->title;
    return changed->after == NULL
               ? arena_printf(arena, T_("Er adress har tagits bort ur telefonboken i %s."), where)
               : arena_printf(arena, T_("Er adress i telefonboken i %s har ändrats till %s."),
                              where, changed->after);
}

static bool add_letter(Db *db, Arena *arena, const Rules *rules, const ChangedAddress *changed,
                       GError **error) {
    const Rule *office = rules_get(rules, changed->editor->by_office);
    const char *paragraphs[] = {
        what_happened(arena, rules, changed),
        arena_printf(arena,
                     T_("Det gjordes med länken som %s har fått för att gå igenom sina personer."),
                     office == NULL ? T_("kontoret") : office->title),
        T_("Stämmer det behöver ni inte göra något. Stämmer det inte, säg till samordnaren."),
        NULL};
    Letter letter = {.kind = "confirmation",
                     .to_email = changed->before,
                     .subject = T_("Er e-postadress i telefonboken har ändrats"),
                     .paragraphs = paragraphs,
                     .reason = T_("Ni får brevet för att adressen stod i telefonboken."),
                     .now = changed->now};
    return !letter_check(&letter, NULL) || mail_add(db, &letter, NULL, error);
}

bool changed_address_tell(Db *db, Arena *arena, const ChangedAddress *changed, GError **error) {
    const Rules *rules;
    const PeopleEditor *editor = changed->editor;
    if (!rules_load(db, arena, editor->collaboration, editor->today, &rules, error))
        return false;
    Language spoken = language_spoken();
    language_speak(SWEDISH); /* whoever gets it may have no account, and chose no language */
    bool added = add_letter(db, arena, rules, changed, error);
    language_speak(spoken);
    return added;
}
