#include "modules/home/home_items.h"

#include "modules/home/gathering.h"

static HomeItems kept(Arena *arena, const HomeItem *items, size_t n) {
    HomeItem *copy = ARENA_ARRAY(arena, HomeItem, n);
    for (size_t i = 0; i < n; i++)
        copy[i] = items[i];
    return (HomeItems){copy, n};
}

bool home_items(const Request *request, HomeView *view, GError **error) {
    Gathering *gathering = ARENA_NEW(request->arena, Gathering);
    gathering->request = request;
    if (!rules_load(request->db, request->arena, request->collaboration, request->today,
                    &gathering->rules, error) ||
        !plans_list(request->db, request->arena, request->collaboration, &gathering->plans,
                    error) ||
        !load_current(gathering, error) || !gather_happened(gathering, &view->happened, error))
        return false;
    gather_deadlines(gathering);
    gather_plan_states(gathering);
    gather_activities(gathering);
    if (!session_may(request->session, MAY_EDIT_PLAN))
        gathering->n_waiting = 0;
    if (!gather_rounds(gathering, error) || !gather_answers(gathering, error) ||
        !gather_outcomes(gathering, error) || !gather_people(gathering, error))
        return false;
    view->waiting = kept(request->arena, gathering->waiting, gathering->n_waiting);
    view->setup = kept(request->arena, gathering->setup, gathering->n_setup);
    view->coming = kept(request->arena, gathering->coming, gathering->n_coming);
    return true;
}
