#include "base/id.h"
#include "modules/proposals/proposals_html.h"
#include "modules/proposals/proposals_pages.h"
#include "modules/proposals/proposals_sql.h"

#include <string.h>

#define HISTORY_MAX 100

static void set_sections(ProposalView *view) {
    Arena *arena = view->head.frame->request->arena;
    ProposalSection *sections = ARENA_ARRAY(arena, ProposalSection, N_PROPOSAL_TEXTS);
    for (ProposalText text = PROPOSAL_NEED; text < N_PROPOSAL_TEXTS; text++)
        if (view->proposal->texts[text][0] != '\0')
            sections[view->n_sections++] =
                (ProposalSection){proposal_texts[text].label, view->proposal->texts[text]};
    view->sections = sections;
}

/* What a trace says from this end. */
static const char *trace_words(const ProposalOrigin *origin, bool came_of_it) {
    bool merged = strcmp(origin->kind, "merged") == 0, split = strcmp(origin->kind, "split") == 0;
    if (came_of_it)
        return merged  ? N_("Slogs ihop till")
               : split ? N_("Delades till")
                       : N_("Togs upp igen som");
    return merged ? N_("Slogs ihop av") : split ? N_("Delades från") : N_("Tas upp igen från");
}

static ProposalTrace trace_of(const Request *request, const Proposal *proposal,
                              const ProposalOrigin *origin) {
    Arena *arena = request->arena;
    bool came_of_it = id_equal(origin->origin, proposal->id);
    const char *title = came_of_it ? origin->proposal_title : origin->origin_title;
    int64_t number = came_of_it ? origin->proposal_number : origin->origin_number;
    return (ProposalTrace){trace_words(origin, came_of_it),
                           arena_printf(arena, T_("förslag %d: %s"), (int)number, title),
                           proposal_path(request, came_of_it ? origin->proposal : origin->origin)};
}

/* The activity of a bank that it takes up again, as long as it is there. */
static bool add_waited(Request *request, const Proposal *proposal, ProposalTrace *traces, size_t *n,
                       GError **error) {
    const SqlWaitedAsActivityRow *row;
    SqlWaitedAsActivityIn in = {request->collaboration, proposal->from_activity};
    if (!id_is_set(in.activity))
        return true;
    if (!sql_waited_as_activity(request->db, request->arena, &in, &row, error))
        return false;
    if (row != NULL)
        traces[(*n)++] = (ProposalTrace){
            N_("Tas upp igen från"),
            arena_printf(request->arena, T_("%s i %s"), row->title, row->plan_title),
            collaboration_path(request, "/activities/%s", id_text(request->arena, in.activity))};
    return true;
}

/* Merging and splitting are working material until the list is released. */
static bool may_see(const ProposalView *view, const ProposalOrigin *origin) {
    return strcmp(origin->kind, "again") == 0 || view->head.round.released_at.seconds != 0 ||
           roles_may(view->head.asker.roles, MAY_PREPARE);
}

static bool set_traces(Request *request, ProposalView *view, GError **error) {
    ProposalOrigins origins;
    if (!proposal_origins(request->db, request->arena, request->collaboration, view->proposal->id,
                          &origins, error))
        return false;
    ProposalTrace *traces = ARENA_ARRAY(request->arena, ProposalTrace, origins.n + 1);
    for (size_t i = 0; i < origins.n; i++)
        if (may_see(view, &origins.rows[i]))
            traces[view->n_traces++] = trace_of(request, view->proposal, &origins.rows[i]);
    view->traces = traces;
    return add_waited(request, view->proposal, traces, &view->n_traces, error);
}

static void set_actions(const Request *request, ProposalView *view) {
    const Proposal *proposal = view->proposal;
    bool lead = session_may(request->session, MAY_LEAD_ROUNDS),
         own = session_may(request->session, MAY_TAKE_PART) && (proposal->is_own || lead),
         collecting = view->head.stage == STAGE_COLLECTING,
         closed = view->head.stage == STAGE_CLOSED, draft = proposal->state == PROPOSAL_DRAFT,
         submitted = proposal->state == PROPOSAL_SUBMITTED;
    view->may_edit = own && (draft || (submitted && collecting));
    view->may_restore =
        own && proposal->number == 0 && proposal->state == PROPOSAL_WITHDRAWN && !closed;
    view->may_submit =
        own && collecting && !view->may_restore && (draft || proposal->state == PROPOSAL_WITHDRAWN);
    view->may_withdraw = own && (draft || (submitted && view->head.stage <= STAGE_PREPARING));
}

/* A draft has no title to head the page with, perhaps. */
static const char *page_title(const Proposal *proposal) {
    const char *title = proposal->texts[PROPOSAL_TITLE];
    return title[0] == '\0' ? N_("Utan namn än") : title;
}

/* What came of it is told when all are told, and what the preparers did is theirs. */
static bool is_public(const AuditRow *row, Stage stage) {
    static const char *const actions[] = {"proposal.begin", "proposal.submit", "proposal.withdraw",
                                          "proposal.change"};
    for (size_t i = 0; i < G_N_ELEMENTS(actions); i++)
        if (strcmp(actions[i], row->action) == 0)
            return true;
    return stage == STAGE_CLOSED && strcmp(row->action, "proposal.outcome") == 0;
}

static bool load_history(const Request *request, ProposalView *view, GError **error) {
    AuditRows all;
    size_t n = 0;
    if (!audit_of_subject(request->db, request->arena, request->collaboration, view->proposal->id,
                          HISTORY_MAX, &all, error))
        return false;
    AuditRow *rows = ARENA_ARRAY(request->arena, AuditRow, all.n);
    for (size_t i = 0; i < all.n; i++)
        if (is_public(&all.rows[i], view->head.stage))
            rows[n++] = all.rows[i];
    view->history = (AuditRows){rows, n};
    return true;
}

static bool load_became(const Request *request, ProposalView *view, GError **error) {
    view->activities_path = collaboration_path(request, "/activities");
    return view->head.stage != STAGE_CLOSED ||
           proposal_activities(request->db, request->arena, request->collaboration,
                               view->proposal->id, &view->became, error);
}

/* What the preparers made of it, once they have released it. */
static bool load_released(const Request *request, ProposalView *view, GError **error) {
    Preparations all;
    if (view->head.round.released_at.seconds == 0)
        return true;
    if (!preparation_released(request->db, request->arena, request->collaboration,
                              view->head.round.id, &all, error))
        return false;
    view->released = released_view(request->arena, view->head.rules, &all, view->proposal->id);
    return true;
}

static bool load_view(Request *request, ProposalView *view, GError **error) {
    Asker asker;
    Id id;
    Proposal *proposal = ARENA_NEW(request->arena, Proposal);
    if (!request_id(request, "proposal", &id, error) || !asker_of_request(request, &asker, error) ||
        !proposal_get(request->db, request->arena, &asker, id, proposal, error) ||
        !round_head_of(request, proposal->round, page_title(proposal), NULL, &view->head, error))
        return false;
    view->proposal = proposal;
    return load_history(request, view, error) && load_became(request, view, error) &&
           set_traces(request, view, error) && load_released(request, view, error);
}

static bool proposal_page(Request *request, Response *response, GError **error) {
    ProposalView view = {0};
    if (!load_view(request, &view, error))
        return false;
    const Proposal *proposal = view.proposal;
    const Rule *category = rules_get(view.head.rules, proposal->category);
    set_actions(request, &view);
    view.path = proposal_path(request, proposal->id);
    view.proposer = party_name(rules_get(view.head.rules, proposal->proposer));
    view.category = category == NULL ? "" : category->title;
    view.state = view.may_restore ? N_("slängt utkast") : proposal_standing(&view.head, proposal);
    view.chip = proposal_chip(&view.head, proposal);
    view.outcome = view.head.stage == STAGE_CLOSED ? proposal->outcome_reason : "";
    set_sections(&view);
    proposal_page_html(response_html(response), &view);
    return true;
}

static bool act(Request *request, Response *response, const char *done,
                bool (*change)(Db *, const ProposalAct *, GError **), GError **error) {
    Asker asker;
    Proposal proposal;
    ProposalAct made = {&asker, {0}, request_moment(request)};
    if (!request_id(request, "proposal", &made.proposal, error) ||
        !asker_of_request(request, &asker, error) ||
        !proposal_get(request->db, request->arena, &asker, made.proposal, &proposal, error) ||
        !change(request->db, &made, error))
        return false;
    bool stays = proposal.number != 0 || change != proposal_withdraw;
    const char *path =
        stays ? proposal_path(request, made.proposal)
              : collaboration_path(request, "/rounds/%s", id_text(request->arena, proposal.round));
    return redirect_done(response, request, path, stays ? done : "draft-discarded");
}

static bool withdraw_action(Request *request, Response *response, GError **error) {
    return act(request, response, "proposal-withdrawn", proposal_withdraw, error);
}

static bool restore_action(Request *request, Response *response, GError **error) {
    return act(request, response, "draft-restored", proposal_restore, error);
}

static bool resubmit_action(Request *request, Response *response, GError **error) {
    return act(request, response, "proposal-submitted", proposal_submit, error);
}

const Route proposal_routes[] = {
    {GET, "/:collab/proposals/:proposal", proposal_page, MAY_READ_COLLABORATION},
    {POST, "/:collab/proposals/:proposal/withdraw", withdraw_action, MAY_TAKE_PART},
    {POST, "/:collab/proposals/:proposal/submit", resubmit_action, MAY_TAKE_PART},
    {POST, "/:collab/proposals/:proposal/restore", restore_action, MAY_TAKE_PART},
    {0},
};
