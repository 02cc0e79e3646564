#include "base/error.h"
#include "modules/plans/edit_pages.h"
#include "modules/plans/facts_html.h"
#include "modules/plans/facts_view.h"
#include "modules/plans/undo_offer.h"

static bool load(Request *request, ActivityPlace *place, GError **error) {
    return activity_place_load(request, place, error) && activity_place_is_open(place, error);
}

static bool facts_page(Request *request, Response *response, GError **error) {
    ActivityPlace place;
    FactsForm form;
    if (!load(request, &place, error))
        return false;
    facts_form_stored(request, &place, &form);
    facts_page_html(response_html(response), &form);
    return true;
}

static bool show_problem(Response *response, FactsForm *form, int status) {
    form->frame->has_errors = true;
    response_status(response, status);
    facts_page_html(response_html(response), form);
    return true;
}

static bool facts_action(Request *request, Response *response, GError **error) {
    g_autoptr(GError) problem = NULL;
    ActivityPlace place;
    FactsForm form;
    Activity facts;
    Id audit;
    if (!load(request, &place, error))
        return false;
    facts_form_typed(request, &place, &form);
    if (!facts_of_form(request->arena, &form, &facts))
        return show_problem(response, &form, 422);
    FactsEdit edit = {request->collaboration, request->session->account, place.activity->id,
                      form.edit, &facts};
    if (activity_edit_facts(request->db, request->arena, &edit, &audit, &problem))
        return redirect_undoable(response, request, place.path, "saved", audit);
    if (!error_is_for_people(problem)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    form.problem = activity_problem(request, problem);
    form.edit = place.activity->edit;
    return show_problem(response, &form, form_error_status(problem));
}

const Route facts_routes[] = {
    {GET, "/:collab/activities/:activity/facts", facts_page, MAY_EDIT_PLAN},
    {POST, "/:collab/activities/:activity/facts", facts_action, MAY_EDIT_PLAN},
    {0},
};
