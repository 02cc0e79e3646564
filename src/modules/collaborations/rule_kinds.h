#pragma once
#include "modules/collaborations/collaborations.h"
#include "web/form.h"

/* What a rule of each kind may say: its keys, in the order of the configuration file, each
 * described once. Reading, checking, writing, forms and the facts of a page follow from these
 * tables. The meaning of each key stands in docs/collaboration-files.md. */

typedef enum {
    KEY_TEXT,
    KEY_LONG_TEXT,
    KEY_NAME, /* a-z 0-9 - */
    KEY_YEAR,
    KEY_PERCENT,
    KEY_MONTH, /* 1-12 */
    KEY_WEEKS, /* 0-52 */
    KEY_DATE,
    KEY_TRUTH,     /* "true" */
    KEY_CHOICE,    /* one of `choices` */
    KEY_CHOICES,   /* a list of them */
    KEY_TEXTS,     /* a list of short texts */
    KEY_REFERENCE, /* the key of an element of `kind` */
    KEY_REFERENCES,
    KEY_CODE,           /* SCB code of a municipality or a county */
    KEY_MUNICIPALITIES, /* a list of codes */
    KEY_COUNTIES,
    KEY_WHO, /* coordinator, chair … or the key of a party */
    KEY_WHOS,
    KEY_SEATS,      /* a list of seat rules (seats.h) */
    KEY_FREQUENCY,  /* 3, 4~, as_needed */
    KEY_WINDOWS,    /* a list of 04-05 */
    KEY_TERM,       /* 2019-2022 */
    KEY_SIZE_HOURS, /* 10, 40, 100 */
} RuleKeyType;

typedef struct RuleKey {
    const char *name, *label; /* label: msgid */
    RuleKeyType type;
    bool required;
    ElementKind kind;          /* KEY_REFERENCE(S) */
    const FormChoice *choices; /* KEY_CHOICE(S), ended by {0} */
    const char *or_word;       /* KEY_REFERENCE: a word that may stand instead of a key */
} RuleKey;

typedef struct RuleKind {
    const char *one, *many; /* msgids: "Kontor", "Kontor" */
    const RuleKey *keys;    /* ended by {0}; title is among them where the kind has one */
    bool has_period;        /* from and to */
} RuleKind;

extern const RuleKind rule_kinds[N_ELEMENT_KINDS];

/* The key of the kind with this name, or NULL. */
const RuleKey *rule_key(ElementKind kind, const char *name);

/* The label of a choice's value (a msgid); the value itself when it is none of them. */
const char *choice_label(const FormChoice *choices, const char *value);
/* The label of a rule's value of a KEY_CHOICE key, "" when it has none. */
const char *rule_choice(const Rule *rule, const char *key);

/* true for the words that stand for somebody in KEY_WHO: coordinator, county_board, chair,
 * municipality_member, elected. */
bool is_who_word(const char *word);

#define RULE_TITLE_MAX 200
#define RULE_TEXT_MAX 2000
#define RULE_LIST_MAX 400
#define RULE_KEY_MAX 60
