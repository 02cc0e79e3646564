#include "modules/plans/plans_pages.h"

#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/plans/plan_rows.h"
#include "modules/plans/plans_html.h"
#include "modules/plans/plans_view.h"

#include <string.h>

enum { FIRST_YEAR_MIN = 1990, FIRST_YEAR_MAX = 2190 };

/* ---- the list of plans ---- */

static PlanRow plan_row(const Request *request, const PlanSummary *plan) {
    Arena *arena = request->arena;
    PlanRow row = {.title = plan->title,
                   .path = collaboration_path(request, "/plans/%s", id_text(arena, plan->id)),
                   .state = N_("Utkast"),
                   .chip = "",
                   .decided = "",
                   .published = plan->is_published ? N_("publicerad") : "",
                   .n_activities = plan->n_activities,
                   .next = ""};
    if (strcmp(plan->state, "draft") != 0) {
        bool adopted = strcmp(plan->state, "adopted") == 0;
        row.state = adopted ? N_("Fastställd") : N_("Revideras");
        row.chip = adopted ? "approved" : "preliminary";
        row.decided =
            arena_printf(arena, "%s %s", date_short(arena, plan->adopted_on), plan->paragraph);
    }
    return row;
}

static int next_first_year(const PlanSummaries *plans, const Rule *document, int this_year) {
    int next = this_year;
    for (size_t i = 0; i < plans->n; i++)
        if (plans->rows[i].document.value == document->element.value &&
            plans->rows[i].first_year >= next)
            next = (int)plans->rows[i].first_year + 1;
    return next;
}

static const char *deadline_text(Arena *arena, const Rule *document, int first_year) {
    int month = (int)rule_number(document, "deadline_month");
    if (month == 0)
        return "";
    bool before = strcmp(rule_text(document, "deadline_year"), "before") == 0;
    return arena_printf(arena, T_("senast i %s %d"), month_word(month), first_year - before);
}

/* Whoever comes from a round begins its plan, and no other. */
static void set_starts(const Request *request, const Rules *rules, const PlanSummaries *plans,
                       PlansView *view) {
    const char *wanted = request_query(request, "document"),
               *first = request_query(request, "first_year");
    PlanToStart *starts =
        ARENA_ARRAY(request->arena, PlanToStart, rules_count(rules, ELEMENT_DOCUMENT));
    for (const Rule *document = rules_next(rules, ELEMENT_DOCUMENT, NULL); document != NULL;
         document = rules_next(rules, ELEMENT_DOCUMENT, document)) {
        bool is_wanted =
            wanted != NULL && strcmp(wanted, id_text(request->arena, document->element)) == 0;
        if (wanted != NULL && !is_wanted)
            continue;
        int year = is_wanted && first != NULL
                       ? (int)g_ascii_strtoll(first, NULL, 10)
                       : next_first_year(plans, document, request->today.year);
        starts[view->n_starts++] = (PlanToStart){
            document->key, document->title, deadline_text(request->arena, document, year), year};
    }
    view->starts = starts;
}

/* ---- what comes next ---- */

static bool is_late(const Request *request, const Rule *document, int first_year) {
    int month = (int)rule_number(document, "deadline_month");
    int year = first_year - (strcmp(rule_text(document, "deadline_year"), "before") == 0);
    return month > 0 && year * 12 + month < request->today.year * 12 + request->today.month;
}

/* `without`: what is said where the document has no deadline. */
static void set_deadline(const Request *request, const Rule *document, const char *what,
                         const char *without, int first_year, PlanRow *row) {
    const char *deadline = deadline_text(request->arena, document, first_year);
    row->next =
        deadline[0] == '\0' ? without : arena_printf(request->arena, "%s %s", what, deadline);
    row->is_late = is_late(request, document, first_year);
}

static void set_next(const Request *request, const Rules *rules, const PlanSummaries *plans,
                     const PlanSummary *plan, PlanRow *row) {
    const Rule *document = rules_get(rules, plan->document);
    if (document == NULL)
        return;
    if (strcmp(plan->state, "draft") == 0)
        set_deadline(request, document, T_("Fastställs"), T_("Ska fastställas"),
                     (int)plan->first_year, row);
    else if (strcmp(plan->state, "revision") == 0)
        row->next = N_("Revideringen fastställs");
    else if (next_first_year(plans, document, 0) == plan->first_year + 1)
        set_deadline(request, document, T_("Nästa plan fastställs"),
                     arena_printf(request->arena, T_("Nästa plan gäller från %d"),
                                  (int)plan->first_year + 1),
                     (int)plan->first_year + 1, row);
}

static bool plans_list_page(Request *request, Response *response, GError **error) {
    PlanSummaries plans;
    const Rules *rules;
    if (!plans_list(request->db, request->arena, request->collaboration, &plans, error) ||
        !rules_load(request->db, request->arena, request->collaboration, request->today, &rules,
                    error))
        return false;
    PlanRow *rows = ARENA_ARRAY(request->arena, PlanRow, plans.n);
    for (size_t i = 0; i < plans.n; i++)
        rows[i] = plan_row(request, &plans.rows[i]);
    for (size_t i = 0; i < plans.n; i++)
        set_next(request, rules, &plans, &plans.rows[i], &rows[i]);
    PlansView view = {.frame = frame_new(request, PLACE_PLAN, N_("Planer")),
                      .can_edit = session_may(request->session, MAY_EDIT_PLAN),
                      .rows = rows,
                      .n_rows = plans.n};
    set_starts(request, rules, &plans, &view);
    plans_list_html(response_html(response), &view);
    return true;
}

static bool plan_start_action(Request *request, Response *response, GError **error) {
    const char *key = request_field(request, "document"),
               *year = request_field(request, "first_year");
    const Rules *rules;
    Id id;
    if (!rules_load(request->db, request->arena, request->collaboration, request->today, &rules,
                    error))
        return false;
    const Rule *document = key == NULL ? NULL : rules_find(rules, ELEMENT_DOCUMENT, key);
    int first_year = year == NULL ? 0 : (int)g_ascii_strtoll(year, NULL, 10);
    if (document == NULL || first_year < FIRST_YEAR_MIN || first_year > FIRST_YEAR_MAX)
        return fail(error, ERROR_INVALID, "Välj ett dokument och ett första år mellan %d och %d.",
                    FIRST_YEAR_MIN, FIRST_YEAR_MAX);
    PlanStart start = {rules, document, request->session->account, first_year};
    if (!plan_start(request->db, request->arena, &start, &id, error))
        return false;
    return redirect_done(response, request,
                         collaboration_path(request, "/plans/%s", id_text(request->arena, id)),
                         "plan-started");
}

/* ---- one plan ---- */

/* A plan of text and tables has no page of activities; what was just done is told there. */
static bool to_its_text(const Request *request, Response *response, const PlanHead *head) {
    const char *done = request_query(request, "done"),
               *path = arena_printf(request->arena, "%s/chapters", head->path);
    return done == NULL ? response_redirect(response, path)
                        : redirect_done(response, request, path, done);
}

static bool plan_page(Request *request, Response *response, GError **error) {
    PlanView view = {0};
    if (!plan_head_load(request, NULL, "", &view.head, error))
        return false;
    if (!view.head.has_activities)
        return to_its_text(request, response, &view.head);
    view.year = plan_year_chosen(&view.head);
    if (view.year != NULL)
        plan_rows(request, &view);
    plan_page_html(response_html(response), &view);
    return true;
}

static bool national_page(Request *request, Response *response, GError **error) {
    PlanView view = {0};
    if (!plan_head_load(request, NULL, "/national", &view.head, error))
        return false;
    plan_national_html(response_html(response), &view);
    return true;
}

const Route plans_routes[] = {
    {GET, "/:collab/plans", plans_list_page, MAY_READ_COLLABORATION},
    {POST, "/:collab/plans", plan_start_action, MAY_EDIT_PLAN},
    {GET, "/:collab/plans/:plan", plan_page, MAY_READ_COLLABORATION},
    {GET, "/:collab/plans/:plan/national", national_page, MAY_READ_COLLABORATION},
    {0},
};
