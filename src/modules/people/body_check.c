#include "modules/people/body_check.h"

#include "base/id.h"
#include "base/language.h"

#include <glib.h>
#include <string.h>

typedef struct {
    Arena *arena;
    const Rules *rules;
    const People *people;
    const Rule *body;
    const Seat **seats; /* of the body, on the day */
    bool *placed;
    size_t n_seats;
    GArray *places;
    GPtrArray *breaches;
} Checking;

static bool list_has(Arena *arena, const Rule *rule, const char *key, const char *value) {
    TextList list = rule_list(arena, rule, key);
    for (size_t i = 0; i < list.n; i++)
        if (strcmp(list.items[i], value) == 0)
            return true;
    return false;
}

/* true when the office works with one of the body's fields; a body without fields is for all. */
static bool in_fields(const Checking *checking, const Rule *office) {
    TextList fields = rule_list(checking->arena, checking->body, "fields");
    for (size_t i = 0; i < fields.n; i++)
        if (list_has(checking->arena, office, "fields", fields.items[i]))
            return true;
    return fields.n == 0;
}

static bool holds(const Checking *checking, const Post *post) {
    return period_covers(post->valid_from, post->valid_to, checking->rules->on);
}

/* Also of those who are not for the reader: they fill their places. */
static size_t n_posts(const Checking *checking) {
    return checking->people->n_posts + checking->people->n_hidden_posts;
}

static bool is_coordinator(const Checking *checking, Id person) {
    for (size_t i = 0; i < n_posts(checking); i++) {
        const Post *post = &checking->people->posts[i];
        if (id_equal(post->person, person) && strcmp(post->function, "coordinator") == 0 &&
            holds(checking, post))
            return true;
    }
    return false;
}

/* The post gives the function: by itself, or as deputy where the office has no head. */
static bool has_function(const Checking *checking, const Post *post, const char *function) {
    if (function[0] == '\0' || strcmp(post->function, function) == 0)
        return true;
    return strcmp(function, "head") == 0 && id_is_set(post->deputy_for) &&
           people_with_function(checking->people, post->deputy_for, "head", checking->rules->on) ==
               NULL;
}

static bool is_municipality(const Rule *party) {
    return party->kind == ELEMENT_PARTY && strcmp(rule_text(party, "kind"), "municipality") == 0;
}

static bool serves(const Checking *checking, const Post *post, const Rule *municipality) {
    const Rule *place = rules_get(checking->rules, post->element);
    const char *code = rule_text(municipality, "code");
    if (place == NULL || place == municipality)
        return place == municipality;
    if (place->kind != ELEMENT_OFFICE && place->kind != ELEMENT_COMMITTEE)
        return false;
    if (post->municipality != NULL)
        return strcmp(post->municipality, code) == 0;
    return in_fields(checking, place) && list_has(checking->arena, place, "municipalities", code);
}

static bool serves_any(const Checking *checking, const Post *post) {
    for (const Rule *party = rules_next(checking->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(checking->rules, ELEMENT_PARTY, party))
        if (is_municipality(party) && serves(checking, post, party))
            return true;
    return false;
}

/* `target`: the office, municipality or party that the place is for; NULL for all municipalities
 * together. */
static bool post_fits(const Checking *checking, const Post *post, const SeatRule *rule,
                      const Rule *target) {
    if (!has_function(checking, post, rule->function))
        return false;
    if (rule->who == SEAT_MUNICIPALITIES)
        return serves_any(checking, post);
    if (rule->who == SEAT_EACH_MUNICIPALITY)
        return serves(checking, post, target);
    return target != NULL && id_equal(post->element, target->element);
}

static bool person_fits(const Checking *checking, Id person, const SeatRule *rule,
                        const Rule *target) {
    bool coordinator = is_coordinator(checking, person);
    if (coordinator || rule->who == SEAT_COORDINATOR)
        return coordinator && rule->who == SEAT_COORDINATOR;
    for (size_t i = 0; i < n_posts(checking); i++) {
        const Post *post = &checking->people->posts[i];
        if (id_equal(post->person, person) && holds(checking, post) &&
            post_fits(checking, post, rule, target))
            return true;
    }
    return false;
}

static bool is_assisting(const Seat *seat) {
    return strcmp(seat->role, "secretary") == 0 || strcmp(seat->role, "rapporteur") == 0;
}

static const char *from_whom(const Checking *checking, const BodyPlace *place) {
    return place->rule->who == SEAT_MUNICIPALITIES ? T_("kommunerna")
                                                   : arena_strdup(checking->arena, place->title);
}

static void judge(Checking *checking, const BodyPlace *place) {
    const SeatRule *rule = place->rule;
    Arena *arena = checking->arena;
    const char *body = checking->body->title, *holder = seat_holder(rule->function, false);
    bool too_few =
        place->n<(size_t)rule->min, too_many = rule->max> 0 && place->n > (size_t)rule->max;
    if (!too_few && !too_many)
        return;
    const char *sentence;
    if (rule->who == SEAT_COORDINATOR && too_few)
        sentence = arena_printf(arena, T_("%s saknar en samordnare."), body);
    else if (too_few && place->n == 0 && rule->min == 1)
        sentence = arena_printf(arena, T_("%s saknar en %s från %s."), body, holder,
                                from_whom(checking, place));
    else if (too_few)
        sentence =
            arena_printf(arena, T_("%s har %zu av %d %s från %s."), body, place->n, rule->min,
                         seat_holder(rule->function, true), from_whom(checking, place));
    else
        sentence =
            arena_printf(arena, T_("%s har %zu %s från %s. Regeln säger högst %d."), body, place->n,
                         seat_holder(rule->function, true), from_whom(checking, place), rule->max);
    g_ptr_array_add(checking->breaches, (gpointer)sentence);
}

/* Members first; a secretary or rapporteur fills what they leave open. */
static void fill_place(Checking *checking, BodyPlace *place, const Rule *target) {
    const Seat **seats = ARENA_ARRAY(checking->arena, const Seat *, checking->n_seats);
    for (int assisting = 0; assisting <= 1; assisting++)
        for (size_t i = 0; i < checking->n_seats; i++) {
            const Seat *seat = checking->seats[i];
            if (is_assisting(seat) != (assisting == 1) ||
                (assisting == 1 && place->n >= (size_t)place->rule->min) ||
                !person_fits(checking, seat->person, place->rule, target))
                continue;
            seats[place->n++] = seat;
            checking->placed[i] = true;
        }
    place->seats = seats;
}

static void add_place(Checking *checking, const SeatRule *rule, const Rule *target,
                      const char *title) {
    BodyPlace place = {.title = target == NULL ? title : rule_short(target), .rule = rule};
    fill_place(checking, &place, target);
    judge(checking, &place);
    g_array_append_val(checking->places, place);
}

/* The party that a rule without "each" speaks of. */
static const Rule *single_party(const Checking *checking, const SeatRule *rule) {
    const char *kind = rule->who == SEAT_COUNTY_BOARD ? "county_board" : "region";
    if (rule->who == SEAT_PARTY)
        return rules_find(checking->rules, ELEMENT_PARTY, rule->party);
    for (const Rule *party = rules_next(checking->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(checking->rules, ELEMENT_PARTY, party))
        if (strcmp(rule_text(party, "kind"), kind) == 0)
            return party;
    return NULL;
}

static bool is_target(const Checking *checking, const SeatRule *rule, const Rule *element) {
    switch (rule->who) {
    case SEAT_EACH_OFFICE:
        return element->kind == ELEMENT_OFFICE && in_fields(checking, element);
    case SEAT_EACH_MUNICIPALITY:
        return is_municipality(element);
    default:
        return element->kind == ELEMENT_PARTY &&
               strcmp(rule_text(element, "kind"), "county_board") == 0;
    }
}

static void apply_rule(Checking *checking, const SeatRule *rule) {
    switch (rule->who) {
    case SEAT_COORDINATOR:
        add_place(checking, rule, NULL, T_("Samordnaren"));
        return;
    case SEAT_MUNICIPALITIES:
        add_place(checking, rule, NULL, T_("Kommunerna"));
        return;
    case SEAT_COUNTY_BOARD:
    case SEAT_REGION:
    case SEAT_PARTY:
        add_place(checking, rule, single_party(checking, rule),
                  rule->who == SEAT_REGION ? T_("Regionen") : T_("Länsstyrelsen"));
        return;
    default:
        for (size_t i = 0; i < checking->rules->n; i++)
            if (is_target(checking, rule, &checking->rules->rules[i]))
                add_place(checking, rule, &checking->rules->rules[i], "");
    }
}

static void gather_seats(Checking *checking) {
    const People *people = checking->people;
    size_t n = people->n_seats + people->n_hidden_seats;
    checking->seats = ARENA_ARRAY(checking->arena, const Seat *, n);
    checking->placed = ARENA_ARRAY(checking->arena, bool, n);
    for (size_t i = 0; i < n; i++) {
        const Seat *seat = &people->seats[i];
        if (id_equal(seat->body, checking->body->element) &&
            period_covers(seat->valid_from, seat->valid_to, checking->rules->on))
            checking->seats[checking->n_seats++] = seat;
    }
}

static const char *without_rule(const Checking *checking, const Seat *seat) {
    const Person *person = people_get(checking->people, seat->person);
    const char *body = checking->body->title;
    if (person->key[0] == '\0')
        return arena_printf(checking->arena,
                            T_("Någon sitter i %s, men ingen regel ger den platsen."), body);
    return arena_printf(checking->arena, T_("%s sitter i %s, men ingen regel ger den platsen."),
                        person->name, body);
}

/* Whoever sits there without a place; that is a breach unless they only assist. */
static void gather_others(Checking *checking, bool has_rule, BodyCheck *check) {
    const Seat **others = ARENA_ARRAY(checking->arena, const Seat *, checking->n_seats);
    for (size_t i = 0; i < checking->n_seats; i++) {
        if (checking->placed[i])
            continue;
        others[check->n_others++] = checking->seats[i];
        if (has_rule && !is_assisting(checking->seats[i]))
            g_ptr_array_add(checking->breaches,
                            (gpointer)without_rule(checking, checking->seats[i]));
    }
    check->others = others;
}

static TextList texts_of(Arena *arena, const GPtrArray *list) {
    const char **items = ARENA_ARRAY(arena, const char *, list->len);
    for (guint i = 0; i < list->len; i++)
        items[i] = g_ptr_array_index(list, i);
    return (TextList){items, list->len};
}

static const BodyPlace *copy_places(Arena *arena, const GArray *list, BodyCheck *check) {
    BodyPlace *places = ARENA_ARRAY(arena, BodyPlace, list->len);
    check->n_places = list->len;
    for (guint i = 0; i < list->len; i++) {
        places[i] = g_array_index(list, BodyPlace, i);
        check->n_vacant += places[i].n < (size_t)places[i].rule->min
                               ? (size_t)places[i].rule->min - places[i].n
                               : 0;
    }
    return places;
}

BodyCheck body_check(Arena *arena, const Rules *rules, const People *people, const Rule *body) {
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(BodyPlace));
    g_autoptr(GPtrArray) breaches = g_ptr_array_new();
    Checking checking = {.arena = arena,
                         .rules = rules,
                         .people = people,
                         .body = body,
                         .places = places,
                         .breaches = breaches};
    SeatRules seats = seat_rules(arena, body);
    BodyCheck check = {0};
    gather_seats(&checking);
    for (size_t i = 0; i < seats.n; i++)
        apply_rule(&checking, &seats.rules[i]);
    gather_others(&checking, seats.n > 0, &check);
    check.places = copy_places(arena, places, &check);
    check.n_members = checking.n_seats;
    check.breaches = texts_of(arena, breaches);
    return check;
}
