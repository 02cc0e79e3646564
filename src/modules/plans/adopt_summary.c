#include "modules/plans/adopt_summary.h"

#include "base/date.h"
#include "base/language.h"

#include <string.h>

static void set_counts(Arena *arena, AdoptView *view) {
    const Plan *plan = &view->head.plan;
    AdoptCount *counts = ARENA_ARRAY(arena, AdoptCount, plan->n_years + 2);
    for (size_t i = 0; i < plan->n_years; i++) {
        const PlanYear *year = &plan->years[i];
        bool bank = strcmp(year->status, "bank") == 0;
        const char *title =
            bank ? T_("Förslagsbank")
                 : arena_printf(arena, "%d %s", year->year, T_(plan_status_word(year->status)));
        counts[view->n_counts++] = (AdoptCount){title, plan_year_count(year)};
    }
    if (plan->n_national > 0)
        counts[view->n_counts++] = (AdoptCount){T_("Nationella aktiviteter"), plan->n_national};
    if (plan->n_chapters > 0)
        counts[view->n_counts++] = (AdoptCount){T_("Text och budget"), plan->n_chapters};
    view->counts = counts;
}

/* ---- what is still open ---- */

typedef bool (*IsOpen)(const Activity *activity);

static bool host_is_open(const Activity *activity) {
    return strcmp(activity->host, "open") == 0;
}

static bool has_nobody_responsible(const Activity *activity) {
    return activity->cells[COLUMN_RESPONSIBLE][0] == '\0';
}

static bool has_no_time(const Activity *activity) {
    return activity->cells[COLUMN_TIME][0] == '\0';
}

static bool has_no_goal(const Activity *activity) {
    return activity->cells[COLUMN_GOAL][0] == '\0';
}

static const struct {
    IsOpen is_open;
    const char *what;
} questions[] = {{host_is_open, N_("saknar värdkommun")},
                 {has_nobody_responsible, N_("saknar ansvarig")},
                 {has_no_time, N_("saknar tid")},
                 {has_no_goal, N_("saknar mål")}};

static size_t find_open(const PlanYear *year, IsOpen is_open, const Activity **ret, size_t n) {
    for (size_t c = 0; c < year->n_categories; c++)
        for (size_t a = 0; a < year->categories[c].n_activities; a++)
            if (is_open(&year->categories[c].activities[a]))
                ret[n++] = &year->categories[c].activities[a];
    return n;
}

/* Of the years that are planned; a proposal in the bank is not expected to have more than a title.
 */
static size_t all_open(const Plan *plan, IsOpen is_open, const Activity **ret) {
    size_t n = 0;
    for (size_t i = 0; i < plan->n_years; i++)
        if (strcmp(plan->years[i].status, "bank") != 0)
            n = find_open(&plan->years[i], is_open, ret, n);
    return n;
}

static size_t count_all(const Plan *plan) {
    size_t n = 0;
    for (size_t i = 0; i < plan->n_years; i++)
        n += plan_year_count(&plan->years[i]);
    return n;
}

static void set_open(Arena *arena, AdoptView *view) {
    OpenQuestion *open = ARENA_ARRAY(arena, OpenQuestion, G_N_ELEMENTS(questions));
    for (size_t i = 0; i < G_N_ELEMENTS(questions); i++) {
        const Activity **found = ARENA_ARRAY(arena, const Activity *, count_all(&view->head.plan));
        size_t n = all_open(&view->head.plan, questions[i].is_open, found);
        if (n > 0)
            open[view->n_open++] = (OpenQuestion){questions[i].what, found, n};
    }
    view->open = open;
}

/* ---- what it is compared with ---- */

static bool set_previous(const Request *request, AdoptView *view, GError **error) {
    PlanVersion version;
    Plan previous;
    view->next_number = 1;
    if (view->head.versions.n == 0)
        return true;
    view->next_number = view->head.versions.rows[0].number + 1;
    view->has_previous = true;
    if (!plan_version_load(request->db, request->arena, request->collaboration, view->head.plan.id,
                           view->next_number - 1, &version, &previous, error))
        return false;
    plan_compare(request->arena, &previous, &view->head.plan, MATCH_BY_ID, &view->difference);
    return true;
}

static const char *deadline_of(Arena *arena, const PlanHead *head) {
    int month = head->document == NULL ? 0 : (int)rule_number(head->document, "deadline_month");
    if (month == 0)
        return "";
    bool before = strcmp(rule_text(head->document, "deadline_year"), "before") == 0;
    return arena_printf(arena, "%s %d", month_word(month), head->plan.first_year - before);
}

bool adopt_summary(const Request *request, AdoptView *view, GError **error) {
    set_counts(request->arena, view);
    set_open(request->arena, view);
    view->deadline = deadline_of(request->arena, &view->head);
    return set_previous(request, view, error);
}
