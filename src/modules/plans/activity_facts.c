#include "modules/plans/activity_facts.h"

#include "base/date.h"
#include "base/id.h"
#include "base/language.h"
#include "web/translate.h"

#include <glib.h>
#include <string.h>

static bool is(const char *a, const char *b) {
    return strcmp(a, b) == 0;
}

/* ---- time ---- */

static const char *span(Arena *arena, Date first, Date last) {
    if (date_compare(first, last) == 0)
        return date_long(arena, first);
    if (first.year != last.year)
        return arena_printf(arena, "%s–%s", date_long(arena, first), date_long(arena, last));
    if (first.month == 1 && first.day == 1 && last.month == 12 && last.day == 31)
        return arena_printf(arena, T_("någon gång under %d"), first.year);
    return arena_printf(arena, "%d %s–%s", first.day, month_word(first.month),
                        date_long(arena, last));
}

static bool is_whole_year(const TimeExpression *time) {
    return time->first.month == 1 && time->first.day == 1 && time->last.month == 12 &&
           time->last.day == 31;
}

static const char *recurrence(Arena *arena, const TimeExpression *time) {
    if (time->every_years > 1)
        return arena_printf(arena, T_("vart %d:e år"), time->every_years);
    if (time->times > 1)
        return arena_printf(arena, T_("%d gånger om året"), time->times);
    return time->times == 1 ? T_("en gång om året") : T_("återkommande");
}

const char *time_in_words(Arena *arena, const TimeExpression *time) {
    switch (time->kind) {
    case TIME_PERIOD:
        return span(arena, time->first, time->last);
    case TIME_RECURRING:
        return is_whole_year(time) ? recurrence(arena, time)
                                   : arena_printf(arena, "%s, %s", recurrence(arena, time),
                                                  span(arena, time->first, time->last));
    case TIME_CONTINUOUS:
        return T_("löpande hela året");
    case TIME_YEAR:
    case TIME_UNKNOWN:
        break;
    }
    return "";
}

const char *written_unless_said(Arena *arena, const char *written, const ActivityFacts *facts) {
    size_t length = strlen(written);
    while (length > 0 && strchr(". ", written[length - 1]) != NULL)
        length--;
    if (facts->n == 1 && facts->rows[0].role[0] == '\0' &&
        g_ascii_strcasecmp(arena_strndup(arena, written, length), facts->rows[0].title) == 0)
        return "";
    return written;
}

/* ---- parties, responsibility, host ---- */

const char *party_title(const Rules *rules, Id party) {
    if (!id_is_set(party))
        return T_("Länets kommuner");
    const Rule *rule = rules_get(rules, party);
    return rule == NULL ? T_("en part som inte längre finns") : rule->title;
}

const char *party_role_word(const char *role) {
    if (is(role, "guidance"))
        return N_("tillsynsvägledning");
    return is(role, "own_supervision") ? N_("egen tillsyn") : "";
}

ActivityFacts activity_parties(Arena *arena, const Rules *rules, const Activity *activity) {
    ActivityFact *rows = ARENA_ARRAY(arena, ActivityFact, activity->n_parties);
    for (size_t i = 0; i < activity->n_parties; i++)
        rows[i] = (ActivityFact){party_title(rules, activity->parties[i].party),
                                 party_role_word(activity->parties[i].role)};
    return (ActivityFacts){rows, activity->n_parties};
}

static const char *responsibility_word(const char *kind) {
    static const struct {
        const char *kind, *word;
    } words[] = {{"practical", N_("det praktiska")},
                 {"content", N_("innehållet")},
                 {"convener", N_("sammankallande")},
                 {"host", N_("värd")}};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (is(words[i].kind, kind))
            return words[i].word;
    return "";
}

ActivityFacts activity_responsibilities(Arena *arena, const Activity *activity) {
    ActivityFact *rows = ARENA_ARRAY(arena, ActivityFact, activity->n_responsibilities);
    for (size_t i = 0; i < activity->n_responsibilities; i++)
        rows[i] = (ActivityFact){activity->responsibilities[i].title,
                                 responsibility_word(activity->responsibilities[i].kind)};
    return (ActivityFacts){rows, activity->n_responsibilities};
}

const char *activity_host(const Rules *rules, const Activity *activity) {
    if (is(activity->host, "open"))
        return T_("inte utsedd");
    const Rule *host =
        is(activity->host, "chosen") ? rules_get(rules, activity->host_element) : NULL;
    return host == NULL ? "" : host->title;
}
