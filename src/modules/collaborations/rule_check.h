#pragma once
#include "modules/collaborations/rule_kinds.h"

/* What is wrong with a value of this key, as a Swedish clause that ends the sentence "title: …"; NULL when it
 * is in order. References are not looked up here. The caller frees it. */
char *rule_value_problem(const RuleKey *key, const char *value);

/* true when the value names other elements: references and who. */
bool rule_key_refers(const RuleKey *key);
