#include "base/error.h"
#include "base/id.h"
#include "modules/rounds/rounds.h"
#include "modules/rounds/rounds_sql.h"
#include "web/translate.h"

#include <string.h>

static Id collaboration_element(const Rules *rules) {
    const Rule *self = rules_next(rules, ELEMENT_COLLABORATION, NULL);
    return self == NULL ? (Id){0} : self->element;
}

bool asker_load(Db *db, Arena *arena, Asker *asker, GError **error) {
    SqlAskerElementsIn in = {asker->collaboration, asker->person, asker->today};
    SqlAskerElementsRows found = {0};
    const Rules *rules;
    if (!sql_asker_elements(db, arena, &in, &found, error) ||
        !rules_load(db, arena, asker->collaboration, asker->today, &rules, error))
        return false;
    Id *of = ARENA_ARRAY(arena, Id, found.n + 1);
    for (size_t i = 0; i < found.n; i++)
        of[asker->n_of++] = found.rows[i].element;
    if (roles_may(asker->roles, MAY_LEAD_ROUNDS))
        of[asker->n_of++] = collaboration_element(rules);
    g_autoptr(GString) elements = g_string_new(";");
    for (size_t i = 0; i < asker->n_of; i++)
        g_string_append_printf(elements, "%" G_GINT64_FORMAT ";", of[i].value);
    asker->of = of;
    asker->elements = arena_strdup(arena, elements->str);
    return true;
}

bool asker_is_of(const Asker *asker, Id element) {
    for (size_t i = 0; i < asker->n_of; i++)
        if (id_equal(asker->of[i], element))
            return true;
    return false;
}

/* ---- who proposes, who answers ---- */

typedef struct {
    const Rules *rules;
    const Round *round;
    const Rule **rows;
    size_t n;
} Gathering;

static void add_parties(Gathering *gathering, const char *kind) {
    for (const Rule *party = rules_next(gathering->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(gathering->rules, ELEMENT_PARTY, party))
        if (strcmp(rule_text(party, "kind"), kind) == 0 &&
            strcmp(rule_text(party, "external"), "true") != 0)
            gathering->rows[gathering->n++] = party;
}

static void add_one(Gathering *gathering, const Rule *rule) {
    if (rule != NULL)
        gathering->rows[gathering->n++] = rule;
}

static void add_word(Gathering *gathering, const char *word) {
    if (strcmp(word, "offices") == 0)
        for (const Rule *office = rules_next(gathering->rules, ELEMENT_OFFICE, NULL);
             office != NULL; office = rules_next(gathering->rules, ELEMENT_OFFICE, office))
            add_one(gathering, office);
    else if (strcmp(word, "county_board") == 0 || strcmp(word, "region") == 0)
        add_parties(gathering, word);
    else if (strcmp(word, "preparers") == 0)
        add_one(gathering, rules_get(gathering->rules, gathering->round->prepared_by));
    else
        add_one(gathering, rules_next(gathering->rules, ELEMENT_COLLABORATION, NULL));
}

static Elements elements_of(Arena *arena, const Rules *rules, const Round *round,
                            const char *words) {
    Gathering gathering = {
        .rules = rules, .round = round, .rows = ARENA_ARRAY(arena, const Rule *, rules->n + 2)};
    g_auto(GStrv) list = g_strsplit(words, ";", -1);
    for (size_t i = 0; list[i] != NULL; i++)
        if (list[i][0] != '\0')
            add_word(&gathering, list[i]);
    return (Elements){gathering.rows, gathering.n};
}

bool elements_hold(Elements elements, Id element) {
    for (size_t i = 0; i < elements.n; i++)
        if (id_equal(elements.rows[i]->element, element))
            return true;
    return false;
}

Elements round_proposers(Arena *arena, const Rules *rules, const Round *round) {
    return elements_of(arena, rules, round, round->proposals_from);
}

Elements round_respondents(Arena *arena, const Rules *rules, const Round *round) {
    return elements_of(arena, rules, round, round->comments_from);
}

static Elements own_of(Arena *arena, Elements all, const Asker *asker) {
    const Rule **rows = ARENA_ARRAY(arena, const Rule *, all.n);
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++)
        if (asker_is_of(asker, all.rows[i]->element))
            rows[n++] = all.rows[i];
    return (Elements){rows, n};
}

Elements round_own_proposers(Arena *arena, const Rules *rules, const Round *round,
                             const Asker *asker) {
    return own_of(arena, round_proposers(arena, rules, round), asker);
}

Elements round_own_respondents(Arena *arena, const Rules *rules, const Round *round,
                               const Asker *asker) {
    return own_of(arena, round_respondents(arena, rules, round), asker);
}

Elements round_categories(Arena *arena, const Rules *rules, const Round *round) {
    const Rule *document = rules_get(rules, round->document);
    const Rule **rows = ARENA_ARRAY(arena, const Rule *, rules->n);
    size_t n = 0;
    for (const Rule *category = rules_next(rules, ELEMENT_CATEGORY, NULL); category != NULL;
         category = rules_next(rules, ELEMENT_CATEGORY, category))
        if (document != NULL && strcmp(rule_text(category, "document"), document->key) == 0)
            rows[n++] = category;
    return (Elements){rows, n};
}

bool round_check_category(Arena *arena, const Rules *rules, const Round *round, Id category,
                          GError **error) {
    return !id_is_set(category) || elements_hold(round_categories(arena, rules, round), category) ||
           fail(error, ERROR_INVALID,
                "Välj en kategori i listan. Den som kom hör inte till dokumentet som omgången "
                "gäller.");
}

const char *party_name(const Rule *rule) {
    if (rule == NULL)
        return T_("en part som inte finns kvar");
    return rule->kind == ELEMENT_COLLABORATION ? T_("Samordnaren") : rule_short(rule);
}
