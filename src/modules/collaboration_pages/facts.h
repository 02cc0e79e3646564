#pragma once
#include "modules/collaboration_pages/context.h"

/* A rule's keys in words, for a page: what the description of the kind (rule_kinds.h) says, in its
 * order. */

typedef struct FactItem {
    const char *text;
    const char *path; /* a page to go to, or NULL */
    const char *soft; /* something quiet behind, or NULL */
} FactItem;

typedef struct Fact {
    const char *label; /* msgid */
    const FactItem *items;
    size_t n;
} Fact;

typedef struct Facts {
    const Fact *rows;
    size_t n;
} Facts;

/* Every key of the rule that has a value, but for its title. */
Facts rule_facts(const Context *context, const Rule *rule);

/* One key's value as items. */
Fact rule_fact(const Context *context, const Rule *rule, const RuleKey *key);

/* One key's value on one line, "september"; "" when it has none. For comparing rules. */
const char *rule_value_words(const Context *context, const Rule *rule, const RuleKey *key);
