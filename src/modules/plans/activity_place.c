#include "modules/plans/activity_place.h"

#include "base/error.h"
#include "base/id.h"
#include "base/language.h"

#include <string.h>

static bool find_in_year(ActivityPlace *place, const PlanYear *year, Id id) {
    for (size_t c = 0; c < year->n_categories; c++)
        for (size_t a = 0; a < year->categories[c].n_activities; a++)
            if (id_equal(year->categories[c].activities[a].id, id)) {
                place->year = year;
                place->category = &year->categories[c];
                place->activity = &year->categories[c].activities[a];
                return true;
            }
    return false;
}

static bool find(ActivityPlace *place, Id id) {
    for (size_t y = 0; y < place->plan.n_years; y++)
        if (find_in_year(place, &place->plan.years[y], id))
            return true;
    return false;
}

static void set_paths(const Request *request, ActivityPlace *place) {
    Arena *arena = request->arena;
    place->path =
        collaboration_path(request, "/activities/%s", id_text(arena, place->activity->id));
    place->plan_path = collaboration_path(request, "/plans/%s", id_text(arena, place->plan.id));
    place->year_path = arena_printf(arena, "%s?year=%d", place->plan_path, place->year->year);
}

bool activity_place_load(const Request *request, ActivityPlace *ret, GError **error) {
    Id id;
    return request_id(request, "activity", &id, error) &&
           activity_place_of(request, id, ret, error);
}

bool activity_place_of(const Request *request, Id id, ActivityPlace *ret, GError **error) {
    Activity activity;
    *ret = (ActivityPlace){0};
    if (!activity_get(request->db, request->arena, request->collaboration, id, &activity, error) ||
        !plan_load(request->db, request->arena, request->collaboration, activity.plan, &ret->plan,
                   error) ||
        !rules_load(request->db, request->arena, request->collaboration, request->today,
                    &ret->rules, error))
        return false;
    if (!find(ret, id))
        return fail(error, ERROR_NOT_FOUND,
                    "Aktiviteten finns inte i planen. Någon kan ha tagit bort den.");
    set_paths(request, ret);
    ret->can_edit =
        session_may(request->session, MAY_EDIT_PLAN) && strcmp(ret->plan.state, "adopted") != 0;
    return true;
}

const char *activity_row_path(const Request *request, const ActivityPlace *place) {
    return arena_printf(request->arena, "%s#activity-%s", place->year_path,
                        id_text(request->arena, place->activity->id));
}

Frame *activity_frame(const Request *request, const ActivityPlace *place, const char *title) {
    const char *own = place->activity->cells[COLUMN_TITLE];
    Frame *frame = frame_new(request, PLACE_PLAN, title == NULL ? own : title);
    frame_crumb(frame, N_("Plan"), collaboration_path(request, "/plans"));
    frame_crumb(frame, place->plan.title, place->year_path);
    if (title != NULL)
        frame_crumb(frame, own, place->path);
    return frame;
}

bool activity_place_is_open(const ActivityPlace *place, GError **error) {
    return place->can_edit ||
           fail(error, ERROR_CONFLICT,
                "Planen är fastställd. Välj Revidera på planens sida om aktiviteten ska ändras.");
}

const char *activity_problem(const Request *request, const GError *problem) {
    if (!error_is(problem, ERROR_CONFLICT))
        return arena_strdup(request->arena, problem->message);
    return T_(
        "Någon annan har sparat sedan ni öppnade sidan. Det ni skrev står kvar här. Spara igen "
        "om det ska gälla.");
}
