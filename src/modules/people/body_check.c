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

/* true when the office works with one of the body's fields; a body without fields is for all. */
static bool in_fields(const Checking *checking, const Rule *office) {
    TextList fields = rule_list(checking->arena, checking->body, "fields");
    for (size_t i = 0; i < fields.n; i++)
        if (rule_has_item(checking->arena, office, "fields", fields.items[i]))
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
    return in_fields(checking, place) &&
           rule_has_item(checking->arena, place, "municipalities", code);
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

/* "3", "3–4", "minst 5". */
static const char *wanted(Arena *arena, const SeatRule *rule) {
    if (rule->max == 0)
        return arena_printf(arena, T_("minst %d"), rule->min);
    return rule->min == rule->max ? arena_printf(arena, "%d", rule->min)
                                  : arena_printf(arena, "%d–%d", rule->min, rule->max);
}

static bool is_empty(const BodyPlace *place) {
    return place->n == 0 && place->rule->min == 1;
}

static void tell(Checking *checking, const char *sentence) {
    g_ptr_array_add(checking->breaches, (gpointer)sentence);
}

static void judge(Checking *checking, const BodyPlace *place) {
    const SeatRule *rule = place->rule;
    Arena *arena = checking->arena;
    const char *body = checking->body->title;
    bool too_few = place->n < (size_t)rule->min;
    bool too_many = rule->max > 0 && place->n > (size_t)rule->max;
    if (rule->who == SEAT_COORDINATOR && too_few)
        tell(checking, arena_printf(arena, T_("%s saknar en samordnare."), body));
    else if (too_few && is_empty(place))
        tell(checking,
             arena_printf(arena, T_("%s saknar en %s från %s."), body,
                          seat_holder(rule->function, false), from_whom(checking, place)));
    else if (too_few || too_many)
        tell(checking, arena_printf(arena, T_("%s har %zu %s från %s, ska ha %s."), body, place->n,
                                    seat_holder(rule->function, place->n != 1),
                                    from_whom(checking, place), wanted(arena, rule)));
}

/* "två", from 13 on "13". */
static const char *number_word(Arena *arena, size_t n) {
    static const char *const words[] = {N_("noll"), N_("en"),   N_("två"), N_("tre"),  N_("fyra"),
                                        N_("fem"),  N_("sex"),  N_("sju"), N_("åtta"), N_("nio"),
                                        N_("tio"),  N_("elva"), N_("tolv")};
    return n < G_N_ELEMENTS(words) ? T_(words[n]) : arena_printf(arena, "%zu", n);
}

static const char *kind_of_places(const SeatRule *rule) {
    if (rule->who == SEAT_EACH_MUNICIPALITY)
        return T_("kommuner");
    return rule->who == SEAT_EACH_OFFICE ? T_("kontor") : T_("länsstyrelser");
}

/* The places from the `first` on, which one rule asks for: several that are empty in one
 * sentence. */
static void judge_each(Checking *checking, const SeatRule *rule, size_t first) {
    g_autoptr(GString) names = g_string_new(NULL);
    size_t empty = 0, told = 0;
    for (size_t i = first; i < checking->places->len; i++)
        empty += is_empty(&g_array_index(checking->places, BodyPlace, i));
    for (size_t i = first; i < checking->places->len; i++) {
        const BodyPlace *place = &g_array_index(checking->places, BodyPlace, i);
        if (empty < 2 || !is_empty(place)) {
            judge(checking, place);
            continue;
        }
        told++;
        g_string_append_printf(names, "%s%s",
                               told == 1       ? ""
                               : told == empty ? T_(" och ")
                                               : ", ",
                               place->title);
    }
    if (told > 0)
        tell(checking,
             arena_printf(checking->arena, T_("I %s saknar %s %s en %s: %s."),
                          checking->body->title, number_word(checking->arena, told),
                          kind_of_places(rule), seat_holder(rule->function, false), names->str));
}

/* Members first; a secretary or rapporteur fills what they leave open. */
static void fill_place(Checking *checking, BodyPlace *place, const Rule *target) {
    const Seat **seats = ARENA_ARRAY(checking->arena, const Seat *, checking->n_seats);
    for (int assisting = 0; assisting <= 1; assisting++)
        for (size_t i = 0; i < checking->n_seats; i++) {
            const Seat *seat = checking->seats[i];
            if (seat->is_substitute || is_assisting(seat) != (assisting == 1) ||
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

static void add_places(Checking *checking, const SeatRule *rule) {
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

static void apply_rule(Checking *checking, const SeatRule *rule) {
    size_t first = checking->places->len;
    add_places(checking, rule);
    judge_each(checking, rule, first);
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

static bool sits_there(const Checking *checking, Id person) {
    for (size_t i = 0; i < checking->n_seats; i++)
        if (id_equal(checking->seats[i]->person, person) && !checking->seats[i]->is_substitute)
            return true;
    return false;
}

/* NULL while there is somebody to stand in for. */
static const char *without_member(const Checking *checking, const Seat *seat) {
    const Person *person = people_get(checking->people, seat->person),
                 *member = people_get(checking->people, seat->substitute_for);
    const char *body = checking->body->title;
    if (!seat->is_substitute || member == NULL || sits_there(checking, seat->substitute_for))
        return NULL;
    if (person->is_protected || member->is_protected)
        return arena_printf(checking->arena,
                            T_("En ersättare i %s ersätter någon som inte längre sitter där."),
                            body);
    return arena_printf(checking->arena,
                        T_("%s är ersättare i %s för %s, som inte längre sitter där."),
                        person->name, body, member->name);
}

/* Whoever sits there without a place; that is a breach unless they only assist. */
static void gather_others(Checking *checking, bool has_rule, BodyCheck *check) {
    const Seat **others = ARENA_ARRAY(checking->arena, const Seat *, checking->n_seats);
    for (size_t i = 0; i < checking->n_seats; i++) {
        if (checking->placed[i])
            continue;
        others[check->n_others++] = checking->seats[i];
        if (has_rule && !is_assisting(checking->seats[i]) && !checking->seats[i]->is_substitute)
            tell(checking, without_rule(checking, checking->seats[i]));
        const char *orphan = without_member(checking, checking->seats[i]);
        if (has_rule && orphan != NULL)
            tell(checking, orphan);
    }
    check->others = others;
}

/* ---- chair and secretary ---- */

static bool is_from(const Checking *checking, Id person, const char *party) {
    const Rule *place = rules_find(checking->rules, ELEMENT_PARTY, party);
    for (size_t i = 0; i < n_posts(checking); i++) {
        const Post *post = &checking->people->posts[i];
        const Rule *at = rules_get(checking->rules, post->element);
        if (!id_equal(post->person, person) || !holds(checking, post) || at == NULL)
            continue;
        if (at == place || (strcmp(party, "county_board") == 0 && at->kind == ELEMENT_PARTY &&
                            strcmp(rule_text(at, "kind"), party) == 0))
            return true;
    }
    return false;
}

static bool is_municipal(const Checking *checking, Id person) {
    for (size_t i = 0; i < n_posts(checking); i++) {
        const Post *post = &checking->people->posts[i];
        if (id_equal(post->person, person) && holds(checking, post) && serves_any(checking, post))
            return true;
    }
    return false;
}

/* Who it should be, in words; NULL where it may be anybody or is somebody who fits. */
static const char *should_be(const Checking *checking, const char *who, Id person) {
    const Rule *party = rules_find(checking->rules, ELEMENT_PARTY, who);
    if (strcmp(who, "municipality_member") == 0)
        return is_municipal(checking, person) ? NULL : T_("en av kommunernas ledamöter");
    if (strcmp(who, "coordinator") == 0)
        return is_coordinator(checking, person) ? NULL : T_("samordnaren");
    if (strcmp(who, "county_board") == 0)
        return is_from(checking, person, who) ? NULL : T_("från Länsstyrelsen");
    return party == NULL || is_from(checking, person, who)
               ? NULL
               : arena_printf(checking->arena, T_("från %s"), rule_short(party));
}

static void judge_role(Checking *checking, const char *role, const char *title) {
    const char *who = rule_text(checking->body, role);
    for (size_t i = 0; i < checking->n_seats; i++) {
        const Seat *seat = checking->seats[i];
        const char *wanted_to_be = strcmp(seat->role, role) != 0 || seat->is_substitute
                                       ? NULL
                                       : should_be(checking, who, seat->person);
        if (wanted_to_be != NULL)
            tell(checking, arena_printf(checking->arena, T_("%s i %s ska vara %s."), title,
                                        checking->body->title, wanted_to_be));
    }
}

/* Where the rule says who leads, and there are members, somebody does. */
static void judge_roles(Checking *checking) {
    size_t chairs = 0;
    for (size_t i = 0; i < checking->n_seats; i++)
        chairs +=
            strcmp(checking->seats[i]->role, "chair") == 0 && !checking->seats[i]->is_substitute;
    if (chairs == 0 && checking->n_seats > 0 && rule_text(checking->body, "chair")[0] != '\0')
        tell(checking,
             arena_printf(checking->arena, T_("%s saknar ordförande."), checking->body->title));
    judge_role(checking, "chair", T_("Ordföranden"));
    judge_role(checking, "secretary", T_("Sekreteraren"));
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
    if (!seats.as_needed)
        judge_roles(&checking);
    check.places = copy_places(arena, places, &check);
    check.n_members = checking.n_seats;
    check.breaches = texts_of(arena, breaches);
    return check;
}
