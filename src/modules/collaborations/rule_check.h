#pragma once
#include "modules/collaborations/rule_kinds.h"

/* true when the value is a list. */
bool rule_key_is_list(const RuleKey *key);

/* What is wrong with a value of this key (a list as it stands in the file, else the text), as a
 * Swedish clause that ends the sentence "title: …"; NULL when it is in order. References are not
 * looked up here. The caller frees it. */
char *rule_value_problem(const RuleKey *key, const char *value);

/* true when the value names other elements: references and who. */
bool rule_key_refers(const RuleKey *key);
