#pragma once
#include "base/arena.h"
#include "base/types.h"
#include "db/db.h"

/* A collaboration and its rules: parties, committees, offices, bodies, documents, categories and
 * principals. Each is an element with a lasting id and key; what holds of it from a certain day is
 * a rule. Which keys a rule of each kind has is described once, in rule_kinds.h; configuration
 * files, forms, checks and pages all follow that description. */

typedef enum {
    ELEMENT_COLLABORATION, /* its own settings; one of them */
    ELEMENT_PRINCIPAL,
    ELEMENT_PARTY,
    ELEMENT_COMMITTEE,
    ELEMENT_OFFICE,
    ELEMENT_BODY,
    ELEMENT_DOCUMENT,
    ELEMENT_CATEGORY,
    ELEMENT_MEASURE, /* of an action programme, as effect goal */
    N_ELEMENT_KINDS
} ElementKind;

/* The kinds as in the database and in configuration files: "party", "office" … */
extern const char *const element_kind_names[N_ELEMENT_KINDS];
bool element_kind_from(const char *name, ElementKind *ret_kind);

/* The kind's part of an address: "parties", "offices" …; NULL for kinds without pages of
 * their own. */
const char *element_kind_segment(ElementKind kind);

typedef struct Collaboration {
    Id id;
    const char *name;  /* in addresses: "jonkoping" */
    const char *title; /* "Miljösamverkan Jönköpings län" */
    Date dormant_on;
} Collaboration;

/* One element as it is on one day. */
typedef struct Rule {
    Id element, id;
    ElementKind kind;
    const char *key, *title;
    int64_t position;
    Date valid_from, valid_to; /* none = since ever, until further notice */
    const struct Settings *settings;
} Rule;

/* Every element of a collaboration that has a rule on the day, in the order of
 * the configuration. */
typedef struct Rules {
    const Collaboration *collaboration;
    Date on;
    const Rule *rules;
    size_t n;
    const Rule *const *by_element; /* the same by id */
} Rules;

/* The rules of a day, ready to be searched; `list` is kept. */
Rules rules_new(Arena *arena, const Collaboration *collaboration, Date on, const Rule *list,
                size_t n);

/* All collaborations, dormant ones last, by title. One statement. */
typedef struct Collaborations {
    const Collaboration *rows;
    size_t n;
} Collaborations;
bool collaborations_list(Db *db, Arena *arena, Collaborations *ret, GError **error);

/* The collaboration with this name, or ERROR_NOT_FOUND. */
bool collaboration_by_name(Db *db, Arena *arena, const char *name, Collaboration *ret,
                           GError **error);

/* At most three statements, however many rules; one where they are kept (db_kept_edition()). */
bool rules_load(Db *db, Arena *arena, Id collaboration, Date on, const Rules **ret, GError **error);

/* Every rule of one element, oldest first: its history. One statement. */
bool rules_of_element(Db *db, Arena *arena, Id collaboration, Id element, const Rule **ret,
                      size_t *ret_n, GError **error);

/* As rules_of_element(), by kind and key; ERROR_NOT_FOUND when there is no such thing. Two
 * statements. */
typedef struct RuleHistory {
    const Rule *rules;
    size_t n;
} RuleHistory;
bool rules_history(Db *db, Arena *arena, Id collaboration, ElementKind kind, const char *key,
                   RuleHistory *ret, GError **error);

/* Every rule of every element of a kind, also those that are over or to come, in the order of the
 * configuration, an element's oldest first. One statement. */
typedef struct AllRules {
    const Rule *rows;
    size_t n;
} AllRules;
bool rules_of_kind(Db *db, Arena *arena, Id collaboration, ElementKind kind, AllRules *ret,
                   GError **error);

/* The rule of a history that holds on the day, or else the one nearest to it: the last before, or
 * the first. */
const Rule *history_on(const RuleHistory *history, Date on);

/* true when the day lies in the period; none = since ever, until further notice. */
bool period_covers(Date first, Date last, Date on);

/* NULL when there is none on that day. */
const Rule *rules_find(const Rules *rules, ElementKind kind, const char *key);
const Rule *rules_get(const Rules *rules, Id element);
/* The next rule of the kind after `after` (NULL = the first), or NULL: for walking through
 * a kind. */
const Rule *rules_next(const Rules *rules, ElementKind kind, const Rule *after);
size_t rules_count(const Rules *rules, ElementKind kind);

/* A key's value: "" / 0 / no items when the rule does not have it. Lists are separated by ';'. */
typedef struct TextList {
    const char *const *items;
    size_t n;
} TextList;
const char *rule_text(const Rule *rule, const char *key);
int64_t rule_number(const Rule *rule, const char *key);
/* The short name, or the title where there is none. */
const char *rule_short(const Rule *rule);
TextList rule_list(Arena *arena, const Rule *rule, const char *key);
bool text_list_has(TextList list, const char *item);
bool rule_has_item(Arena *arena, const Rule *rule, const char *key, const char *item);

/* A municipality of Sweden by its code; NULL when there is none. Loaded with the rules: no
 * statement. */
typedef struct Municipality {
    const char *code, *title, *short_title, *county;
} Municipality;
bool municipalities_load(Db *db, Arena *arena, const Municipality **ret, size_t *ret_n,
                         GError **error);

/* The counties of Sweden, by code. */
typedef struct County {
    const char *code, *title;
} County;
bool counties_load(Db *db, Arena *arena, const County **ret, size_t *ret_n, GError **error);
