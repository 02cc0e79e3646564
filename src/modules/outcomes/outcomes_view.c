#include "modules/outcomes/outcomes_view.h"

#include "base/error.h"
#include "base/id.h"
#include "modules/outcomes/tell.h"
#include "modules/plans/plan_words.h"
#include "services/auth/auth.h"

#include <stdlib.h>
#include <string.h>

/* ---- cards ---- */

static const char *words_of_marks(Arena *arena, const OutcomeRow *row) {
    const struct {
        int64_t n;
        const char *word;
    } marks[] = {{row->n_high, N_("hög")},
                 {row->n_medium, N_("medel")},
                 {row->n_low, N_("låg")},
                 {row->n_abstain, N_("avstår")}};
    const char *words = "";
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (marks[i].n > 0)
            words = arena_printf(arena, "%s%s%d %s", words, words[0] == '\0' ? "" : ", ",
                                 (int)marks[i].n, T_(marks[i].word));
    return words;
}

static const char *chip_of(Outcome outcome) {
    static const char *const chips[N_OUTCOMES] = {"attention", "approved", "info", ""};
    return chips[outcome];
}

static const char *where_otherwise(Arena *arena, const Outcomes *outcomes, const OutcomeRow *row) {
    if (!row->is_astray)
        return NULL;
    if (!id_is_set(row->activity))
        return T_("finns inte i planen");
    for (size_t i = 0; i < outcomes->n_years; i++)
        if (outcomes->years[i].is_bank && outcomes->years[i].year == row->activity_year)
            return T_("står i planens förslagsbank");
    return arena_printf(arena, T_("står i planen för %d"), (int)row->activity_year);
}

static OutcomeCard card_of(const Request *request, const Rules *rules, const Outcomes *outcomes,
                           const OutcomeRow *row) {
    const Proposal *proposal = row->proposal;
    Arena *arena = request->arena;
    const char *id = id_text(arena, proposal->id);
    const Rule *category = rules_get(rules, row->category);
    return (OutcomeCard){.row = row,
                         .proposer = party_name(rules_get(rules, proposal->proposer)),
                         .category = category == NULL ? "" : category->title,
                         .marks = words_of_marks(arena, row),
                         .suggestion = outcome_words(arena, row->suggestion, row->suggested_year),
                         .outcome = outcome_words(arena, proposal->outcome, proposal->outcome_year),
                         .chip = chip_of(proposal->outcome),
                         .where = where_otherwise(arena, outcomes, row),
                         .path = collaboration_path(request, "/proposals/%s/outcome", id),
                         .move = collaboration_path(request, "/proposals/%s/move", id),
                         .lacks_reason = outcome_lacks_reason(proposal)};
}

static void make_cards(const Request *request, const Rules *rules, OutcomesView *view) {
    OutcomeCard *cards = ARENA_ARRAY(request->arena, OutcomeCard, view->outcomes.n);
    for (size_t i = 0; i < view->outcomes.n; i++) {
        cards[i] = card_of(request, rules, &view->outcomes, &view->outcomes.rows[i]);
        view->has_points |= cards[i].row->points > 0;
        view->has_suggestions |= cards[i].row->suggestion != OUTCOME_NONE;
        view->has_sizes |= cards[i].row->hours > 0;
        view->can_follow |= cards[i].row->proposal->outcome == OUTCOME_NONE &&
                            cards[i].row->suggestion != OUTCOME_NONE;
    }
    view->cards = cards;
}

/* ---- columns ---- */

static void count_size(OutcomeColumn *column, const OutcomeRow *row) {
    column->hours += row->hours;
    column->n_small += row->size[0] == 'S';
    column->n_medium += row->size[0] == 'M';
    column->n_large += row->size[0] == 'L';
    column->n_unsized += row->size[0] == '\0';
}

static void fill_column(Arena *arena, const OutcomesView *view, OutcomeColumn *column) {
    const OutcomeCard **cards = ARENA_ARRAY(arena, const OutcomeCard *, view->outcomes.n);
    for (size_t i = 0; i < view->outcomes.n; i++) {
        const OutcomeCard *card = view->listed[i];
        const Proposal *proposal = card->row->proposal;
        if (proposal->outcome != column->outcome ||
            (column->outcome == OUTCOME_PLANNED && proposal->outcome_year != column->year))
            continue;
        cards[column->n++] = card;
        count_size(column, card->row);
    }
    column->cards = cards;
}

static OutcomeColumn year_column(Arena *arena, const OutcomeYear *year, bool is_first) {
    const char *title = arena_printf(arena, "%d", (int)year->year);
    return (OutcomeColumn){.key = title,
                           .title = title,
                           .status = is_first ? N_("fastställs") : plan_status_word(year->status),
                           .kind = is_first ? "fixed" : "preliminary",
                           .to = arena_printf(arena, T_("till %s"), title),
                           .outcome = OUTCOME_PLANNED,
                           .year = year->year};
}

static void make_columns(const Request *request, OutcomesView *view) {
    Arena *arena = request->arena;
    const Outcomes *outcomes = &view->outcomes;
    OutcomeColumn *columns = ARENA_ARRAY(arena, OutcomeColumn, outcomes->n_years + 3);
    const char *shown = request_query(request, "column");
    size_t n = 0;
    columns[n++] =
        (OutcomeColumn){"none", T_("Utan beslut"), "", "open", T_("tillbaka till utan beslut")};
    for (size_t i = 0; i < outcomes->n_years; i++)
        if (!outcomes->years[i].is_bank)
            columns[n++] = year_column(arena, &outcomes->years[i], i == 0);
    columns[n++] = (OutcomeColumn){"bank", T_("Förslagsbanken"),      "",
                                   "bank", T_("till förslagsbanken"), .outcome = OUTCOME_BANK};
    columns[n++] = (OutcomeColumn){"declined", T_("Avslaget"),      "",
                                   "bank",     T_("till avslaget"), .outcome = OUTCOME_DECLINED};
    for (size_t i = 0; i < n; i++) {
        fill_column(arena, view, &columns[i]);
        columns[i].path = arena_printf(arena, "?column=%s", columns[i].key);
        columns[i].is_shown = strcmp(shown == NULL ? "none" : shown, columns[i].key) == 0;
    }
    view->columns = columns;
    view->n_columns = n;
}

/* ---- order, and what the list shows ---- */

static int by_points(const void *a, const void *b) {
    const OutcomeRow *one = (*(const OutcomeCard *const *)a)->row,
                     *other = (*(const OutcomeCard *const *)b)->row;
    if (one->points != other->points)
        return one->points > other->points ? -1 : 1;
    return one->proposal->number < other->proposal->number ? -1 : 1;
}

static bool is_sorted_by_points(const Request *request) {
    return g_strcmp0(request_query(request, "sort"), "points") == 0;
}

static void sort_cards(const Request *request, OutcomesView *view) {
    const OutcomeCard **listed = ARENA_ARRAY(request->arena, const OutcomeCard *, view->outcomes.n);
    for (size_t i = 0; i < view->outcomes.n; i++)
        listed[i] = &view->cards[i];
    if (is_sorted_by_points(request) && view->outcomes.n > 0)
        qsort(listed, view->outcomes.n, sizeof *listed, by_points);
    view->listed = listed;
    view->n_listed = view->outcomes.n;
}

const char *outcome_column_key(Arena *arena, const Proposal *proposal) {
    if (proposal->outcome == OUTCOME_NONE)
        return "none";
    return proposal->outcome == OUTCOME_PLANNED
               ? arena_printf(arena, "%d", (int)proposal->outcome_year)
               : outcome_key(proposal->outcome);
}

bool outcome_is_chosen(const OutcomesView *view, Id proposal) {
    for (size_t i = 0; view->chosen != NULL && i < view->chosen->proposals.n; i++)
        if (id_equal(view->chosen->proposals.items[i], proposal))
            return true;
    return false;
}

bool outcome_column_is_chosen(const OutcomesView *view, const char *key) {
    return view->chosen != NULL && g_strcmp0(view->chosen->column, key) == 0;
}

static bool is_listed(Arena *arena, const OutcomeCard *card, const char *wanted) {
    if (strcmp(wanted, "reason") == 0)
        return card->lacks_reason;
    if (strcmp(wanted, "astray") == 0)
        return card->row->is_astray;
    return strcmp(wanted, outcome_column_key(arena, card->row->proposal)) == 0;
}

static void narrow(const Request *request, OutcomesView *view) {
    const char *wanted = request_query(request, "show");
    size_t n = 0;
    if (wanted == NULL || !view->is_list)
        return;
    for (size_t i = 0; i < view->n_listed; i++)
        if (is_listed(request->arena, view->listed[i], wanted))
            view->listed[n++] = view->listed[i];
    view->n_listed = n;
}

static void add_filter(const Request *request, OutcomesView *view, const char *title,
                       const char *key, size_t n) {
    const char *wanted = request_query(request, "show");
    bool is_all = key[0] == '\0';
    const char *sort = is_sorted_by_points(request) ? "&sort=points" : "";
    view->filters[view->n_filters++] =
        (OutcomeFilter){title,
                        is_all ? arena_printf(request->arena, "?view=list%s", sort)
                               : arena_printf(request->arena, "?view=list&show=%s%s", key, sort),
                        n, is_all ? wanted == NULL : g_strcmp0(wanted, key) == 0};
}

static void make_filters(const Request *request, OutcomesView *view) {
    add_filter(request, view, T_("Alla"), "", view->outcomes.n);
    for (size_t i = 0; i < view->n_columns && view->n_filters < 8; i++)
        if (view->columns[i].n > 0)
            add_filter(request, view, view->columns[i].title, view->columns[i].key,
                       view->columns[i].n);
    if (view->outcomes.n_without_reason > 0)
        add_filter(request, view, T_("Utan skäl"), "reason", view->outcomes.n_without_reason);
    size_t n_astray = view->outcomes.n_astray - view->outcomes.n_left_over;
    if (n_astray > 0)
        add_filter(request, view, T_("Står fel i planen"), "astray", n_astray);
}

static void make_sorts(const Request *request, OutcomesView *view) {
    Arena *arena = request->arena;
    bool points = is_sorted_by_points(request);
    const char *show = request_query(request, "show");
    const char *now = !view->is_list ? "?"
                      : show == NULL ? "?view=list&"
                                     : url_format(arena, "?view=list&show=%s&", show).text;
    if (!view->has_points)
        return;
    view->sorts[view->n_sorts++] =
        (OutcomeFilter){T_("Efter nummer"), arena_printf(arena, "%ssort=number", now), 0, !points};
    view->sorts[view->n_sorts++] =
        (OutcomeFilter){T_("Efter poäng"), arena_printf(arena, "%ssort=points", now), 0, points};
}

const char *outcome_list_path(const Request *request, Id round) {
    const char *path =
        collaboration_path(request, "/rounds/%s/outcomes", id_text(request->arena, round));
    const char *show = request_query(request, "show");
    const char *sort = is_sorted_by_points(request) ? "&sort=points" : "";
    const char *shown =
        show == NULL ? "?view=list" : url_format(request->arena, "?view=list&show=%s", show).text;
    return arena_printf(request->arena, "%s%s%s", path, shown, sort);
}

/* ---- where the plan is ---- */

static bool find_plan(const Request *request, OutcomesView *view, GError **error) {
    const Round *round = &view->outcomes.round;
    Id before;
    if (id_is_set(view->outcomes.plan)) {
        view->plan_path =
            collaboration_path(request, "/plans/%s", id_text(request->arena, view->outcomes.plan));
        return true;
    }
    view->begin_path =
        collaboration_path(request, "/plans?document=%s&first_year=%d#begin",
                           id_text(request->arena, round->document), (int)round->first_year);
    if (!plan_beginning(request->db, request->arena, request->collaboration, round->document,
                        (int)round->first_year - 1, &before, error))
        return false;
    if (id_is_set(before))
        view->begin_path =
            collaboration_path(request, "/plans/%s/roll-forward", id_text(request->arena, before));
    return true;
}

static const char *what_it_says(Arena *arena, const Outcomes *outcomes) {
    const char *all = outcomes->n == 1 ? T_("1 förslag")
                                       : arena_printf(arena, T_("%d förslag"), (int)outcomes->n);
    if (outcomes->n_undecided == 0)
        return outcomes->n == 0 ? all : arena_printf(arena, T_("%s, alla med beslut"), all);
    return arena_printf(arena, T_("%s, %d utan beslut"), all, (int)outcomes->n_undecided);
}

static bool may_see(const Request *request, const OutcomesView *view, GError **error) {
    return session_may(request->session, MAY_LEAD_ROUNDS) || view->outcomes.stage == STAGE_CLOSED ||
           fail(error, ERROR_FORBIDDEN,
                "Vad det blir av förslagen visas här när det är beslutat och alla har fått veta "
                "det.");
}

static void say_what_can_be_done(const Request *request, OutcomesView *view) {
    const Outcomes *outcomes = &view->outcomes;
    view->leads = session_may(request->session, MAY_LEAD_ROUNDS);
    view->can_change = view->leads && outcomes->stage == STAGE_DECIDING;
    view->can_follow &= view->can_change && view->plan_path != NULL;
    view->can_tell = view->leads && outcomes_not_ready(request->arena, outcomes) == NULL;
    view->is_list = !view->can_change || g_strcmp0(request_query(request, "view"), "list") == 0;
    view->says = what_it_says(request->arena, outcomes);
}

bool outcomes_view_load(Request *request, Id round, OutcomesView *ret, GError **error) {
    OutcomesView view = {0};
    const Rules *rules;
    if (!outcomes_load(request->db, request->arena, request->collaboration, round, request->today,
                       &view.outcomes, error) ||
        !may_see(request, &view, error) ||
        !rules_load(request->db, request->arena, request->collaboration, request->today, &rules,
                    error) ||
        !find_plan(request, &view, error))
        return false;
    view.path = collaboration_path(request, "/rounds/%s/outcomes", id_text(request->arena, round));
    view.list_path = outcome_list_path(request, round);
    make_cards(request, rules, &view);
    sort_cards(request, &view);
    make_columns(request, &view);
    say_what_can_be_done(request, &view);
    make_filters(request, &view);
    make_sorts(request, &view);
    narrow(request, &view);
    view.downloads = downloads_at(view.path, "");
    *ret = view;
    return !ret->leads || outcome_offices_load(request, rules, ret, error);
}
