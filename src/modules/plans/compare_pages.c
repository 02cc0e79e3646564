#include "modules/plans/compare_pages.h"

#include "base/date.h"
#include "base/language.h"
#include "modules/plans/compare_html.h"
#include "modules/plans/compare_items.h"

#include <string.h>

#define DRAFT "draft"
#define ORIGIN "origin"

/* ---- what can be compared ---- */

static const char *version_title(Arena *arena, const PlanVersion *version) {
    return arena_printf(arena, T_("Version %d · %s %s"), (int)version->number,
                        date_long(arena, version->adopted_on), version->paragraph);
}

/* Newest first: the working copy, the versions, the plan that this one began from. */
static void set_sides(Arena *arena, CompareView *view) {
    const PlanHead *head = &view->head;
    CompareSide *sides = ARENA_ARRAY(arena, CompareSide, head->versions.n + 2);
    if (strcmp(head->plan.state, "adopted") != 0)
        sides[view->n_sides++] = (CompareSide){DRAFT, T_("Utkastet som det är nu")};
    for (size_t i = 0; i < head->versions.n; i++)
        sides[view->n_sides++] =
            (CompareSide){arena_printf(arena, "%d", (int)head->versions.rows[i].number),
                          version_title(arena, &head->versions.rows[i])};
    if (head->plan.came_from.value != 0)
        sides[view->n_sides++] = (CompareSide){ORIGIN, T_("Planen som den började ur")};
    view->sides = sides;
}

static const CompareSide *side_named(const CompareView *view, const char *key, size_t otherwise) {
    for (size_t i = 0; key != NULL && i < view->n_sides; i++)
        if (strcmp(view->sides[i].key, key) == 0)
            return &view->sides[i];
    return &view->sides[otherwise];
}

static bool load_side(const Request *request, const PlanHead *head, const CompareSide *side,
                      Plan *ret, GError **error) {
    PlanVersion version;
    if (strcmp(side->key, DRAFT) == 0) {
        *ret = head->plan;
        return true;
    }
    if (strcmp(side->key, ORIGIN) == 0)
        return plan_load(request->db, request->arena, request->collaboration, head->plan.came_from,
                         ret, error);
    return plan_version_load(request->db, request->arena, request->collaboration, head->plan.id,
                             g_ascii_strtoll(side->key, NULL, 10), &version, ret, error);
}

/* ---- filters ---- */

static size_t count_texts(const PlanDifference *difference, DifferenceKind kind) {
    size_t n = 0;
    for (size_t i = 0; i < difference->n_texts; i++)
        n += difference->texts[i].kind == kind;
    return n;
}

static void set_filters(const Request *request, const PlanDifference *difference, const char *show,
                        CompareView *view) {
    size_t added = difference->n_added + count_texts(difference, DIFFERENCE_ADDED);
    size_t changed = difference->n_changed + count_texts(difference, DIFFERENCE_CHANGED);
    size_t removed = difference->n_removed + count_texts(difference, DIFFERENCE_REMOVED);
    const struct {
        const char *show, *title;
        size_t count;
    } all[] = {{"", N_("Bara ändringar"), added + changed + removed + difference->n_moved},
               {"changed", N_("Ändrat"), changed},
               {"added", N_("Tillkommit"), added},
               {"removed", N_("Utgått"), removed},
               {"moved", N_("Flyttat"), difference->n_moved},
               {"all", N_("Hela planen"), difference->n_activities + difference->n_texts}};
    FilterLink *filters = ARENA_ARRAY(request->arena, FilterLink, G_N_ELEMENTS(all));
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        if (all[i].count > 0 || i == 0)
            filters[view->n_filters++] = (FilterLink){
                all[i].title,
                arena_printf(request->arena, "%s/compare?from=%s&to=%s&show=%s", view->head.path,
                             view->from->key, view->to->key, all[i].show),
                all[i].count, strcmp(all[i].show, show) == 0};
    view->filters = filters;
}

/* A version does not hold what its activities were carried from; the working copy does. */
static const Activity *working_activity(const Plan *plan, Id id) {
    for (size_t y = 0; y < plan->n_years; y++)
        for (size_t c = 0; c < plan->years[y].n_categories; c++)
            for (size_t i = 0; i < plan->years[y].categories[c].n_activities; i++)
                if (plan->years[y].categories[c].activities[i].id.value == id.value)
                    return &plan->years[y].categories[c].activities[i];
    return NULL;
}

static PlanCategory category_with_origins(Arena *arena, const Plan *working,
                                          const PlanCategory *category) {
    PlanCategory filled = *category;
    Activity *activities = ARENA_ARRAY(arena, Activity, category->n_activities);
    for (size_t i = 0; i < category->n_activities; i++) {
        const Activity *now = working_activity(working, category->activities[i].id);
        activities[i] = category->activities[i];
        if (now != NULL) {
            activities[i].came_from = now->came_from;
            activities[i].carried = now->carried;
        }
    }
    filled.activities = activities;
    return filled;
}

static void fill_origins(Arena *arena, const Plan *working, Plan *plan) {
    PlanYear *years = ARENA_ARRAY(arena, PlanYear, plan->n_years);
    for (size_t y = 0; y < plan->n_years; y++) {
        PlanCategory *categories = ARENA_ARRAY(arena, PlanCategory, plan->years[y].n_categories);
        for (size_t c = 0; c < plan->years[y].n_categories; c++)
            categories[c] = category_with_origins(arena, working, &plan->years[y].categories[c]);
        years[y] = plan->years[y];
        years[y].categories = categories;
    }
    plan->years = years;
}

static bool compare(const Request *request, CompareView *view, GError **error) {
    Plan before, after;
    PlanDifference difference;
    const char *show = request_query(request, "show") == NULL ? "" : request_query(request, "show");
    view->to = side_named(view, request_query(request, "to"), 0);
    view->from = side_named(view, request_query(request, "from"), 1);
    if (!load_side(request, &view->head, view->from, &before, error) ||
        !load_side(request, &view->head, view->to, &after, error))
        return false;
    bool with_origin = strcmp(view->from->key, ORIGIN) == 0 || strcmp(view->to->key, ORIGIN) == 0;
    if (with_origin) {
        fill_origins(request->arena, &view->head.plan, &before);
        fill_origins(request->arena, &view->head.plan, &after);
    }
    plan_compare(request->arena, &before, &after, with_origin ? MATCH_BY_ORIGIN : MATCH_BY_ID,
                 &difference);
    view->n_all = difference.n_activities;
    view->n_different =
        difference.n_changed + difference.n_added + difference.n_removed + difference.n_moved;
    compare_items(request, &difference, show, view);
    set_filters(request, &difference, show, view);
    return true;
}

static bool compare_page(Request *request, Response *response, GError **error) {
    CompareView view = {0};
    if (!plan_head_load(request, N_("Jämför"), "/versions", &view.head, error))
        return false;
    frame_crumb(view.head.frame, N_("Versioner"),
                arena_printf(request->arena, "%s/versions", view.head.path));
    set_sides(request->arena, &view);
    if (view.n_sides > 1 && !compare(request, &view, error))
        return false;
    compare_page_html(response_html(response), &view);
    return true;
}

const Route compare_routes[] = {
    {GET, "/:collab/plans/:plan/compare", compare_page, MAY_READ_COLLABORATION},
    {0},
};
