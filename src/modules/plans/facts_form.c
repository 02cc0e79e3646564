#include "base/date.h"
#include "base/id.h"
#include "base/language.h"
#include "base/text.h"
#include "modules/collaborations/size_hours.h"
#include "modules/plans/facts_view.h"

#include <string.h>

#define NEW_LINES 3
#define LINES_MAX 60

const FormChoice target_kinds[] = {{"other", N_("annat mål")},
                                   {"participation", N_("alla deltar")},
                                   {"visits_each", N_("besök per kommun")},
                                   {"inspectors", N_("inspektörer i projektgruppen")},
                                   {0}};
const FormChoice responsibility_kinds[] = {{"whole", N_("hela aktiviteten")},
                                           {"practical", N_("det praktiska")},
                                           {"content", N_("innehållet")},
                                           {"convener", N_("sammankallande")},
                                           {"host", N_("värd")},
                                           {0}};
const FormChoice party_roles[] = {{"takes_part", N_("deltar")},
                                  {"guidance", N_("vägleder")},
                                  {"own_supervision", N_("har egen tillsyn")},
                                  {0}};

static bool is(const char *a, const char *b) {
    return strcmp(a, b) == 0;
}

/* ---- what there is to choose among ---- */

static const FormChoice *size_choices(Arena *arena, const ActivityPlace *place) {
    static const char *const sizes[] = {"S", "M", "L"};
    const Rule *document = rules_get(place->rules, place->plan.document);
    FormChoice *choices = ARENA_ARRAY(arena, FormChoice, G_N_ELEMENTS(sizes) + 2);
    SizeHours hours = {0};
    if (document != NULL)
        (void)size_hours_parse(rule_text(document, "size_hours"), &hours);
    choices[0] = (FormChoice){"", N_("inte angiven")};
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
        choices[i + 1] = (FormChoice){sizes[i], size_in_words(arena, &hours, sizes[i])};
    return choices;
}

static PartyField *party_choices(const Request *request, const Rules *rules, size_t *ret_n) {
    PartyField *fields =
        ARENA_ARRAY(request->arena, PartyField, rules_count(rules, ELEMENT_PARTY) + 1);
    size_t n = 0;
    fields[n++] = (PartyField){{0}, T_("Länets kommuner"), "", false};
    for (const Rule *party = rules_next(rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(rules, ELEMENT_PARTY, party))
        fields[n++] = (PartyField){party->element, party->title, "",
                                   is(rule_text(party, "kind"), "county_board")};
    *ret_n = n;
    return fields;
}

static GoalField *goal_choices(Arena *arena, size_t *ret_n) {
    size_t n_national, n_global, n = 0;
    const Goal *national = goals_of_kind(GOAL_NATIONAL, &n_national),
               *global = goals_of_kind(GOAL_GLOBAL, &n_global);
    GoalField *fields = ARENA_ARRAY(arena, GoalField, n_national + n_global + 1);
    fields[n++] = (GoalField){"most-0", T_("Flertalet"), false};
    for (size_t i = 0; i < n_national; i++)
        fields[n++] = (GoalField){
            arena_printf(arena, "national-%d", national[i].number),
            arena_printf(arena, "%d. %s", national[i].number, T_(national[i].name)), false};
    for (size_t i = 0; i < n_global; i++)
        fields[n++] = (GoalField){
            arena_printf(arena, "global-%d", global[i].number),
            arena_printf(arena, T_("Globalt mål %d. %s"), global[i].number, T_(global[i].name)),
            false};
    *ret_n = n;
    return fields;
}

static const char *other_host(const ActivityPlace *place, const FactsForm *form) {
    Id id;
    if (!id_parse(form->host, &id))
        return NULL;
    for (size_t i = 0; i < form->n_parties; i++)
        if (id_equal(form->parties[i].party, id))
            return NULL;
    const Rule *host = rules_get(place->rules, id);
    return host == NULL ? NULL : host->title;
}

/* ---- as it is stored ---- */

static void stored_parties(const Activity *activity, PartyField *fields, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < activity->n_parties; j++)
            if (id_equal(activity->parties[j].party, fields[i].party))
                fields[i].role = activity->parties[j].role;
}

static const char *stored_goals(Arena *arena, const Activity *activity, GoalField *fields,
                                size_t n) {
    g_autoptr(GString) others = g_string_new(NULL);
    for (size_t j = 0; j < activity->n_goals; j++) {
        const ActivityGoal *goal = &activity->goals[j];
        const char *value = arena_printf(arena, "%s-%d", goal->kind, (int)goal->number);
        for (size_t i = 0; i < n; i++)
            fields[i].is_chosen |= is(fields[i].value, value);
        if (is(goal->kind, "measure") || is(goal->kind, "other"))
            g_string_append_printf(others, "%s%s", others->len == 0 ? "" : "\n", goal->title);
    }
    return arena_strdup(arena, others->str);
}

static FactLines lines_new(Arena *arena, size_t n) {
    FactLines lines = {ARENA_ARRAY(arena, FactLine, n), n};
    for (size_t i = 0; i < n; i++)
        lines.rows[i] = (FactLine){.id = "", .title = "", .kind = "", .amount = "", .due_on = ""};
    return lines;
}

static void stored_lines(Arena *arena, const Activity *activity, FactsForm *form) {
    form->targets = lines_new(arena, activity->n_targets + NEW_LINES);
    form->steps = lines_new(arena, activity->n_steps + NEW_LINES);
    form->responsibilities = lines_new(arena, activity->n_responsibilities + NEW_LINES);
    for (size_t i = 0; i < activity->n_targets; i++) {
        const ActivityTarget *target = &activity->targets[i];
        form->targets.rows[i] = (FactLine){
            .id = id_text(arena, target->id),
            .title = target->title,
            .kind = target->kind,
            .due_on = "",
            .amount = target->amount == 0 ? "" : arena_printf(arena, "%d", (int)target->amount)};
    }
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        form->steps.rows[i] =
            (FactLine){.id = id_text(arena, step->id),
                       .title = step->title,
                       .kind = "",
                       .amount = "",
                       .due_on = date_is_set(step->due_on) ? date_iso(arena, step->due_on) : "",
                       .is_optional = step->is_optional};
    }
    for (size_t i = 0; i < activity->n_responsibilities; i++)
        form->responsibilities.rows[i] =
            (FactLine){.id = id_text(arena, activity->responsibilities[i].id),
                       .amount = "",
                       .due_on = "",
                       .title = activity->responsibilities[i].title,
                       .kind = activity->responsibilities[i].kind};
}

void facts_form_stored(const Request *request, const ActivityPlace *place, FactsForm *ret) {
    Arena *arena = request->arena;
    const Activity *activity = place->activity;
    FactsForm form = {
        .frame = activity_frame(request, place, N_("Ändra fakta")),
        .place = place,
        .edit = activity->edit,
        .sizes = size_choices(arena, place),
        .size = activity->size,
        .hours = activity->hours == 0 ? "" : arena_printf(arena, "%d", (int)activity->hours),
        .host =
            is(activity->host, "chosen") ? id_text(arena, activity->host_element) : activity->host,
        .leader = activity->leader,
        .project_group = activity->project_group,
        .is_recurring = activity->is_recurring};
    PartyField *parties = party_choices(request, place->rules, &form.n_parties);
    GoalField *goals = goal_choices(arena, &form.n_goals);
    stored_parties(activity, parties, form.n_parties);
    form.other_goals = stored_goals(arena, activity, goals, form.n_goals);
    form.parties = parties;
    form.goals = goals;
    form.host_title = other_host(place, &form);
    stored_lines(arena, activity, &form);
    *ret = form;
}

/* ---- as it was typed ---- */

static const char *typed(const Request *request, const char *name) {
    const char *value = request_field(request, name);
    return value == NULL ? "" : text_trim(request->arena, value);
}

/* The `i`th value of a field that comes once a line. */
static const char *typed_nth(const Request *request, const char *name, size_t i) {
    const Pairs *fields = request_fields(request);
    for (size_t f = 0; f < fields->n; f++)
        if (is(fields->items[f].name, name) && i-- == 0)
            return text_trim(request->arena, fields->items[f].value);
    return "";
}

static FactLines typed_lines(const Request *request, const char *noun) {
    Arena *arena = request->arena;
    const char *title = arena_printf(arena, "%s_title", noun),
               *id = arena_printf(arena, "%s_id", noun),
               *kind = arena_printf(arena, "%s_kind", noun);
    FactLines lines =
        lines_new(arena, MIN(pairs_count(request_fields(request), title), LINES_MAX + NEW_LINES));
    for (size_t i = 0; i < lines.n; i++)
        lines.rows[i] = (FactLine){.id = typed_nth(request, id, i),
                                   .title = typed_nth(request, title, i),
                                   .kind = typed_nth(request, kind, i),
                                   .amount = typed_nth(request, "target_amount", i),
                                   .due_on = typed_nth(request, "step_due", i),
                                   .is_optional = is(typed_nth(request, "step_optional", i), "1")};
    return lines;
}

static bool is_ticked(const Request *request, const char *name, const char *value) {
    const Pairs *fields = request_fields(request);
    for (size_t i = 0; i < fields->n; i++)
        if (is(fields->items[i].name, name) && is(fields->items[i].value, value))
            return true;
    return false;
}

void facts_form_typed(const Request *request, const ActivityPlace *place, FactsForm *ret) {
    Arena *arena = request->arena;
    FactsForm form = {.frame = activity_frame(request, place, N_("Ändra fakta")),
                      .place = place,
                      .edit = g_ascii_strtoll(typed(request, "edit"), NULL, 10),
                      .sizes = size_choices(arena, place),
                      .size = typed(request, "size"),
                      .hours = typed(request, "hours"),
                      .host = typed(request, "host"),
                      .leader = typed(request, "leader"),
                      .project_group = typed(request, "project_group"),
                      .other_goals = typed(request, "other_goals"),
                      .is_recurring = is(typed(request, "is_recurring"), "1")};
    PartyField *parties = party_choices(request, place->rules, &form.n_parties);
    GoalField *goals = goal_choices(arena, &form.n_goals);
    for (size_t i = 0; i < form.n_parties; i++)
        parties[i].role = typed(
            request,
            arena_printf(arena, "party_%s",
                         id_is_set(parties[i].party) ? id_text(arena, parties[i].party) : ""));
    for (size_t i = 0; i < form.n_goals; i++)
        goals[i].is_chosen = is_ticked(request, "goal", goals[i].value);
    form.parties = parties;
    form.goals = goals;
    form.host_title = other_host(place, &form);
    form.targets = typed_lines(request, "target");
    form.steps = typed_lines(request, "step");
    form.responsibilities = typed_lines(request, "responsibility");
    *ret = form;
}
