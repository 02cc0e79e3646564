#include "modules/plans/plan_filters.h"

#include "base/id.h"
#include "base/language.h"
#include "base/text.h"

#include <string.h>

#define CHOICES_MAX 60

static const char *const keys[N_PLAN_FILTERS] = {"category", "q",           "goal",
                                                 "party",    "responsible", "status"};

static bool is(const char *a, const char *b) {
    return strcmp(a, b) == 0;
}

/* ---- what is wanted ---- */

static void want_party(const Rules *rules, Wanted *wanted) {
    if (is(wanted->value, "all"))
        return;
    const Rule *party =
        id_parse(wanted->value, &wanted->party) ? rules_get(rules, wanted->party) : NULL;
    wanted->is_none = !id_is_set(wanted->party);
    wanted->is_municipality = party != NULL && is(rule_text(party, "kind"), "municipality");
}

static void want_goal(Wanted *wanted) {
    bool global = wanted->value[0] == 'g';
    wanted->text = global ? "global" : is(wanted->value, "most") ? "most" : "national";
    wanted->number = g_ascii_strtoll(wanted->value + global, NULL, 10);
}

static Wanted wanted_of(const PlanFilters *filters, PlanFilter filter, const char *value) {
    Wanted wanted = {.filter = filter, .value = value};
    if (value[0] == '\0')
        return wanted;
    if (filter == FILTER_TEXT)
        wanted.text = text_fold(filters->request->arena, value);
    else if (filter == FILTER_GOAL)
        want_goal(&wanted);
    else if (filter == FILTER_PARTY)
        want_party(filters->rules, &wanted);
    return wanted;
}

PlanFilters plan_filters_of(const PlanHead *head, const PlanYear *year, const ActivityRow *rows,
                            size_t n_rows) {
    const Request *request = head->frame->request;
    PlanFilters filters = {request, head->rules, year, head->path, rows, n_rows, {{0}}};
    for (PlanFilter i = 0; i < N_PLAN_FILTERS; i++) {
        const char *value = request_query(request, keys[i]);
        filters.wanted[i] = wanted_of(&filters, i, value == NULL ? "" : value);
    }
    return filters;
}

bool plan_filters_narrow(const PlanFilters *filters) {
    for (PlanFilter i = FILTER_TEXT; i < N_PLAN_FILTERS; i++)
        if (filters->wanted[i].value[0] != '\0')
            return true;
    return false;
}

/* ---- what matches ---- */

static bool matches_text(Arena *arena, const Activity *activity, const char *folded) {
    for (int column = 0; column < N_ACTIVITY_COLUMNS; column++)
        if (strstr(text_fold(arena, activity->cells[column]), folded) != NULL)
            return true;
    return false;
}

static bool matches_goal(const Activity *activity, const Wanted *wanted) {
    for (size_t i = 0; i < activity->n_goals; i++)
        if (activity->goals[i].number == wanted->number &&
            is(activity->goals[i].kind, wanted->text))
            return true;
    return false;
}

static bool matches_party(const Activity *activity, const Wanted *wanted) {
    for (size_t i = 0; i < activity->n_parties && !wanted->is_none; i++) {
        Id party = activity->parties[i].party;
        if (id_equal(party, wanted->party) || (wanted->is_municipality && !id_is_set(party)))
            return true;
    }
    return false;
}

static bool matches(const PlanFilters *filters, const Wanted *wanted, const ActivityRow *row) {
    switch (wanted->filter) {
    case FILTER_TEXT:
        return matches_text(filters->request->arena, row->activity, wanted->text);
    case FILTER_GOAL:
        return matches_goal(row->activity, wanted);
    case FILTER_PARTY:
        return matches_party(row->activity, wanted);
    case FILTER_RESPONSIBLE:
        return is(row->activity->cells[COLUMN_RESPONSIBLE], wanted->value);
    case FILTER_STATUS:
        return is(row->standing.status, wanted->value);
    default:
        return true;
    }
}

bool plan_filters_match(const PlanFilters *filters, const ActivityRow *row) {
    for (PlanFilter i = FILTER_TEXT; i < N_PLAN_FILTERS; i++)
        if (filters->wanted[i].value[0] != '\0' && !matches(filters, &filters->wanted[i], row))
            return false;
    return true;
}

bool plan_filters_match_category(const PlanFilters *filters, const PlanCategory *category) {
    const char *wanted = filters->wanted[FILTER_CATEGORY].value;
    return wanted[0] == '\0' || is(wanted, id_text(filters->request->arena, category->id));
}

/* ---- links and menus ---- */

/* The page's address with one filter set to another value, the others as they are. */
static const char *path_with(const PlanFilters *filters, PlanFilter filter, const char *value) {
    g_autoptr(GString) path = g_string_new(filters->path);
    g_string_append_printf(path, "?year=%d", filters->year->year);
    for (int i = 0; i < N_PLAN_FILTERS; i++) {
        const char *shown = (PlanFilter)i == filter ? value : filters->wanted[i].value;
        if (shown[0] == '\0')
            continue;
        g_string_append_c(path, '&');
        g_string_append(path, keys[i]);
        g_string_append_c(path, '=');
        g_string_append_uri_escaped(path, shown, NULL, FALSE);
    }
    return arena_strdup(filters->request->arena, path->str);
}

static size_t count_of(const PlanFilters *filters, const Wanted *wanted) {
    size_t count = 0;
    for (size_t i = 0; i < filters->n_rows; i++)
        count += matches(filters, wanted, &filters->rows[i]);
    return count;
}

static size_t count_party(const PlanFilters *filters, const Rule *party) {
    Wanted wanted = {.party = party->element,
                     .is_municipality = is(rule_text(party, "kind"), "municipality")};
    size_t count = 0;
    for (size_t i = 0; i < filters->n_rows; i++)
        count += matches_party(filters->rows[i].activity, &wanted);
    return count;
}

/* The goals of an activity as bits: thirty-five choices are counted by looking at each once. */
static uint64_t goal_bit(const char *kind, int64_t number) {
    if (is(kind, "most"))
        return 1;
    return number < 1 || number > 30 ? 0 : (uint64_t)1 << (number + (is(kind, "global") ? 30 : 0));
}

static const uint64_t *goal_bits(const PlanFilters *filters) {
    uint64_t *bits = ARENA_ARRAY(filters->request->arena, uint64_t, filters->n_rows);
    for (size_t i = 0; i < filters->n_rows; i++) {
        const Activity *activity = filters->rows[i].activity;
        for (size_t g = 0; g < activity->n_goals; g++)
            bits[i] |= goal_bit(activity->goals[g].kind, activity->goals[g].number);
    }
    return bits;
}

static size_t count_bit(const PlanFilters *filters, const uint64_t *bits, uint64_t bit) {
    size_t count = 0;
    for (size_t i = 0; i < filters->n_rows; i++)
        count += (bits[i] & bit) != 0;
    return count;
}

typedef struct {
    const PlanFilters *filters;
    PlanFilter filter;
    FilterMenu menu;
    FilterLink *links;
} Making;

static bool is_chosen(const Making *making, const char *value) {
    return is(making->filters->wanted[making->filter].value, value);
}

static bool has_room(const Making *making) {
    return making->menu.n_links < CHOICES_MAX;
}

/* What narrows the rows to none is offered only while it is chosen. */
static void offer_counted(Making *making, const char *value, const char *label, size_t count) {
    const PlanFilters *filters = making->filters;
    bool chosen = is_chosen(making, value);
    if (!chosen && (count == 0 || !has_room(making)))
        return;
    making->links[making->menu.n_links++] =
        (FilterLink){label, path_with(filters, making->filter, value), count, chosen};
    if (chosen)
        making->menu.chosen = label;
}

static void offer(Making *making, const char *value, const char *label) {
    Wanted wanted = wanted_of(making->filters, making->filter, value);
    offer_counted(making, value, label, count_of(making->filters, &wanted));
}

static void offer_categories(Making *making) {
    const PlanFilters *filters = making->filters;
    for (size_t i = 0; i < filters->year->n_categories && has_room(making); i++) {
        const PlanCategory *category = &filters->year->categories[i];
        const char *id = id_text(filters->request->arena, category->id);
        bool chosen = is_chosen(making, id);
        if (category->title[0] == '\0')
            continue;
        making->links[making->menu.n_links++] =
            (FilterLink){category->title, path_with(filters, FILTER_CATEGORY, id),
                         category->n_activities, chosen};
        if (chosen)
            making->menu.chosen = category->title;
    }
}

static void offer_goal(Making *making, const Goal *goal, bool is_global, const uint64_t *bits) {
    Arena *arena = making->filters->request->arena;
    size_t count =
        count_bit(making->filters, bits, goal_bit(is_global ? "global" : "national", goal->number));
    bool any_is_chosen = making->filters->wanted[FILTER_GOAL].value[0] != '\0';
    if (count > 0 || any_is_chosen)
        offer_counted(making, arena_printf(arena, "%s%d", is_global ? "g" : "", goal->number),
                      arena_printf(arena, "%d %s", goal->number, T_(goal->name)), count);
}

static void offer_goals(Making *making) {
    static const GoalKind kinds[] = {GOAL_NATIONAL, GOAL_GLOBAL};
    const uint64_t *bits = goal_bits(making->filters);
    for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
        size_t n;
        const Goal *goals = goals_of_kind(kinds[k], &n);
        for (size_t i = 0; i < n; i++)
            offer_goal(making, &goals[i], kinds[k] == GOAL_GLOBAL, bits);
    }
    offer_counted(making, "most", T_("Flertalet"),
                  count_bit(making->filters, bits, goal_bit("most", 0)));
}

static void offer_parties(Making *making) {
    const PlanFilters *filters = making->filters;
    offer(making, "all", T_("Länets kommuner"));
    for (const Rule *party = rules_next(filters->rules, ELEMENT_PARTY, NULL); party != NULL;
         party = rules_next(filters->rules, ELEMENT_PARTY, party))
        offer_counted(making, id_text(filters->request->arena, party->element), rule_short(party),
                      count_party(filters, party));
}

static bool is_offered(const Making *making, const char *label) {
    for (size_t i = 0; i < making->menu.n_links; i++)
        if (is(making->links[i].title, label))
            return true;
    return false;
}

static void offer_responsible(Making *making) {
    const PlanFilters *filters = making->filters;
    for (size_t i = 0; i < filters->n_rows; i++) {
        const char *text = filters->rows[i].activity->cells[COLUMN_RESPONSIBLE];
        if (text[0] != '\0' && !is_offered(making, text))
            offer(making, text, text);
    }
}

static void offer_statuses(Making *making) {
    for (const FormChoice *choice = activity_statuses; choice->value != NULL; choice++)
        offer(making, choice->value, T_(choice->label));
}

static void add_menu(PlanView *view, const PlanFilters *filters, PlanFilter filter,
                     const char *title, void (*fill)(Making *)) {
    Making making = {filters, filter, {.title = title, .chosen = ""}, NULL};
    making.links = ARENA_ARRAY(filters->request->arena, FilterLink, CHOICES_MAX + 1);
    fill(&making);
    if (making.menu.n_links == 0 || (making.menu.n_links == 1 && making.menu.chosen[0] == '\0'))
        return;
    making.menu.links = making.links;
    making.menu.all_path = path_with(filters, filter, "");
    view->menus[view->n_menus++] = making.menu;
}

void plan_filter_links(const PlanFilters *filters, PlanView *view) {
    add_menu(view, filters, FILTER_CATEGORY, N_("Kategori"), offer_categories);
    add_menu(view, filters, FILTER_PARTY, N_("Part"), offer_parties);
    add_menu(view, filters, FILTER_GOAL, N_("Effektmål"), offer_goals);
    add_menu(view, filters, FILTER_RESPONSIBLE, N_("Ansvar"), offer_responsible);
    if (!view->is_bank)
        add_menu(view, filters, FILTER_STATUS, N_("Status"), offer_statuses);
}
