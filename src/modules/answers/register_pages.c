#include "base/date.h"
#include "base/error.h"
#include "base/id.h"
#include "modules/answers/form_pages.h"
#include "modules/answers/register_html.h"
#include "modules/answers/register_view.h"
#include "web/form_values.h"

#include <string.h>

typedef struct {
    Request *request;
    Arena *arena;
    Round round;
    const Rules *rules;
    AnswerProposals proposals;
    Elements respondents;
    const Rule *respondent;
    AnswerWriter writer;
    int64_t n_versions;
    const char *back, *path;
} Visit;

static void choose_respondent(Visit *visit) {
    const char *key = request_query(visit->request, "respondent");
    for (size_t i = 0; i < visit->respondents.n; i++)
        if (g_strcmp0(visit->respondents.rows[i]->key, key) == 0)
            visit->respondent = visit->respondents.rows[i];
}

static bool count_versions(Visit *visit, GError **error) {
    AnswerStandings standings;
    Request *request = visit->request;
    if (!answer_standings(request->db, visit->arena, request->collaboration, visit->round.id,
                          &standings, error))
        return false;
    const AnswerStanding *standing =
        visit->respondent == NULL ? NULL : answer_standing(&standings, visit->respondent->element);
    visit->n_versions = standing == NULL ? 0 : standing->n_versions;
    return true;
}

static bool come(Request *request, Visit *visit, GError **error) {
    *visit = (Visit){.request = request, .arena = request->arena};
    Id id;
    if (!request_id(request, "round", &id, error) ||
        !round_get(request->db, visit->arena, request->collaboration, id, &visit->round, error) ||
        !rules_load(request->db, visit->arena, request->collaboration, request->today,
                    &visit->rules, error) ||
        !answer_proposals(request->db, visit->arena, request->collaboration, id, &visit->proposals,
                          error))
        return false;
    visit->respondents = round_respondents(visit->arena, visit->rules, &visit->round);
    visit->back = collaboration_path(request, "/rounds/%s/answers", id_text(visit->arena, id));
    visit->path = arena_printf(visit->arena, "%s/register", visit->back);
    choose_respondent(visit);
    visit->writer = (AnswerWriter){
        .collaboration = request->collaboration,
        .account = request->session->account,
        .round = &visit->round,
        .respondent = visit->respondent == NULL ? (Id){0} : visit->respondent->element,
        .today = request->today,
        .now = request_moment(request)};
    return count_versions(visit, error);
}

static bool show(const Visit *visit, Response *response, RegisterView *view) {
    AnswerCells none = answer_cells_none(visit->arena, &visit->proposals);
    Frame *frame = frame_new(visit->request, PLACE_PROPOSALS, N_("För in ett svar"));
    frame_crumb(frame, N_("Synpunkter på förslagen"), visit->back);
    view->frame = frame;
    view->rules = visit->rules;
    view->round = &visit->round;
    view->proposals = &visit->proposals;
    view->respondents = visit->respondents;
    view->respondent = visit->respondent;
    view->path = visit->path;
    view->back = visit->back;
    view->n_seen = visit->n_versions;
    view->is_over = round_stage(&visit->round, visit->request->today) == STAGE_DECIDING;
    if (view->cells == NULL)
        view->cells = &none;
    if (view->way == NULL)
        view->way = "registered";
    if (view->problem != NULL) {
        frame->has_errors = true;
        response_status(response, 422);
    }
    answers_entry_page_html(response_html(response), view);
    return true;
}

static bool register_page(Request *request, Response *response, GError **error) {
    Visit visit;
    return come(request, &visit, error) && show(&visit, response, &(RegisterView){0});
}

/* ---- pasted, or a form that was filled in ---- */

static bool read_what_came(const Visit *visit, const Upload *file, AnswerReading *ret,
                           GError **error) {
    ReadingOf of = {&visit->proposals, visit->round.id, visit->respondent->key,
                    visit->respondent->title};
    if (file != NULL)
        return answer_read_form(visit->arena, file->content, &of, ret, error);
    return answer_read_pasted(visit->arena, request_field(visit->request, "html"),
                              request_field(visit->request, "text"), &of, ret, error);
}

static const char *way_of(const Upload *file) {
    if (file == NULL)
        return "paste";
    return g_str_has_suffix(file->filename, ".docx") ? "word" : "excel";
}

static bool read_action(Request *request, Response *response, GError **error) {
    Visit visit;
    AnswerReading reading;
    g_autoptr(GError) problem = NULL;
    if (!come(request, &visit, error))
        return false;
    const Upload *file = request_upload(request, "file");
    RegisterView view = {.pasted = request_field(request, "text")};
    if (visit.respondent == NULL)
        return response_redirect(response, visit.path);
    if (read_what_came(&visit, file, &reading, &problem)) {
        view.reading = &reading;
        view.cells = &reading.cells;
        view.way = way_of(file);
        return show(&visit, response, &view);
    }
    view.problem = problem->message;
    if (error_is(problem, ERROR_INVALID))
        return show(&visit, response, &view);
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

/* ---- entering ---- */

static bool take_cell(const Visit *visit, AnswerCell cell, const char **ret, GError **error) {
    const char *typed = request_field(visit->request, answer_cell_name(visit->arena, cell));
    return answer_cell_clean(visit->arena, cell, typed, ret, error);
}

static bool take_cells(const Visit *visit, AnswerCells *cells, GError **error) {
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++)
        if (!take_cell(visit, (AnswerCell){0, cell}, &cells->whole[cell], error))
            return false;
    for (size_t i = 0; i < visit->proposals.n; i++)
        for (int cell = 0; cell < N_MARK_CELLS; cell++)
            if (!take_cell(visit, (AnswerCell){visit->proposals.rows[i].number, cell},
                           &cells->of[i][cell], error))
                return false;
    return true;
}

static const char *way_posted(const Request *request) {
    static const char *const ways[] = {"paste", "word", "excel"};
    for (size_t i = 0; i < G_N_ELEMENTS(ways); i++)
        if (g_strcmp0(request_field(request, "way"), ways[i]) == 0)
            return ways[i];
    return "registered";
}

static bool take_submission(const Visit *visit, AnswerSubmission *ret, GError **error) {
    const Request *request = visit->request;
    const char *day = request_field(request, "received_on"), *seen = request_field(request, "seen");
    const Upload *file = request_upload(request, "attached");
    ret->way = way_posted(request);
    ret->received = request_field(request, "received");
    ret->n_seen = seen == NULL ? 0 : g_ascii_strtoll(seen, NULL, 10);
    if (file != NULL) {
        ret->file_name = file->filename[0] == '\0' ? "fil" : file->filename;
        ret->file = file->content;
    }
    return day == NULL || day[0] == '\0' || form_parse_date(day, &ret->received_on) ||
           fail(error, ERROR_INVALID, "Dagen skrivs som 2021-04-12 eller 12 april 2021.");
}

static bool register_action(Request *request, Response *response, GError **error) {
    Visit visit;
    AnswerSubmission submission = {0};
    g_autoptr(GError) problem = NULL;
    if (!come(request, &visit, error))
        return false;
    if (visit.respondent == NULL)
        return response_redirect(response, visit.path);
    AnswerCells cells = answer_cells_none(request->arena, &visit.proposals);
    if (take_submission(&visit, &submission, &problem) && take_cells(&visit, &cells, &problem) &&
        answer_register(request->db, request->arena, &visit.writer, &cells, &submission, &problem))
        return redirect_done(response, request, visit.back, "answer-registered");
    if (!error_is(problem, ERROR_INVALID) && !error_is(problem, ERROR_CONFLICT)) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    RegisterView view = {.cells = &cells,
                         .problem = problem->message,
                         .received = submission.received,
                         .received_on = submission.received_on,
                         .way = submission.way};
    return show(&visit, response, &view);
}

#define REGISTER_PATH "/:collab/rounds/:round/answers/register"

const Route register_routes[] = {
    {GET, REGISTER_PATH, register_page, MAY_LEAD_ROUNDS},
    {POST, REGISTER_PATH, register_action, MAY_LEAD_ROUNDS, .body_limit = BODY_LIMIT_UPLOAD},
    {POST, REGISTER_PATH "/read", read_action, MAY_LEAD_ROUNDS, .body_limit = BODY_LIMIT_UPLOAD},
    {0},
};
