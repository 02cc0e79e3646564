#include "modules/directory/directory.h"

#include "base/id.h"

#include <string.h>

/* Contact persons, one per municipality: of the office that serves it, or of the municipality
 * itself. */

typedef struct {
    const Context *context;
    const Rule *party;
    const char *code;
    ContactRow *row;
} Finding;

static bool is_for(const Finding *finding, const Post *post) {
    const Context *context = finding->context;
    const Rule *place = rules_get(context->rules, post->element);
    if (place == NULL || strcmp(post->function, "contact_person") != 0 ||
        !period_covers(post->valid_from, post->valid_to, context->rules->on))
        return false;
    if (post->municipality != NULL)
        return strcmp(post->municipality, finding->code) == 0;
    return place == finding->party ||
           rule_has_item(context->arena, place, "municipalities", finding->code);
}

static const char *joined(Arena *arena, const char *list, const char *item) {
    if (item == NULL || item[0] == '\0' || strstr(list, item) != NULL)
        return list;
    return list[0] == '\0' ? item : arena_printf(arena, "%s, %s", list, item);
}

static void add_contact(const Finding *finding, const Post *post) {
    Arena *arena = finding->context->arena;
    const Person *person = people_get(&finding->context->people, post->person);
    const Rule *place = rules_get(finding->context->rules, post->element);
    ContactRow *row = finding->row;
    bool is_first = row->names[0] == '\0';
    row->office = joined(arena, row->office, rule_short(place));
    if (person->is_protected) {
        row->names = joined(arena, row->names, T_(protected_identity));
        return;
    }
    row->names = joined(arena, row->names, person->name);
    row->phone = joined(arena, row->phone, person->phone);
    row->email = joined(arena, row->email, person->email);
    row->titles = joined(arena, row->titles, post->title);
    if (!is_first)
        return;
    row->path = person_path(finding->context, person);
    row->phone_link = phone_link(arena, person->phone);
    if (person->email != NULL)
        row->email_link = arena_printf(arena, "mailto:%s", person->email);
}

/* Also somebody with protected identity, who is not shown, is no gap. */
static void find_contacts(const Finding *finding) {
    const People *people = &finding->context->people;
    for (size_t i = 0; i < people->n_posts + people->n_hidden_posts; i++)
        if (is_for(finding, &people->posts[i]))
            add_contact(finding, &people->posts[i]);
}

static ContactRow contact_row(const Context *context, const Rule *party) {
    ContactRow row = {.municipality = rule_short(party),
                      .office = "",
                      .names = "",
                      .titles = "",
                      .phone = "",
                      .email = "",
                      .phone_link = "",
                      .email_link = "",
                      .state = N_("finns"),
                      .chip = "approved"};
    find_contacts(&(Finding){context, party, rule_text(party, "code"), &row});
    if (row.path == NULL)
        row.path = element_path(context, ELEMENT_PARTY, party->key);
    row.is_missing = row.names[0] == '\0';
    if (row.is_missing) {
        row.state = N_("saknas");
        row.chip = "attention";
    }
    return row;
}

static const char *sentence(const Context *context, const ContactRow *rows, size_t n,
                            size_t n_missing) {
    g_autoptr(GString) names = g_string_new(NULL);
    size_t told = 0;
    for (size_t i = 0; i < n; i++) {
        if (!rows[i].is_missing)
            continue;
        told++;
        g_string_append_printf(names, "%s%s",
                               told == 1           ? ""
                               : told == n_missing ? T_(" och ")
                                                   : ", ",
                               rows[i].municipality);
    }
    if (n > 0 && n_missing == n)
        return T_(
            "Ingen är inlagd som kontaktperson. Har ni kontaktpersoner, ange uppgiften på deras "
            "befattning.");
    if (n_missing == 0)
        return T_("Alla kommuner har en kontaktperson.");
    if (n_missing == 1)
        return arena_printf(context->arena, T_("En kommun saknar kontaktperson: %s."), names->str);
    return arena_printf(context->arena, T_("%zu kommuner saknar kontaktperson: %s."), n_missing,
                        names->str);
}

ContactRows directory_contacts(const Context *context) {
    ContactRow *rows = ARENA_ARRAY(context->arena, ContactRow, count_municipalities(context));
    ContactRows found = {.rows = rows};
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party)) {
        if (strcmp(rule_text(party, "kind"), "municipality") != 0)
            continue;
        rows[found.n] = contact_row(context, party);
        found.n_missing += rows[found.n++].is_missing;
    }
    found.sentence = sentence(context, rows, found.n, found.n_missing);
    return found;
}
