#pragma once
#include "modules/collaborations/collaborations.h"

/* Changing the rules one at a time, as people do in the browser. Every change gives rules that a
 * configuration file could hold: it is checked and written as an import of that file would be, in
 * one transaction, audited. ERROR_INVALID says what is wrong with the rule. */

typedef struct RuleEdit {
    Id collaboration, account;
    ElementKind kind;
    const char *key; /* of the element; rule_add() makes one */
    Date today;
    Date on;              /* see each call */
    const char *settings; /* `key=value` lines in the order of the kind (settings_line()) */
} RuleEdit;

/* A new element, last of its kind. `on`: its first day, or none. *ret_key: the key it got. */
bool rule_add(Db *db, Arena *arena, const RuleEdit *edit, const char **ret_key, GError **error);

/* `on` none: corrects the rule that holds today. Otherwise what is given holds from that day; what
 * held before is kept. ERROR_NOT_FOUND when there is no such element. */
bool rule_change(Db *db, Arena *arena, const RuleEdit *edit, GError **error);

/* The element's last day, or none: it goes on. */
bool rule_end(Db *db, Arena *arena, const RuleEdit *edit, GError **error);

/* `key=value` with the file's escapes, for one text or for a list; "" when there is nothing. */
const char *settings_line(Arena *arena, const char *key, const char *text);
const char *settings_list_line(Arena *arena, const char *key, const char *const *items, size_t n);
