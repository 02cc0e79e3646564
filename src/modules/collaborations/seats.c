#include "modules/collaborations/seats.h"

#include "base/language.h"

#include <glib.h>
#include <string.h>

static const struct {
    const char *name, *from;
} whos[] = {
    [SEAT_EACH_MUNICIPALITY] = {"each municipality", N_("från varje kommun")},
    [SEAT_EACH_OFFICE] = {"each office", N_("från varje kontor")},
    [SEAT_EACH_COUNTY_BOARD] = {"each county_board", N_("från varje länsstyrelse")},
    [SEAT_MUNICIPALITIES] = {"municipalities", N_("från kommunerna")},
    [SEAT_COUNTY_BOARD] = {"county_board", N_("från Länsstyrelsen")},
    [SEAT_REGION] = {"region", N_("från regionen")},
    [SEAT_COORDINATOR] = {"coordinator", N_("samordnaren")},
    [SEAT_PARTY] = {"party", N_("från")},
};

static const struct {
    const char *function, *one, *several;
} holders[] = {{"head", N_("chef"), N_("chefer")},
               {"contact_person", N_("kontaktperson"), N_("kontaktpersoner")},
               {"inspector", N_("inspektör"), N_("inspektörer")},
               {"politician", N_("politiker"), N_("politiker")},
               {"", N_("ledamot"), N_("ledamöter")}};

const char *seat_holder(const char *function, bool several) {
    for (size_t i = 0; i < G_N_ELEMENTS(holders); i++)
        if (strcmp(holders[i].function, function) == 0)
            return several ? T_(holders[i].several) : T_(holders[i].one);
    return function;
}

static bool parse_who(Arena *arena, const char *text, size_t length, SeatRule *rule) {
    rule->party = "";
    if (length > strlen("party ") && strncmp(text, "party ", strlen("party ")) == 0) {
        rule->who = SEAT_PARTY;
        rule->party = arena_strndup(arena, text + strlen("party "), length - strlen("party "));
        return strchr(rule->party, ' ') == NULL;
    }
    for (size_t i = 0; i < SEAT_PARTY; i++)
        if (strlen(whos[i].name) == length && strncmp(whos[i].name, text, length) == 0) {
            rule->who = (SeatWho)i;
            return true;
        }
    return false;
}

static bool parse_number(const char **text, int *ret) {
    int number = 0;
    const char *start = *text;
    while (g_ascii_isdigit(**text) && number <= SEAT_COUNT_MAX)
        number = number * 10 + (*(*text)++ - '0');
    *ret = number;
    return *text > start && number <= SEAT_COUNT_MAX;
}

/* "1", "3-4", "5+". */
static bool parse_count(const char **text, SeatRule *rule) {
    if (!parse_number(text, &rule->min))
        return false;
    rule->max = rule->min;
    if (**text == '+') {
        rule->max = 0;
        (*text)++;
    } else if (**text == '-') {
        (*text)++;
        return parse_number(text, &rule->max) && rule->max > rule->min;
    }
    return rule->min > 0;
}

static bool is_function(const char *text) {
    for (size_t i = 0; i < G_N_ELEMENTS(holders); i++)
        if (text[0] != '\0' && strcmp(holders[i].function, text) == 0)
            return true;
    return false;
}

bool seat_rule_parse(Arena *arena, const char *text, SeatRule *ret) {
    const char *colon = strchr(text, ':');
    SeatRule rule = {.function = ""};
    if (colon == NULL || !parse_who(arena, text, (size_t)(colon - text), &rule))
        return false;
    const char *rest = colon + 1;
    if (!parse_count(&rest, &rule))
        return false;
    if (*rest != '\0') {
        if (*rest != ' ' || !is_function(rest + 1))
            return false;
        rule.function = arena_strdup(arena, rest + 1);
    }
    *ret = rule;
    return true;
}

SeatRules seat_rules(Arena *arena, const Rule *body) {
    TextList list = rule_list(arena, body, "seats");
    SeatRule *rules = ARENA_ARRAY(arena, SeatRule, list.n);
    SeatRules found = {.rules = rules,
                       .as_needed = list.n == 1 && strcmp(list.items[0], "as_needed") == 0};
    for (size_t i = 0; i < list.n; i++)
        found.n += seat_rule_parse(arena, list.items[i], &rules[found.n]);
    return found;
}

static const char *count_words(Arena *arena, const SeatRule *rule) {
    if (rule->max == 0)
        return arena_printf(arena, T_("minst %d"), rule->min);
    if (rule->max > rule->min)
        return arena_printf(arena, "%d–%d", rule->min, rule->max);
    return arena_printf(arena, "%d", rule->min);
}

const char *seat_rule_words(Arena *arena, const SeatRule *rule, const char *party) {
    const char *count = count_words(arena, rule);
    const char *holder =
        rule->function[0] == '\0'
            ? ""
            : arena_printf(arena, " %s", seat_holder(rule->function, rule->max != 1));
    if (rule->who == SEAT_COORDINATOR)
        return rule->max == 1 ? T_(whos[rule->who].from)
                              : arena_printf(arena, T_("%s samordnare"), count);
    if (rule->who == SEAT_PARTY)
        return arena_printf(arena, T_("%s%s från %s"), count, holder, party);
    return arena_printf(arena, "%s%s %s", count, holder, T_(whos[rule->who].from));
}
