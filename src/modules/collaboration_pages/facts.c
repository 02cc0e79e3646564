#include "modules/collaboration_pages/facts.h"

#include "base/date.h"
#include "modules/collaboration_pages/rule_words.h"
#include "modules/collaborations/rule_check.h"
#include "modules/collaborations/seats.h"

#include <stdlib.h>
#include <string.h>

static FactItem plain(const char *text) {
    return (FactItem){.text = text};
}

static FactItem reference(const Context *context, ElementKind kind, const char *key) {
    const Rule *rule = rules_find(context->rules, kind, key);
    if (rule == NULL)
        return plain(strcmp(key, "coordinator") == 0 ? T_("samordnaren") : key);
    return (FactItem){.text = rule->title, .path = element_path(context, kind, key)};
}

static FactItem who(const Context *context, const char *word) {
    if (is_who_word(word))
        return plain(T_(who_label(word)));
    return reference(context, ELEMENT_PARTY, word);
}

static FactItem municipality(const Context *context, const char *code) {
    const Municipality *found = municipality_by_code(context, code);
    const Rule *party = municipality_party(context, code);
    if (party != NULL)
        return (FactItem){.text = rule_short(party),
                          .path = element_path(context, ELEMENT_PARTY, party->key)};
    if (found == NULL)
        return plain(code);
    return (FactItem){.text = found->short_title,
                      .soft = arena_printf(context->arena, T_("(%s, räknas inte)"),
                                           county_title(context, found->county))};
}

static FactItem frequency(const Context *context, const char *text) {
    size_t length = strlen(text);
    int times = (int)g_ascii_strtoll(text, NULL, 10);
    if (strcmp(text, "as_needed") == 0)
        return plain(T_("när det behövs"));
    const char *about = text[length - 1] == '~' ? T_("ungefär ") : "";
    return plain(arena_printf(context->arena, T_("%s%d %s per år"), about, times,
                              times == 1 ? T_("gång") : T_("gånger")));
}

static FactItem window(const Context *context, const char *text) {
    int first = (int)g_ascii_strtoll(text, NULL, 10),
        last = (int)g_ascii_strtoll(text + 3, NULL, 10);
    if (first == last)
        return plain(month_word(first));
    return plain(arena_printf(context->arena, "%s–%s", month_word(first), month_word(last)));
}

static FactItem seat(const Context *context, const char *text) {
    SeatRule rule;
    if (!seat_rule_parse(context->arena, text, &rule))
        return plain(T_("tillsätts när det behövs"));
    const Rule *party = rules_find(context->rules, ELEMENT_PARTY, rule.party);
    return plain(seat_rule_words(context->arena, &rule, party == NULL ? rule.party : party->title));
}

static FactItem date_item(const Context *context, const char *text) {
    Date date;
    return plain(date_parse(text, &date) ? date_long(context->arena, date) : text);
}

static FactItem term(const Context *context, const char *text) {
    return plain(arena_printf(context->arena, "%.4s–%s", text, text + 5));
}

/* One value, or one item of a list. */
static FactItem item_of(const Context *context, const RuleKey *key, const char *text) {
    switch (key->type) {
    case KEY_PERCENT:
        return plain(arena_printf(context->arena, "%s %%", text));
    case KEY_MONTH:
        return plain(month_word((int)g_ascii_strtoll(text, NULL, 10)));
    case KEY_DATE:
        return date_item(context, text);
    case KEY_TRUTH:
        return plain(T_("ja"));
    case KEY_CHOICE:
    case KEY_CHOICES:
        return plain(T_(choice_label(key->choices, text)));
    case KEY_REFERENCE:
    case KEY_REFERENCES:
        return reference(context, key->kind, text);
    case KEY_MUNICIPALITIES:
        return municipality(context, text);
    case KEY_COUNTIES:
        return plain(county_title(context, text));
    case KEY_WHO:
    case KEY_WHOS:
        return who(context, text);
    case KEY_SEATS:
        return seat(context, text);
    case KEY_FREQUENCY:
        return frequency(context, text);
    case KEY_WINDOWS:
        return window(context, text);
    case KEY_TERM:
        return term(context, text);
    default:
        return plain(text);
    }
}

Fact rule_fact(const Context *context, const Rule *rule, const RuleKey *key) {
    const char *text = rule_text(rule, key->name);
    TextList list = rule_key_is_list(key) ? rule_list(context->arena, rule, key->name)
                                          : (TextList){&text, text[0] != '\0'};
    FactItem *items = ARENA_ARRAY(context->arena, FactItem, list.n);
    for (size_t i = 0; i < list.n; i++)
        items[i] = item_of(context, key, list.items[i]);
    return (Fact){key->label, items, list.n};
}

Facts rule_facts(const Context *context, const Rule *rule) {
    const RuleKey *keys = rule_kinds[rule->kind].keys;
    size_t n = 0;
    while (keys[n].name != NULL)
        n++;
    Fact *facts = ARENA_ARRAY(context->arena, Fact, n);
    Facts found = {facts, 0};
    for (const RuleKey *key = keys; key->name != NULL; key++)
        if (strcmp(key->name, "title") != 0 && rule_text(rule, key->name)[0] != '\0')
            facts[found.n++] = rule_fact(context, rule, key);
    return found;
}

const char *rule_value_words(const Context *context, const Rule *rule, const RuleKey *key) {
    Fact fact = rule_fact(context, rule, key);
    const char *words = "";
    for (size_t i = 0; i < fact.n; i++)
        words = i == 0 ? fact.items[i].text
                       : arena_printf(context->arena, "%s, %s", words, fact.items[i].text);
    return words;
}
