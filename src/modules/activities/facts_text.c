#include "modules/activities/facts.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/goals/goals.h"

#include <glib.h>
#include <string.h>

/* Facts in words, for the history. */

typedef const char *(*InWords)(Arena *arena, const Rules *rules, const Activity *activity);

static const char *joined(Arena *arena, GString *text) {
    const char *kept = arena_strdup(arena, text->str);
    g_string_free(text, TRUE);
    return kept;
}

static void append_item(GString *list, const char *item) {
    g_string_append_printf(list, "%s%s", list->len == 0 ? "" : "; ", item);
}

static const char *size_words(Arena *arena, const Rules *rules, const Activity *activity) {
    (void)arena;
    (void)rules;
    return activity->size;
}

static const char *hours_words(Arena *arena, const Rules *rules, const Activity *activity) {
    (void)rules;
    return activity->hours == 0 ? "" : arena_printf(arena, "%d", (int)activity->hours);
}

static const char *recurring_words(Arena *arena, const Rules *rules, const Activity *activity) {
    (void)arena;
    (void)rules;
    return activity->is_recurring ? "ja" : "nej";
}

static const char *host_words(Arena *arena, const Rules *rules, const Activity *activity) {
    (void)arena;
    if (strcmp(activity->host, "open") == 0)
        return "inte bestämd";
    const Rule *rule = rules_get(rules, activity->host_element);
    return rule != NULL                        ? rule->title
           : id_is_set(activity->host_element) ? "någon som inte längre finns"
                                               : "";
}

static const char *leader_words(Arena *arena, const Rules *rules, const Activity *activity) {
    (void)arena;
    (void)rules;
    return activity->leader;
}

static const char *project_group_words(Arena *arena, const Rules *rules, const Activity *activity) {
    (void)arena;
    (void)rules;
    return activity->project_group;
}

static const char *targets_words(Arena *arena, const Rules *rules, const Activity *activity) {
    (void)rules;
    GString *list = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_targets; i++)
        append_item(list, activity->targets[i].title);
    return joined(arena, list);
}

static const char *steps_words(Arena *arena, const Rules *rules, const Activity *activity) {
    (void)rules;
    GString *list = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        const char *due = date_is_set(step->due_on) ? date_kept(arena, step->due_on) : "";
        append_item(list, arena_printf(arena, "%s%s%s%s", step->is_optional ? "eventuellt: " : "",
                                       step->title, due[0] == '\0' ? "" : ", senast ", due));
    }
    return joined(arena, list);
}

static const char *role_words(const char *role) {
    if (strcmp(role, "guidance") == 0)
        return " (tillsynsvägledning)";
    return strcmp(role, "own_supervision") == 0 ? " (egen tillsyn)" : "";
}

static const char *parties_words(Arena *arena, const Rules *rules, const Activity *activity) {
    GString *list = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_parties; i++) {
        const Rule *rule = rules_get(rules, activity->parties[i].party);
        const char *name = rule != NULL                            ? rule_short(rule)
                           : id_is_set(activity->parties[i].party) ? "en part som inte längre finns"
                                                                   : "alla kommuner";
        append_item(list, arena_printf(arena, "%s%s", name, role_words(activity->parties[i].role)));
    }
    return joined(arena, list);
}

static const char *goal_words(const ActivityGoal *goal) {
    if (strcmp(goal->kind, "most") == 0)
        return "flertalet";
    if (goal->number == 0)
        return goal->title;
    const Goal *named = goal_by_number(
        strcmp(goal->kind, "national") == 0 ? GOAL_NATIONAL : GOAL_GLOBAL, (int)goal->number);
    return named == NULL ? goal->title : named->name;
}

static const char *goals_words(Arena *arena, const Rules *rules, const Activity *activity) {
    (void)rules;
    GString *list = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_goals; i++)
        append_item(list, goal_words(&activity->goals[i]));
    return joined(arena, list);
}

static const char *duty_words(const char *kind) {
    static const struct {
        const char *kind, *words;
    } duties[] = {{"practical", " (det praktiska)"},
                  {"content", " (innehållet)"},
                  {"convener", " (sammankallande)"},
                  {"host", " (värd)"}};
    for (size_t i = 0; i < G_N_ELEMENTS(duties); i++)
        if (strcmp(duties[i].kind, kind) == 0)
            return duties[i].words;
    return "";
}

static const char *responsibilities_words(Arena *arena, const Rules *rules,
                                          const Activity *activity) {
    (void)rules;
    GString *list = g_string_new(NULL);
    for (size_t i = 0; i < activity->n_responsibilities; i++)
        append_item(list, arena_printf(arena, "%s%s", activity->responsibilities[i].title,
                                       duty_words(activity->responsibilities[i].kind)));
    return joined(arena, list);
}

static const struct {
    const char *label;
    InWords in_words;
} facts_described[] = {{"Storlek", size_words},           {"Timmar per kontor", hours_words},
                       {"Återkommer", recurring_words},   {"Värd", host_words},
                       {"Projektledare", leader_words},   {"Projektgrupp", project_group_words},
                       {"Mätbara mål", targets_words},    {"Steg", steps_words},
                       {"Parter", parties_words},         {"Effektmål", goals_words},
                       {"Ansvar", responsibilities_words}};

FactsDifference facts_difference(Arena *arena, const Rules *rules, const Activity *before,
                                 const Activity *after) {
    GString *old = g_string_new(NULL), *new = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(facts_described); i++) {
        const char *was = facts_described[i].in_words(arena, rules, before);
        const char *is = facts_described[i].in_words(arena, rules, after);
        if (strcmp(was, is) == 0)
            continue;
        g_string_append_printf(old, "%s%s: %s", old->len == 0 ? "" : "\n", facts_described[i].label,
                               was);
        g_string_append_printf(new, "%s%s: %s", new->len == 0 ? "" : "\n", facts_described[i].label,
                               is);
    }
    const char *old_text = joined(arena, old);
    return (FactsDifference){old_text, joined(arena, new)};
}
