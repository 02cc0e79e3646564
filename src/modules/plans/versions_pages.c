#include "modules/plans/versions_pages.h"

#include "base/date.h"
#include "base/language.h"
#include "modules/plans/plan_decision.h"
#include "modules/plans/versions_html.h"
#include "modules/plans/versions_view.h"
#include "services/auth/auth.h"

#include <string.h>

#define HASH_SHOWN 12

static void set_version_state(const PlanHead *head, const PlanVersion *version, VersionRow *row) {
    bool latest = version->number == head->versions.rows[0].number;
    row->is_published = version->published_at.seconds != 0;
    row->chip = latest || row->is_published ? "approved" : "";
    row->state = latest && row->is_published ? N_("Gäller, publicerad")
                 : latest                    ? N_("Gäller")
                 : row->is_published         ? N_("Ersatt, men publicerad")
                                             : N_("Ersatt");
}

static VersionRow version_row(Arena *arena, const PlanHead *head, const PlanVersion *version) {
    int number = (int)version->number;
    const Rule *body = rules_get(head->rules, version->body);
    VersionRow row = {
        .title = arena_printf(arena, T_("Version %d"), number),
        .path = arena_printf(arena, "%s/versions/%d", head->path, number),
        .decided =
            arena_printf(arena, "%s %s", date_long(arena, version->adopted_on), version->paragraph),
        .body = body == NULL ? "" : body->title,
        .note = version->note,
        .downloads = downloads_at(arena_printf(arena, "%s/versions/%d", head->path, number), ""),
        .hash = arena_strndup(arena, version->content_hash, HASH_SHOWN),
        .number = number};
    if (number > 1)
        row.compare =
            arena_printf(arena, "%s/compare?from=%d&to=%d", head->path, number - 1, number);
    set_version_state(head, version, &row);
    return row;
}

static VersionRow draft_row(Arena *arena, const PlanHead *head) {
    bool revision = strcmp(head->plan.state, "revision") == 0;
    return (VersionRow){.title = revision ? T_("Utkast till revidering") : T_("Utkast"),
                        .path = head->path,
                        .decided = "",
                        .body = "",
                        .note = "",
                        .state = N_("Utkast"),
                        .chip = revision ? "preliminary" : "",
                        .downloads = downloads_at(head->path, ""),
                        .compare = revision ? arena_printf(arena, "%s/compare", head->path) : NULL,
                        .hash = ""};
}

static bool versions_page(Request *request, Response *response, GError **error) {
    VersionsView view = {0};
    PlanHead *head = &view.head;
    if (!plan_head_load(request, N_("Versioner"), "/versions", head, error))
        return false;
    VersionRow *rows = ARENA_ARRAY(request->arena, VersionRow, head->versions.n + 1);
    if (strcmp(head->plan.state, "adopted") != 0)
        rows[view.n_rows++] = draft_row(request->arena, head);
    for (size_t i = 0; i < head->versions.n; i++) {
        rows[view.n_rows] = version_row(request->arena, head, &head->versions.rows[i]);
        if (rows[view.n_rows++].is_published)
            view.public_path =
                collaboration_path(request, "/published/%s", request_param(request, "plan"));
    }
    view.rows = rows;
    versions_page_html(response_html(response), &view);
    return true;
}

static bool load_version(const Request *request, PlanVersion *ret_version, Plan *ret_plan,
                         GError **error) {
    Id plan;
    int64_t number = g_ascii_strtoll(request_param(request, "number"), NULL, 10);
    return request_id(request, "plan", &plan, error) &&
           plan_version_load(request->db, request->arena, request->collaboration, plan, number,
                             ret_version, ret_plan, error);
}

static bool version_page(Request *request, Response *response, GError **error) {
    VersionView view = {0};
    if (!load_version(request, &view.version, &view.plan, error))
        return false;
    const char *title = arena_printf(request->arena, T_("Version %d"), (int)view.version.number);
    if (!plan_head_load(request, title, "/versions", &view.head, error))
        return false;
    frame_crumb(view.head.frame, N_("Versioner"),
                arena_printf(request->arena, "%s/versions", view.head.path));
    view.row = version_row(request->arena, &view.head, &view.version);
    view.decision = plan_decision_line(request->arena, view.head.rules, &view.version);
    plan_sheet(request, &view.plan, &view.sheet);
    version_page_html(response_html(response), &view);
    return true;
}

static bool version_report(Request *request, Response *response, GError **error) {
    PlanVersion version;
    Plan plan;
    const Rules *rules;
    if (!load_version(request, &version, &plan, error) ||
        !rules_load(request->db, request->arena, request->collaboration, version.adopted_on, &rules,
                    error))
        return false;
    PlanPaper paper = plan_version_paper(request, rules, &version, &plan);
    return plan_answer_report(request, response, &paper, error);
}

static bool version_table(Request *request, Response *response, GError **error) {
    PlanVersion version;
    Plan plan;
    return load_version(request, &version, &plan, error) &&
           plan_answer_table(request, response, &plan, error);
}

const Route versions_routes[] = {
    {GET, "/:collab/plans/:plan/versions", versions_page, MAY_READ_COLLABORATION},
    {GET, "/:collab/plans/:plan/versions/:number", version_page, MAY_READ_COLLABORATION},
    REPORT_ROUTES("/:collab/plans/:plan/versions/:number", version_report, MAY_READ_COLLABORATION),
    DOCUMENT_TABLE_ROUTES("/:collab/plans/:plan/versions/:number", version_table,
                          MAY_READ_COLLABORATION),
    {0},
};
