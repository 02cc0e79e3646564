#include "base/email.h"
#include "base/id.h"
#include "modules/outcomes/outcomes_sql.h"
#include "modules/outcomes/tell.h"

#include <string.h>

/* More than anybody stands for. */
#define PLACES_MAX 64

typedef struct {
    Arena *arena;
    const Rules *rules;
    const Outcomes *outcomes;
    SqlProposersBehindRows behind;
    People people;
    Date today;
} Gathering;

/* Where somebody is asked for what they stand for there. */
typedef struct {
    Id *of;
    size_t n;
    const char *places;
} Standing;

static void add_place(const Gathering *gathering, Standing *standing, Id element) {
    const Rule *rule = rules_get(gathering->rules, element);
    for (size_t i = 0; i < standing->n; i++)
        if (id_equal(standing->of[i], element))
            return;
    if (standing->n == PLACES_MAX)
        return;
    standing->of[standing->n++] = element;
    if (rule != NULL)
        standing->places =
            standing->places[0] == '\0'
                ? party_name(rule)
                : arena_printf(gathering->arena, "%s, %s", standing->places, party_name(rule));
}

static bool is_proposer(const Outcomes *outcomes, Id element) {
    for (size_t i = 0; i < outcomes->n; i++)
        if (id_equal(outcomes->rows[i].proposal->proposer, element))
            return true;
    return false;
}

static bool stands_for_it(const Post *post) {
    return strcmp(post->function, "head") == 0 || strcmp(post->function, "contact_person") == 0 ||
           strcmp(post->function, "county_board") == 0;
}

static void add_posts(const Gathering *gathering, Id person, Standing *standing) {
    for (size_t i = 0; i < gathering->people.n_posts; i++) {
        const Post *post = &gathering->people.posts[i];
        const Rule *at = rules_get(gathering->rules, post->element);
        if (!id_equal(post->person, person) ||
            !period_covers(post->valid_from, post->valid_to, gathering->today))
            continue;
        if (at != NULL && (at->kind == ELEMENT_OFFICE || at->kind == ELEMENT_PARTY) &&
            stands_for_it(post))
            add_place(gathering, standing, post->element);
        if (id_is_set(post->deputy_for))
            add_place(gathering, standing, post->deputy_for);
    }
}

static void add_seats(const Gathering *gathering, Id person, Standing *standing) {
    for (size_t i = 0; i < gathering->people.n_seats; i++) {
        const Seat *seat = &gathering->people.seats[i];
        if (id_equal(seat->person, person) &&
            period_covers(seat->valid_from, seat->valid_to, gathering->today) &&
            is_proposer(gathering->outcomes, seat->body))
            add_place(gathering, standing, seat->body);
    }
}

static bool stands_for(const Standing *standing, Id element) {
    for (size_t i = 0; i < standing->n; i++)
        if (id_equal(standing->of[i], element))
            return true;
    return false;
}

static bool is_own(const Gathering *gathering, const Standing *standing, const Proposal *proposal) {
    if (stands_for(standing, proposal->proposer))
        return true;
    for (size_t i = 0; i < gathering->behind.n; i++)
        if (id_equal(gathering->behind.rows[i].proposal, proposal->id) &&
            stands_for(standing, gathering->behind.rows[i].proposer))
            return true;
    return false;
}

static OutcomeRecipient recipient_of(const Gathering *gathering, const Person *person,
                                     const Standing *standing) {
    const Outcomes *outcomes = gathering->outcomes;
    const OutcomeRow **own = ARENA_ARRAY(gathering->arena, const OutcomeRow *, outcomes->n);
    size_t n = 0;
    for (size_t i = 0; i < outcomes->n; i++)
        if (is_own(gathering, standing, outcomes->rows[i].proposal))
            own[n++] = &outcomes->rows[i];
    return (OutcomeRecipient){person, standing->places, own, n};
}

static Standing standing_of(const Gathering *gathering, Id person) {
    Standing standing = {ARENA_ARRAY(gathering->arena, Id, PLACES_MAX), 0, ""};
    add_posts(gathering, person, &standing);
    add_seats(gathering, person, &standing);
    return standing;
}

/* Who has an address is told by mail; the offices where nobody has are told of. */
static void gather(Gathering *gathering, OutcomeRecipients *ret) {
    const People *people = &gathering->people;
    OutcomeRecipient *rows = ARENA_ARRAY(gathering->arena, OutcomeRecipient, people->n);
    const char **unreached =
        ARENA_ARRAY(gathering->arena, const char *, rules_count(gathering->rules, ELEMENT_OFFICE));
    GHashTable *reached = g_hash_table_new(g_int64_hash, g_int64_equal);
    *ret = (OutcomeRecipients){.rows = rows, .unreached = unreached};
    for (size_t i = 0; i < people->n; i++) {
        Standing standing = standing_of(gathering, people->persons[i].id);
        const char *email = people->persons[i].email;
        if (standing.n == 0 || email == NULL || !email_valid(email))
            continue;
        rows[ret->n++] = recipient_of(gathering, &people->persons[i], &standing);
        for (size_t e = 0; e < standing.n; e++)
            g_hash_table_add(reached, &standing.of[e].value);
    }
    for (const Rule *office = rules_next(gathering->rules, ELEMENT_OFFICE, NULL); office != NULL;
         office = rules_next(gathering->rules, ELEMENT_OFFICE, office))
        if (!g_hash_table_contains(reached, &office->element.value))
            unreached[ret->n_unreached++] = party_name(office);
    g_hash_table_destroy(reached);
}

bool outcome_recipients(Db *db, Arena *arena, Id collaboration, const PeopleReader *reader,
                        Date today, const Outcomes *outcomes, OutcomeRecipients *ret,
                        GError **error) {
    Gathering gathering = {.arena = arena, .outcomes = outcomes, .today = today};
    SqlProposersBehindIn in = {collaboration, outcomes->round.id};
    if (!rules_load(db, arena, collaboration, today, &gathering.rules, error) ||
        !people_load(db, arena, collaboration, reader, &gathering.people, error) ||
        !sql_proposers_behind(db, arena, &in, &gathering.behind, error))
        return false;
    gather(&gathering, ret);
    return true;
}
