#include "modules/collaborations/collaborations.h"

#include "base/date.h"
#include "base/error.h"
#include "modules/collaborations/collaborations_sql.h"
#include "modules/collaborations/settings.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

const char *const element_kind_names[N_ELEMENT_KINDS] = {
    [ELEMENT_COLLABORATION] = "collaboration",
    [ELEMENT_PRINCIPAL] = "principal",
    [ELEMENT_PARTY] = "party",
    [ELEMENT_COMMITTEE] = "committee",
    [ELEMENT_OFFICE] = "office",
    [ELEMENT_BODY] = "body",
    [ELEMENT_DOCUMENT] = "document",
    [ELEMENT_CATEGORY] = "category",
    [ELEMENT_MEASURE] = "measure",
};

bool element_kind_from(const char *name, ElementKind *ret_kind) {
    for (int kind = 0; kind < N_ELEMENT_KINDS; kind++)
        if (strcmp(element_kind_names[kind], name) == 0) {
            *ret_kind = (ElementKind)kind;
            return true;
        }
    return false;
}

const char *element_kind_segment(ElementKind kind) {
    switch (kind) {
    case ELEMENT_PARTY:
        return "parties";
    case ELEMENT_OFFICE:
        return "offices";
    case ELEMENT_COMMITTEE:
        return "committees";
    case ELEMENT_BODY:
        return "bodies";
    default:
        return NULL;
    }
}

static Collaboration collaboration_of(const SqlCollaboration *row) {
    return (Collaboration){row->id, row->name, row->title, row->dormant_on};
}

bool collaborations_list(Db *db, Arena *arena, Collaborations *ret, GError **error) {
    SqlCollaborationsListRows found;
    if (!sql_collaborations_list(db, arena, &found, error))
        return false;
    Collaboration *rows = ARENA_ARRAY(arena, Collaboration, found.n);
    for (size_t i = 0; i < found.n; i++)
        rows[i] = collaboration_of(&found.rows[i]);
    *ret = (Collaborations){rows, found.n};
    return true;
}

bool collaboration_by_name(Db *db, Arena *arena, const char *name, Collaboration *ret,
                           GError **error) {
    const SqlCollaboration *row;
    if (!sql_collaboration_by_name(db, arena, &(SqlCollaborationByNameIn){.name = name}, &row,
                                   error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Det finns ingen samverkan som heter ”%s”.", name);
    *ret = collaboration_of(row);
    return true;
}

static Rule rule_of(Arena *arena, const SqlRule *row) {
    Rule rule = {.element = row->element,
                 .id = row->id,
                 .key = row->key,
                 .title = row->title,
                 .position = row->position,
                 .valid_from = row->valid_from,
                 .valid_to = row->valid_to,
                 .settings = settings_parse(arena, row->settings)};
    if (!element_kind_from(row->kind, &rule.kind))
        g_assert_not_reached();
    return rule;
}

static Date day_of_key(const DbKey *key) {
    return (Date){(int16_t)(key->more >> 16), (uint8_t)(key->more >> 8 & 0xff),
                  (uint8_t)(key->more & 0xff)};
}

static int64_t key_of_day(Date day) {
    return (int64_t)day.year << 16 | day.month << 8 | day.day;
}

static int compare_elements(const void *a, const void *b) {
    int64_t first = (*(const Rule *const *)a)->element.value,
            second = (*(const Rule *const *)b)->element.value;
    return (first > second) - (first < second);
}

static const Rule *const *by_element(Arena *arena, const Rule *list, size_t n) {
    const Rule **rows = ARENA_ARRAY(arena, const Rule *, n);
    for (size_t i = 0; i < n; i++)
        rows[i] = &list[i];
    qsort(rows, n, sizeof *rows, compare_elements);
    return rows;
}

Rules rules_new(Arena *arena, const Collaboration *collaboration, Date on, const Rule *list,
                size_t n) {
    return (Rules){collaboration, on, list, n, by_element(arena, list, n)};
}

static bool read_rules(Db *db, Arena *arena, const DbKey *key, const void **ret, GError **error) {
    const SqlCollaboration *row;
    SqlRulesOnRows found;
    Date on = day_of_key(key);
    SqlRulesOnIn in = {.collaboration = key->collaboration, .on = on};
    if (!sql_collaboration_by_id(db, arena, &(SqlCollaborationByIdIn){.id = key->collaboration},
                                 &row, error) ||
        !sql_rules_on(db, arena, &in, &found, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Samverkan finns inte.");
    Collaboration *owner = ARENA_NEW(arena, Collaboration);
    *owner = collaboration_of(row);
    Rule *list = ARENA_ARRAY(arena, Rule, found.n);
    for (size_t i = 0; i < found.n; i++)
        list[i] = rule_of(arena, &found.rows[i]);
    Rules *rules = ARENA_NEW(arena, Rules);
    *rules = rules_new(arena, owner, on, list, found.n);
    *ret = rules;
    return true;
}

/* Whatever changes rules sets the edition of their collaboration first (configuration.c). */
static bool read_edition(Db *db, Arena *arena, const DbKey *key, int64_t *ret, GError **error) {
    const SqlCollaborationEditionRow *row;
    if (!sql_collaboration_edition(db, arena, &(SqlCollaborationEditionIn){key->collaboration},
                                   &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Samverkan finns inte.");
    *ret = row->edition;
    return true;
}

bool rules_load(Db *db, Arena *arena, Id collaboration, Date on, const Rules **ret,
                GError **error) {
    const void *rules;
    DbKey key = {.collaboration = collaboration, .more = key_of_day(on)};
    if (!db_kept_edition(db, arena, read_rules, read_edition, &key, &rules, error))
        return false;
    *ret = rules;
    return true;
}

bool rules_of_element(Db *db, Arena *arena, Id collaboration, Id element, const Rule **ret,
                      size_t *ret_n, GError **error) {
    SqlRulesOfElementRows found;
    SqlRulesOfElementIn in = {.collaboration = collaboration, .element = element};
    if (!sql_rules_of_element(db, arena, &in, &found, error))
        return false;
    Rule *list = ARENA_ARRAY(arena, Rule, found.n);
    for (size_t i = 0; i < found.n; i++)
        list[i] = rule_of(arena, &found.rows[i]);
    *ret = list;
    *ret_n = found.n;
    return true;
}

bool rules_history(Db *db, Arena *arena, Id collaboration, ElementKind kind, const char *key,
                   RuleHistory *ret, GError **error) {
    const SqlElementByKeyRow *row;
    SqlElementByKeyIn in = {
        .collaboration = collaboration, .kind = element_kind_names[kind], .key = key};
    if (!sql_element_by_key(db, arena, &in, &row, error))
        return false;
    if (row == NULL)
        return fail(error, ERROR_NOT_FOUND, "Det finns inget här som heter ”%s”.", key);
    return rules_of_element(db, arena, collaboration, row->id, &ret->rules, &ret->n, error);
}

bool rules_of_kind(Db *db, Arena *arena, Id collaboration, ElementKind kind, AllRules *ret,
                   GError **error) {
    SqlRulesOfKindRows found;
    SqlRulesOfKindIn in = {.collaboration = collaboration, .kind = element_kind_names[kind]};
    if (!sql_rules_of_kind(db, arena, &in, &found, error))
        return false;
    Rule *list = ARENA_ARRAY(arena, Rule, found.n);
    for (size_t i = 0; i < found.n; i++)
        list[i] = rule_of(arena, &found.rows[i]);
    *ret = (AllRules){list, found.n};
    return true;
}

bool period_covers(Date first, Date last, Date on) {
    return date_compare(first, on) <= 0 && (!date_is_set(last) || date_compare(last, on) >= 0);
}

const Rule *history_on(const RuleHistory *history, Date on) {
    const Rule *found = &history->rules[0];
    for (size_t i = 1; i < history->n && date_compare(history->rules[i].valid_from, on) <= 0; i++)
        found = &history->rules[i];
    return found;
}

const Rule *rules_find(const Rules *rules, ElementKind kind, const char *key) {
    for (size_t i = 0; i < rules->n; i++)
        if (rules->rules[i].kind == kind && strcmp(rules->rules[i].key, key) == 0)
            return &rules->rules[i];
    return NULL;
}

const Rule *rules_get(const Rules *rules, Id element) {
    size_t low = 0, high = rules->n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rules->by_element[middle]->element.value < element.value)
            low = middle + 1;
        else
            high = middle;
    }
    return low < rules->n && rules->by_element[low]->element.value == element.value
               ? rules->by_element[low]
               : NULL;
}

const Rule *rules_next(const Rules *rules, ElementKind kind, const Rule *after) {
    for (size_t i = after == NULL ? 0 : (size_t)(after - rules->rules) + 1; i < rules->n; i++)
        if (rules->rules[i].kind == kind)
            return &rules->rules[i];
    return NULL;
}

size_t rules_count(const Rules *rules, ElementKind kind) {
    size_t count = 0;
    for (size_t i = 0; i < rules->n; i++)
        count += rules->rules[i].kind == kind;
    return count;
}

const char *rule_text(const Rule *rule, const char *key) {
    return settings_text(rule->settings, key);
}

int64_t rule_number(const Rule *rule, const char *key) {
    return g_ascii_strtoll(rule_text(rule, key), NULL, 10);
}

TextList rule_list(Arena *arena, const Rule *rule, const char *key) {
    return settings_split(arena, settings_raw(rule->settings, key));
}

bool text_list_has(TextList list, const char *item) {
    for (size_t i = 0; i < list.n; i++)
        if (strcmp(list.items[i], item) == 0)
            return true;
    return false;
}

bool rule_has_item(Arena *arena, const Rule *rule, const char *key, const char *item) {
    return text_list_has(rule_list(arena, rule, key), item);
}

const char *rule_short(const Rule *rule) {
    const char *text = rule_text(rule, "short");
    return text[0] == '\0' ? rule->title : text;
}

bool municipalities_load(Db *db, Arena *arena, const Municipality **ret, size_t *ret_n,
                         GError **error) {
    SqlMunicipalitiesAllRows found;
    if (!sql_municipalities_all(db, arena, &found, error))
        return false;
    Municipality *list = ARENA_ARRAY(arena, Municipality, found.n);
    for (size_t i = 0; i < found.n; i++)
        list[i] = (Municipality){found.rows[i].code, found.rows[i].title, found.rows[i].short_title,
                                 found.rows[i].county};
    *ret = list;
    *ret_n = found.n;
    return true;
}

bool counties_load(Db *db, Arena *arena, const County **ret, size_t *ret_n, GError **error) {
    SqlCountiesAllRows found;
    if (!sql_counties_all(db, arena, &found, error))
        return false;
    County *list = ARENA_ARRAY(arena, County, found.n);
    for (size_t i = 0; i < found.n; i++)
        list[i] = (County){found.rows[i].code, found.rows[i].title};
    *ret = list;
    *ret_n = found.n;
    return true;
}
