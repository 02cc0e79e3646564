#include "base/error.h"
#include "base/id.h"
#include "modules/outcomes/outcomes_changes.h"
#include "modules/outcomes/outcomes_pages.h"
#include "modules/outcomes/tell_html.h"
#include "services/auth/auth.h"

/* The letter to the first who has proposals of their own, so that one sees what one sends. */
static void show_letter(const Request *request, const Outcomes *outcomes, TellView *view) {
    for (size_t i = 0; i < view->recipients.n; i++)
        if (view->letter == NULL || view->recipients.rows[i].n_own > 0) {
            const OutcomeRecipient *recipient = &view->recipients.rows[i];
            view->letter = outcome_letter(request->arena, outcomes, recipient);
            view->letter_to = recipient->person->name;
            if (recipient->n_own > 0)
                return;
        }
}

static OutcomeTelling telling_of(const Request *request, Id round, const char *path) {
    return (OutcomeTelling){.collaboration = request->collaboration,
                            .account = request->session->account,
                            .round = round,
                            .collaboration_title = request->collaboration_title,
                            .url = arena_printf(request->arena, "%s%s", request->origin, path),
                            .today = request->today,
                            .now = request->now,
                            .told_at = request_moment(request)};
}

/* Whose name or address no letter can bear, while it can still be mended. */
static void set_without(const Request *request, const OutcomeTelling *telling, TellView *view) {
    Arena *arena = request->arena;
    const OutcomeRecipients *recipients = &view->recipients;
    view->without = "";
    for (size_t i = 0; i < recipients->n; i++) {
        const OutcomeRecipient *recipient = &recipients->rows[i];
        if (outcome_letter_check(arena, view->outcomes, recipient, telling, NULL))
            view->n_letters++;
        else
            view->without =
                arena_printf(arena, "%s%s%s", view->without, view->without[0] == '\0' ? "" : ", ",
                             recipient->person->name);
    }
}

static bool tell_page(Request *request, Response *response, GError **error) {
    Id round;
    Outcomes outcomes;
    PeopleReader reader = people_reader(request->session, request->today);
    TellView view = {.outcomes = &outcomes, .has_mail = request->has_mail};
    if (!request_id(request, "round", &round, error) ||
        !outcomes_load(request->db, request->arena, request->collaboration, round, request->today,
                       &outcomes, error) ||
        !outcome_recipients(request->db, request->arena, request->collaboration, &reader,
                            request->today, &outcomes, &view.recipients, error))
        return false;
    view.frame = outcome_frame(request, &outcomes, N_("Meddela alla"));
    view.path = collaboration_path(request, "/rounds/%s/outcomes", id_text(request->arena, round));
    view.why_not = outcomes_not_ready(request->arena, &outcomes);
    OutcomeTelling telling = telling_of(request, round, view.path);
    set_without(request, &telling, &view);
    if (view.why_not == NULL)
        show_letter(request, &outcomes, &view);
    tell_page_html(response_html(response), &view);
    return true;
}

static bool tell_action(Request *request, Response *response, GError **error) {
    Id round;
    OutcomeTold told;
    if (!request_id(request, "round", &round, error))
        return false;
    const char *path =
        collaboration_path(request, "/rounds/%s/outcomes", id_text(request->arena, round));
    OutcomeTelling telling = telling_of(request, round, path);
    if (!outcomes_tell(request->db, request->arena, &telling, &told, error))
        return false;
    return redirect_done(response, request, path,
                         told.without[0] != '\0' ? "told-not-all"
                         : told.n == 0           ? "round-closed"
                                                 : "told");
}

const Route tell_routes[] = {
    {GET, "/:collab/rounds/:round/outcomes/tell", tell_page, MAY_LEAD_ROUNDS},
    {POST, "/:collab/rounds/:round/outcomes/tell", tell_action, MAY_LEAD_ROUNDS},
    {0},
};
