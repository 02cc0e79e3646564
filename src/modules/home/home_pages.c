#include "modules/home/home.h"

#include "modules/home/home_html.h"
#include "modules/home/home_items.h"
#include "modules/home/home_view.h"
#include "services/auth/auth.h"

static bool landing_page(Request *request, Response *response, GError **error) {
    Collaborations all;
    const Session *session = request->session;
    if (session != NULL && session->n_memberships == 1 && request_query(request, "done") == NULL &&
        request_query(request, "all") == NULL)
        return response_redirect(response,
                                 arena_printf(request->arena, "/%s", session->memberships[0].name));
    if (!collaborations_list(request->db, request->arena, &all, error))
        return false;
    LandingView view = {frame_new(request, PLACE_NONE, N_("Miljösamverkan i länen")), all.rows,
                        all.n};
    landing_page_html(response_html(response), &view);
    return true;
}

static bool public_page(Request *request, Response *response, GError **error) {
    PlanSummaries all;
    const Rules *rules;
    if (!plans_list(request->db, request->arena, request->collaboration, &all, error) ||
        !rules_load(request->db, request->arena, request->collaboration, request->today, &rules,
                    error))
        return false;
    PlanSummary *published = ARENA_ARRAY(request->arena, PlanSummary, all.n);
    const Rule *self = rules_next(rules, ELEMENT_COLLABORATION, NULL);
    PublicView view = {.frame = frame_new(request, PLACE_NONE, N_("Publicerade planer")),
                       .purpose = self == NULL ? "" : rule_text(self, "purpose"),
                       .plans = {published, 0}};
    for (size_t i = 0; i < all.n; i++)
        if (all.rows[i].is_published)
            published[view.plans.n++] = all.rows[i];
    public_page_html(response_html(response), &view);
    return true;
}

static bool home_page(Request *request, Response *response, GError **error) {
    if (!session_may(request->session, MAY_READ_COLLABORATION))
        return public_page(request, response, error);
    HomeView view = {.frame = frame_new(request, PLACE_HOME, N_("Hem"))};
    if (!home_items(request, &view, error))
        return false;
    home_page_html(response_html(response), &view);
    return true;
}

const Route home_routes[] = {
    {GET, "/", landing_page, MAY_OPEN},
    {GET, "/:collab", home_page, MAY_OPEN},
    {0},
};
