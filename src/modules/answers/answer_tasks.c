#include "modules/answers/answer_tasks.h"

#include "base/id.h"
#include "modules/answers/answers_sql.h"
#include "modules/answers/given.h"
#include "modules/rounds/round_head.h"

#include <string.h>

typedef struct {
    const Request *request;
    const Rules *rules;
    Asker asker;
    Rounds rounds;
    SqlAnswersOpenRows answers;
    SqlAnswersOpenListsRows lists;
    GArray *tasks; /* of AnswerTask */
} Gathering;

static bool load(Gathering *gathering, GError **error) {
    const Request *request = gathering->request;
    SqlAnswersOpenIn open = {request->collaboration, request->today};
    SqlAnswersOpenListsIn lists = {request->collaboration, request->today};
    return rounds_list(request->db, request->arena, request->collaboration, &gathering->rounds,
                       error) &&
           asker_load(request->db, request->arena, &gathering->asker, error) &&
           sql_answers_open(request->db, request->arena, &open, &gathering->answers, error) &&
           sql_answers_open_lists(request->db, request->arena, &lists, &gathering->lists, error);
}

/* How many are on the list, and how many of them the answer, if there is one, has a mark for. */
typedef struct {
    int n, n_given;
} Covered;

static Covered covered_by(const Gathering *gathering, const Round *round,
                          const SqlAnswersOpenRow *answer) {
    Covered covered = {0};
    size_t length = answer == NULL ? 0 : strlen(answer->marks);
    for (size_t i = 0; i < gathering->lists.n; i++)
        if (id_equal(gathering->lists.rows[i].round, round->id)) {
            covered.n++;
            covered.n_given +=
                answer != NULL &&
                given_letter(answer->marks, length, gathering->lists.rows[i].number) != '-';
        }
    return covered;
}

static const SqlAnswersOpenRow *answer_of(const Gathering *gathering, const Round *round,
                                          Id respondent) {
    for (size_t i = 0; i < gathering->answers.n; i++)
        if (id_equal(gathering->answers.rows[i].round, round->id) &&
            id_equal(gathering->answers.rows[i].respondent, respondent))
            return &gathering->answers.rows[i];
    return NULL;
}

static bool is_submitted(const SqlAnswersOpenRow *answer) {
    return answer != NULL && strcmp(answer->state, "submitted") == 0;
}

static void add_own(Gathering *gathering, const Round *round, const Rule *respondent) {
    Arena *arena = gathering->request->arena;
    const SqlAnswersOpenRow *answer = answer_of(gathering, round, respondent->element);
    Covered covered = covered_by(gathering, round, answer);
    if (covered.n == 0 || (is_submitted(answer) && covered.n_given == covered.n))
        return;
    AnswerTask task = {.more = respondent->title,
                       .path = collaboration_path(gathering->request, "/rounds/%s/answer/%s",
                                                  id_text(arena, round->id), respondent->key),
                       .button = T_("Svara"),
                       .last_on = round->dates.comments_end_on,
                       .is_own = true};
    if (is_submitted(answer))
        task.title = arena_printf(arena, T_("%d förslag är nya sedan ni svarade"),
                                  covered.n - covered.n_given);
    else
        task.title = arena_printf(arena, T_("Lämna synpunkter på %d förslag"), covered.n);
    g_array_append_val(gathering->tasks, task);
}

static void add_round(Gathering *gathering, const Round *round) {
    Arena *arena = gathering->request->arena;
    Elements all = round_respondents(arena, gathering->rules, round);
    size_t n_submitted = 0;
    for (size_t i = 0; i < all.n; i++)
        n_submitted += is_submitted(answer_of(gathering, round, all.rows[i]->element));
    AnswerTask task = {.title = arena_printf(arena, T_("%zu av %zu kontor har lämnat synpunkter"),
                                             n_submitted, all.n),
                       .more = round->title,
                       .path = collaboration_path(gathering->request, "/rounds/%s/answers",
                                                  id_text(arena, round->id)),
                       .button = T_("Se synpunkterna"),
                       .last_on = round->dates.comments_end_on};
    g_array_append_val(gathering->tasks, task);
}

static void gather(Gathering *gathering) {
    const Request *request = gathering->request;
    for (size_t i = 0; i < gathering->rounds.n; i++) {
        const Round *round = &gathering->rounds.rows[i];
        if (round_stage(round, request->today) != STAGE_COMMENTING)
            continue;
        Elements own =
            round_own_respondents(request->arena, gathering->rules, round, &gathering->asker);
        for (size_t own_at = 0; own_at < own.n && session_may(request->session, MAY_TAKE_PART);
             own_at++)
            add_own(gathering, round, own.rows[own_at]);
        if (session_may(request->session, MAY_LEAD_ROUNDS))
            add_round(gathering, round);
    }
}

bool answer_tasks(const Request *request, const Rules *rules, AnswerTasks *ret, GError **error) {
    g_autoptr(GArray) tasks = g_array_new(false, false, sizeof(AnswerTask));
    Gathering gathering = {.request = request,
                           .rules = rules,
                           .asker = {.collaboration = request->collaboration,
                                     .account = request->session->account,
                                     .person = request->session->person,
                                     .roles = request->session->roles,
                                     .today = request->today},
                           .tasks = tasks};
    if (!load(&gathering, error))
        return false;
    gather(&gathering);
    AnswerTask *rows = ARENA_ARRAY(request->arena, AnswerTask, tasks->len);
    if (tasks->len > 0)
        memcpy(rows, tasks->data, tasks->len * sizeof *rows);
    *ret = (AnswerTasks){rows, tasks->len};
    return true;
}
