#include "modules/collaboration_pages/rule_words.h"

#include "base/date.h"
#include "base/text.h"
#include "modules/collaborations/rule_check.h"
#include "modules/collaborations/rule_edit.h"

#include <string.h>

const WhoWord who_words[N_WHO_WORDS] = {{"coordinator", N_("samordnaren")},
                                        {"county_board", N_("Länsstyrelsen")},
                                        {"chair", N_("ordföranden")},
                                        {"municipality_member", N_("en av kommunernas ledamöter")},
                                        {"elected", N_("den som väljs")}};

const char *who_label(const char *word) {
    for (size_t i = 0; i < N_WHO_WORDS; i++)
        if (strcmp(who_words[i].word, word) == 0)
            return who_words[i].label;
    return word;
}

static const char *replaced(Arena *arena, const char *text, const char *from, const char *to) {
    g_auto(GStrv) parts = g_strsplit(text, from, -1);
    g_autofree char *joined = g_strjoinv(to, parts);
    return arena_strdup(arena, joined);
}

/* ---- how a value is shown ---- */

static const char *window_words(Arena *arena, const char *text) {
    const char *first = month_word((int)g_ascii_strtoll(text, NULL, 10)),
               *last = month_word((int)g_ascii_strtoll(text + 3, NULL, 10));
    return strcmp(first, last) == 0 ? first : arena_printf(arena, "%s–%s", first, last);
}

static const char *item_words(const Context *context, const RuleKey *key, const char *item) {
    const Municipality *municipality;
    switch (key->type) {
    case KEY_MUNICIPALITIES:
        municipality = municipality_by_code(context, item);
        return municipality == NULL ? item : municipality->short_title;
    case KEY_WINDOWS:
        return window_words(context->arena, item);
    default:
        return item;
    }
}

static const char *list_words(const Context *context, const RuleKey *key, const Rule *rule) {
    TextList list = rule_list(context->arena, rule, key->name);
    const char *lines = NULL;
    for (size_t i = 0; i < list.n; i++) {
        const char *item = item_words(context, key, list.items[i]);
        lines = lines == NULL ? item : arena_printf(context->arena, "%s\n%s", lines, item);
    }
    return lines;
}

static const char *frequency_words(Arena *arena, const char *value) {
    if (strcmp(value, "as_needed") == 0)
        return T_("när det behövs");
    size_t length = strlen(value);
    return value[length - 1] == '~'
               ? arena_printf(arena, T_("ungefär %.*s"), (int)length - 1, value)
               : value;
}

const char *typed_words(const Context *context, const RuleKey *key, const Rule *rule) {
    const char *value = rule_text(rule, key->name);
    if (value[0] == '\0')
        return NULL;
    switch (key->type) {
    case KEY_TEXTS:
    case KEY_MUNICIPALITIES:
    case KEY_WINDOWS:
        return list_words(context, key, rule);
    case KEY_FREQUENCY:
        return frequency_words(context->arena, value);
    case KEY_TERM:
        return replaced(context->arena, value, "-", "–");
    default:
        return value;
    }
}

/* ---- what was typed ---- */

/* A municipality by what it is called here: "Falu" of Falun. */
static const char *code_of_party(const Context *context, const char *folded) {
    for (const Rule *party = rules_next(context->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(context->rules, ELEMENT_PARTY, party))
        if (strcmp(rule_text(party, "kind"), "municipality") == 0 &&
            (strcmp(text_fold(context->arena, rule_short(party)), folded) == 0 ||
             strcmp(text_fold(context->arena, party->title), folded) == 0))
            return rule_text(party, "code");
    return NULL;
}

static const char *municipality_code(const Context *context, const char *typed) {
    const char *folded = text_fold(context->arena, typed);
    for (size_t i = 0; i < context->n_municipalities; i++) {
        const Municipality *municipality = &context->municipalities[i];
        if (strcmp(text_fold(context->arena, municipality->short_title), folded) == 0 ||
            strcmp(text_fold(context->arena, municipality->title), folded) == 0 ||
            strcmp(municipality->code, typed) == 0)
            return municipality->code;
    }
    return code_of_party(context, folded);
}

/* "Region Kronoberg" and "Länsstyrelsen i Kronobergs län" are both of Kronobergs län. */
static bool names_county(Arena *arena, const char *title, const County *county) {
    const char *folded = text_fold(arena, county->title), *space = strchr(folded, ' ');
    size_t length = space == NULL ? strlen(folded) : (size_t)(space - folded);
    if (length > 1 && folded[length - 1] == 's')
        length--;
    return strstr(text_fold(arena, title), arena_strndup(arena, folded, length)) != NULL;
}

/* The collaboration's only county, or the one that the title names. */
static const char *county_code(const Context *context, const char *title) {
    TextList own = rule_list(context->arena, context->self, "counties");
    const char *found = NULL;
    for (size_t i = 0; i < context->n_counties && own.n > 1; i++)
        if (names_county(context->arena, title, &context->counties[i]))
            found = context->counties[i].code;
    return own.n == 1 ? own.items[0] : found;
}

const char *code_by_name(const Context *context, const char *kind, const char *title,
                         const char *short_title) {
    if (strcmp(kind, "municipality") == 0) {
        const char *code = title == NULL ? NULL : municipality_code(context, title);
        return code != NULL || short_title == NULL ? code : municipality_code(context, short_title);
    }
    bool of_county = strcmp(kind, "county_board") == 0 || strcmp(kind, "region") == 0;
    return of_county && title != NULL ? county_code(context, title) : NULL;
}

static int month_number(const char *name) {
    for (int month = 1; month <= 12; month++)
        if (g_ascii_strcasecmp(month_name(month), name) == 0 ||
            g_ascii_strcasecmp(month_word(month), name) == 0)
            return month;
    return 0;
}

static const char *window_of(Arena *arena, const char *typed) {
    g_auto(GStrv) months = g_strsplit(replaced(arena, typed, "–", "-"), "-", 2);
    if (months[0] == NULL)
        return NULL;
    int first = month_number(g_strstrip(months[0])),
        last = months[1] == NULL ? first : month_number(g_strstrip(months[1]));
    return first == 0 || last == 0 ? NULL : arena_printf(arena, "%02d-%02d", first, last);
}

static const char *item_of_line(const Context *context, const RuleKey *key, const char *line,
                                const char **ret_problem) {
    const char *item = line;
    if (key->type == KEY_MUNICIPALITIES) {
        item = municipality_code(context, line);
        if (item == NULL)
            *ret_problem = arena_printf(
                context->arena,
                T_("det finns ingen kommun som heter ”%s”. Skriv namnet som Gislaved."), line);
    } else if (key->type == KEY_WINDOWS) {
        item = window_of(context->arena, line);
        if (item == NULL)
            *ret_problem =
                arena_printf(context->arena, T_("”%s” ska vara månader, som april–maj."), line);
    }
    return item;
}

static const char *list_line(const Context *context, const RuleKey *key, const char *typed,
                             const char **ret_problem) {
    g_auto(GStrv) lines = g_strsplit(typed, "\n", RULE_LIST_MAX + 1);
    const char **items = ARENA_ARRAY(context->arena, const char *, g_strv_length(lines));
    size_t n = 0;
    for (char **line = lines; *line != NULL; line++) {
        const char *text = text_trim(context->arena, *line);
        if (text[0] == '\0')
            continue;
        items[n] = item_of_line(context, key, text, ret_problem);
        if (items[n++] == NULL)
            return "";
    }
    return settings_list_line(context->arena, key->name, items, n);
}

static const char *frequency_of(Arena *arena, const char *typed) {
    const char *text = text_fold(arena, typed);
    if (strcmp(text, "när det behövs") == 0 || strcmp(text, "vid behov") == 0 ||
        strcmp(text, "as needed") == 0)
        return "as_needed";
    static const char *const abouts[] = {"ungefär ", "cirka ", "ca ", "oftast ", "about "};
    for (size_t i = 0; i < G_N_ELEMENTS(abouts); i++)
        if (g_str_has_prefix(text, abouts[i]))
            return arena_printf(arena, "%s~", text + strlen(abouts[i]));
    return typed;
}

static const char *value_of_typed(const Context *context, const RuleKey *key, const char *typed) {
    switch (key->type) {
    case KEY_FREQUENCY:
        return frequency_of(context->arena, typed);
    case KEY_TERM:
        return replaced(context->arena, typed, "–", "-");
    default:
        return typed;
    }
}

const char *line_of_typed(const Context *context, const RuleKey *key, const char *typed,
                          const char **ret_problem) {
    if (key->type == KEY_TEXTS || key->type == KEY_MUNICIPALITIES || key->type == KEY_WINDOWS)
        return list_line(context, key, typed, ret_problem);
    const char *value = value_of_typed(context, key, typed);
    g_autofree char *problem = rule_value_problem(key, value);
    if (problem != NULL)
        *ret_problem = arena_strdup(context->arena, problem);
    return settings_line(context->arena, key->name, value);
}

const char *plain_count(Arena *arena, const char *typed) {
    const char *text = replaced(arena, replaced(arena, typed, "–", "-"), " ", "");
    if (text[0] == '\0')
        return "1";
    static const char *const at_leasts[] = {"minst", "atleast"};
    for (size_t i = 0; i < G_N_ELEMENTS(at_leasts); i++)
        if (g_str_has_prefix(text, at_leasts[i]))
            return arena_printf(arena, "%s+", text + strlen(at_leasts[i]));
    return text;
}
