#include "modules/plans/plan_files_pages.h"

#include "modules/plans/plan_decision.h"
#include "services/auth/auth.h"

#include <string.h>

static bool load_plan(const Request *request, Plan *ret, GError **error) {
    Id id;
    return request_id(request, "plan", &id, error) &&
           plan_load(request->db, request->arena, request->collaboration, id, ret, error);
}

/* An adopted plan is the paper of its latest version, as it was frozen. */
static bool latest_paper(const Request *request, Plan *plan, PlanPaper *ret, GError **error) {
    PlanVersions versions;
    PlanVersion version;
    const Rules *rules;
    Id id = plan->id;
    if (!plan_versions(request->db, request->arena, request->collaboration, id, &versions, error))
        return false;
    if (strcmp(plan->state, "adopted") != 0 || versions.n == 0) {
        *ret = plan_draft_paper(request, plan);
        return true;
    }
    version = versions.rows[0];
    if (!plan_version_load(request->db, request->arena, request->collaboration, id, version.number,
                           &version, plan, error) ||
        !rules_load(request->db, request->arena, request->collaboration, version.adopted_on, &rules,
                    error))
        return false;
    *ret = plan_version_paper(request, rules, &version, plan);
    return true;
}

static bool plan_report_file(Request *request, Response *response, GError **error) {
    Plan plan;
    PlanPaper paper;
    return load_plan(request, &plan, error) && latest_paper(request, &plan, &paper, error) &&
           plan_answer_report(request, response, &paper, error);
}

static bool plan_table_file(Request *request, Response *response, GError **error) {
    Plan plan;
    return load_plan(request, &plan, error) && plan_answer_table(request, response, &plan, error);
}

const Route plan_files_routes[] = {
    REPORT_ROUTES("/:collab/plans/:plan", plan_report_file, MAY_READ_COLLABORATION),
    DOCUMENT_TABLE_ROUTES("/:collab/plans/:plan", plan_table_file, MAY_READ_COLLABORATION),
    {0},
};
