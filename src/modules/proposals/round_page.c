#include "base/date.h"
#include "base/id.h"
#include "modules/proposals/proposals_html.h"
#include "modules/proposals/proposals_pages.h"
#include "modules/proposals/proposals_view.h"
#include "ui/files.h"

#include <stddef.h>
#include <string.h>

/* ---- the list ---- */

typedef struct {
    const char *title, *proposer, *category, *state, *chip, *outcome, *path;
    int64_t number;
} ProposalRow;

static const ListColumn columns[] = {
    {"title", N_("Förslag"), LIST_TEXT, offsetof(ProposalRow, title)},
    {"number", N_("Nummer"), LIST_NUMBER, offsetof(ProposalRow, number)},
    {"proposer", N_("Från"), LIST_TEXT, offsetof(ProposalRow, proposer)},
    {"category", N_("Kategori"), LIST_TEXT, offsetof(ProposalRow, category)},
    {"state", N_("Läge"), LIST_CHIP, offsetof(ProposalRow, state),
     .chip_offset = offsetof(ProposalRow, chip)},
    {0}};

/* As long as nothing is told and nothing has been withdrawn, each has the same state. */
static const ListColumn columns_without_state[] = {
    {"title", N_("Förslag"), LIST_TEXT, offsetof(ProposalRow, title)},
    {"number", N_("Nummer"), LIST_NUMBER, offsetof(ProposalRow, number)},
    {"proposer", N_("Från"), LIST_TEXT, offsetof(ProposalRow, proposer)},
    {"category", N_("Kategori"), LIST_TEXT, offsetof(ProposalRow, category)},
    {0}};

static const ListFilter filters[] = {{"proposer", N_("Från"), offsetof(ProposalRow, proposer)},
                                     {"category", N_("Kategori"), offsetof(ProposalRow, category)},
                                     {"state", N_("Läge"), offsetof(ProposalRow, state)},
                                     {0}};

static const ListFilter filters_without_state[] = {
    {"proposer", N_("Från"), offsetof(ProposalRow, proposer)},
    {"category", N_("Kategori"), offsetof(ProposalRow, category)},
    {0}};

static const ListDescription description = {.columns = columns,
                                            .filters = filters,
                                            .row_size = sizeof(ProposalRow),
                                            .path_offset = offsetof(ProposalRow, path),
                                            .noun_one = N_("1 förslag"),
                                            .noun_many = N_("förslag"),
                                            .empty = N_("Inget förslag är inlämnat än."),
                                            .filename = N_("forslag")};

const char *proposal_chip(const RoundHead *head, const Proposal *proposal) {
    if (proposal->state == PROPOSAL_SUBMITTED && head->stage != STAGE_CLOSED)
        return "info";
    if (proposal->state != PROPOSAL_SUBMITTED || proposal->outcome == OUTCOME_DECLINED)
        return "none";
    return proposal->outcome == OUTCOME_NONE   ? "info"
           : proposal->outcome == OUTCOME_BANK ? "preliminary"
                                               : "approved";
}

const char *proposal_path(const Request *request, Id proposal) {
    return collaboration_path(request, "/proposals/%s", id_text(request->arena, proposal));
}

/* Outcomes are told all at once, so before that they show for whoever decides alone. */
const char *proposal_standing(const RoundHead *head, const Proposal *proposal) {
    const Request *request = head->frame->request;
    if (proposal->outcome == OUTCOME_NONE || head->stage != STAGE_CLOSED)
        return T_(proposal_state_word(proposal->state));
    return outcome_words(request->arena, proposal->outcome, proposal->outcome_year);
}

static ProposalRow row_of(const RoundHead *head, const Proposal *proposal) {
    const Rule *category = rules_get(head->rules, proposal->category);
    return (ProposalRow){.title = proposal->texts[PROPOSAL_TITLE],
                         .proposer = party_name(rules_get(head->rules, proposal->proposer)),
                         .category = category == NULL ? "" : category->title,
                         .state = proposal_standing(head, proposal),
                         .chip = proposal_chip(head, proposal),
                         .path = proposal_path(head->frame->request, proposal->id),
                         .number = proposal->number};
}

static bool is_like_most(const RoundHead *head, const Proposal *proposal) {
    return head->stage != STAGE_CLOSED && proposal->state == PROPOSAL_SUBMITTED;
}

/* The page shows the state of those alone that differ; the files say all. */
static const List *list_of(const RoundHead *head, const Proposals *proposals, bool is_page) {
    const Request *request = head->frame->request;
    ProposalRow *rows = ARENA_ARRAY(request->arena, ProposalRow, proposals->n);
    ListDescription *shown = ARENA_NEW(request->arena, ListDescription);
    size_t n = 0, n_like_most = 0;
    for (size_t i = 0; i < proposals->n; i++) {
        if (proposals->rows[i].number == 0)
            continue;
        rows[n] = row_of(head, &proposals->rows[i]);
        if (is_page && is_like_most(head, &proposals->rows[i])) {
            rows[n].state = "";
            n_like_most++;
        }
        n++;
    }
    *shown = description;
    if (n_like_most == n && n > 0) {
        shown->columns = columns_without_state;
        shown->filters = filters_without_state;
    }
    return list_make(request, shown, rows, n);
}

/* ---- the way of the round ---- */

static const char *body_name(const RoundHead *head, Id body) {
    const Rule *rule = rules_get(head->rules, body);
    return rule == NULL ? T_("Samordnaren") : rule->title;
}

/* Of a rule: "kontoren, länsstyrelsen". */
static const char *parties_of(const RoundHead *head, const char *words) {
    static const struct {
        const char *word, *name;
    } names[] = {{"offices", N_("Kontoren")},
                 {"county_board", N_("Länsstyrelsen")},
                 {"region", N_("Regionen")},
                 {"coordinator", N_("Samordnaren")}};
    g_auto(GStrv) list = g_strsplit(words, ";", -1);
    g_autoptr(GString) said = g_string_new(NULL);
    for (size_t i = 0; list[i] != NULL; i++) {
        const char *name =
            strcmp(list[i], "preparers") == 0 ? body_name(head, head->round.prepared_by) : "";
        for (size_t n = 0; n < G_N_ELEMENTS(names); n++)
            if (strcmp(names[n].word, list[i]) == 0)
                name = T_(names[n].name);
        g_string_append_printf(said, "%s%s", said->len > 0 && name[0] != '\0' ? ", " : "", name);
    }
    return arena_strdup(head->frame->request->arena, said->str);
}

static void add_step(RoundView *view, RoundStep *steps, const char *title, Date day,
                     const char *who) {
    Arena *arena = view->head.frame->request->arena;
    const char *when = arena_printf(arena, T_("till %s"), date_short(arena, day));
    steps[view->n_steps++] = (RoundStep){title, when, who, STEP_LATER};
}

static StepState state_of(Stage of, Stage now) {
    return of < now ? STEP_DONE : of == now ? STEP_NOW : STEP_LATER;
}

static void set_steps(RoundView *view) {
    const Round *round = &view->head.round;
    const RoundDates *dates = &round->dates;
    RoundStep *steps = ARENA_ARRAY(view->head.frame->request->arena, RoundStep, 5);
    Stage now = view->head.stage;
    add_step(view, steps, N_("Förslag lämnas"), dates->closes_on, "");
    steps[0].state = state_of(STAGE_COLLECTING, now);
    add_step(view, steps, N_("Förslagen bereds"), dates->releases_on,
             body_name(&view->head, round->prepared_by));
    steps[1].state = state_of(STAGE_PREPARING, now);
    if (date_is_set(dates->comments_end_on)) {
        add_step(view, steps, N_("Synpunkter lämnas"), dates->comments_end_on, "");
        steps[view->n_steps - 1].state = state_of(STAGE_COMMENTING, now);
    }
    if (date_is_set(dates->meeting_on)) {
        add_step(view, steps, N_("Träff före beslutet"), dates->meeting_on,
                 body_name(&view->head, round->meeting));
        bool over = date_compare(dates->meeting_on, view->head.frame->request->today) < 0;
        steps[view->n_steps - 1].state = over ? STEP_DONE : STEP_LATER;
        steps[view->n_steps - 1].when =
            date_short(view->head.frame->request->arena, dates->meeting_on);
    }
    add_step(view, steps, N_("Beslut fattas"), dates->decides_on,
             body_name(&view->head, round->adopted_by));
    steps[view->n_steps - 1].state = state_of(STAGE_DECIDING, now);
    view->steps = steps;
}

/* ---- one's own, and who has begun ---- */

static bool is_empty(const Proposal *proposal) {
    for (ProposalText text = 0; text < N_PROPOSAL_TEXTS; text++)
        if (proposal->texts[text][0] != '\0')
            return false;
    return true;
}

static OwnDraft draft_of(const RoundHead *head, const Proposal *proposal) {
    const char *title = proposal->texts[PROPOSAL_TITLE];
    return (OwnDraft){title[0] == '\0' ? T_("Utan namn än") : title,
                      proposal_path(head->frame->request, proposal->id),
                      party_name(rules_get(head->rules, proposal->proposer))};
}

static void set_drafts(RoundView *view, const Proposals *proposals) {
    Arena *arena = view->head.frame->request->arena;
    OwnDraft *drafts = ARENA_ARRAY(arena, OwnDraft, proposals->n),
             *discarded = ARENA_ARRAY(arena, OwnDraft, proposals->n);
    for (size_t i = 0; i < proposals->n; i++) {
        const Proposal *proposal = &proposals->rows[i];
        if (proposal->state == PROPOSAL_DRAFT)
            drafts[view->n_drafts++] = draft_of(&view->head, proposal);
        else if (proposal->number == 0 && !is_empty(proposal))
            discarded[view->n_discarded++] = draft_of(&view->head, proposal);
    }
    view->drafts = drafts;
    view->discarded = discarded;
    view->is_late = view->head.stage > STAGE_COLLECTING;
}

static void set_proposers(RoundView *view) {
    const RoundHead *head = &view->head;
    Arena *arena = head->frame->request->arena;
    if (head->stage != STAGE_COLLECTING || !session_may(head->frame->session, MAY_TAKE_PART))
        return;
    Elements own = round_own_proposers(arena, head->rules, &head->round, &head->asker);
    ProposerChoice *choices = ARENA_ARRAY(arena, ProposerChoice, own.n);
    for (size_t i = 0; i < own.n; i++)
        choices[i] =
            (ProposerChoice){id_text(arena, own.rows[i]->element), party_name(own.rows[i])};
    view->proposers = choices;
    view->n_proposers = own.n;
}

/* The coordinator sees that something is begun, never what. */
static bool set_begun(Request *request, RoundView *view, GError **error) {
    DraftCounts counts;
    g_autoptr(GString) words = g_string_new(NULL);
    view->begun = "";
    if (!view->may_lead || view->head.stage != STAGE_COLLECTING)
        return true;
    if (!drafts_begun(request->db, request->arena, request->collaboration, view->head.round.id,
                      &counts, error))
        return false;
    for (size_t i = 0; i < counts.n; i++) {
        g_string_append_printf(words, "%s%s", i == 0 ? "" : ", ",
                               party_name(rules_get(view->head.rules, counts.rows[i].proposer)));
        if (counts.rows[i].n > 1)
            g_string_append_printf(words, " (%d)", (int)counts.rows[i].n);
    }
    view->begun = arena_strdup(request->arena, words->str);
    return true;
}

/* ---- the page ---- */

static bool load_view(Request *request, bool is_page, RoundView *view, GError **error) {
    Proposals proposals;
    if (!round_head_load(request, NULL, "", &view->head, error) ||
        !proposals_of_round(request->db, request->arena, &view->head.asker, view->head.round.id,
                            &proposals, error) ||
        !round_criteria(request->db, request->arena, request->collaboration, view->head.round.id,
                        &view->criteria, error))
        return false;
    view->list = list_of(&view->head, &proposals, is_page);
    set_drafts(view, &proposals);
    return true;
}

static bool round_page(Request *request, Response *response, GError **error) {
    RoundView view = {.may_lead = session_may(request->session, MAY_LEAD_ROUNDS)};
    if (!load_view(request, true, &view, error) || !set_begun(request, &view, error))
        return false;
    const Round *round = &view.head.round;
    view.may_change = view.may_lead && view.head.stage != STAGE_CLOSED;
    view.may_register = view.may_lead &&
                        (view.head.stage == STAGE_COLLECTING || view.head.stage == STAGE_PREPARING);
    view.proposed_by = parties_of(&view.head, round->proposals_from);
    view.comments_by = date_is_set(round->dates.comments_end_on)
                           ? parties_of(&view.head, round->comments_from)
                           : "";
    view.prepared_by = body_name(&view.head, round->prepared_by);
    view.adopted_by = body_name(&view.head, round->adopted_by);
    set_steps(&view);
    set_proposers(&view);
    view.may_offer_again =
        view.head.stage == STAGE_COLLECTING && (view.may_lead || view.n_proposers > 0);
    view.bank = collaboration_path(request, "/bank");
    round_page_html(response_html(response), &view);
    return true;
}

static bool round_file(Request *request, Response *response, GError **error) {
    RoundView view = {0};
    return load_view(request, false, &view, error) && list_file(response, view.list, error);
}

const Route round_routes[] = {
    {GET, "/:collab/rounds/:round", round_page, MAY_READ_COLLABORATION},
    TABLE_ROUTES("/:collab/rounds/:round", round_file, MAY_READ_COLLABORATION),
    {0},
};
