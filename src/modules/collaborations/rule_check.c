#include "modules/collaborations/rule_check.h"

#include "base/date.h"
#include "base/language.h"
#include "modules/collaborations/seats.h"
#include "modules/collaborations/settings.h"
#include "modules/collaborations/size_hours.h"

#include <string.h>

bool rule_key_refers(const RuleKey *key) {
    return key->type == KEY_REFERENCE || key->type == KEY_REFERENCES || key->type == KEY_WHO ||
           key->type == KEY_WHOS;
}

bool rule_key_is_list(const RuleKey *key) {
    switch (key->type) {
    case KEY_CHOICES:
    case KEY_TEXTS:
    case KEY_REFERENCES:
    case KEY_MUNICIPALITIES:
    case KEY_COUNTIES:
    case KEY_WHOS:
    case KEY_SEATS:
    case KEY_WINDOWS:
        return true;
    default:
        return false;
    }
}

static bool is_choice(const FormChoice *choices, const char *value) {
    for (; choices->value != NULL; choices++)
        if (strcmp(choices->value, value) == 0)
            return true;
    return false;
}

static char *choice_problem(const RuleKey *key, const char *value) {
    if (is_choice(key->choices, value))
        return NULL;
    g_autoptr(GString) known = g_string_new(NULL);
    for (const FormChoice *choice = key->choices; choice->value != NULL; choice++)
        g_string_append_printf(known, "%s%s", known->len == 0 ? "" : ", ", choice->value);
    return g_strdup_printf(T_("”%s” finns inte. Välj bland %s."), value, known->str);
}

static char *number_problem(const char *value, int64_t min, int64_t max) {
    char *end;
    int64_t number = g_ascii_strtoll(value, &end, 10);
    if (value[0] != '\0' && *end == '\0' && number >= min && number <= max)
        return NULL;
    return g_strdup_printf(T_("”%s” ska vara ett tal från %d till %d."), value, (int)min, (int)max);
}

static char *text_problem(const char *value, size_t max) {
    if (value[0] == '\0')
        return g_strdup(T_("värdet saknas. Ta bort raden om det inte finns något."));
    if ((size_t)g_utf8_strlen(value, -1) > max)
        return g_strdup_printf(T_("texten får ha högst %zu tecken."), max);
    return NULL;
}

static char *pattern_problem(const char *value, const char *pattern, const char *example) {
    if (g_regex_match_simple(pattern, value, 0, 0))
        return NULL;
    return g_strdup_printf(T_("”%s” ska skrivas som %s."), value, example);
}

static char *date_problem(const char *value) {
    Date date;
    return date_parse(value, &date)
               ? NULL
               : g_strdup_printf(T_("”%s” ska vara en dag, som 2021-01-01."), value);
}

static char *size_hours_problem(const char *value) {
    SizeHours hours;
    if (value[0] != '\0' && size_hours_parse(value, &hours))
        return NULL;
    return g_strdup_printf(
        T_("”%s” ska vara tre tal som växer, som 10, 40, 100: timmar per kontor och år."), value);
}

static char *seat_problem(const char *item) {
    g_autoptr(Arena) arena = arena_new();
    SeatRule rule;
    if (strcmp(item, "as_needed") == 0 || seat_rule_parse(arena, item, &rule))
        return NULL;
    return g_strdup_printf(
        T_("”%s” ska skrivas som each municipality:1 head, municipalities:3-4 eller party KEY:1."),
        item);
}

static char *item_problem(const RuleKey *key, const char *item) {
    switch (key->type) {
    case KEY_CHOICES:
        return choice_problem(key, item);
    case KEY_MUNICIPALITIES:
        return pattern_problem(item, "^[0-9]{4}$", T_("0604, kommunens kod hos SCB"));
    case KEY_COUNTIES:
        return pattern_problem(item, "^[0-9]{2}$", T_("06, länets kod hos SCB"));
    case KEY_SEATS:
        return seat_problem(item);
    case KEY_WINDOWS:
        return pattern_problem(item, "^(0[1-9]|1[0-2])-(0[1-9]|1[0-2])$", "04-05");
    case KEY_REFERENCES:
    case KEY_WHOS:
        return pattern_problem(item, "^[a-z0-9_-]{1,60}$", T_("en nyckel"));
    default:
        return text_problem(item, RULE_TEXT_MAX);
    }
}

static bool ends_with_separator(const char *list) {
    size_t length = strlen(list), n_backslashes = 0;
    if (length == 0 || list[length - 1] != ';')
        return false;
    while (n_backslashes + 1 < length && list[length - 2 - n_backslashes] == '\\')
        n_backslashes++;
    return n_backslashes % 2 == 0;
}

static char *list_problem(const RuleKey *key, const char *value) {
    g_autoptr(Arena) arena = arena_new();
    TextList list = settings_split(arena, value);
    if (list.n == 0 || ends_with_separator(value))
        return g_strdup(T_("listan är tom eller slutar med semikolon."));
    if (list.n > RULE_LIST_MAX)
        return g_strdup_printf(T_("listan får ha högst %d värden."), RULE_LIST_MAX);
    for (size_t i = 0; i < list.n; i++) {
        char *problem = item_problem(key, list.items[i]);
        if (problem != NULL)
            return problem;
    }
    return NULL;
}

char *rule_value_problem(const RuleKey *key, const char *value) {
    switch (key->type) {
    case KEY_TEXT:
        return text_problem(value, RULE_TITLE_MAX);
    case KEY_LONG_TEXT:
        return text_problem(value, RULE_TEXT_MAX);
    case KEY_NAME:
        return pattern_problem(value, "^[a-z0-9-]{2,40}$", T_("ett kort namn med a–z, 0–9 och -"));
    case KEY_YEAR:
        return number_problem(value, 1900, 2200);
    case KEY_PERCENT:
        return number_problem(value, 1, 100);
    case KEY_MONTH:
        return number_problem(value, 1, 12);
    case KEY_WEEKS:
        return number_problem(value, 0, 52);
    case KEY_DATE:
        return date_problem(value);
    case KEY_TRUTH:
        return strcmp(value, "true") == 0
                   ? NULL
                   : g_strdup(T_("värdet är true, eller så tas raden bort."));
    case KEY_CHOICE:
        return choice_problem(key, value);
    case KEY_CODE:
        return pattern_problem(value, "^[0-9]{2}([0-9]{2})?$", "0604 eller 06, koden hos SCB");
    case KEY_REFERENCE:
    case KEY_WHO:
        return pattern_problem(value, "^[a-z0-9_-]{1,60}$", T_("en nyckel"));
    case KEY_FREQUENCY:
        return pattern_problem(value, "^([0-9]{1,3}~?|as_needed)$", "3, 4~ eller as_needed");
    case KEY_TERM:
        return pattern_problem(value, "^[0-9]{4}-[0-9]{4}$", "2019-2022");
    case KEY_SIZE_HOURS:
        return size_hours_problem(value);
    default:
        return list_problem(key, value);
    }
}
