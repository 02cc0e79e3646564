#include "modules/home/home_items.h"

#include "base/date.h"
#include "base/id.h"
#include "base/language.h"
#include "modules/activities/time_expression.h"
#include "modules/answers/answer_tasks.h"
#include "modules/confirmation/confirmation_pages.h"
#include "modules/outcomes/outcomes.h"
#include "modules/people/gaps.h"
#include "modules/rounds/round_head.h"
#include "services/audit/audit.h"

#include <string.h>

#define ITEMS_MAX 40
#define WEEKS_AHEAD 8
#define DEADLINE_MONTHS_AHEAD 12
#define HAPPENED_MAX 8

typedef struct {
    const Request *request;
    const Rules *rules;
    PlanSummaries plans;
    Plan current; /* the plan that holds for this year; id 0 when there is none */
    HomeItem waiting[ITEMS_MAX], coming[ITEMS_MAX];
    Date coming_on[ITEMS_MAX];
    size_t n_waiting, n_coming;
} Gathering;

static void add_waiting(Gathering *gathering, HomeItem item) {
    if (gathering->n_waiting < ITEMS_MAX)
        gathering->waiting[gathering->n_waiting++] = item;
}

/* Kept in the order of their days. */
static void add_coming(Gathering *gathering, Date on, HomeItem item) {
    if (gathering->n_coming == ITEMS_MAX)
        return;
    size_t at = gathering->n_coming++;
    for (; at > 0 && date_compare(gathering->coming_on[at - 1], on) > 0; at--) {
        gathering->coming[at] = gathering->coming[at - 1];
        gathering->coming_on[at] = gathering->coming_on[at - 1];
    }
    gathering->coming[at] = item;
    gathering->coming_on[at] = on;
}

/* The year stands there only when it is not this one. */
static const char *day_and_month(const Request *request, Date date) {
    return date.year == request->today.year
               ? arena_printf(request->arena, "%d %s", date.day, month_word(date.month))
               : date_long(request->arena, date);
}

static const char *weekday_and_week(Arena *arena, Date date) {
    return arena_printf(arena, "%s, v. %d", weekday_word(date_weekday(date)), date_week(date));
}

static const char *plan_path(const Request *request, Id plan, const char *below) {
    return collaboration_path(request, "/plans/%s%s", id_text(request->arena, plan), below);
}

/* ---- documents and their deadlines ---- */

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
    return before == NULL || !may_roll ? collaboration_path(gathering->request, "/plans")
                                       : plan_path(gathering->request, before->id, "/roll-forward");
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
                             : plan_path(request, plan->id, ""),
        .button = plan == NULL ? T_("Börja") : T_("Fortsätt"),
        .is_late = date_compare(deadline, request->today) < 0,
        .is_primary = true};
}

/* The first year that has no adopted plan, if its deadline is within a year. */
static void gather_deadline(Gathering *gathering, const Rule *document) {
    const Request *request = gathering->request;
    if (rule_number(document, "deadline_month") == 0)
        return;
    Date horizon = date_add_days(request->today, DEADLINE_MONTHS_AHEAD * 30);
    for (int year = request->today.year; year <= request->today.year + 1; year++) {
        const PlanSummary *plan = plan_of(gathering, document, year);
        Date deadline = document_deadline(document, year);
        if ((plan != NULL && plan->n_versions > 0) || date_compare(deadline, horizon) > 0)
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

static void gather_plan_states(Gathering *gathering) {
    const Request *request = gathering->request;
    for (size_t i = 0; i < gathering->plans.n; i++) {
        const PlanSummary *plan = &gathering->plans.rows[i];
        if (strcmp(plan->state, "revision") == 0)
            add_waiting(
                gathering,
                (HomeItem){.title = arena_printf(request->arena, T_("%s revideras"), plan->title),
                           .more = T_("Ändringarna gäller först när de är fastställda"),
                           .when = "",
                           .path = plan_path(request, plan->id, ""),
                           .button = T_("Öppna")});
        else if (plan->n_versions > 0 && !plan->is_published)
            add_waiting(gathering,
                        (HomeItem){.title = arena_printf(request->arena,
                                                         T_("%s är inte publicerad"), plan->title),
                                   .more = T_("Den är fastställd men syns bara för inloggade"),
                                   .when = "",
                                   .path = plan_path(request, plan->id, "/versions"),
                                   .button = T_("Se versionerna")});
    }
}

/* ---- the year's activities ---- */

static HomeItem activity_item(const Request *request, const Activity *activity) {
    return (HomeItem){.title = activity->cells[COLUMN_TITLE],
                      .when = "",
                      .path = collaboration_path(request, "/activities/%s",
                                                 id_text(request->arena, activity->id)),
                      .button = T_("Öppna")};
}

static bool is_over(const Activity *activity) {
    return strcmp(activity->status, "done") == 0 || strcmp(activity->status, "cancelled") == 0 ||
           strcmp(activity->status, "moved") == 0;
}

/* ---- what is late ---- */

static const ActivityStep *step_due_on(const Activity *activity, Date day) {
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        if (!date_is_set(step->done_on) && !step->is_optional && date_is_set(day) &&
            date_compare(step->due_on, day) == 0)
            return step;
    }
    return NULL;
}

static const char *days_late(const Request *request, Date since) {
    int days = date_days_between(since, request->today);
    return days == 1 ? T_("en dag sen") : arena_printf(request->arena, T_("%d dagar sen"), days);
}

static void gather_late(Gathering *gathering, const Activity *activity) {
    const Request *request = gathering->request;
    ActivityProgress progress = activity_progress(activity, request->today);
    const ActivityStep *step = step_due_on(activity, progress.late_since);
    HomeItem item = activity_item(request, activity);
    if (!progress.is_late)
        return;
    if (step != NULL)
        item.more = arena_printf(request->arena, T_("%s skulle vara klart %s"), step->title,
                                 day_and_month(request, step->due_on));
    else
        item.more = arena_printf(request->arena, T_("Skulle ske %s"), activity->cells[COLUMN_TIME]);
    item.when = T_("försenad");
    if (date_is_set(progress.late_since))
        item.when = days_late(request, progress.late_since);
    else
        item.more = activity->comment[0] == '\0' ? NULL : activity->comment;
    item.is_late = true;
    add_waiting(gathering, item);
}

/* ---- what is coming ---- */

static void gather_steps(Gathering *gathering, const Activity *activity) {
    const Request *request = gathering->request;
    for (size_t i = 0; i < activity->n_steps; i++) {
        const ActivityStep *step = &activity->steps[i];
        if (!date_is_set(step->due_on) || date_is_set(step->done_on) ||
            date_compare(step->due_on, request->today) < 0 ||
            date_days_between(request->today, step->due_on) > WEEKS_AHEAD * 7)
            continue;
        HomeItem item = activity_item(request, activity);
        item.more = step->title;
        item.when = day_and_month(request, step->due_on);
        item.when_more = weekday_and_week(request->arena, step->due_on);
        add_coming(gathering, step->due_on, item);
    }
}

static void gather_time(Gathering *gathering, const Activity *activity, int year) {
    const Request *request = gathering->request;
    TimeExpression time;
    time_expression(activity->cells[COLUMN_TIME], year, &time);
    if (time.kind != TIME_PERIOD || date_compare(time.last, request->today) < 0 ||
        date_days_between(request->today, time.first) > WEEKS_AHEAD * 7)
        return;
    HomeItem item = activity_item(request, activity);
    bool one_day = date_compare(time.first, time.last) == 0;
    item.when = one_day ? day_and_month(request, time.first) : activity->cells[COLUMN_TIME];
    item.when_more = one_day ? weekday_and_week(request->arena, time.first)
                             : arena_printf(request->arena, T_("v. %d–%d"), date_week(time.first),
                                            date_week(time.last));
    add_coming(gathering, time.first, item);
}

static void gather_host(Gathering *gathering, const Activity *activity) {
    if (strcmp(activity->host, "open") != 0)
        return;
    HomeItem item = activity_item(gathering->request, activity);
    item.title = arena_printf(gathering->request->arena, T_("%s saknar värdkommun"),
                              activity->cells[COLUMN_TITLE]);
    item.more = activity->cells[COLUMN_TIME];
    add_waiting(gathering, item);
}

static void gather_year(Gathering *gathering, const PlanYear *year) {
    for (size_t c = 0; c < year->n_categories; c++)
        for (size_t a = 0; a < year->categories[c].n_activities; a++) {
            const Activity *activity = &year->categories[c].activities[a];
            if (is_over(activity))
                continue;
            gather_late(gathering, activity);
            gather_steps(gathering, activity);
            gather_time(gathering, activity, year->year);
            gather_host(gathering, activity);
        }
}

static bool load_current(Gathering *gathering, GError **error) {
    const Request *request = gathering->request;
    const PlanSummary *found = NULL;
    for (size_t i = 0; i < gathering->plans.n; i++) {
        const PlanSummary *plan = &gathering->plans.rows[i];
        if (plan->first_year <= request->today.year && plan->last_year >= request->today.year &&
            plan->n_activities > 0 && (found == NULL || plan->first_year > found->first_year))
            found = plan;
    }
    return found == NULL || plan_load(request->db, request->arena, request->collaboration,
                                      found->id, &gathering->current, error);
}

/* ---- people ---- */

static HomeItem people_item(const Request *request, const ConfirmationTask *task) {
    return (HomeItem){.title = task->title,
                      .more = task->more,
                      .when = arena_printf(request->arena, T_("senast %s"),
                                           day_and_month(request, task->last_on)),
                      .path = task->path,
                      .button = task->is_own ? T_("Gå igenom") : T_("Öppna"),
                      .is_primary = task->is_own};
}

/* What nobody does since somebody left; the coordinator alone sees it here. */
static void gather_gaps(Gathering *gathering, const People *people) {
    const Request *request = gathering->request;
    if (!session_may(request->session, MAY_EDIT_PEOPLE))
        return;
    Gaps gaps = people_gaps(request->arena, gathering->rules, people, NULL);
    if (gaps.n == 0)
        return;
    add_waiting(
        gathering,
        (HomeItem){.title = gaps.n == 1
                                ? T_("En lucka bland personer och organ")
                                : arena_printf(request->arena,
                                               T_("%zu luckor bland personer och organ"), gaps.n),
                   .more = gaps.rows[0].sentence,
                   .when = "",
                   .path = collaboration_path(request, "/confirmation"),
                   .button = T_("Se luckorna")});
}

/* ---- the rounds ---- */

static const char *what_waits(Arena *arena, const OutcomesWaiting *waiting) {
    if (waiting->n_undecided == 0)
        return T_("Besluten om förslagen är inte meddelade");
    return waiting->n_undecided == 1
               ? T_("Ett förslag väntar på beslut")
               : arena_printf(arena, T_("%d förslag väntar på beslut"), (int)waiting->n_undecided);
}

static HomeItem outcomes_item(const Gathering *gathering, const OutcomesWaiting *waiting) {
    const Request *request = gathering->request;
    const Round *round = waiting->round;
    const Rule *body = rules_get(gathering->rules, round->adopted_by);
    Date by = round->dates.decides_on;
    return (HomeItem){
        .title = what_waits(request->arena, waiting),
        .more = body == NULL ? round->title
                             : arena_printf(request->arena, T_("%s · %s beslutar"), round->title,
                                            body->title),
        .when = arena_printf(request->arena, T_("senast %s"), day_and_month(request, by)),
        .path =
            collaboration_path(request, "/rounds/%s/outcomes", id_text(request->arena, round->id)),
        .button = waiting->n_undecided == 0 ? T_("Meddela alla") : T_("Till besluten"),
        .is_late = date_compare(by, request->today) < 0,
        .is_primary = true};
}

static bool gather_outcomes(Gathering *gathering, GError **error) {
    const Request *request = gathering->request;
    OutcomesWaitingRows waiting;
    if (!session_may(request->session, MAY_LEAD_ROUNDS))
        return true;
    if (!outcomes_waiting(request->db, request->arena, request->collaboration, request->today,
                          &waiting, error))
        return false;
    for (size_t i = 0; i < waiting.n; i++)
        add_waiting(gathering, outcomes_item(gathering, &waiting.rows[i]));
    return true;
}

static HomeItem round_item(const Request *request, const Round *round, const char *title,
                           const char *below) {
    return (HomeItem){.title = title,
                      .more = round->title,
                      .when = "",
                      .path = collaboration_path(request, "/rounds/%s%s",
                                                 id_text(request->arena, round->id), below)};
}

static void add_round_day(Gathering *gathering, const Round *round, const char *title, Date day) {
    const Request *request = gathering->request;
    if (!date_is_set(day) || date_compare(day, request->today) < 0 ||
        date_days_between(request->today, day) > WEEKS_AHEAD * 7)
        return;
    HomeItem item = round_item(request, round, title, "");
    item.when = day_and_month(request, day);
    item.when_more = weekday_and_week(request->arena, day);
    add_coming(gathering, day, item);
}

static void add_round_days(Gathering *gathering, const Round *round) {
    const RoundDates *dates = &round->dates;
    add_round_day(gathering, round, T_("Sista dag för förslag"), dates->closes_on);
    if (round->released_at.seconds == 0)
        add_round_day(gathering, round, T_("Beredningen klar"), dates->releases_on);
    add_round_day(gathering, round, T_("Sista dag för synpunkter"), dates->comments_end_on);
    add_round_day(gathering, round, T_("Träff före beslutet"), dates->meeting_on);
    add_round_day(gathering, round, T_("Beslut om förslagen"), dates->decides_on);
}

/* What the stage asks of whoever proposes, and of whoever prepares. */
static void add_round_task(Gathering *gathering, const Round *round, const Asker *asker) {
    const Request *request = gathering->request;
    Stage stage = round_stage(round, request->today);
    bool proposes = stage == STAGE_COLLECTING && session_may(request->session, MAY_TAKE_PART) &&
                    round_own_proposers(request->arena, gathering->rules, round, asker).n > 0,
         prepares = stage == STAGE_PREPARING && session_may(request->session, MAY_PREPARE);
    if (!proposes && !prepares)
        return;
    HomeItem item = proposes ? round_item(request, round, T_("Lämna era förslag"), "")
                             : round_item(request, round, T_("Bered förslagen"), "/preparation");
    Date by = stage_ends(round, stage);
    item.when = arena_printf(request->arena, T_("senast %s"), day_and_month(request, by));
    item.button = proposes ? T_("Till omgången") : T_("Till beredningen");
    item.is_late = date_compare(by, request->today) < 0;
    item.is_primary = true;
    add_waiting(gathering, item);
}

static bool gather_rounds(Gathering *gathering, GError **error) {
    Rounds rounds;
    Asker asker;
    const Request *request = gathering->request;
    if (!rounds_list(request->db, request->arena, request->collaboration, &rounds, error) ||
        !asker_of_request(request, &asker, error))
        return false;
    for (size_t i = 0; i < rounds.n; i++) {
        const Round *round = &rounds.rows[i];
        if (round->told_at.seconds != 0)
            continue;
        add_round_days(gathering, round);
        add_round_task(gathering, round, &asker);
    }
    return true;
}

static bool gather_people(Gathering *gathering, GError **error) {
    const Request *request = gathering->request;
    People people;
    ConfirmationTasks tasks;
    if (!people_load(request->db, request->arena, request->collaboration, NULL, &people, error) ||
        !confirmation_tasks(request, gathering->rules, &people, &tasks, error))
        return false;
    for (size_t i = 0; i < tasks.n; i++)
        add_waiting(gathering, people_item(request, &tasks.rows[i]));
    gather_gaps(gathering, &people);
    return true;
}

static bool gather_answers(Gathering *gathering, GError **error) {
    const Request *request = gathering->request;
    AnswerTasks tasks;
    if (!answer_tasks(request, gathering->rules, &tasks, error))
        return false;
    for (size_t i = 0; i < tasks.n; i++)
        add_waiting(gathering,
                    (HomeItem){.title = tasks.rows[i].title,
                               .more = tasks.rows[i].more,
                               .when = arena_printf(request->arena, T_("senast %s"),
                                                    day_and_month(request, tasks.rows[i].last_on)),
                               .path = tasks.rows[i].path,
                               .button = tasks.rows[i].button,
                               .is_primary = tasks.rows[i].is_own});
    return true;
}

/* ---- what has happened ---- */

static const char *happening(const AuditRow *row) {
    static const struct {
        const char *action, *text;
    } texts[] = {{"plan.adopt", N_("fastställd")},
                 {"plan.publish", N_("publicerad")},
                 {"plan.unpublish", N_("inte längre publicerad")},
                 {"plan.revise", N_("öppnad för revidering")},
                 {"plan.start", N_("påbörjad")},
                 {"plan.roll_forward", N_("påbörjad ur planen före")},
                 {"plan.import", N_("inläst från fil")}};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (strcmp(texts[i].action, row->action) == 0)
            return T_(texts[i].text);
    return T_("ändrad");
}

static const PlanSummary *summary_of(const Gathering *gathering, Id plan) {
    for (size_t i = 0; i < gathering->plans.n; i++)
        if (gathering->plans.rows[i].id.value == plan.value)
            return &gathering->plans.rows[i];
    return NULL;
}

/* Who, and of an adoption the decision, which may be older than the day it was entered. */
static const char *happened_more(const Request *request, const AuditRow *row,
                                 const PlanSummary *plan) {
    if (strcmp(row->action, "plan.adopt") != 0 || plan == NULL || !date_is_set(plan->adopted_on))
        return row->account_name;
    return arena_printf(request->arena, "%s %s", date_short(request->arena, plan->adopted_on),
                        plan->paragraph);
}

static HomeItem happened_item(const Gathering *gathering, const AuditRow *row) {
    const Request *request = gathering->request;
    const PlanSummary *plan = summary_of(gathering, row->subject);
    return (HomeItem){.title =
                          arena_printf(request->arena, "%s %s",
                                       plan == NULL ? T_("En plan") : plan->title, happening(row)),
                      .more = happened_more(request, row, plan),
                      .when = date_short(request->arena, date_of_instant(row->at)),
                      .path = plan_path(request, row->subject, "")};
}

static bool gather_happened(const Gathering *gathering, HomeItems *ret, GError **error) {
    const Request *request = gathering->request;
    AuditRows rows;
    if (!audit_latest(request->db, request->arena, request->collaboration, "plan", HAPPENED_MAX,
                      &rows, error))
        return false;
    HomeItem *items = ARENA_ARRAY(request->arena, HomeItem, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        items[i] = happened_item(gathering, &rows.rows[i]);
    *ret = (HomeItems){items, rows.n};
    return true;
}

static HomeItems kept(Arena *arena, const HomeItem *items, size_t n) {
    HomeItem *copy = ARENA_ARRAY(arena, HomeItem, n);
    for (size_t i = 0; i < n; i++)
        copy[i] = items[i];
    return (HomeItems){copy, n};
}

bool home_items(const Request *request, HomeView *view, GError **error) {
    Gathering *gathering = ARENA_NEW(request->arena, Gathering);
    gathering->request = request;
    if (!rules_load(request->db, request->arena, request->collaboration, request->today,
                    &gathering->rules, error) ||
        !plans_list(request->db, request->arena, request->collaboration, &gathering->plans,
                    error) ||
        !load_current(gathering, error) || !gather_happened(gathering, &view->happened, error))
        return false;
    for (const Rule *document = rules_next(gathering->rules, ELEMENT_DOCUMENT, NULL);
         document != NULL; document = rules_next(gathering->rules, ELEMENT_DOCUMENT, document))
        gather_deadline(gathering, document);
    gather_plan_states(gathering);
    for (size_t i = 0; i < gathering->current.n_years; i++)
        if (gathering->current.years[i].year == request->today.year)
            gather_year(gathering, &gathering->current.years[i]);
    if (!session_may(request->session, MAY_EDIT_PLAN))
        gathering->n_waiting = 0;
    if (!gather_rounds(gathering, error) || !gather_answers(gathering, error) ||
        !gather_outcomes(gathering, error) || !gather_people(gathering, error))
        return false;
    view->waiting = kept(request->arena, gathering->waiting, gathering->n_waiting);
    view->coming = kept(request->arena, gathering->coming, gathering->n_coming);
    return true;
}
