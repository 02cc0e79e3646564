#include "modules/rounds/round_head.h"

#include "base/date.h"
#include "base/id.h"
#include "modules/rounds/rounds_sql.h"
#include "web/translate.h"

#include <string.h>

bool asker_of_request(const Request *request, Asker *ret, GError **error) {
    const Session *session = request->session;
    *ret = (Asker){.collaboration = request->collaboration,
                   .account = request->account,
                   .person = session == NULL ? (Id){0} : session->person,
                   .roles = session == NULL ? 0 : session->roles,
                   .today = request->today};
    return asker_load(request->db, request->arena, ret, error);
}

/* ---- words ---- */

/* The year stands there only when it is not this one. */
static const char *until(Arena *arena, Date day, Date today) {
    return day.year == today.year ? arena_printf(arena, "%d %s", day.day, month_word(day.month))
                                  : date_long(arena, day);
}

static const char *proposals_words(Arena *arena, int64_t n) {
    return n == 1 ? T_("1 förslag") : arena_printf(arena, T_("%d förslag"), (int)n);
}

static const char *commenting_words(Arena *arena, const RoundHead *head, const char *day) {
    int answered = (int)head->n_answered, all = (int)head->n_respondents;
    if (strcmp(head->round.comments_from, "offices") == 0)
        return arena_printf(arena, T_("Synpunkter till %s · %d av %d kontor har svarat"), day,
                            answered, all);
    return arena_printf(arena, T_("Synpunkter till %s · %d av %d har svarat"), day, answered, all);
}

static const char *deciding_words(Arena *arena, const RoundHead *head, const char *day) {
    if (head->n_undecided == 0)
        return arena_printf(arena, T_("Beslut senast %s · alla förslag har fått beslut"), day);
    return arena_printf(arena, T_("Beslut senast %s · %d av %d förslag utan beslut"), day,
                        (int)head->n_undecided, (int)head->n_submitted);
}

const char *round_words(Arena *arena, const RoundHead *head, Date today) {
    const char *day = until(arena, stage_ends(&head->round, head->stage), today),
               *proposals = proposals_words(arena, head->n_submitted);
    switch (head->stage) {
    case STAGE_COMING:
        return arena_printf(arena, T_("Öppnar %s"), day);
    case STAGE_COLLECTING:
        return arena_printf(arena, T_("Förslag tas emot till %s · %s"), day, proposals);
    case STAGE_PREPARING:
        return arena_printf(arena, T_("Förslagen bereds till %s · %s"), day, proposals);
    case STAGE_COMMENTING:
        return commenting_words(arena, head, day);
    case STAGE_DECIDING:
        return deciding_words(arena, head, day);
    default:
        return arena_printf(arena, T_("Avslutad · %s"), proposals);
    }
}

static const char *stage_chip(const RoundHead *head, Date today) {
    Date ends = stage_ends(&head->round, head->stage);
    if (head->stage == STAGE_CLOSED)
        return "approved";
    if (head->stage > STAGE_COMING && date_compare(ends, today) < 0)
        return "late";
    return head->stage == STAGE_COMING ? "none" : "attention";
}

/* ---- counting ---- */

static bool load_counts(Request *request, RoundHead *head, GError **error) {
    SqlRoundCountsRow counts;
    SqlRoundAnsweredRows answered;
    Id round = head->round.id, collaboration = request->collaboration;
    SqlRoundCountsIn counting = {collaboration, round, session_may(request->session, MAY_PREPARE)};
    if (!sql_round_counts(request->db, request->arena, &counting, &counts, error) ||
        !sql_round_answered(request->db, request->arena,
                            &(SqlRoundAnsweredIn){collaboration, round}, &answered, error))
        return false;
    Elements respondents = round_respondents(request->arena, head->rules, &head->round);
    for (size_t i = 0; i < respondents.n; i++)
        for (size_t a = 0; a < answered.n; a++)
            head->n_answered += id_equal(respondents.rows[i]->element, answered.rows[a].respondent);
    head->n_respondents = respondents.n;
    head->n_submitted = counts.n_submitted;
    head->n_undecided = counts.n_undecided;
    return true;
}

/* ---- tabs ---- */

static const struct {
    const char *title, *below;
    Permission permission;
    bool is_for_all_when_told;
} tabs[] = {{N_("Översikt"), "", MAY_READ_COLLABORATION},
            {N_("Beredning"), "/preparation", MAY_PREPARE},
            {N_("Synpunkter"), "/answers", MAY_PREPARE, .is_for_all_when_told = true},
            {N_("Beslut"), "/outcomes", MAY_LEAD_ROUNDS, .is_for_all_when_told = true}};

/* Answers are there when there is a comment round. */
static bool is_of_round(const RoundHead *head, const char *below) {
    return strcmp(below, "/answers") != 0 || head->round.comments_from[0] != '\0';
}

static bool is_shown(const Request *request, const RoundHead *head, size_t tab) {
    bool may = session_may(request->session, tabs[tab].permission) ||
               (tabs[tab].is_for_all_when_told && head->stage == STAGE_CLOSED);
    return may && is_of_round(head, tabs[tab].below);
}

/* Who answers finds the own answer beside the round. */
static void add_own_answers(const Request *request, RoundHead *head, RoundTab *made,
                            const Elements *own) {
    if (head->stage < STAGE_COMMENTING || !session_may(request->session, MAY_TAKE_PART))
        return;
    for (size_t i = 0; i < own->n; i++)
        made[head->n_tabs++] = (RoundTab){
            own->n == 1
                ? N_("Ert svar")
                : arena_printf(request->arena, T_("Svar från %s"), rule_short(own->rows[i])),
            arena_printf(request->arena, "%s/answer/%s", head->path, own->rows[i]->key), false};
}

static void set_tabs(const Request *request, RoundHead *head, const char *below) {
    Elements own = round_own_respondents(request->arena, head->rules, &head->round, &head->asker);
    RoundTab *made = ARENA_ARRAY(request->arena, RoundTab, G_N_ELEMENTS(tabs) + own.n);
    for (size_t i = 0; i < G_N_ELEMENTS(tabs); i++)
        if (is_shown(request, head, i))
            made[head->n_tabs++] = (RoundTab){
                tabs[i].title, arena_printf(request->arena, "%s%s", head->path, tabs[i].below),
                g_strcmp0(tabs[i].below, below) == 0};
    add_own_answers(request, head, made, &own);
    head->tabs = made;
}

/* ---- the whole ---- */

bool round_head_of(Request *request, Id round, const char *title, const char *below, RoundHead *ret,
                   GError **error) {
    *ret = (RoundHead){0};
    if (!round_get(request->db, request->arena, request->collaboration, round, &ret->round,
                   error) ||
        !rules_load(request->db, request->arena, request->collaboration, request->today,
                    &ret->rules, error) ||
        !asker_of_request(request, &ret->asker, error) || !load_counts(request, ret, error))
        return false;
    ret->stage = round_stage(&ret->round, request->today);
    ret->path = collaboration_path(request, "/rounds/%s", id_text(request->arena, round));
    ret->words = round_words(request->arena, ret, request->today);
    ret->chip = stage_chip(ret, request->today);
    ret->frame = frame_new(request, PLACE_PROPOSALS, title == NULL ? ret->round.title : title);
    frame_crumb(ret->frame, N_("Förslag"), collaboration_path(request, "/rounds"));
    if (title != NULL)
        frame_crumb(ret->frame, ret->round.title, ret->path);
    set_tabs(request, ret, below);
    return true;
}

bool round_head_load(Request *request, const char *title, const char *below, RoundHead *ret,
                     GError **error) {
    Id round;
    return request_id(request, "round", &round, error) &&
           round_head_of(request, round, title, below, ret, error);
}
