#include "modules/home/gathering.h"

#include "base/date.h"
#include "modules/rounds/rounds.h"

#include <string.h>

#define DEADLINE_MONTHS_AHEAD 12

static const PlanSummary *plan_of(const Gathering *gathering, const Rule *document,
                                  int first_year) {
    for (size_t i = 0; i < gathering->plans.n; i++)
        if (gathering->plans.rows[i].document.value == document->element.value &&
            gathering->plans.rows[i].first_year == first_year)
            return &gathering->plans.rows[i];
    return NULL;
}

static const char *adopting_body(const Gathering *gathering, const Rule *document) {
    const Rule *body =
        rules_find(gathering->rules, ELEMENT_BODY, rule_text(document, "adopted_by"));
    return body == NULL ? "" : body->title;
}

/* The plan of the year before is rolled forward; without one, the list says how to begin. */
static const char *path_to_begin(const Gathering *gathering, const Rule *document, int first_year) {
    const PlanSummary *before = plan_of(gathering, document, first_year - 1);
    bool may_roll = session_may(gathering->request->session, MAY_ADOPT_PLAN);
    return before == NULL || !may_roll
               ? collaboration_path(gathering->request, "/plans")
               : home_plan_path(gathering->request, before->id, "/roll-forward");
}

static HomeItem deadline_item(const Gathering *gathering, const Rule *document, int first_year,
                              Date deadline, const PlanSummary *plan) {
    const Request *request = gathering->request;
    Arena *arena = request->arena;
    size_t years = rule_list(arena, document, "years").n;
    const char *span = years > 1
                           ? arena_printf(arena, "%d–%d", first_year, first_year + (int)years - 1)
                           : arena_printf(arena, "%d", first_year);
    const char *more =
        plan == NULL ? T_("Inte påbörjad")
        : plan->n_activities == 0
            ? T_("Utkast")
            : arena_printf(arena, T_("Utkast med %d aktiviteter"), (int)plan->n_activities);
    return (HomeItem){
        .title = arena_printf(arena, T_("%s %s ska fastställas"), document->title, span),
        .more =
            arena_printf(arena, T_("%s · %s beslutar"), more, adopting_body(gathering, document)),
        .when = arena_printf(arena, T_("senast %s"), day_and_month(request, deadline)),
        .path = plan == NULL ? path_to_begin(gathering, document, first_year)
                             : home_plan_path(request, plan->id, ""),
        .button = plan == NULL ? T_("Börja") : T_("Fortsätt"),
        .is_late = date_compare(deadline, request->today) < 0,
        .is_primary = true};
}

static bool has_any_plan(const Gathering *gathering, const Rule *document) {
    for (size_t i = 0; i < gathering->plans.n; i++)
        if (gathering->plans.rows[i].document.value == document->element.value)
            return true;
    return false;
}

/* The first year that has no adopted plan, if its deadline is within a year. Whoever has just begun
 * is not late with what was to be done before that. */
static void gather_deadline(Gathering *gathering, const Rule *document) {
    const Request *request = gathering->request;
    if (rule_number(document, "deadline_month") == 0)
        return;
    Date horizon = date_add_days(request->today, DEADLINE_MONTHS_AHEAD * 30);
    for (int year = request->today.year; year <= request->today.year + 1; year++) {
        const PlanSummary *plan = plan_of(gathering, document, year);
        Date deadline = document_deadline(document, year);
        bool is_before =
            date_compare(deadline, request->today) < 0 && !has_any_plan(gathering, document);
        if ((plan != NULL && plan->n_versions > 0) || date_compare(deadline, horizon) > 0 ||
            is_before)
            continue;
        HomeItem item = deadline_item(gathering, document, year, deadline, plan);
        add_waiting(gathering, item);
        item.when = day_and_month(request, deadline);
        item.when_more = weekday_and_week(request->arena, deadline);
        if (!item.is_late && date_days_between(request->today, deadline) <= WEEKS_AHEAD * 7)
            add_coming(gathering, deadline, item);
        return;
    }
}

void gather_deadlines(Gathering *gathering) {
    for (const Rule *document = rules_next(gathering->rules, ELEMENT_DOCUMENT, NULL);
         document != NULL; document = rules_next(gathering->rules, ELEMENT_DOCUMENT, document))
        gather_deadline(gathering, document);
}

void gather_plan_states(Gathering *gathering) {
    const Request *request = gathering->request;
    for (size_t i = 0; i < gathering->plans.n; i++) {
        const PlanSummary *plan = &gathering->plans.rows[i];
        if (strcmp(plan->state, "revision") == 0)
            add_waiting(
                gathering,
                (HomeItem){.title = arena_printf(request->arena, T_("%s revideras"), plan->title),
                           .more = T_("Ändringarna gäller först när de är fastställda"),
                           .when = "",
                           .path = home_plan_path(request, plan->id, ""),
                           .button = T_("Öppna")});
        else if (plan->n_versions > 0 && !plan->is_published)
            add_waiting(gathering,
                        (HomeItem){.title = arena_printf(request->arena,
                                                         T_("%s är inte publicerad"), plan->title),
                                   .more = T_("Den är fastställd men syns bara för inloggade"),
                                   .when = "",
                                   .path = home_plan_path(request, plan->id, "/versions"),
                                   .button = T_("Se versionerna")});
    }
}
