#include "modules/activities/facts.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "base/text.h"
#include "modules/activities/merge.h"
#include "modules/activities/words.h"
#include "modules/goals/goals.h"

#include <glib.h>
#include <string.h>

#define LEADER_MAX 200
#define PROJECT_GROUP_MAX 2000
#define HOURS_MAX 100000
#define AMOUNT_MAX 100000
#define ROWS_MAX 60
#define TITLE_MAX 500

/* ---- what may be stored ---- */

static bool title_is_valid(const char *what, const char *title, GError **error) {
    if (text_is_blank(title))
        return fail(error, ERROR_INVALID, "%s saknar text. Skriv en, eller ta bort raden.", what);
    return text_within(what, title, TITLE_MAX, error);
}

static bool targets_are_valid(const Activity *facts, GError **error) {
    for (size_t i = 0; i < facts->n_targets; i++) {
        const ActivityTarget *target = &facts->targets[i];
        if (!word_in(target->kind, "participation visits_each inspectors other"))
            return fail(error, ERROR_INVALID, "Välj vad det mätbara målet räknar.");
        if (target->amount < 0 || target->amount > AMOUNT_MAX)
            return fail(error, ERROR_INVALID, "Antalet i ett mätbart mål är från 0 till %d.",
                        AMOUNT_MAX);
        if (!title_is_valid(T_("Ett mätbart mål"), target->title, error))
            return false;
    }
    return true;
}

static bool steps_are_valid(const Activity *facts, GError **error) {
    for (size_t i = 0; i < facts->n_steps; i++) {
        if (date_is_set(facts->steps[i].due_on) && !date_valid(facts->steps[i].due_on))
            return fail(error, ERROR_INVALID, "Datumet för steget ”%s” finns inte. Rätta det.",
                        facts->steps[i].title);
        if (!title_is_valid(T_("Ett steg"), facts->steps[i].title, error))
            return false;
    }
    return true;
}

static bool has_party(const Activity *activity, size_t n, Id party) {
    for (size_t i = 0; i < n; i++)
        if (id_equal(activity->parties[i].party, party))
            return true;
    return false;
}

static bool is_kind(const Rules *rules, Id element, ElementKind kind) {
    const Rule *rule = rules_get(rules, element);
    return rule != NULL && rule->kind == kind;
}

/* A party that is chosen already may stay, though it is none any more. */
static bool parties_are_valid(const Rules *rules, const Activity *stored, const Activity *facts,
                              GError **error) {
    for (size_t i = 0; i < facts->n_parties; i++) {
        const ActivityParty *party = &facts->parties[i];
        bool known = !id_is_set(party->party) || is_kind(rules, party->party, ELEMENT_PARTY) ||
                     has_party(stored, stored->n_parties, party->party);
        if (!known)
            return fail(error, ERROR_INVALID,
                        "En vald part finns inte i samverkan det året. Välj en annan.");
        if (!word_in(party->role, "takes_part guidance own_supervision"))
            return fail(error, ERROR_INVALID, "Välj hur parten deltar.");
        if (has_party(facts, i, party->party))
            return fail(error, ERROR_INVALID, "Samma part är vald två gånger. Ta bort den ena.");
    }
    return true;
}

static bool goals_are_valid(const Activity *facts, GError **error) {
    for (size_t i = 0; i < facts->n_goals; i++) {
        const ActivityGoal *goal = &facts->goals[i];
        bool national = strcmp(goal->kind, "national") == 0,
             global = strcmp(goal->kind, "global") == 0;
        bool named = national || global, titled = word_in(goal->kind, "measure other");
        if (!named && !titled && strcmp(goal->kind, "most") != 0)
            return fail(error, ERROR_INVALID, "Välj vilket slags effektmål det är.");
        if (named && goal_by_number(national ? GOAL_NATIONAL : GOAL_GLOBAL,
                                    (int)CLAMP(goal->number, 0, 99)) == NULL)
            return fail(error, ERROR_INVALID,
                        "Det finns inget effektmål med det numret. Välj ett ur listan.");
        if (!named && goal->number != 0)
            return fail(error, ERROR_INVALID, "Bara miljökvalitetsmål och globala mål har nummer.");
        if (titled && !title_is_valid(T_("Ett effektmål"), goal->title, error))
            return false;
    }
    return true;
}

static bool responsibilities_are_valid(const Activity *facts, GError **error) {
    for (size_t i = 0; i < facts->n_responsibilities; i++) {
        if (!word_in(facts->responsibilities[i].kind, "whole practical content convener host"))
            return fail(error, ERROR_INVALID, "Välj vad den ansvariga gör.");
        if (!title_is_valid(T_("Ett ansvar"), facts->responsibilities[i].title, error))
            return false;
    }
    return true;
}

static bool host_is_valid(const Rules *rules, const Activity *stored, const Activity *facts,
                          GError **error) {
    if (facts->host[0] != '\0' && !word_in(facts->host, "open chosen"))
        return fail(error, ERROR_INVALID, "Välj om värden är bestämd.");
    bool chosen = strcmp(facts->host, "chosen") == 0;
    if (chosen != id_is_set(facts->host_element))
        return fail(error, ERROR_INVALID,
                    chosen ? "Välj vilken kommun som är värd."
                           : "Välj att värden är bestämd, eller ingen värd.");
    if (chosen && !id_equal(facts->host_element, stored->host_element) &&
        !is_kind(rules, facts->host_element, ELEMENT_PARTY) &&
        !is_kind(rules, facts->host_element, ELEMENT_OFFICE))
        return fail(error, ERROR_INVALID,
                    "Den valda värden finns inte i samverkan det året. Välj en annan.");
    return true;
}

static bool counts_are_valid(const Activity *facts, GError **error) {
    const size_t counts[] = {facts->n_targets, facts->n_steps, facts->n_parties, facts->n_goals,
                             facts->n_responsibilities};
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
        if (counts[i] > ROWS_MAX)
            return fail(error, ERROR_INVALID,
                        "En aktivitet får ha högst %d rader av varje slag, men har %zu.", ROWS_MAX,
                        counts[i]);
    return true;
}

bool facts_are_valid(const Rules *rules, const Activity *stored, const Activity *facts,
                     GError **error) {
    if (facts->size[0] != '\0' && !word_in(facts->size, "S M L"))
        return fail(error, ERROR_INVALID, "Storleken är S, M eller L.");
    if (facts->hours < 0 || facts->hours > HOURS_MAX)
        return fail(error, ERROR_INVALID, "Timmar per kontor och år är från 0 till %d.", HOURS_MAX);
    return text_within(T_("Projektledare"), facts->leader, LEADER_MAX, error) &&
           text_within(T_("Projektgrupp"), facts->project_group, PROJECT_GROUP_MAX, error) &&
           counts_are_valid(facts, error) && host_is_valid(rules, stored, facts, error) &&
           targets_are_valid(facts, error) && steps_are_valid(facts, error) &&
           parties_are_valid(rules, stored, facts, error) && goals_are_valid(facts, error) &&
           responsibilities_are_valid(facts, error);
}

/* ---- comparing and copying ---- */

bool facts_are_same(Arena *arena, const Activity *a, const Activity *b) {
    return a->is_recurring == b->is_recurring && a->hours == b->hours &&
           strcmp(a->size, b->size) == 0 && strcmp(a->host, b->host) == 0 &&
           id_equal(a->host_element, b->host_element) && strcmp(a->leader, b->leader) == 0 &&
           strcmp(a->project_group, b->project_group) == 0 && merge_same_targets(arena, a, b) &&
           merge_same_steps(arena, a, b) && merge_same_parties(arena, a, b) &&
           merge_same_goals(arena, a, b) && merge_same_responsibilities(arena, a, b);
}

void facts_copy(Activity *to, const Activity *from) {
    to->is_recurring = from->is_recurring;
    to->size = from->size;
    to->hours = from->hours;
    to->host = from->host;
    to->host_element = from->host_element;
    to->leader = from->leader;
    to->project_group = from->project_group;
    to->targets = from->targets;
    to->n_targets = from->n_targets;
    to->steps = from->steps;
    to->n_steps = from->n_steps;
    to->parties = from->parties;
    to->n_parties = from->n_parties;
    to->goals = from->goals;
    to->n_goals = from->n_goals;
    to->responsibilities = from->responsibilities;
    to->n_responsibilities = from->n_responsibilities;
}

void facts_without_marks(Arena *arena, Activity *facts) {
    ActivityTarget *targets = ARENA_ARRAY(arena, ActivityTarget, facts->n_targets);
    ActivityStep *steps = ARENA_ARRAY(arena, ActivityStep, facts->n_steps);
    for (size_t i = 0; i < facts->n_targets; i++) {
        targets[i] = facts->targets[i];
        targets[i].is_reached = false;
    }
    for (size_t i = 0; i < facts->n_steps; i++) {
        steps[i] = facts->steps[i];
        steps[i].done_on = (Date){0};
    }
    facts->targets = targets;
    facts->steps = steps;
}
