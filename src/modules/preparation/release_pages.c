#include "modules/preparation/preparation_pages.h"
#include "modules/preparation/reshape_html.h"
#include "modules/preparation/reshape_view.h"

/* What will happen when the list is released, releasing it, and taking it back. */

static ReleaseSummary summary_of(const Preparations *all, const Proposals *proposals) {
    ReleaseSummary summary = {0};
    for (size_t i = 0; i < proposals->n; i++) {
        const Proposal *proposal = &proposals->rows[i];
        bool counts = proposal->number != 0;
        bool stands = proposal->state == PROPOSAL_SUBMITTED;
        summary.n += stands;
        summary.n_without +=
            stands && !preparation_is_assessed(all, preparation_of(all, proposal->id));
        summary.n_merged += proposal->state == PROPOSAL_MERGED;
        summary.n_split += proposal->state == PROPOSAL_SPLIT;
        summary.n_withdrawn += counts && proposal->state == PROPOSAL_WITHDRAWN;
    }
    return summary;
}

static bool load_summary(const Preparing *preparing, ReleaseSummary *ret, GError **error) {
    const Request *request = preparing->request;
    Preparations all;
    Proposals proposals;
    if (!preparations_load(request->db, request->arena, request->collaboration, preparing->round.id,
                           &all, error) ||
        !proposals_of_round(request->db, request->arena, &preparing->asker, preparing->round.id,
                            &proposals, error))
        return false;
    *ret = summary_of(&all, &proposals);
    return true;
}

static void name_respondents(ReleaseView *view) {
    const Preparing *preparing = view->preparing;
    Elements respondents = round_respondents(preparing->arena, preparing->rules, &preparing->round);
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < respondents.n; i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", party_name(respondents.rows[i]));
    view->respondents = arena_strdup(preparing->arena, names->str);
    view->n_respondents = respondents.n;
}

static bool release_page(Request *request, Response *response, GError **error) {
    Preparing preparing;
    if (!preparing_load(request, &preparing, error))
        return false;
    ReleaseView view = {.frame = preparing_frame(&preparing, N_("Släpp listan")),
                        .preparing = &preparing,
                        .path = arena_printf(request->arena, "%s/release", preparing.path),
                        .register_path = session_may(request->session, MAY_LEAD_ROUNDS)
                                             ? collaboration_path(request, "/register")
                                             : NULL,
                        .may_release = preparing.stage == STAGE_PREPARING,
                        .is_released = preparing.round.released_at.seconds != 0};
    if (!load_summary(&preparing, &view.summary, error) ||
        !preparation_may_take_back(request->db, request->arena, request->collaboration,
                                   &preparing.round, &view.may_take_back, error))
        return false;
    name_respondents(&view);
    release_page_html(response_html(response), &view);
    return true;
}

static RoundAct act_of(const Preparing *preparing) {
    const Request *request = preparing->request;
    return (RoundAct){request->collaboration, request->session->account, preparing->round.id,
                      request->today, request_moment(request)};
}

static bool release_action(Request *request, Response *response, GError **error) {
    Preparing preparing;
    if (!preparing_load(request, &preparing, error))
        return false;
    RoundAct act = act_of(&preparing);
    return preparation_release(request->db, &act, error) &&
           redirect_done(response, request, preparing.path, "list-released");
}

static bool take_back_action(Request *request, Response *response, GError **error) {
    Preparing preparing;
    if (!preparing_load(request, &preparing, error))
        return false;
    RoundAct act = act_of(&preparing);
    return preparation_take_back(request->db, &act, error) &&
           redirect_done(response, request, preparing.path, "list-taken-back");
}

const Route release_routes[] = {
    {GET, "/:collab/rounds/:round/preparation/release", release_page, MAY_PREPARE},
    {POST, "/:collab/rounds/:round/preparation/release", release_action, MAY_PREPARE},
    {POST, "/:collab/rounds/:round/preparation/release/take-back", take_back_action, MAY_PREPARE},
    {0},
};
