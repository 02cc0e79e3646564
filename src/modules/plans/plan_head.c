#include "modules/plans/plan_head.h"

#include "base/date.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/plans/undo_offer.h"

#include <string.h>

size_t plan_year_count(const PlanYear *year) {
    size_t count = 0;
    for (size_t i = 0; i < year->n_categories; i++)
        count += year->categories[i].n_activities;
    return count;
}

const PlanYear *plan_year_chosen(const PlanHead *head) {
    const Plan *plan = &head->plan;
    const char *wanted = request_query(head->frame->request, "year");
    int year =
        wanted == NULL ? head->frame->request->today.year : (int)g_ascii_strtoll(wanted, NULL, 10);
    for (size_t i = 0; i < plan->n_years; i++)
        if (plan->years[i].year == year)
            return &plan->years[i];
    return plan->n_years == 0 ? NULL : &plan->years[0];
}

/* ---- state and what comes next ---- */

static const char *decision(Arena *arena, const PlanHead *head, const PlanVersion *version) {
    const Rule *body = rules_get(head->rules, version->body);
    g_autofree char *name = body == NULL ? g_strdup("") : g_utf8_strdown(rule_short(body), -1);
    return arena_printf(arena, "%s %s %s", name, date_long(arena, version->adopted_on),
                        version->paragraph);
}

static void set_state(PlanHead *head) {
    Arena *arena = head->frame->request->arena;
    const char *decided =
        head->versions.n == 0 ? "" : decision(arena, head, &head->versions.rows[0]);
    if (strcmp(head->plan.state, "adopted") == 0) {
        head->state = arena_printf(arena, T_("Fastställd · %s"), decided);
        head->state_chip = "approved";
    } else if (strcmp(head->plan.state, "revision") == 0) {
        head->state = arena_printf(arena, T_("Revideras · fastställd %s"), decided);
        head->state_chip = "preliminary";
    } else {
        head->state = T_("Utkast");
        head->state_chip = "";
    }
}

static bool find_next(PlanHead *head, GError **error) {
    const Request *request = head->frame->request;
    const Plan *plan = &head->plan;
    Id next;
    if (head->document == NULL)
        return true;
    if (!plan_beginning(request->db, request->arena, request->collaboration, plan->document,
                        plan->first_year + 1, &next, error))
        return false;
    if (id_is_set(next))
        return true;
    int first = plan->first_year + 1,
        last = first + (int)rule_list(request->arena, head->document, "years").n - 1;
    head->next_title = first == last
                           ? arena_printf(request->arena, T_("Börja plan %d"), first)
                           : arena_printf(request->arena, T_("Börja plan %d–%d"), first, last);
    return true;
}

/* ---- tabs ---- */

static PlanTab tab(const PlanHead *head, const char *title, const char *below, size_t count,
                   const char *current) {
    return (PlanTab){title, arena_printf(head->frame->request->arena, "%s%s", head->path, below),
                     count, strcmp(below, current) == 0};
}

static void add_year_tabs(PlanHead *head, const char *current) {
    Arena *arena = head->frame->request->arena;
    const PlanYear *chosen = plan_year_chosen(head);
    for (size_t i = 0; i < head->plan.n_years && head->n_years < 10; i++) {
        const PlanYear *year = &head->plan.years[i];
        bool bank = strcmp(year->status, "bank") == 0;
        const char *title =
            bank ? T_("Förslagsbank")
                 : arena_printf(arena, "%d %s", year->year, T_(plan_status_word(year->status)));
        PlanTab *made = &head->years[head->n_years++];
        *made = tab(head, title, arena_printf(arena, "?year=%d", year->year), plan_year_count(year),
                    current);
        made->is_current = current[0] == '\0' && year == chosen;
    }
}

static bool holds_activities(const PlanHead *head) {
    for (size_t i = 0; i < head->plan.n_years; i++)
        if (head->plan.years[i].n_categories > 0)
            return true;
    return head->document != NULL &&
           document_has_activities(head->frame->request->arena, head->document);
}

static void add_views(PlanHead *head, const char *current) {
    head->views[head->n_views++] = tab(head, T_("Tavla"), "/board", 0, current);
    head->views[head->n_views++] = tab(head, T_("Tidslinje"), "/timeline", 0, current);
    head->views[head->n_views++] = tab(head, T_("Uppföljning"), "/follow-up", 0, current);
    head->views[head->n_views++] = tab(head, T_("Utdrag"), "/offices", 0, current);
}

static void add_tabs(PlanHead *head, const char *current) {
    head->has_activities = holds_activities(head);
    if (head->has_activities)
        add_year_tabs(head, current);
    if (head->plan.n_national > 0)
        head->years[head->n_years++] =
            tab(head, T_("Nationella"), "/national", head->plan.n_national, current);
    head->years[head->n_years++] =
        tab(head, head->has_activities ? T_("Text och budget") : T_("Innehåll"), "/chapters", 0,
            current);
    if (head->plan.n_years == 0)
        return;
    if (head->has_activities)
        add_views(head, current);
    head->views[head->n_views++] =
        tab(head, T_("Versioner"), "/versions", head->versions.n, current);
}

static void set_frame(const Request *request, const char *title, PlanHead *head) {
    head->frame = frame_new(request, PLACE_PLAN, title == NULL ? head->plan.title : title);
    frame_crumb(head->frame, N_("Plan"), collaboration_path(request, "/plans"));
    if (title != NULL)
        frame_crumb(head->frame, head->plan.title, head->path);
}

bool plan_head_load(const Request *request, const char *title, const char *current, PlanHead *ret,
                    GError **error) {
    Id id;
    *ret = (PlanHead){0};
    if (!request_id(request, "plan", &id, error) ||
        !plan_load(request->db, request->arena, request->collaboration, id, &ret->plan, error) ||
        !plan_versions(request->db, request->arena, request->collaboration, id, &ret->versions,
                       error) ||
        !rules_load(request->db, request->arena, request->collaboration, request->today,
                    &ret->rules, error))
        return false;
    ret->path = collaboration_path(request, "/plans/%s", id_text(request->arena, id));
    ret->document = rules_get(ret->rules, ret->plan.document);
    ret->can_adopt = session_may(request->session, MAY_ADOPT_PLAN);
    ret->can_edit =
        session_may(request->session, MAY_EDIT_PLAN) && strcmp(ret->plan.state, "adopted") != 0;
    set_frame(request, title, ret);
    if (ret->can_edit)
        offer_undo(ret->frame, ret->path, strcmp(current, "/board") == 0 ? UNDO_TO_BOARD : "");
    ret->can_compare = ret->versions.n + (strcmp(ret->plan.state, "adopted") != 0) > 1;
    set_state(ret);
    add_tabs(ret, current);
    return find_next(ret, error);
}
