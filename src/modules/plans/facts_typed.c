#include "base/id.h"
#include "base/language.h"
#include "modules/plans/facts_view.h"
#include "web/form_values.h"

#include <string.h>

/* From the fields of the form to an activity's facts. */

static bool is(const char *a, const char *b) {
    return strcmp(a, b) == 0;
}

static Id id_of(const char *text) {
    Id id = {0};
    if (!id_parse(text, &id))
        id = (Id){0};
    return id;
}

/* The number typed, 0 for none; false when it is none. */
static bool number(const char *text, int64_t *ret) {
    *ret = 0;
    return text[0] == '\0' || (form_parse_int(text, ret) && *ret >= 0);
}

static bool is_among(const FormChoice *choices, const char *value) {
    for (; choices->value != NULL; choices++)
        if (is(choices->value, value))
            return true;
    return false;
}

/* ---- lines ---- */

static bool set_targets(Arena *arena, FactLines *lines, Activity *facts) {
    ActivityTarget *rows = ARENA_ARRAY(arena, ActivityTarget, lines->n);
    bool fine = true;
    for (size_t i = 0; i < lines->n; i++) {
        FactLine *line = &lines->rows[i];
        if (line->title[0] == '\0')
            continue;
        ActivityTarget *row = &rows[facts->n_targets++];
        *row = (ActivityTarget){.id = id_of(line->id),
                                .title = line->title,
                                .kind = is_among(target_kinds, line->kind) ? line->kind : "other"};
        if (!number(line->amount, &row->amount)) {
            line->problem = T_("Antalet ska vara ett heltal.");
            fine = false;
        }
    }
    facts->targets = rows;
    return fine;
}

static bool set_steps(Arena *arena, FactLines *lines, Activity *facts) {
    ActivityStep *rows = ARENA_ARRAY(arena, ActivityStep, lines->n);
    bool fine = true;
    for (size_t i = 0; i < lines->n; i++) {
        FactLine *line = &lines->rows[i];
        if (line->title[0] == '\0')
            continue;
        ActivityStep *row = &rows[facts->n_steps++];
        *row = (ActivityStep){
            .id = id_of(line->id), .title = line->title, .is_optional = line->is_optional};
        if (line->due_on[0] != '\0' && !form_parse_date(line->due_on, &row->due_on)) {
            line->problem =
                T_("Dagen går inte att läsa. Skriv den som 2021-04-15 eller 15 april 2021.");
            fine = false;
        }
    }
    facts->steps = rows;
    return fine;
}

static void set_responsibilities(Arena *arena, const FactLines *lines, Activity *facts) {
    ActivityResponsibility *rows = ARENA_ARRAY(arena, ActivityResponsibility, lines->n);
    for (size_t i = 0; i < lines->n; i++) {
        const FactLine *line = &lines->rows[i];
        if (line->title[0] != '\0')
            rows[facts->n_responsibilities++] = (ActivityResponsibility){
                .id = id_of(line->id),
                .title = line->title,
                .kind = is_among(responsibility_kinds, line->kind) ? line->kind : "whole"};
    }
    facts->responsibilities = rows;
}

/* ---- parties and goals ---- */

static void set_parties(Arena *arena, const FactsForm *form, Activity *facts) {
    ActivityParty *rows = ARENA_ARRAY(arena, ActivityParty, form->n_parties);
    for (size_t i = 0; i < form->n_parties; i++) {
        const PartyField *party = &form->parties[i];
        if (is_among(party_roles, party->role))
            rows[facts->n_parties++] = (ActivityParty){.party = party->party, .role = party->role};
    }
    facts->parties = rows;
}

static ActivityGoal numbered_goal(Arena *arena, const char *value) {
    const char *dash = strchr(value, '-');
    return (ActivityGoal){.kind = arena_strndup(arena, value, (size_t)(dash - value)),
                          .number = g_ascii_strtoll(dash + 1, NULL, 10),
                          .title = ""};
}

/* A line of other goals: the measure that is stored by that name, or text. */
static ActivityGoal other_goal(Arena *arena, const Activity *stored, const char *title) {
    for (size_t i = 0; i < stored->n_goals; i++)
        if (is(stored->goals[i].title, title))
            return stored->goals[i];
    return (ActivityGoal){.kind = "other", .title = arena_strdup(arena, title)};
}

static void set_goals(Arena *arena, const FactsForm *form, Activity *facts) {
    g_auto(GStrv) others = g_strsplit(form->other_goals, "\n", -1);
    ActivityGoal *rows = ARENA_ARRAY(arena, ActivityGoal, form->n_goals + g_strv_length(others));
    for (size_t i = 0; i < form->n_goals; i++)
        if (form->goals[i].is_chosen)
            rows[facts->n_goals++] = numbered_goal(arena, form->goals[i].value);
    for (char **line = others; *line != NULL; line++)
        if (g_strstrip(*line)[0] != '\0')
            rows[facts->n_goals++] = other_goal(arena, form->place->activity, *line);
    facts->goals = rows;
}

bool facts_of_form(Arena *arena, FactsForm *form, Activity *ret) {
    Activity facts = {.size = is_among(form->sizes, form->size) ? form->size : "",
                      .host_element = id_of(form->host),
                      .host = is(form->host, "open") ? "open" : "",
                      .leader = form->leader,
                      .project_group = form->project_group,
                      .is_recurring = form->is_recurring};
    if (id_is_set(facts.host_element))
        facts.host = "chosen";
    set_parties(arena, form, &facts);
    set_goals(arena, form, &facts);
    set_responsibilities(arena, &form->responsibilities, &facts);
    bool targets = set_targets(arena, &form->targets, &facts),
         steps = set_steps(arena, &form->steps, &facts);
    if (!number(form->hours, &facts.hours))
        form->problem = T_("Timmar ska vara ett heltal.");
    else if (!targets || !steps)
        form->problem = T_("Något går inte att läsa. Rätta det som är markerat.");
    *ret = facts;
    return form->problem == NULL;
}
