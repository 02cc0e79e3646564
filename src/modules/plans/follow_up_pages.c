#include "base/language.h"
#include "modules/plans/follow_up_html.h"
#include "modules/plans/follow_up_view.h"
#include "modules/plans/plan_rows.h"
#include "modules/plans/plans_pages.h"

#include <string.h>

static bool is_bank(const PlanYear *year) {
    return strcmp(year->status, "bank") == 0;
}

/* ?year=, else this year, else the first; never the bank. */
static const PlanYear *chosen_year(const PlanHead *head) {
    const PlanYear *year = plan_year_chosen(head);
    if (year != NULL && !is_bank(year))
        return year;
    for (size_t i = 0; i < head->plan.n_years; i++)
        if (!is_bank(&head->plan.years[i]))
            return &head->plan.years[i];
    return NULL;
}

static void set_years(FollowUpView *view) {
    const Plan *plan = &view->head.plan;
    Arena *arena = view->head.frame->request->arena;
    FilterLink *links = ARENA_ARRAY(arena, FilterLink, plan->n_years);
    for (size_t i = 0; i < plan->n_years; i++) {
        const PlanYear *year = &plan->years[i];
        if (!is_bank(year))
            links[view->n_years++] = (FilterLink){
                arena_printf(arena, "%d %s", year->year, T_(plan_status_word(year->status))),
                arena_printf(arena, "%s/follow-up?year=%d", view->head.path, year->year),
                plan_year_count(year), year == view->year};
    }
    view->years = links;
}

static FollowUpBand band_of(FollowUpView *view, const PlanCategory *category, ActivityRow *late) {
    const Request *request = view->head.frame->request;
    ActivityRow *rows = ARENA_ARRAY(request->arena, ActivityRow, category->n_activities);
    FollowUpBand band = {.category = category, .rows = rows, .n_rows = category->n_activities};
    for (size_t i = 0; i < category->n_activities; i++) {
        rows[i] = activity_row(request, view->year, &category->activities[i], false);
        standing_add(&band.sum, &rows[i].standing);
        standing_add(&view->sum, &rows[i].standing);
        if (strcmp(rows[i].standing.status, "late") == 0)
            late[view->n_late++] = rows[i];
    }
    return band;
}

static void set_bands(FollowUpView *view) {
    const PlanYear *year = view->year;
    Arena *arena = view->head.frame->request->arena;
    FollowUpBand *bands = ARENA_ARRAY(arena, FollowUpBand, year->n_categories);
    ActivityRow *late = ARENA_ARRAY(arena, ActivityRow, plan_year_count(year));
    for (size_t i = 0; i < year->n_categories; i++)
        if (year->categories[i].n_activities > 0)
            bands[view->n_bands++] = band_of(view, &year->categories[i], late);
    view->bands = bands;
    view->late = late;
}

static void set_parts(FollowUpView *view) {
    const StandingSum *sum = &view->sum;
    const StackPart parts[STACK_PARTS] = {{"done", N_("klara"), sum->done, 0, 0},
                                          {"ongoing", N_("pågår"), sum->ongoing, 0, 0},
                                          {"late", N_("försenade"), sum->late, 0, 0},
                                          {"planned", N_("planerade"), sum->planned, 0, 0},
                                          {"cancelled", N_("inställda"), sum->cancelled, 0, 0}};
    g_autoptr(GString) said = g_string_new(NULL);
    double x = 0;
    for (size_t i = 0; i < STACK_PARTS; i++) {
        if (i == STACK_PARTS - 1 && parts[i].count == 0)
            break;
        StackPart *part = &view->parts[view->n_parts++];
        *part = parts[i];
        part->x = x;
        part->width = sum->all == 0 ? 0 : 100.0 * (double)part->count / (double)sum->all;
        x += part->width;
        g_string_append_printf(said, "%s%zu %s", i == 0 ? "" : ", ", part->count, part->word);
    }
    view->said = arena_strdup(view->head.frame->request->arena, said->str);
}

static bool follow_up_page(Request *request, Response *response, GError **error) {
    FollowUpView view = {0};
    if (!plan_head_load(request, N_("Uppföljning"), "/follow-up", &view.head, error))
        return false;
    view.year = chosen_year(&view.head);
    if (view.year != NULL) {
        set_years(&view);
        set_bands(&view);
        set_parts(&view);
    }
    follow_up_page_html(response_html(response), &view);
    return true;
}

const Route follow_up_routes[] = {
    {GET, "/:collab/plans/:plan/follow-up", follow_up_page, MAY_READ_COLLABORATION},
    {0},
};
