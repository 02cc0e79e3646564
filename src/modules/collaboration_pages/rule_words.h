#pragma once
#include "modules/collaboration_pages/context.h"

/* Values of rules as people type them, and back: municipalities by name, months by name, "ungefär
 * 4". */

typedef struct WhoWord {
    const char *word, *label; /* label: msgid */
} WhoWord;
#define N_WHO_WORDS 5
extern const WhoWord who_words[N_WHO_WORDS];
/* The label of such a word; the word itself when it is none. */
const char *who_label(const char *word);

/* How a key's value is shown in its field; lists a line each. NULL when there is none. */
const char *typed_words(const Context *context, const RuleKey *key, const Rule *rule);

/* `key=value` of what was typed. What is wrong with it goes to *ret_problem, a clause that ends
 * "Label: …"; otherwise it is left alone. */
const char *line_of_typed(const Context *context, const RuleKey *key, const char *typed,
                          const char **ret_problem);

/* SCB's code of a party whose name says which municipality or county it is; NULL when it does not.
 * `kind`: municipality, county_board, region. */
const char *code_by_name(const Context *context, const char *kind, const char *title,
                         const char *short_title);

/* "3–4" → "3-4", "minst 5" → "5+". */
const char *plain_count(Arena *arena, const char *typed);
