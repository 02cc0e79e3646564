#include "modules/plans/roll_forward_pages.h"

#include "base/error.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/plans/roll_forward_html.h"
#include "modules/plans/roll_forward_view.h"
#include "modules/plans/standing.h"
#include "web/form.h"

#include <stddef.h>
#include <string.h>

typedef struct {
    FormIds unfinished;
} RollForm;

static const FormField roll_fields[] = {{.name = "unfinished",
                                         .label = N_("Aktiviteter som inte är klara"),
                                         .type = FORM_IDS,
                                         .offset = offsetof(RollForm, unfinished)},
                                        {0}};

/* ---- before ---- */

/* The plan's document as it is in the first year of the next plan. Two statements. */
static bool next_document(const Request *request, const Plan *plan, const Rule **ret,
                          GError **error) {
    const Rules *rules;
    Date first_day = {(int16_t)(plan->first_year + 1), 1, 1};
    if (!rules_load(request->db, request->arena, request->collaboration, first_day, &rules, error))
        return false;
    const Rule *document = rules_get(rules, plan->document);
    if (document == NULL)
        return fail(error, ERROR_CONFLICT,
                    "Reglerna för %d har inget sådant dokument. Ändra dem under Inställningar.",
                    plan->first_year + 1);
    *ret = document;
    return true;
}

static bool is_unfinished(const Activity *activity) {
    return !activity->is_recurring && strcmp(activity->status, "done") != 0 &&
           strcmp(activity->status, "cancelled") != 0 && strcmp(activity->status, "moved") != 0;
}

static RollChoice choice_of(const PlanYear *ending, const Activity *activity, Date today) {
    Standing standing = standing_of(activity, ending, today);
    bool begun = strcmp(standing.status, "late") == 0 || strcmp(standing.status, "ongoing") == 0;
    return (RollChoice){activity, activity_status_word(standing.status),
                        activity_status_chip(standing.status), begun};
}

/* What has a row of its own in a later year need not be taken along. */
static void set_choices(const Request *request, RollForwardView *view) {
    const PlanYear *ending = &view->head.plan.years[0];
    RollChoice *choices = ARENA_ARRAY(request->arena, RollChoice, plan_year_count(ending));
    view->ending_year = ending->year;
    view->choices = choices;
    for (size_t c = 0; c < ending->n_categories; c++)
        for (size_t a = 0; a < ending->categories[c].n_activities; a++) {
            const Activity *activity = &ending->categories[c].activities[a];
            if (is_unfinished(activity) &&
                later_row(request->arena, &view->head.plan, activity, ending->year) == NULL)
                choices[view->n_choices++] = choice_of(ending, activity, request->today);
        }
}

static bool had_year(const Plan *plan, const PlanYear *year) {
    for (size_t i = 0; i < plan->n_years; i++)
        if (plan->years[i].year == year->year && strcmp(plan->years[i].status, "bank") != 0)
            return true;
    return false;
}

static void set_years(Arena *arena, RollForwardView *view) {
    RollYear *years = ARENA_ARRAY(arena, RollYear, view->next->n_years);
    for (size_t i = 0; i < view->next->n_years; i++) {
        const PlanYear *year = &view->next->years[i];
        bool bank = strcmp(year->status, "bank") == 0;
        years[i] = (RollYear){
            bank ? T_("Förslagsbank")
                 : arena_printf(arena, "%d %s", year->year, T_(plan_status_word(year->status))),
            plan_year_count(year), !bank && !had_year(&view->head.plan, year)};
    }
    view->years = years;
    view->n_years = view->next->n_years;
}

static bool roll_forward_page(Request *request, Response *response, GError **error) {
    RollForwardView view = {0};
    RollForward roll = {.collaboration = request->collaboration};
    if (!plan_head_load(request, N_("Börja nästa plan"), "", &view.head, error) ||
        !next_document(request, &view.head.plan, &roll.document, error))
        return false;
    if (view.head.plan.n_years == 0 || view.head.next_title == NULL)
        return fail(error, ERROR_CONFLICT,
                    "Nästa plan är redan påbörjad. Öppna den i listan över planer.");
    Plan next = plan_rolled_forward(request->arena, &view.head.plan, &roll);
    view.head.frame->title = view.head.next_title;
    view.next = &next;
    set_years(request->arena, &view);
    set_choices(request, &view);
    went(request, &view.head.plan, &next, 0, &view.went);
    roll_forward_page_html(response_html(response), &view);
    return true;
}

static bool roll_forward_action(Request *request, Response *response, GError **error) {
    RollForm form = {0};
    FormErrors errors;
    Plan plan;
    Id id, next;
    const Rule *document;
    if (!form_parse(request, roll_fields, &form, &errors))
        return fail(error, ERROR_INVALID, "%s", errors.items[0].message);
    if (!request_id(request, "plan", &id, error) ||
        !plan_load(request->db, request->arena, request->collaboration, id, &plan, error) ||
        !next_document(request, &plan, &document, error))
        return false;
    RollForward roll = {request->collaboration, request->session->account, id, document,
                        form.unfinished.items,  form.unfinished.n};
    if (!plan_roll_forward(request->db, request->arena, &roll, &next, error))
        return false;
    return redirect_done(
        response, request,
        collaboration_path(request, "/plans/%s/carried", id_text(request->arena, next)),
        "plan-rolled");
}

/* ---- afterwards ---- */

static const struct {
    const char *key, *title;
    int how;
} shown[] = {{"", N_("Alla"), 0},
             {"planned", N_("Planerat år"), WENT_PLANNED},
             {"recurring", N_("Återkommande"), WENT_RECURRING},
             {"unfinished", N_("Inte klara"), WENT_UNFINISHED},
             {"bank", N_("Förslagsbank"), WENT_BANK},
             {"stays", N_("Bara i den gamla planen"), WENT_STAYS}};

static size_t chosen(const Request *request) {
    const char *key = request_query(request, "show");
    for (size_t i = 1; key != NULL && i < G_N_ELEMENTS(shown); i++)
        if (strcmp(shown[i].key, key) == 0)
            return i;
    return 0;
}

static void set_filters(const Request *request, CarriedView *view) {
    const Went *went = &view->went;
    const size_t counts[] = {went->n_all,        went->n_planned, went->n_recurring,
                             went->n_unfinished, went->n_bank,    went->n_stays};
    WentFilter *filters = ARENA_ARRAY(request->arena, WentFilter, G_N_ELEMENTS(shown));
    for (size_t i = 0; i < G_N_ELEMENTS(shown); i++)
        if (i == 0 || counts[i] > 0)
            filters[view->n_filters++] = (WentFilter){
                shown[i].title,
                arena_printf(request->arena, "%s/carried?show=%s", view->head.path, shown[i].key),
                counts[i], chosen(request) == i};
    view->filters = filters;
}

static bool carried_page(Request *request, Response *response, GError **error) {
    CarriedView view = {0};
    Plan old;
    if (!plan_head_load(request, N_("Vad gick vart"), "", &view.head, error))
        return false;
    Id from = view.head.plan.came_from;
    if (from.value == 0)
        return fail(error, ERROR_NOT_FOUND,
                    "Planen har inte börjat ur någon annan plan, så det finns inget att visa här.");
    if (!plan_load(request->db, request->arena, request->collaboration, from, &old, error))
        return false;
    view.old_path = collaboration_path(request, "/plans/%s", id_text(request->arena, from));
    went(request, &old, &view.head.plan, shown[chosen(request)].how, &view.went);
    set_filters(request, &view);
    carried_page_html(response_html(response), &view);
    return true;
}

const Route roll_forward_routes[] = {
    {GET, "/:collab/plans/:plan/roll-forward", roll_forward_page, MAY_ADOPT_PLAN},
    {POST, "/:collab/plans/:plan/roll-forward", roll_forward_action, MAY_ADOPT_PLAN},
    {GET, "/:collab/plans/:plan/carried", carried_page, MAY_READ_COLLABORATION},
    {0},
};
