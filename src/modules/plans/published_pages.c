#include "modules/plans/published_pages.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/plans/plan_decision.h"
#include "modules/plans/published_html.h"
#include "modules/plans/published_view.h"

/* The published version of the request's `:plan`. Four statements. */
static bool load_published(const Request *request, PlanVersion *ret_version, Plan *ret_plan,
                           const Rules **ret_rules, GError **error) {
    Id id;
    int64_t number;
    if (!request_id(request, "plan", &id, error) ||
        !plan_published_number(request->db, request->arena, request->collaboration, id, &number,
                               error))
        return false;
    if (number == 0)
        return fail(error, ERROR_NOT_FOUND, "Planen är inte publicerad.");
    return plan_version_load(request->db, request->arena, request->collaboration, id, number,
                             ret_version, ret_plan, error) &&
           rules_load(request->db, request->arena, request->collaboration, ret_version->adopted_on,
                      ret_rules, error);
}

static const char *published_path(const Request *request, Id plan) {
    return collaboration_path(request, "/published/%s", id_text(request->arena, plan));
}

static Downloads published_downloads(const Request *request, Id plan) {
    return downloads_at(published_path(request, plan), "");
}

static bool published_page(Request *request, Response *response, GError **error) {
    PlanVersion version;
    Plan plan;
    const Rules *rules;
    if (!load_published(request, &version, &plan, &rules, error))
        return false;
    PublishedView view = {.frame = frame_new(request, PLACE_PLAN, plan.title),
                          .version = &version,
                          .downloads = published_downloads(request, plan.id),
                          .decision = plan_decision_line(request->arena, rules, &version)};
    plan_sheet(request, &plan, &view.sheet);
    published_plan_html(response_html(response), &view);
    return true;
}

static bool published_report(Request *request, Response *response, GError **error) {
    PlanVersion version;
    Plan plan;
    const Rules *rules;
    if (!load_published(request, &version, &plan, &rules, error))
        return false;
    PlanPaper paper = plan_version_paper(request, rules, &version, &plan);
    return plan_answer_report(request, response, &paper, error);
}

static bool published_table(Request *request, Response *response, GError **error) {
    PlanVersion version;
    Plan plan;
    const Rules *rules;
    return load_published(request, &version, &plan, &rules, error) &&
           plan_answer_table(request, response, &plan, error);
}

static bool published_list_page(Request *request, Response *response, GError **error) {
    Arena *arena = request->arena;
    PlanSummaries all;
    if (!plans_list(request->db, arena, request->collaboration, &all, error))
        return false;
    PublishedRow *rows = ARENA_ARRAY(arena, PublishedRow, all.n);
    PublishedList view = {.frame = frame_new(request, PLACE_PLAN, N_("Publicerade planer")),
                          .rows = rows};
    for (size_t i = 0; i < all.n; i++) {
        const PlanSummary *plan = &all.rows[i];
        if (plan->is_published)
            rows[view.n_rows++] = (PublishedRow){
                plan->title, published_path(request, plan->id),
                arena_printf(arena, "%s %s", date_long(arena, plan->adopted_on), plan->paragraph),
                published_downloads(request, plan->id)};
    }
    published_list_html(response_html(response), &view);
    return true;
}

const Route published_routes[] = {
    {GET, "/:collab/published", published_list_page, MAY_OPEN},
    {GET, "/:collab/published/:plan", published_page, MAY_OPEN},
    REPORT_ROUTES("/:collab/published/:plan", published_report, MAY_OPEN),
    DOCUMENT_TABLE_ROUTES("/:collab/published/:plan", published_table, MAY_OPEN),
    {0},
};
