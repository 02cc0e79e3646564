#include "modules/audit_log/rule_lines.h"

#include "base/date.h"
#include "base/language.h"
#include "modules/collaborations/rule_kinds.h"
#include "web/translate.h"

#include <string.h>

static const RuleKey periods[] = {{"valid_from", N_("Gäller från och med"), KEY_DATE},
                                  {"valid_to", N_("Gäller till och med"), KEY_DATE}};

static bool has_choice(const RuleKey *key, const char *value) {
    return key->choices != NULL && choice_label(key->choices, value) != value;
}

/* The key of this name whose choices have the value, of whichever kind the rule is; else any of
 * this name. */
static const RuleKey *key_of(const char *name, const char *value) {
    const RuleKey *found = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(periods); i++)
        if (strcmp(periods[i].name, name) == 0)
            return &periods[i];
    for (ElementKind kind = 0; kind < N_ELEMENT_KINDS; kind++) {
        const RuleKey *key = rule_key(kind, name);
        if (key != NULL && has_choice(key, value))
            return key;
        found = found == NULL ? key : found;
    }
    return found;
}

static const char *choices_words(Arena *arena, const RuleKey *key, const char *value) {
    g_auto(GStrv) values = g_strsplit(value, ";", -1);
    const char *words = "";
    for (size_t i = 0; values[i] != NULL; i++)
        words = arena_printf(arena, "%s%s%s", words, i == 0 ? "" : ", ",
                             key->choices == NULL ? values[i]
                                                  : T_(choice_label(key->choices, values[i])));
    return words;
}

static const char *value_words(Arena *arena, const RuleKey *key, const char *value) {
    Date day;
    if (key->type == KEY_TRUTH)
        return T_("ja");
    gint64 number = g_ascii_strtoll(value, NULL, 10);
    if (key->type == KEY_MONTH && number >= 1 && number <= 12)
        return month_word((int)number);
    if (key->type == KEY_DATE && date_parse(value, &day))
        return date_long(arena, day);
    if (key->type == KEY_TEXT || key->type == KEY_LONG_TEXT)
        return value;
    return choices_words(arena, key, value);
}

static const char *line_words(Arena *arena, const char *line) {
    const char *equals = strchr(line, '=');
    if (equals == NULL)
        return line;
    const char *name = arena_strndup(arena, line, (size_t)(equals - line));
    const RuleKey *key = key_of(name, equals + 1);
    return key == NULL
               ? line
               : arena_printf(arena, "%s: %s", T_(key->label), value_words(arena, key, equals + 1));
}

const char *rule_lines(Arena *arena, const char *settings, const char *other) {
    g_auto(GStrv) lines = g_strsplit(settings == NULL ? "" : settings, "\n", -1);
    g_auto(GStrv) others = g_strsplit(other == NULL ? "" : other, "\n", -1);
    g_autoptr(GString) words = g_string_new(NULL);
    for (size_t i = 0; lines[i] != NULL; i++)
        if (lines[i][0] != '\0' && !g_strv_contains((const char *const *)others, lines[i]))
            g_string_append_printf(words, "%s%s", words->len == 0 ? "" : "\n",
                                   line_words(arena, lines[i]));
    return arena_strdup(arena, words->str);
}
