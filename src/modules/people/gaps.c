#include "modules/people/gaps.h"

#include "base/id.h"
#include "base/language.h"
#include "modules/people/body_check.h"

#include <glib.h>
#include <string.h>

typedef struct {
    Arena *arena;
    const Rules *rules;
    const People *people;
    GArray *found;
} Looking;

static void add(const Looking *looking, const char *sentence, const Rule *about) {
    Gap gap = {sentence, about};
    g_array_append_val(looking->found, gap);
}

/* ---- heads ---- */

/* The elements that have a head on the day, or somebody who stands in. */
static GHashTable *headed_elements(const Looking *looking) {
    const People *people = looking->people;
    GHashTable *elements = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (size_t i = 0; i < people->n_posts + people->n_hidden_posts; i++) {
        const Post *post = &people->posts[i];
        if (!period_covers(post->valid_from, post->valid_to, looking->rules->on))
            continue;
        if (strcmp(post->function, "head") == 0)
            g_hash_table_add(elements, (gpointer)&post->element.value);
        if (id_is_set(post->deputy_for))
            g_hash_table_add(elements, (gpointer)&post->deputy_for.value);
    }
    return elements;
}

static void look_at_offices(const Looking *looking, const Rule *office) {
    g_autoptr(GHashTable) headed = headed_elements(looking);
    for (const Rule *one = rules_next(looking->rules, ELEMENT_OFFICE, NULL); one != NULL;
         one = rules_next(looking->rules, ELEMENT_OFFICE, one))
        if ((office == NULL || office == one) &&
            !g_hash_table_contains(headed, &one->element.value))
            add(looking,
                arena_printf(looking->arena, T_("%s saknar chef, och ingen vikarierar."),
                             rule_short(one)),
                one);
}

/* ---- contact persons ---- */

static bool is_contact_person(const Looking *looking, const Post *post) {
    return strcmp(post->function, "contact_person") == 0 &&
           period_covers(post->valid_from, post->valid_to, looking->rules->on);
}

static void add_served(const Looking *looking, const Post *post, GHashTable *codes) {
    const Rule *place = rules_get(looking->rules, post->element);
    if (post->municipality != NULL) {
        g_hash_table_add(codes, (gpointer)post->municipality);
        return;
    }
    if (place == NULL)
        return;
    if (place->kind == ELEMENT_PARTY)
        g_hash_table_add(codes, (gpointer)rule_text(place, "code"));
    TextList served = rule_list(looking->arena, place, "municipalities");
    for (size_t i = 0; i < served.n; i++)
        g_hash_table_add(codes, (gpointer)served.items[i]);
}

/* The codes of the municipalities that have a contact person on the day. */
static GHashTable *served_municipalities(const Looking *looking) {
    size_t n = looking->people->n_posts + looking->people->n_hidden_posts;
    GHashTable *codes = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < n; i++)
        if (is_contact_person(looking, &looking->people->posts[i]))
            add_served(looking, &looking->people->posts[i], codes);
    return codes;
}

/* Some collaborations have none; where there has been one they are missed. */
static bool uses_contact_persons(const People *people) {
    for (size_t i = 0; i < people->n_posts + people->n_hidden_posts; i++)
        if (strcmp(people->posts[i].function, "contact_person") == 0)
            return true;
    return false;
}

static bool is_own_municipality(const Rule *party) {
    return strcmp(rule_text(party, "kind"), "municipality") == 0 &&
           strcmp(rule_text(party, "external"), "true") != 0;
}

/* One sentence, whether one municipality lacks somebody or many. */
static void look_at_municipalities(const Looking *looking, const Rule *office) {
    g_autoptr(GHashTable) served = served_municipalities(looking);
    const Rule *first = NULL;
    const char *names = NULL;
    size_t n = 0;
    for (const Rule *party = rules_next(looking->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(looking->rules, ELEMENT_PARTY, party)) {
        if (!is_own_municipality(party) ||
            g_hash_table_contains(served, rule_text(party, "code")) ||
            (office != NULL &&
             !rule_has_item(looking->arena, office, "municipalities", rule_text(party, "code"))))
            continue;
        first = n == 0 ? party : first;
        names = n == 0 ? rule_short(party)
                       : arena_printf(looking->arena, "%s, %s", names, rule_short(party));
        n++;
    }
    if (n == 1)
        add(looking, arena_printf(looking->arena, T_("%s saknar kontaktperson."), first->title),
            first);
    else if (n > 1)
        add(looking,
            arena_printf(looking->arena, T_("%zu kommuner saknar kontaktperson: %s."), n, names),
            first);
}

/* ---- bodies ---- */

/* Of one office only what names it. */
static void look_at_bodies(const Looking *looking, const Rule *office) {
    for (const Rule *body = rules_next(looking->rules, ELEMENT_BODY, NULL); body != NULL;
         body = rules_next(looking->rules, ELEMENT_BODY, body)) {
        BodyCheck check = body_check(looking->arena, looking->rules, looking->people, body);
        for (size_t i = 0; i < check.breaches.n; i++)
            if (office == NULL || strstr(check.breaches.items[i], rule_short(office)) != NULL)
                add(looking, check.breaches.items[i], body);
    }
}

Gaps people_gaps(Arena *arena, const Rules *rules, const People *people, const Rule *office) {
    Looking looking = {arena, rules, people, g_array_new(FALSE, FALSE, sizeof(Gap))};
    look_at_offices(&looking, office);
    if (uses_contact_persons(people))
        look_at_municipalities(&looking, office);
    look_at_bodies(&looking, office);
    size_t n = looking.found->len;
    Gap *rows = ARENA_ARRAY(arena, Gap, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = g_array_index(looking.found, Gap, i);
    g_array_free(looking.found, TRUE);
    return (Gaps){rows, n};
}

/* ---- whom to ask ---- */

static bool answers_for(const Post *post, Id office) {
    if (id_equal(post->deputy_for, office))
        return true;
    return id_equal(post->element, office) &&
           (strcmp(post->function, "head") == 0 || strcmp(post->function, "contact_person") == 0);
}

PersonList people_to_ask(Arena *arena, const People *people, Id office, Date on) {
    const Person **rows = ARENA_ARRAY(arena, const Person *, people->n);
    size_t n = 0;
    for (size_t i = 0; i < people->n; i++)
        for (size_t j = 0; j < people->n_posts; j++) {
            const Post *post = &people->posts[j];
            if (id_equal(post->person, people->persons[i].id) && answers_for(post, office) &&
                period_covers(post->valid_from, post->valid_to, on)) {
                rows[n++] = &people->persons[i];
                break;
            }
        }
    return (PersonList){rows, n};
}
