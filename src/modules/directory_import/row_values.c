#include "modules/directory_import/row_values.h"

#include "base/date.h"
#include "base/email.h"
#include "base/error.h"
#include "base/language.h"
#include "base/similar.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define PERSON_NAME_MAX 120
#define PHONE_MAX 40
#define TITLE_MAX 120
#define SUBJECTS_MAX 200
#define SHOWN_MAX 60 /* characters of what cannot be read */
/* Days since 30 December 1899, as Excel counts them: 1954 to 2119. */
#define EXCEL_DAY_MIN 20000
#define EXCEL_DAY_MAX 80000

/* The text of the first column that means this, in one line; "" where there is none. */
static const char *value(Arena *arena, const PersonMatching *matching, const SourceBlock *row,
                         PersonColumn column) {
    for (size_t i = 0; i < matching->table->n_columns; i++)
        if (matching->columns[i] == column)
            return text_composed(arena, text_collapse(arena, people_table_cell(row, i)));
    return "";
}

static const char *or_null(const char *text) {
    return text[0] == '\0' ? NULL : text;
}

/* ---- places ---- */

/* People of a municipality work at its office; which one is not clear where it has several. */
static const Rule *office_of(Arena *arena, const Rules *rules, const Rule *party) {
    const Rule *found = NULL;
    if (strcmp(rule_text(party, "kind"), "municipality") != 0)
        return party;
    for (const Rule *office = rules_next(rules, ELEMENT_OFFICE, NULL); office != NULL;
         office = rules_next(rules, ELEMENT_OFFICE, office))
        if (rule_has_item(arena, office, "municipalities", rule_text(party, "code"))) {
            if (found != NULL)
                return NULL;
            found = office;
        }
    return found;
}

static void add_place(Arena *arena, GHashTable *places, const Rule *rule, const Rule *place) {
    const char *names[] = {rule->title, rule_short(rule), rule->key};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *name = similar_squash(arena, names[i]);
        if (!g_hash_table_contains(places, name))
            g_hash_table_insert(places, (gpointer)name, (gpointer)place);
    }
}

/* "Länsstyrelsen" says which where there is but one. */
static void add_only_one(Arena *arena, GHashTable *places, const Rules *rules, const char *kind,
                         const char *word) {
    const Rule *found = NULL;
    const char *name = similar_squash(arena, word);
    for (const Rule *party = rules_next(rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(rules, ELEMENT_PARTY, party)) {
        if (strcmp(rule_text(party, "kind"), kind) != 0)
            continue;
        if (found != NULL)
            return;
        found = party;
    }
    if (found != NULL && !g_hash_table_contains(places, name))
        g_hash_table_insert(places, (gpointer)name, (gpointer)found);
}

GHashTable *places_by_name(Arena *arena, const Rules *rules) {
    static const ElementKind kinds[] = {ELEMENT_OFFICE, ELEMENT_PARTY, ELEMENT_COMMITTEE};
    GHashTable *places = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (const Rule *rule = rules_next(rules, kinds[i], NULL); rule != NULL;
             rule = rules_next(rules, kinds[i], rule))
            add_place(arena, places, rule,
                      kinds[i] == ELEMENT_PARTY ? office_of(arena, rules, rule) : rule);
    add_only_one(arena, places, rules, "county_board", "Länsstyrelsen");
    add_only_one(arena, places, rules, "region", "Regionen");
    return places;
}

/* ---- functions ---- */

const char *function_named(Arena *arena, const char *text, const char **ret_title) {
    static const struct {
        const char *word, *function;
    } parts[] = {{"kontaktperson", "contact_person"},
                 {"chef", "head"},
                 {"head", "head"},
                 {"samordnare", "coordinator"},
                 {"inspektör", "inspector"},
                 {"handläggare", "inspector"},
                 {"inspector", "inspector"},
                 {"administratör", "administrator"},
                 {"assistent", "administrator"},
                 {"politiker", "politician"},
                 {"ledamot", "politician"}};
    const char *folded = text_fold(arena, text);
    for (const FormChoice *choice = person_functions; choice->value != NULL; choice++)
        if (strcmp(text_fold(arena, choice->label), folded) == 0 ||
            strcmp(choice->value, text) == 0) {
            *ret_title = NULL;
            return choice->value;
        }
    *ret_title = text;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (strstr(folded, parts[i].word) != NULL)
            return parts[i].function;
    return "other";
}

/* Either column may say both: "Miljöchef" is a head who is called that. */
static void read_work(Arena *arena, const char *function, const char *title, PersonRow *ret) {
    const char *called = NULL;
    if (function[0] != '\0')
        ret->function = function_named(arena, function, &called);
    else if (title[0] != '\0')
        ret->function = function_named(arena, title, &called);
    if (title[0] != '\0' && (function[0] != '\0' || called != NULL))
        ret->title = title;
    else if (called != NULL)
        ret->title = called;
}

/* "avlopp, lantbruk; buller" as it is stored. */
static const char *subjects_of(Arena *arena, const char *text) {
    g_auto(GStrv) parts = g_strsplit_set(text, ",;", -1);
    g_autoptr(GString) joined = g_string_new("");
    for (char **part = parts; *part != NULL; part++) {
        g_strstrip(*part);
        if (**part != '\0')
            g_string_append_printf(joined, "%s%s", joined->len == 0 ? "" : ";", *part);
    }
    return arena_strndup(arena, joined->str, joined->len);
}

const char *text_start(Arena *arena, const char *text) {
    if (g_utf8_strlen(text, -1) <= SHOWN_MAX)
        return text;
    g_autofree char *start = g_utf8_substring(text, 0, SHOWN_MAX);
    return arena_printf(arena, "%s…", start);
}

/* ---- days ---- */

static bool is_number(const char *text) {
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text) && strlen(text) <= 6;
}

/* "2021-05-01", with a time after it or not, or Excel's number of the day. */
static bool day_of(const char *text, Date *ret) {
    if (is_number(text)) {
        int64_t days = g_ascii_strtoll(text, NULL, 10);
        if (days < EXCEL_DAY_MIN || days > EXCEL_DAY_MAX)
            return false;
        *ret = date_add_days((Date){1899, 12, 30}, (int)days);
        return true;
    }
    g_autofree char *day = g_strndup(text, strcspn(text, " T"));
    return date_parse(day, ret);
}

/* ---- the row ---- */

static const char *name_of(Arena *arena, const PersonMatching *matching, const SourceBlock *row) {
    const char *name = value(arena, matching, row, PERSON_NAME);
    if (name[0] != '\0')
        return name;
    return text_collapse(arena, arena_printf(arena, "%s %s",
                                             value(arena, matching, row, PERSON_FIRST_NAME),
                                             value(arena, matching, row, PERSON_LAST_NAME)));
}

static bool are_lines(const PersonRow *row) {
    const char *const texts[] = {row->name, row->phone, row->title, row->subjects};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (texts[i] != NULL && !text_is_line(texts[i]))
            return false;
    return true;
}

static bool within_limits(const PersonRow *row, GError **error) {
    return text_within(T_("Namnet"), row->name, PERSON_NAME_MAX, error) &&
           text_within(T_("Telefonnumret"), row->phone, PHONE_MAX, error) &&
           text_within(T_("Titeln"), row->title, TITLE_MAX, error) &&
           text_within(T_("Områdena"), row->subjects, SUBJECTS_MAX, error);
}

const char *row_values(Arena *arena, const PersonMatching *matching, const SourceBlock *row,
                       PersonRow *ret) {
    g_autoptr(GError) problem = NULL;
    const char *from = value(arena, matching, row, PERSON_FROM);
    ret->name = name_of(arena, matching, row);
    ret->email = or_null(value(arena, matching, row, PERSON_EMAIL));
    ret->phone = or_null(value(arena, matching, row, PERSON_PHONE));
    ret->subjects = or_null(subjects_of(arena, value(arena, matching, row, PERSON_SUBJECTS)));
    read_work(arena, value(arena, matching, row, PERSON_FUNCTION),
              value(arena, matching, row, PERSON_TITLE), ret);
    if (ret->name[0] == '\0')
        return T_("Namnet saknas.");
    if (ret->email != NULL && !email_valid(ret->email))
        return arena_printf(arena, T_("%s är ingen e-postadress."), text_start(arena, ret->email));
    if (from[0] != '\0' && !day_of(from, &ret->from))
        return arena_printf(arena, T_("%s är ingen dag. Skriv den som 2021-05-01."),
                            text_start(arena, from));
    if (!are_lines(ret))
        return T_("Raden har tecken som inte syns och som vänder på texten. Ta bort dem i filen.");
    return within_limits(ret, &problem) ? NULL : arena_strdup(arena, problem->message);
}
