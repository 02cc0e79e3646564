#include "modules/activities/names.h"

#include "base/similar.h"
#include "base/text.h"

#include <glib.h>
#include <string.h>

#define NAMES_MAX 2000
#define WRONG_LETTERS_MAX 2
#define LETTERS_PER_WRONG_LETTER 4

typedef struct {
    const char *text;
    Words words;
    const Rule *rule;
} Name;

struct Names {
    const Rules *rules;
    Arena *arena;
    Name *items;
    size_t n;
};

static void add_name(Names *names, const Rule *rule, const char *text) {
    if (text_is_blank(text) || names->n == NAMES_MAX)
        return;
    Words words = words_of(names->arena, text);
    if (words.n > 0)
        names->items[names->n++] = (Name){text, words, rule};
}

static void add_municipality(Names *names, const Rule *rule) {
    const char *name = rule_short(rule);
    add_name(names, rule, arena_printf(names->arena, "%s kommun", name));
    add_name(names, rule, arena_printf(names->arena, "%ss kommun", name));
}

static void add_common_names(Names *names, const Rule *rule) {
    const char *kind = rule_text(rule, "kind");
    if (strcmp(kind, "municipality") == 0)
        add_municipality(names, rule);
    if (strcmp(kind, "county_board") == 0) {
        add_name(names, rule, "Länsstyrelsen");
        add_name(names, rule, "Länsstyrelserna");
        add_name(names, rule, "Länsstyrelse");
        add_name(names, rule, "Lst");
    }
    if (strcmp(kind, "region") == 0)
        add_name(names, rule, "Regionen");
}

static void add_rule(Names *names, const Rule *rule) {
    TextList others = rule_list(names->arena, rule, "also_named");
    add_name(names, rule, rule->title);
    add_name(names, rule, rule_text(rule, "short"));
    for (size_t i = 0; i < others.n; i++)
        add_name(names, rule, others.items[i]);
    if (rule->kind == ELEMENT_PARTY)
        add_common_names(names, rule);
    if (rule->kind == ELEMENT_COLLABORATION)
        add_name(names, rule, "Miljösamverkan");
}

const Names *names_of_rules(Arena *arena, const Rules *rules) {
    static const ElementKind kinds[] = {ELEMENT_PARTY, ELEMENT_OFFICE, ELEMENT_BODY,
                                        ELEMENT_COLLABORATION};
    Names *names = ARENA_NEW(arena, Names);
    *names = (Names){rules, arena, ARENA_ARRAY(arena, Name, NAMES_MAX), 0};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (const Rule *rule = rules_next(rules, kinds[i], NULL); rule != NULL;
             rule = rules_next(rules, kinds[i], rule))
            add_rule(names, rule);
    return names;
}

const Rules *names_rules(const Names *names) {
    return names->rules;
}

static bool stands_at(const Name *name, const Words *words, size_t i) {
    if (name->words.n > words->n - i)
        return false;
    for (size_t j = 0; j < name->words.n; j++)
        if (strcmp(word_at(&name->words, j), word_at(words, i + j)) != 0)
            return false;
    return true;
}

static bool is_among(const NameMatch *match, const Rule *rule) {
    for (size_t i = 0; i < match->n; i++)
        if (match->rules[i] == rule)
            return true;
    return false;
}

bool names_match(const Names *names, const Words *words, size_t i, NameMatch *ret) {
    NameMatch match = {.n = 0};
    for (size_t j = 0; j < names->n && i < words->n; j++) {
        const Name *name = &names->items[j];
        if (name->words.n < match.length || !stands_at(name, words, i))
            continue;
        if (name->words.n > match.length)
            match = (NameMatch){.length = name->words.n};
        bool same_kind = match.n == 0 || match.rules[0]->kind == name->rule->kind;
        if (same_kind && match.n < NAMED_MAX && !is_among(&match, name->rule))
            match.rules[match.n++] = name->rule;
    }
    if (match.n == 0)
        return false;
    *ret = match;
    return true;
}

const char *names_similar(const Names *names, const char *text) {
    g_autoptr(Arena) arena = arena_new();
    const char *wanted = similar_fold(arena, text), *best = NULL;
    int limit = MIN((int)text_length(wanted) / LETTERS_PER_WRONG_LETTER, WRONG_LETTERS_MAX);
    for (size_t i = 0; i < names->n && limit > 0; i++) {
        int distance = similar_distance(wanted, similar_fold(arena, names->items[i].text), limit);
        if (distance > limit)
            continue;
        best = names->items[i].text;
        limit = distance - 1;
    }
    return best;
}
