#include "modules/answers/form_pages.h"

#include "base/error.h"
#include "modules/answers/answer_form.h"
#include "modules/answers/answer_view.h"
#include "modules/answers/register_html.h"
#include "modules/answers/register_view.h"

#include <string.h>

#define XLSX_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#define DOCX_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/* ---- what the file changes ---- */

static const char *in_words(Arena *arena, const char *const *cells) {
    g_autoptr(GString) words = g_string_new(NULL);
    const char *parts[N_MARK_CELLS] = {
        T_(mark_word(cells[CELL_MARK])),
        cells[CELL_PARTICIPATES][0] == '\0'
            ? ""
            : arena_printf(arena, T_("deltar: %s"),
                           T_(participation_word(cells[CELL_PARTICIPATES]))),
        cells[CELL_INSPECTORS], cells[CELL_RANK], cells[CELL_COMMENT]};
    for (int i = 0; i < N_MARK_CELLS; i++)
        if (parts[i][0] != '\0')
            g_string_append_printf(words, "%s%s", words->len == 0 ? "" : ", ", parts[i]);
    return arena_strdup(arena, words->str);
}

/* An empty cell of the file says nothing: it takes nothing away. */
static bool is_changed(const char *before, const char *after) {
    return after[0] != '\0' && strcmp(before, after) != 0;
}

static bool row_changes(const char *const *before, const char *const *after) {
    for (int cell = 0; cell < N_MARK_CELLS; cell++)
        if (is_changed(before[cell], after[cell]))
            return true;
    return false;
}

FormChanges form_changes(Arena *arena, const FormView *view) {
    const AnswerVisit *visit = view->visit;
    FormChange *rows = ARENA_ARRAY(arena, FormChange, visit->proposals.n);
    size_t n = 0;
    for (size_t i = 0; i < visit->proposals.n; i++) {
        const char *const *before = visit->answer.draft.of[i], *const *after =
                                                                   view->reading->cells.of[i];
        if (row_changes(before, after))
            rows[n++] = (FormChange){&visit->proposals.rows[i], in_words(arena, before),
                                     in_words(arena, after)};
    }
    return (FormChanges){rows, n};
}

typedef struct {
    Arena *arena;
    HiddenField *rows;
    size_t n;
} Hiding;

static void hide(Hiding *hiding, AnswerCell cell, const char *before, const char *after) {
    if (is_changed(before, after))
        hiding->rows[hiding->n++] = (HiddenField){answer_cell_name(hiding->arena, cell), after};
}

HiddenFields form_hidden(Arena *arena, const FormView *view) {
    const AnswerVisit *visit = view->visit;
    size_t most = (visit->proposals.n + 1) * (N_MARK_CELLS + 1) + N_WHOLE_CELLS;
    Hiding hiding = {arena, ARENA_ARRAY(arena, HiddenField, most), 0};
    for (size_t i = 0; i < visit->proposals.n; i++) {
        size_t first = hiding.n;
        int64_t number = visit->proposals.rows[i].number;
        for (int cell = 0; cell < N_MARK_CELLS; cell++)
            hide(&hiding, (AnswerCell){number, cell}, visit->answer.draft.of[i][cell],
                 view->reading->cells.of[i][cell]);
        if (hiding.n > first)
            hiding.rows[hiding.n++] = (HiddenField){arena_printf(arena, "was-%d", (int)number),
                                                    answer_was(arena, visit, i)};
    }
    for (int cell = 0; cell < N_WHOLE_CELLS; cell++)
        hide(&hiding, (AnswerCell){0, cell}, visit->answer.draft.whole[cell],
             view->reading->cells.whole[cell]);
    hiding.rows[hiding.n++] = (HiddenField){"was", answer_whole_was(arena, visit)};
    return (HiddenFields){hiding.rows, hiding.n};
}

/* ---- the office's page ---- */

static bool come(Request *request, Response *response, AnswerVisit *visit, GError **error) {
    return answer_visit(request, response, visit, error) &&
           (visit->stage == STAGE_COMMENTING ||
            fail(error, ERROR_CONFLICT, "Synpunkter kan inte lämnas nu."));
}

static bool show(const AnswerVisit *visit, Response *response, const AnswerReading *reading,
                 const char *problem) {
    Frame *frame = answer_frame(visit, N_("Svara i Word eller Excel"));
    FormView view = {frame, visit, reading, problem};
    frame_crumb(frame, N_("Synpunkter på förslagen"), visit->path);
    if (problem != NULL) {
        frame->has_errors = true;
        response_status(response, 422);
    }
    answers_form_page_content_html(response_html(response), &view);
    return true;
}

static bool form_page(Request *request, Response *response, GError **error) {
    AnswerVisit visit;
    return come(request, response, &visit, error) && show(&visit, response, NULL, NULL);
}

static bool form_action(Request *request, Response *response, GError **error) {
    AnswerVisit visit;
    AnswerReading reading;
    g_autoptr(GError) problem = NULL;
    if (!come(request, response, &visit, error))
        return false;
    const Upload *file = request_upload(request, "file");
    ReadingOf of = {&visit.proposals, visit.round.id, visit.respondent->key,
                    visit.respondent->title};
    if (file == NULL)
        return show(&visit, response, NULL, T_("Välj en fil först."));
    if (answer_read_form(request->arena, file->content, &of, &reading, &problem))
        return show(&visit, response, &reading, NULL);
    if (error_is(problem, ERROR_INVALID))
        return show(&visit, response, NULL, problem->message);
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

/* For the coordinator, who reads no draft, the form is empty. */
static bool form_file(Request *request, Response *response, GError **error) {
    AnswerVisit visit;
    Bytes bytes;
    bool is_excel = g_str_has_suffix(request->path, ".xlsx");
    bool by_link = request_param(request, "token") != NULL;
    if (!by_link && session_may(request->session, MAY_LEAD_ROUNDS)) {
        if (!answer_visit_given(request, response, &visit, error))
            return false;
        if (!visit.is_own)
            visit.answer.draft = answer_cells_none(request->arena, &visit.proposals);
    } else if (!come(request, response, &visit, error))
        return false;
    return (is_excel ? answer_form_xlsx(&visit, &bytes, error)
                     : answer_form_docx(&visit, &bytes, error)) &&
           response_file(response, is_excel ? XLSX_TYPE : DOCX_TYPE,
                         arena_printf(request->arena, "svarsblankett-%s.%s", visit.respondent->key,
                                      is_excel ? "xlsx" : "docx"),
                         bytes);
}

#define FORM_PATH "/:collab/rounds/:round/answer/:respondent/form"
#define LINK_PATH "/:collab/answer/:token/form"

const Route answer_form_routes[] = {
    {GET, FORM_PATH, form_page, MAY_TAKE_PART},
    {POST, FORM_PATH, form_action, MAY_TAKE_PART, .body_limit = BODY_LIMIT_UPLOAD},
    {GET, FORM_PATH ".xlsx", form_file, MAY_TAKE_PART, .slow = true, .is_swedish = true},
    {GET, FORM_PATH ".docx", form_file, MAY_TAKE_PART, .slow = true, .is_swedish = true},
    {GET, LINK_PATH, form_page, MAY_USE_TASK_LINK},
    {POST, LINK_PATH, form_action, MAY_USE_TASK_LINK, .body_limit = BODY_LIMIT_UPLOAD},
    {GET, LINK_PATH ".xlsx", form_file, MAY_USE_TASK_LINK, .slow = true, .is_swedish = true},
    {GET, LINK_PATH ".docx", form_file, MAY_USE_TASK_LINK, .slow = true, .is_swedish = true},
    {0},
};
