#include "modules/home/gathering.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/answers/answer_tasks.h"
#include "modules/outcomes/outcomes.h"
#include "modules/rounds/round_head.h"

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

bool gather_outcomes(Gathering *gathering, GError **error) {
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

bool gather_rounds(Gathering *gathering, GError **error) {
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

bool gather_answers(Gathering *gathering, GError **error) {
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
